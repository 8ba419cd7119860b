import type { Clock } from '../platform/clock.ts'

const MILLION = 1_000_000

/**
 * The clocks of one virtual Node, beside the world's. Both run a little fast or
 * slow, as quartz does; only the time of day can be set.
 */
export class NodeClock implements Clock {
  /** Runs as fast as the time of day, and is never set. */
  readonly steady: Clock
  readonly #base: Clock
  readonly #startMs: number
  readonly #driftPpm: number
  #steppedMs = 0

  constructor(base: { readonly clock: Clock; readonly steadyClock: Clock }, driftPpm = 0) {
    this.#base = base.clock
    this.#startMs = base.clock.nowMs()
    this.#driftPpm = driftPpm
    this.steady = { nowMs: () => this.#drifted(base.steadyClock.nowMs()) }
  }

  nowMs(): number {
    return this.#startMs + this.#drifted(this.#base.nowMs() - this.#startMs) + this.#steppedMs
  }

  /** How far the time of day has been set off by hand. */
  get steppedMs(): number {
    return this.#steppedMs
  }

  /** Set the time of day forwards, or back. */
  step(ms: number): void {
    this.#steppedMs += ms
  }

  #drifted(ms: number): number {
    return this.#driftPpm === 0 ? ms : Math.floor(ms + (ms * this.#driftPpm) / MILLION)
  }
}
