import type { Accuracy } from '../../../shared/contract/privacy.ts'
import type { NoiseKey } from '../../crypto/noise-stream.ts'
import type { Clock } from '../../platform/clock.ts'
import { epsilonHundredthsOf } from './accuracy.ts'
import { drawFor, rangeOf } from './noisy-range.ts'
import type { ReleaseStore, Spent, Standing } from './release-store.ts'
import { RANGE_AGE_MAX_MINUTES } from './report-codec.ts'
import type { ShownReport } from './resource-types.ts'

/** Ranges of one resource that may be released on one UTC day. Source: docs/security.md, "Reports". */
export const RELEASES_PER_DAY = 2
/** Days over which it is told what has been spent. Source: docs/security.md, "Reports". */
export const SPENT_DAYS = 30
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export interface ReleaseDeskDeps {
  readonly store: ReleaseStore
  /** The application's clock. */
  readonly clock: Clock
}

/** A level, exact, on its way to becoming a range. */
export interface LevelToShow {
  readonly resource: string
  readonly unit: string
  readonly capacity: number
  readonly level: number
}

/**
 * The only way by which anything of a level leaves: turns it into a range, and
 * sees to it that a resource's range changes no more than twice a day.
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
    const { store } = this.#deps
    const standing = store.standing(reading.resource)
    const wanted = this.#wanted(reading)
    if (standing !== null && isSame(standing, wanted)) return this.#keep(standing, null)
    this.#setRight()
    const isUsedUp = this.today(reading.resource).releases >= RELEASES_PER_DAY
    if (standing !== null && isUsedUp)
      return this.#keep(standing, standing.heldSinceMs ?? wanted.releasedAtMs)
    const { resource, within } = wanted
    store.addRelease({ resource, day: this.#day(), epsilonHundredths: epsilonHundredthsOf(within) })
    const released = looksLike(standing, wanted) ? { ...wanted, releasedAtMs: standing.releasedAtMs } : wanted
    store.putStanding(released)
    return released
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

  #wanted(reading: LevelToShow): Standing {
    const { store, clock } = this.#deps
    const within: Accuracy = store.accuracy(reading.resource)
    const nowMs = clock.nowMs()
    const draw = drawFor(reading, { nowMs, within })
    const { unit, capacity } = reading
    return {
      ...draw,
      ...rangeOf(this.#noiseKey, draw),
      unit,
      capacity,
      releasedAtMs: nowMs,
      heldSinceMs: null,
    }
  }

  #keep(standing: Standing, heldSinceMs: number | null): Standing {
    if (standing.heldSinceMs === heldSinceMs) return standing
    const kept = { ...standing, heldSinceMs }
    this.#deps.store.putStanding(kept)
    return kept
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

/** Whether nobody could tell two ranges apart. Such a release leaves the age of the range as it was, or the age would tell of it. */
const looksLike = (standing: Standing | null, wanted: Standing): standing is Standing =>
  standing !== null &&
  standing.lowSteps === wanted.lowSteps &&
  standing.highSteps === wanted.highSteps &&
  standing.unit === wanted.unit &&
  standing.capacity === wanted.capacity

/** Whether a level asks for what stands. Strictly by what it was drawn for: that two draws come out alike must not be free, or it would tell. */
const isSame = (standing: Standing, wanted: Standing): boolean =>
  standing.bucket === wanted.bucket &&
  standing.period === wanted.period &&
  standing.within === wanted.within &&
  standing.unit === wanted.unit &&
  standing.capacity === wanted.capacity
