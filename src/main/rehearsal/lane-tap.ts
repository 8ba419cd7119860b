import type { NodeId } from '../../shared/kernel/ids.ts'
import { readMessage } from '../crypto/session/session-messages.ts'
import type { Withheld } from '../network/simulated-link.ts'
import type { SimulatedNetwork, SpokenMessage } from '../network/simulated-network.ts'
import { Signal } from '../platform/signal.ts'
import { tryDecode } from '../wire/decode.ts'
import type { mirrorwell } from '../wire/generated/messages.js'
import { MAX_FRAME_BYTES, MAX_OPENING_BYTES } from '../wire/limits.ts'
import { wire } from '../wire/messages.ts'

/** Streams that carry frames, and those of sealed sessions. Source: docs/protocol.md, "Protocol ids". */
const LANE_PROTOCOL = /\/lane\/\d/u
const SESSION_PROTOCOL = /\/session\/\d/u
/** Question and answer by which a lane is opened, before the first frame. Source: proto/mirrorwell/v1/lane.proto. */
const OPENING_MESSAGES = 2

/** A frame as its sender hands it to the line. */
export interface TappedFrame {
  readonly from: NodeId
  readonly to: NodeId
  readonly lane: string
  /** What the line has yet to take before it. */
  readonly aheadBytes: number
  /** What the sender's stream still holds, before this. */
  readonly stream: { readonly queuedBytes: number }
  readonly bytes: Uint8Array
  readonly frame: mirrorwell.v1.LaneFrame
}

/** A message of a sealed session. What is in it nobody sees but those two. */
export interface TappedSealed {
  readonly from: NodeId
  /** What the sender's stream still holds, before this. */
  readonly stream: { readonly queuedBytes: number }
  /** What sort of content it is; null in a handshake. */
  readonly type: number | null
}

interface Pipe {
  readonly lane: string
  messages: number
}

/** Looks over everybody's shoulder: links of a simulated network have no cipher. */
export class LaneTap {
  readonly #pipes = new WeakMap<object, Pipe>()
  readonly #frames = new Signal<TappedFrame>()
  readonly #sealed = new Signal<TappedSealed>()
  readonly #network: SimulatedNetwork
  readonly stop: () => void

  constructor(network: SimulatedNetwork) {
    this.#network = network
    this.stop = network.onSpoken((message) => this.#hear(message))
  }

  /** Hear of frames that wait for leave, before they go. */
  onWithheld(listener: (withheld: Withheld) => void): () => void {
    return this.#network.onWithheld(listener)
  }

  onFrame(listener: (frame: TappedFrame) => void): () => void {
    return this.#frames.listen(listener)
  }

  onSealed(listener: (sealed: TappedSealed) => void): () => void {
    return this.#sealed.listen(listener)
  }

  #hear(message: SpokenMessage): void {
    if (LANE_PROTOCOL.test(message.protocol)) this.#hearLane(message)
    else if (SESSION_PROTOCOL.test(message.protocol)) this.#hearSealed(message)
  }

  #hearSealed({ bytes, from, stream }: SpokenMessage): void {
    const read = readMessage(bytes, 'open')
    this.#sealed.emit({ from, stream, type: read.kind === 'frame' ? read.frame.type : null })
  }

  #hearLane(message: SpokenMessage): void {
    const pipe = this.#pipes.get(message.pipe) ?? { lane: laneIn(message.bytes), messages: 0 }
    this.#pipes.set(message.pipe, pipe)
    pipe.messages += 1
    if (pipe.messages <= OPENING_MESSAGES) return
    const frame = tryDecode(wire.LaneFrame, message.bytes, MAX_FRAME_BYTES)
    if (frame !== null) this.#frames.emit({ ...message, lane: pipe.lane, frame })
  }
}

const laneIn = (bytes: Uint8Array): string => tryDecode(wire.LaneOpen, bytes, MAX_OPENING_BYTES)?.lane ?? ''
