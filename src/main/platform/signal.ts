/** A list of listeners. One that throws does not keep the others from hearing. */
export class Signal<T> {
  readonly #listeners = new Set<(value: T) => void>()
  readonly #onError: (thrown: unknown) => void

  constructor(onError: (thrown: unknown) => void = rethrowLater) {
    this.#onError = onError
  }

  listen(listener: (value: T) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value)
      } catch (thrown) {
        this.#onError(thrown)
      }
    }
  }
}

/** A listener's mistake belongs to the process, not to whoever emits. */
function rethrowLater(thrown: unknown): void {
  queueMicrotask(() => {
    throw thrown
  })
}
