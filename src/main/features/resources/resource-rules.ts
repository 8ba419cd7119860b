import { QUANTITY_MAX, type ResourceState } from '../../../shared/contract/resources.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { Reading, Thresholds } from './resource-types.ts'

/** How far back over its line a level must come before a class is left, as a share of the capacity. Source: docs/security.md, "The class". */
export const HYSTERESIS_RATIO = 0.05

/** Steps a capacity is divided in. Source: proto/mirrorwell/v1/resources.proto. */
export const CAPACITY_STEPS = 200

const DAY_MS = 86_400_000
/** Shortest time over which a pace says anything. Chosen here: a meter's first minutes are mostly noise. */
const PACE_MIN_DAYS = 1 / 24

/**
 * The class of a level: 'surplus' above `surplusAbove`, 'deficit' below
 * `deficitBelow`, 'enough' on the lines themselves and between them.
 *
 * Need and plenty are always called at once. They are left for 'enough' only
 * when the level has come 5 % of the capacity back over its line, or half of the
 * way between the lines where they lie closer, so that every class can be left.
 */
export function classOf(level: number, lines: Thresholds, previous: ResourceState | null): ResourceState {
  if (level < lines.deficitBelow) return 'deficit'
  if (level > lines.surplusAbove) return 'surplus'
  const marginMax = (lines.surplusAbove - lines.deficitBelow) / 2
  const margin = Math.min(lines.capacity * HYSTERESIS_RATIO, marginMax)
  if (previous === 'deficit' && level < lines.deficitBelow + margin) return 'deficit'
  if (previous === 'surplus' && level > lines.surplusAbove - margin) return 'surplus'
  return 'enough'
}

/** A number of steps as a quantity. All of them are exactly the capacity, or rounding could put a full store outside its range. */
export const quantityOf = (steps: number, capacity: number): number =>
  steps === CAPACITY_STEPS ? capacity : (steps * capacity) / CAPACITY_STEPS

/** What is wrong with a reading's figures, or null where they fit together. */
export function figuresProblem(
  reading: Thresholds & { readonly level: number },
): 'range' | 'thresholds' | null {
  const { level, capacity, surplusAbove, deficitBelow } = reading
  if (!(capacity > 0 && capacity <= QUANTITY_MAX && level >= 0 && level <= capacity)) return 'range'
  if (!(deficitBelow >= 0 && deficitBelow < surplusAbove && surplusAbove <= capacity)) return 'thresholds'
  return null
}

/**
 * @throws MirrorError 'resource-level-out-of-range' with `capacity` | 'resource-thresholds-crossed'
 */
export function assertFigures(reading: Reading): void {
  const problem = figuresProblem(reading)
  if (problem === 'range')
    throw new MirrorError('resource-level-out-of-range', { capacity: reading.capacity })
  if (problem === 'thresholds') throw new MirrorError('resource-thresholds-crossed')
}

/** @throws MirrorError 'resource-unit-mismatch' with the `unit` the resource is measured in */
export function assertUnit(unit: string, known: string | null): void {
  if (known !== null && known !== unit) throw new MirrorError('resource-unit-mismatch', { unit: known })
}

/** Sums over readings, x in days and y in the resource's unit: all that a line through them needs. */
export interface PaceSums {
  readonly count: number
  readonly minX: number
  readonly maxX: number
  readonly meanX: number
  readonly meanY: number
  readonly meanXX: number
  readonly meanXY: number
}

/** Change per day of the least-squares line; null where the readings span too little time to say. */
export function pacePerDay(sums: PaceSums | null): number | null {
  if (sums === null || sums.count < 2 || sums.maxX - sums.minX < PACE_MIN_DAYS) return null
  const varianceX = sums.meanXX - sums.meanX ** 2
  return varianceX <= 0 ? null : (sums.meanXY - sums.meanX * sums.meanY) / varianceX
}

/** Days from `nowMs` until a falling level meets the line of need, or nothing where it is already below; null where it does not fall. */
export function daysLeft(input: {
  readonly level: number
  readonly deficitBelow: number
  readonly pace: number | null
  readonly readAtMs: number
  readonly nowMs: number
}): number | null {
  const { level, deficitBelow, pace } = input
  if (pace === null || pace >= 0) return null
  const target = level > deficitBelow ? deficitBelow : 0
  const sinceDays = (input.nowMs - input.readAtMs) / DAY_MS
  return Math.max(0, (level - target) / -pace - sinceDays)
}
