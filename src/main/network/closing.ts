import { Signal } from '../platform/signal.ts'

/** Something that ends once: listeners that come late are told at once. */
export class Closing {
  readonly #signal = new Signal<void>()
  #closed = false

  get closed(): boolean {
    return this.#closed
  }

  /** @returns whether this call was the one that closed it */
  close(): boolean {
    if (this.#closed) return false
    this.#closed = true
    this.#signal.emit()
    return true
  }

  listen(listener: () => void): () => void {
    if (this.#closed) {
      listener()
      return () => {}
    }
    return this.#signal.listen(listener)
  }
}
