/** Tells the time of day, milliseconds since the Unix epoch. */
export interface Clock {
  nowMs(): number
}

export const systemClock: Clock = { nowMs: () => Date.now() }

/** Counts from some moment on and is never set back. It may stand still while the machine sleeps. */
export const steadyClock: Clock = { nowMs: () => performance.now() }

/** The application's clock: the system's, moved forwards by what a test federation asked for. */
export class AdjustableClock implements Clock {
  readonly #base: Clock
  readonly #listeners = new Set<() => void>()
  #advancedMs: number

  constructor(base: Clock, advancedMs = 0) {
    this.#base = base
    this.#advancedMs = advancedMs
  }

  nowMs(): number {
    return this.#base.nowMs() + this.#advancedMs
  }

  get advancedMs(): number {
    return this.#advancedMs
  }

  /** Move forwards and wake whoever waits for a time that has now come. */
  advance(ms: number): void {
    this.#advancedMs += ms
    for (const listener of this.#listeners) listener()
  }

  onAdvance(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
