import { Signal } from '../platform/signal.ts'

/** A signal that keeps what comes before its first listener, and gives it to that one. */
export class ReplayedSignal<T> {
  readonly #signal = new Signal<T>()
  #early: T[] | null = []

  /** How many values wait for a listener. */
  get waiting(): number {
    return this.#early?.length ?? 0
  }

  listen(listener: (value: T) => void): () => void {
    const stop = this.#signal.listen(listener)
    const early = this.#early ?? []
    this.#early = null
    for (const value of early) this.#signal.emit(value)
    return stop
  }

  emit(value: T): void {
    if (this.#early) this.#early.push(value)
    else this.#signal.emit(value)
  }
}
