import type { NoiseKey } from '../../crypto/noise-stream.ts'
import type { Clock } from '../../platform/clock.ts'
import { epsilonHundredthsOf } from './accuracy.ts'
import { asksForAnother, type LevelToShow, type Standing, stepRelease, wantedFor } from './release-step.ts'
import type { ReleaseStore, Spent } from './release-store.ts'
import { RANGE_AGE_MAX_MINUTES } from './report-codec.ts'
import type { ShownReport } from './resource-types.ts'

/** Days over which it is told what has been spent. Source: docs/security.md, "Reports". */
export const SPENT_DAYS = 30
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export interface ReleaseDeskDeps {
  readonly store: ReleaseStore
  /** The application's clock. */
  readonly clock: Clock
}

/**
 * The only way by which anything of a level leaves: turns it into a range, and
 * sees to it that a resource's range changes no more than twice a day. The rule
 * itself is `stepRelease`.
 *
 * A release is counted in the write that decides it, before it is sent: a crash
 * in between costs a release, never a count.
 */
export class ReleaseDesk {
  readonly #deps: ReleaseDeskDeps
  readonly #noiseKey: NoiseKey

  constructor(deps: ReleaseDeskDeps, options: { readonly noiseKey: NoiseKey }) {
    this.#deps = deps
    this.#noiseKey = options.noiseKey
  }

  /**
   * The range that is shown of a level from now on. One that the level does not
   * ask for stays while the day's releases are used up. Call inside a write.
   */
  release(reading: LevelToShow): Standing {
    const { clock, store } = this.#deps
    const { resource } = reading
    const within = store.accuracy(resource)
    const was = store.standing(resource)
    const wanted = wantedFor(reading, { noiseKey: this.#noiseKey, nowMs: clock.nowMs(), within })
    const asks = asksForAnother(was, wanted)
    if (asks) this.#setRight()
    const state = { standing: was, releasesToday: asks ? this.today(resource).releases : 0 }
    const { isRelease, standing } = stepRelease(state, wanted)
    const epsilonHundredths = epsilonHundredthsOf(within)
    if (isRelease) store.addRelease({ resource, day: this.#day(), epsilonHundredths })
    if (isRelease || was?.heldSinceMs !== standing.heldSinceMs) store.putStanding(standing)
    return standing
  }

  /** As `release`, in the form in which it leaves. Call inside a write. */
  report(reading: LevelToShow): Omit<ShownReport, 'state'> {
    const { resource, unit, capacity, lowSteps, highSteps, releasedAtMs } = this.release(reading)
    const ageMs = Math.max(0, this.#deps.clock.nowMs() - releasedAtMs)
    const rangeAgeMinutes = Math.min(Math.floor(ageMs / MINUTE_MS), RANGE_AGE_MAX_MINUTES)
    return { resource, unit, capacity, lowSteps, highSteps, rangeAgeMinutes }
  }

  /** What has been released on this UTC day. */
  today(resource: string): Spent {
    return this.#deps.store.spentSince(resource, this.#day())
  }

  /** What has been released on the last 30 UTC days, this one among them. */
  thirtyDays(resource: string): Spent {
    return this.#deps.store.spentSince(resource, this.#day() - SPENT_DAYS + 1)
  }

  /**
   * A clock set back must not give the day's releases anew, so those dated
   * tomorrow count today; those dated later are dated tomorrow, so that a clock
   * once years ahead does not silence a resource for years.
   */
  #setRight(): void {
    const { store } = this.#deps
    store.bringBackTo(this.#day() + 1)
    store.forgetBefore(this.#day() - SPENT_DAYS)
  }

  #day(): number {
    return Math.floor(this.#deps.clock.nowMs() / DAY_MS)
  }
}
