import { Signal } from '../platform/signal.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import type { MessageStream } from './transport.ts'

/** The longest that one alert keeps the other lanes waiting: a stuck neighbour must not stop the others. Source: docs/protocol.md, "Lanes". */
export const ALERT_HOLD_MS = 250

/** Keeps all other lanes of this Node waiting while an alert is being written to any neighbour. */
export class AlertPrecedence {
  readonly #timers: Timers
  readonly #writing = new Set<MessageStream>()
  readonly #released = new Signal<void>()
  #cancelLimit: Cancel = () => {}

  constructor(timers: Timers) {
    this.#timers = timers
  }

  get isHeld(): boolean {
    return this.#writing.size > 0
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
    this.#cancelLimit = this.#timers.after(ALERT_HOLD_MS, () => this.#release())
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
