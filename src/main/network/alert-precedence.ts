import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import { Signal } from '../platform/signal.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import type { MessageStream } from './transport.ts'

/** The longest that one alert keeps the other lanes waiting, and how long it keeps bulk from being asked for: a stuck neighbour must not stop the others. Source: docs/protocol.md, "Lanes". */
export const ALERT_HOLD_MS = 250
/** Rests of bulk in a minute that one neighbour's alerts bring about: an eighth of the time. Source: docs/protocol.md, "Files". */
const MAX_RESTS = 30
const RESTS_COUNT_FOR_MS = 60_000

export interface AlertPrecedenceDeps {
  /** The machine's clock, and timers on it. */
  readonly realClock: Clock
  readonly realTimers: Timers
}

/** Keeps all other lanes of this Node waiting while an alert is being written to any neighbour, and bulk from being asked for a little longer. */
export class AlertPrecedence {
  readonly #deps: AlertPrecedenceDeps
  readonly #writing = new Set<MessageStream>()
  readonly #released = new Signal<void>()
  #cancelLimit: Cancel = () => {}
  #restSinceMs = Number.NEGATIVE_INFINITY
  /** By whose alerts bulk has rested lately. At most two rests begin in a second, so few Nodes stand here. */
  readonly #rests = new Map<NodeId, { readonly sinceMs: number; count: number }>()

  constructor(deps: AlertPrecedenceDeps) {
    this.#deps = deps
  }

  get isHeld(): boolean {
    return this.#writing.size > 0
  }

  /** Whether an alert has come or gone so lately that nobody should be asked for bulk. A clock that was set back ends it. */
  get isResting(): boolean {
    const sinceMs = this.#deps.realClock.nowMs() - this.#restSinceMs
    return sinceMs >= 0 && sinceMs < ALERT_HOLD_MS
  }

  /** An alert came, or goes. Those that follow do not make the rest longer: bulk keeps half of the time, however many there are. Whether a rest began. */
  rest(): boolean {
    const nowMs = this.#deps.realClock.nowMs()
    const sinceMs = nowMs - this.#restSinceMs
    const begins = sinceMs < 0 || sinceMs >= 2 * ALERT_HOLD_MS
    if (begins) this.#restSinceMs = nowMs
    return begins
  }

  /** A neighbour's alert came. Whether it is news is known only above, so saying one again and again must not keep everybody from bulk, over however many links. */
  restFor(nodeId: NodeId): void {
    const nowMs = this.#deps.realClock.nowMs()
    for (const [name, { sinceMs }] of this.#rests) {
      if (nowMs < sinceMs || nowMs - sinceMs >= RESTS_COUNT_FOR_MS) this.#rests.delete(name)
    }
    const rests = this.#rests.get(nodeId) ?? { sinceMs: nowMs, count: 0 }
    if (rests.count >= MAX_RESTS || !this.rest()) return
    rests.count++
    this.#rests.set(nodeId, rests)
  }

  /** Called when the other lanes may send again. */
  onRelease(listener: () => void): () => void {
    return this.#released.listen(listener)
  }

  /** An alert was handed to this stream. */
  watch(stream: MessageStream): void {
    if (stream.queuedBytes === 0 || this.#writing.has(stream)) return
    const done = (): void => {
      stopIdle()
      stopClose()
      this.#finish(stream)
    }
    this.#writing.add(stream)
    const stopIdle = stream.onIdle(done)
    const stopClose = stream.onClose(() => queueMicrotask(done))
    this.#cancelLimit()
    this.#cancelLimit = this.#deps.realTimers.after(ALERT_HOLD_MS, () => this.#release())
  }

  #finish(stream: MessageStream): void {
    if (this.#writing.delete(stream) && !this.isHeld) this.#release()
  }

  #release(): void {
    this.#cancelLimit()
    this.#writing.clear()
    this.#released.emit()
  }
}
