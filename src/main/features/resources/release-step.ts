import type { Accuracy } from '../../../shared/contract/privacy.ts'
import type { NoiseKey } from '../../crypto/noise-stream.ts'
import { drawFor, rangeOf } from './noisy-range.ts'
import type { StepRange } from './resource-types.ts'

/** Ranges of one resource that may be released on one UTC day. Source: docs/security.md, "Reports". */
export const RELEASES_PER_DAY = 2

/** A level, exact, on its way to becoming a range. */
export interface LevelToShow {
  readonly resource: string
  readonly unit: string
  readonly capacity: number
  readonly level: number
}

/** The range that stands with others, and what it was drawn for. */
export interface Standing extends StepRange {
  readonly resource: string
  readonly bucket: number
  readonly period: number
  readonly within: Accuracy
  readonly unit: string
  readonly capacity: number
  /** Since when others see this range. */
  readonly releasedAtMs: number
  /** Since when the level would ask for another range, while the day's releases are used up. */
  readonly heldSinceMs: number | null
}

/** What is known when somebody asks for a range. */
export interface ReleaseState {
  readonly standing: Standing | null
  /** Counts only where the level asks for another range than what stands. */
  readonly releasesToday: number
}

export interface ReleaseStep {
  /** What others see from now on. */
  readonly standing: Standing
  /** Whether it costs one of the day's releases. */
  readonly isRelease: boolean
}

/** The range that a level asks for now. */
export function wantedFor(
  reading: LevelToShow,
  how: { readonly noiseKey: NoiseKey; readonly nowMs: number; readonly within: Accuracy },
): Standing {
  const { noiseKey, nowMs } = how
  const { capacity, unit } = reading
  const draw = drawFor(reading, how)
  const range = rangeOf(noiseKey, draw)
  return { ...draw, ...range, unit, capacity, releasedAtMs: nowMs, heldSinceMs: null }
}

/** Whether a level asks for something else than what stands. Strictly by what it was drawn for: that two draws come out alike must not be free, or it would tell. */
export const asksForAnother = (standing: Standing | null, wanted: Standing): boolean =>
  standing?.bucket !== wanted.bucket ||
  standing.period !== wanted.period ||
  standing.within !== wanted.within ||
  standing.unit !== wanted.unit ||
  standing.capacity !== wanted.capacity

/** A range that the level does not ask for stays while the day's releases are used up. */
export function stepRelease({ releasesToday, standing }: ReleaseState, wanted: Standing): ReleaseStep {
  if (standing === null) return { standing: wanted, isRelease: true }
  if (!asksForAnother(standing, wanted))
    return { standing: { ...standing, heldSinceMs: null }, isRelease: false }
  if (releasesToday >= RELEASES_PER_DAY) {
    const heldSinceMs = standing.heldSinceMs ?? wanted.releasedAtMs
    return { standing: { ...standing, heldSinceMs }, isRelease: false }
  }
  const released = looksLike(standing, wanted) ? { ...wanted, releasedAtMs: standing.releasedAtMs } : wanted
  return { standing: released, isRelease: true }
}

/** Whether nobody could tell two ranges apart. Such a release leaves the age of the range as it was, or the age would tell of it. */
const looksLike = (standing: Standing, wanted: Standing): boolean =>
  standing.lowSteps === wanted.lowSteps &&
  standing.highSteps === wanted.highSteps &&
  standing.unit === wanted.unit &&
  standing.capacity === wanted.capacity
