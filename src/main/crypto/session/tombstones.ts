import { TOMBSTONE_MS } from './session-limits.ts'
import { elapsedMs, type Instant } from './session-time.ts'

/** Remembers the ids of sessions, open and over, so that none comes a second time. */
export class Tombstones {
  readonly #open = new Set<string>()
  readonly #buried = new Map<string, Instant>()

  open(sessionId: string): void {
    this.#open.add(sessionId)
  }

  /** The session is over; its id is spent for an hour more. */
  bury(sessionId: string, now: Instant): void {
    this.#open.delete(sessionId)
    this.#buried.set(sessionId, now)
  }

  has(sessionId: string): boolean {
    return this.#open.has(sessionId) || this.#buried.has(sessionId)
  }

  sweep(now: Instant): void {
    for (const [sessionId, at] of this.#buried) {
      if (elapsedMs(at, now) >= TOMBSTONE_MS) this.#buried.delete(sessionId)
    }
  }

  get size(): number {
    return this.#open.size + this.#buried.size
  }
}
