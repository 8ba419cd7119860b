import type { MessageStream } from './transport.ts'

/** Reads a stream message by message while it is being opened, then hands it over without losing one. */
export class MessageInbox {
  readonly stream: MessageStream
  readonly #waiting: Uint8Array[] = []
  #take: (message: Uint8Array) => void = (message) => void this.#waiting.push(message)

  constructor(stream: MessageStream) {
    this.stream = stream
    stream.onMessage((message) => this.#take(message))
  }

  /** The next message, or null where the stream closes or `signal` aborts first. One reader at a time. */
  next(signal: AbortSignal): Promise<Uint8Array | null> {
    const ready = this.#waiting.shift()
    if (ready) return Promise.resolve(ready)
    if (signal.aborted) return Promise.resolve(null)
    return new Promise((resolve) => {
      const settle = (message: Uint8Array | null): void => {
        this.#take = (later) => void this.#waiting.push(later)
        signal.removeEventListener('abort', giveUp)
        resolve(message)
      }
      const giveUp = (): void => settle(null)
      this.#take = settle
      signal.addEventListener('abort', giveUp)
      this.stream.onClose(giveUp)
    })
  }

  /** From now on every message goes to the listener, those that wait first. */
  handOver(listener: (message: Uint8Array) => void): void {
    for (const message of this.#waiting.splice(0)) listener(message)
    this.#take = listener
  }
}
