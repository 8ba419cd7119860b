import type { Clock } from '../../platform/clock.ts'

/** The time within which a neighbour's questions are counted together. Source: docs/protocol.md, "Comparing". */
export const ALLOWANCE_MS = 10_000

/** How much work a neighbour may ask for in one span of time. */
export class Allowance {
  readonly #clock: Clock
  readonly #most: number
  #sinceMs = Number.NEGATIVE_INFINITY
  #spent = 0

  constructor(clock: Clock, most: number) {
    this.#clock = clock
    this.#most = most
  }

  /** @returns whether so much more was allowed */
  spend(cost: number): boolean {
    const nowMs = this.#clock.nowMs()
    // A clock that was set back begins a new span.
    if (nowMs - this.#sinceMs >= ALLOWANCE_MS || nowMs < this.#sinceMs) {
      this.#sinceMs = nowMs
      this.#spent = 0
    }
    this.#spent += cost
    return this.#spent <= this.#most
  }
}
