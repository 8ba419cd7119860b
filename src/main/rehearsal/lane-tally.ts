import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import { LaneOrder } from './lane-order.ts'
import type { LaneTap, TappedFrame } from './lane-tap.ts'

/** How long an alert that is being written keeps the other lanes waiting. Source: docs/protocol.md, "Lanes". */
const ALERT_HOLD_MS = 250

interface Writing {
  readonly streams: Set<TappedFrame['stream']>
  sinceMs: number
}

/** How lanes keep their order and their limits, seen on the line. */
export class LaneTally {
  /** Frames of other lanes with entries in them that set out while an alert of the same Node was being written. */
  overtaken = 0
  /** The most that stood before an alert on a line and was none itself. */
  aheadOfAlertBytes = 0
  /** The most that one stream held back, by lane. */
  readonly queuedBytes: Record<string, number> = {}
  readonly #clock: Clock
  readonly #order: LaneOrder
  readonly #writing = new Map<NodeId, Writing>()

  constructor(clock: Clock, tap: Pick<LaneTap, 'onFrame' | 'onWithheld'>) {
    this.#clock = clock
    this.#order = new LaneOrder(tap)
    tap.onFrame((frame) => this.#count(frame))
  }

  /** Frames that passed one of a more urgent lane, or an earlier one of their own. */
  get passed(): number {
    return this.#order.passed
  }

  #count(tapped: TappedFrame): void {
    const { frame, lane, stream } = tapped
    this.queuedBytes[lane] = Math.max(this.queuedBytes[lane] ?? 0, stream.queuedBytes)
    if (!frame.entries) return
    if (lane === 'alert') this.#noteAlert(tapped)
    else if (this.#isWriting(tapped.from)) this.overtaken += 1
  }

  #noteAlert({ aheadBytes, from, stream }: TappedFrame): void {
    this.aheadOfAlertBytes = Math.max(this.aheadOfAlertBytes, aheadBytes - stream.queuedBytes)
    const writing = this.#writing.get(from) ?? { streams: new Set(), sinceMs: 0 }
    this.#writing.set(from, writing)
    if (stream.queuedBytes === 0) writing.sinceMs = this.#clock.nowMs()
    writing.streams.add(stream)
  }

  #isWriting(from: NodeId): boolean {
    const writing = this.#writing.get(from)
    if (writing === undefined || this.#clock.nowMs() - writing.sinceMs >= ALERT_HOLD_MS) return false
    return [...writing.streams].some(({ queuedBytes }) => queuedBytes > 0)
  }
}
