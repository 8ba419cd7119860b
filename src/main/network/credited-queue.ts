export interface CreditedQueueOptions {
  /** What may be under way before the receiver has given leave for more. */
  readonly windowBytes: number
  /** What may wait here; one more byte and `push` refuses. */
  readonly maxQueuedBytes: number
}

/**
 * Frames that wait for the receiver's leave, in order. What is under way never
 * exceeds the window, except that one frame may always go when nothing is.
 */
export class CreditedQueue {
  readonly #options: CreditedQueueOptions
  #frames: Uint8Array[] = []
  #queuedBytes = 0
  #underWayBytes = 0

  constructor(options: CreditedQueueOptions) {
    this.#options = options
  }

  get queuedBytes(): number {
    return this.#queuedBytes
  }

  get underWayBytes(): number {
    return this.#underWayBytes
  }

  /** False where the queue is full; the frame is then not taken. */
  push(frame: Uint8Array): boolean {
    if (this.#queuedBytes + frame.byteLength > this.#options.maxQueuedBytes) return false
    this.#frames.push(frame)
    this.#queuedBytes += frame.byteLength
    return true
  }

  /** The frames that may go now. They count as under way from here on. */
  takeReady(): Uint8Array[] {
    let count = 0
    for (const frame of this.#frames) {
      const fits = this.#underWayBytes + frame.byteLength <= this.#options.windowBytes
      if (!fits && this.#underWayBytes > 0) break
      this.#underWayBytes += frame.byteLength
      this.#queuedBytes -= frame.byteLength
      count++
    }
    return this.#frames.splice(0, count)
  }

  /** Take everything that waits, to send it another way. */
  takeAll(): Uint8Array[] {
    const all = this.#frames
    this.#frames = []
    this.#queuedBytes = 0
    return all
  }

  /** The receiver has dealt with so many bytes. False where that is more than was under way: a receiver's mistake or lie. */
  credit(bytes: number): boolean {
    if (bytes > this.#underWayBytes) return false
    this.#underWayBytes -= bytes
    return true
  }
}
