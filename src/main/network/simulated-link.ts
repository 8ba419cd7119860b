import type { NodeId } from '../../shared/kernel/ids.ts'
import { Signal } from '../platform/signal.ts'
import { Closing } from './closing.ts'
import type { SharedLane } from './lanes.ts'
import { ReplayedSignal } from './replayed-signal.ts'
import type { SimulatedWay } from './simulated-way.ts'
import type { Link, MessageStream, OpenedStream, QueueWatch } from './transport.ts'

/** A message as its sender hands it over. */
export interface Utterance {
  readonly protocol: string
  /** The same for both ends of a stream. */
  readonly pipe: object
  /** The sender's end of it. */
  readonly stream: MessageStream
  readonly bytes: Uint8Array
  /** What the line has yet to take before it. */
  readonly aheadBytes: number
}

/** What a sender keeps back for a stream of its own: one message more, or null where nothing is left of it. */
export interface Withheld {
  readonly stream: MessageStream
  readonly message: { readonly lane: SharedLane; readonly bytes: Uint8Array } | null
}

/** What both ends of a stream share. */
interface Pipe {
  readonly protocol: string
}

export interface SimulatedLinkOptions {
  readonly local: NodeId
  readonly remote: NodeId
  readonly direction: 'outbound' | 'inbound'
  readonly maxMessageBytes: number
  /** Whether the Node at this end takes streams of the protocol. */
  readonly accepts: (protocol: string) => boolean
  /** Whether a stream that came is the adapter's own affair. */
  readonly keeps: (opened: OpenedStream) => boolean
  /** Way to the other end. */
  readonly way: SimulatedWay
  /** Told of each message that sets out from this end. */
  readonly sent: (utterance: Utterance) => void
  /** Told of what this end keeps back. */
  readonly withheld: (withheld: Withheld) => void
}

/** One end of a link inside this process. */
export class SimulatedLink implements Link {
  readonly local: NodeId
  readonly remote: NodeId
  readonly direction: 'outbound' | 'inbound'
  readonly security = 'simulated'
  readonly remoteAddress: string
  readonly #options: SimulatedLinkOptions
  readonly #streams = new ReplayedSignal<OpenedStream>()
  readonly #closing = new Closing()
  #other: SimulatedLink | null = null

  constructor(options: SimulatedLinkOptions) {
    this.#options = options
    this.local = options.local
    this.remote = options.remote
    this.direction = options.direction
    this.remoteAddress = simulatedAddress(options.remote)
  }

  /** Make two ends one link. */
  static join(a: SimulatedLink, b: SimulatedLink): void {
    a.#other = b
    b.#other = a
    a.onClose(() => a.#options.way.carry(() => void b.close()))
    b.onClose(() => b.#options.way.carry(() => void a.close()))
  }

  admit(): void {}

  open(protocol: string, signal: AbortSignal): Promise<MessageStream> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(why))
      if (this.#closing.closed) return fail('the link is closed')
      if (signal.aborted) return fail('given up')
      signal.addEventListener('abort', () => fail('given up'), { once: true })
      this.onClose(() => fail('the link was closed'))
      this.#options.way.carry(() =>
        this.#other?.answer(protocol, { resolve, refuse: () => fail('protocol refused') }),
      )
    })
  }

  onStream(listener: (opened: OpenedStream) => void): () => void {
    return this.#streams.listen(listener)
  }

  async close(): Promise<void> {
    this.#closing.close()
  }

  onClose(listener: () => void): () => void {
    return this.#closing.listen(listener)
  }

  /** The other end asks for a stream. */
  answer(
    protocol: string,
    asker: { readonly resolve: (stream: MessageStream) => void; readonly refuse: () => void },
  ): void {
    const { accepts, keeps, way } = this.#options
    if (this.#closing.closed || this.#other === null) return
    if (!accepts(protocol)) {
      way.carry(asker.refuse)
      return
    }
    const [near, far] = SimulatedStream.pair(this, this.#other, protocol)
    way.carry(() => asker.resolve(far))
    const opened = { protocol, stream: near }
    if (!keeps(opened)) this.#streams.emit(opened)
  }

  /** A stream at this end: its messages take this link's way. */
  stream(pipe: Pipe): SimulatedStream {
    const stream = new SimulatedStream(this.#options, pipe)
    this.onClose(() => stream.close())
    return stream
  }
}

/** One end of a simulated stream. */
class SimulatedStream implements MessageStream {
  readonly queueWatch: QueueWatch = {
    put: (lane, bytes) => this.#options.withheld({ stream: this, message: { lane, bytes } }),
    cleared: () => this.#options.withheld({ stream: this, message: null }),
  }
  readonly #options: SimulatedLinkOptions
  readonly #pipe: Pipe
  readonly #idle = new Signal<void>()
  readonly #messages = new ReplayedSignal<Uint8Array>()
  readonly #closing = new Closing()
  #other: SimulatedStream | null = null
  #queuedBytes = 0

  constructor(options: SimulatedLinkOptions, pipe: Pipe) {
    this.#options = options
    this.#pipe = pipe
  }

  static pair(
    a: SimulatedLink,
    b: SimulatedLink,
    protocol: string,
  ): readonly [SimulatedStream, SimulatedStream] {
    const pipe = { protocol }
    const [near, far] = [a.stream(pipe), b.stream(pipe)]
    near.#other = far
    far.#other = near
    return [near, far]
  }

  send(message: Uint8Array): void {
    if (this.#closing.closed) return
    const bytes = message.slice()
    const { sent, way } = this.#options
    const { protocol } = this.#pipe
    sent({ protocol, pipe: this.#pipe, stream: this, bytes, aheadBytes: way.backlogBytes })
    this.#queuedBytes += bytes.byteLength
    const taken = (): void => this.#taken(bytes.byteLength)
    way.carry(() => this.#other?.take(bytes), { sizeBytes: bytes.byteLength, taken })
  }

  get queuedBytes(): number {
    return this.#queuedBytes
  }

  onIdle(listener: () => void): () => void {
    return this.#idle.listen(listener)
  }

  onMessage(listener: (message: Uint8Array) => void): () => void {
    return this.#messages.listen(listener)
  }

  onClose(listener: () => void): () => void {
    return this.#closing.listen(listener)
  }

  close(): void {
    if (this.#closing.close()) this.#options.way.carry(() => this.#other?.close())
  }

  take(message: Uint8Array): void {
    if (this.#closing.closed) return
    if (message.byteLength > this.#options.maxMessageBytes) this.close()
    else this.#messages.emit(message)
  }

  #taken(sizeBytes: number): void {
    this.#queuedBytes -= sizeBytes
    if (this.#queuedBytes === 0) this.#idle.emit()
  }
}

/** Where a simulated Node is dialled. The word says what it is, wherever the address is shown. */
export const simulatedAddress = (nodeId: NodeId): string => `/simulated/p2p/${nodeId}`
