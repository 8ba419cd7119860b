import type { Clock } from '../platform/clock.ts'
import type { HybridTime } from './entry.ts'

/**
 * Stamps entries so that a log never runs backwards, even when the wall clock
 * does. Source: Kulkarni et al. 2014, "Logical Physical Clocks", Figure 5.
 */
export class HybridClock {
  readonly #clock: Clock
  #last: HybridTime = { wallMs: 0, counter: 0 }

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A time after every one given or observed before. */
  next(): HybridTime {
    const nowMs = this.#clock.nowMs()
    this.#last =
      nowMs > this.#last.wallMs
        ? { wallMs: nowMs, counter: 0 }
        : { wallMs: this.#last.wallMs, counter: this.#last.counter + 1 }
    return this.#last
  }

  /** Take note of a time of one's own, read back after a restart. */
  observe(time: HybridTime): void {
    if (compareTimes(time, this.#last) > 0) this.#last = time
  }
}

export function compareTimes(a: HybridTime, b: HybridTime): number {
  return a.wallMs - b.wallMs || a.counter - b.counter
}
