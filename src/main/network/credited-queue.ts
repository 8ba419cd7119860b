import { LANES, type SharedLane } from './lanes.ts'

export interface CreditedQueueOptions {
  /** What may be under way before the receiver has given leave for more. */
  readonly windowBytes: number
  /** What may wait here; one more byte and `push` refuses. */
  readonly maxQueuedBytes: number
}
export interface QueuedFrame {
  readonly lane: SharedLane
  readonly bytes: Uint8Array
}

const SHARED_LANES = LANES.filter((lane) => lane !== 'alert')

/**
 * Frames that wait for the receiver's leave. Those of a lane go before all of the
 * lanes behind it, however long these have waited, and within a lane in order.
 * What is under way never exceeds the window, except that one frame may always go
 * when nothing is: so nothing waits for more than a window of what is less urgent.
 */
export class CreditedQueue {
  readonly #options: CreditedQueueOptions
  readonly #waiting = new Map<SharedLane, Uint8Array[]>(SHARED_LANES.map((lane) => [lane, []]))
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
  push({ lane, bytes }: QueuedFrame): boolean {
    if (this.#queuedBytes + bytes.byteLength > this.#options.maxQueuedBytes) return false
    this.#waiting.get(lane)?.push(bytes)
    this.#queuedBytes += bytes.byteLength
    return true
  }

  /** The frames that may go now. They count as under way from here on. */
  takeReady(): Uint8Array[] {
    const ready: Uint8Array[] = []
    for (const frames of this.#waiting.values()) {
      ready.push(...frames.splice(0, this.#takeLeave(frames)))
      if (frames.length > 0) break
    }
    return ready
  }

  /** Take everything that waits, to send it another way. */
  takeAll(): QueuedFrame[] {
    this.#queuedBytes = 0
    return [...this.#waiting].flatMap(([lane, frames]) => frames.splice(0).map((bytes) => ({ lane, bytes })))
  }

  /** The receiver has dealt with so many bytes. False where that is more than was under way: a receiver's mistake or lie. */
  credit(bytes: number): boolean {
    if (bytes > this.#underWayBytes) return false
    this.#underWayBytes -= bytes
    return true
  }

  /** How many of these may go; they count as gone. */
  #takeLeave(frames: readonly Uint8Array[]): number {
    let count = 0
    for (const { byteLength } of frames) {
      const fits = this.#underWayBytes + byteLength <= this.#options.windowBytes
      if (!fits && this.#underWayBytes > 0) break
      this.#underWayBytes += byteLength
      this.#queuedBytes -= byteLength
      count += 1
    }
    return count
  }
}
