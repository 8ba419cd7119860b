import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import { wire } from '../wire/messages.ts'
import { LaneOrder } from './lane-order.ts'
import type { LaneTap, TappedFrame, TappedSealed } from './lane-tap.ts'

/** How long an alert that is being written keeps the other lanes waiting. Source: docs/protocol.md, "Lanes". */
const ALERT_HOLD_MS = 250
/** The type of a piece of a file. Source: proto/mirrorwell/v1/transfers.proto. */
const CHUNK = wire.PrivateFrame.PRIVATE_FRAME_FILE_CHUNK

/** What waits for one neighbour: alerts that the network has not taken, all else on lanes until it has leave, and what was sealed. */
export interface QueuedBytes {
  readonly alert: number
  readonly main: number
  readonly sealed: number
}

export type Tapped = Pick<LaneTap, 'onFrame' | 'onSealed' | 'onWithheld'>

interface Writing {
  readonly streams: Set<TappedFrame['stream']>
  sinceMs: number
}

/** How lanes and sessions keep their order and their limits, seen on the line. */
export class LaneTally {
  /** Frames of other lanes with entries in them, and pieces of files, that set out while an alert of the same Node was being written. */
  overtaken = 0
  /** The most that stood before an alert on a line and was none itself. */
  aheadOfAlertBytes = 0
  readonly #clock: Clock
  readonly #order: LaneOrder
  readonly #writing = new Map<NodeId, Writing>()
  #alertBytes = 0
  #sealedBytes = 0

  constructor(clock: Clock, tap: Tapped) {
    this.#clock = clock
    this.#order = new LaneOrder(tap)
    tap.onFrame((frame) => this.#count(frame))
    tap.onSealed((sealed) => this.#countSealed(sealed))
  }

  /** The most that ever waited for one neighbour. */
  get queuedBytes(): QueuedBytes {
    return { alert: this.#alertBytes, main: this.#order.mostWaitingBytes, sealed: this.#sealedBytes }
  }

  /** Frames that passed one of a more urgent lane, or an earlier one of their own. */
  get passed(): number {
    return this.#order.passed
  }

  #count(tapped: TappedFrame): void {
    if (!tapped.frame.entries) this.#noteIdle(tapped)
    else if (tapped.lane === 'alert') this.#noteAlert(tapped)
    else if (this.#isWriting(tapped.from)) this.overtaken += 1
  }

  #countSealed({ from, stream, type }: TappedSealed): void {
    this.#sealedBytes = Math.max(this.#sealedBytes, stream.queuedBytes)
    if (type === CHUNK && this.#isWriting(from)) this.overtaken += 1
  }

  #noteAlert({ aheadBytes, bytes, from, stream }: TappedFrame): void {
    this.#alertBytes = Math.max(this.#alertBytes, stream.queuedBytes + bytes.byteLength)
    this.aheadOfAlertBytes = Math.max(this.aheadOfAlertBytes, aheadBytes - stream.queuedBytes)
    const writing = this.#writing.get(from) ?? { streams: new Set(), sinceMs: 0 }
    this.#writing.set(from, writing)
    if (stream.queuedBytes === 0) writing.sinceMs = this.#clock.nowMs()
    writing.streams.add(stream)
  }

  /** Where nothing stood before a receipt, the alerts have been written: others need not wait for it. */
  #noteIdle({ from, stream }: TappedFrame): void {
    if (stream.queuedBytes === 0) this.#writing.get(from)?.streams.delete(stream)
  }

  #isWriting(from: NodeId): boolean {
    const writing = this.#writing.get(from)
    if (writing === undefined || this.#clock.nowMs() - writing.sinceMs >= ALERT_HOLD_MS) return false
    return [...writing.streams].some(({ queuedBytes }) => queuedBytes > 0)
  }
}
