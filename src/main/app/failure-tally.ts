import type { ErrorCode } from '../../shared/kernel/errors.ts'
import type { Clock } from '../platform/clock.ts'

/** How many kinds of failure are told. Chosen here: whoever helps reads them all. */
const TOLD = 8

/** What was refused or failed since the start, by its code alone: never what it was about. */
export class FailureTally {
  readonly #clock: Clock
  readonly #seen = new Map<ErrorCode, { count: number; lastAtMs: number }>()

  constructor(deps: { readonly clock: Clock }) {
    this.#clock = deps.clock
  }

  note(code: ErrorCode): void {
    const count = (this.#seen.get(code)?.count ?? 0) + 1
    this.#seen.set(code, { count, lastAtMs: this.#clock.nowMs() })
  }

  /** The latest first: "pin-wrong 2, 40 s ago". */
  facts(): readonly (readonly [string, string])[] {
    const nowMs = this.#clock.nowMs()
    return [...this.#seen]
      .toSorted(([, one], [, other]) => other.lastAtMs - one.lastAtMs)
      .slice(0, TOLD)
      .map(([code, { count, lastAtMs }]) => [
        'failure',
        `${code} ${count}, ${Math.round((nowMs - lastAtMs) / 1_000)} s ago`,
      ])
  }
}
