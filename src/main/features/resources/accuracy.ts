import { ACCURACIES, type Accuracy } from '../../../shared/contract/privacy.ts'
import { discreteLaplaceTail, type Fraction } from '../../crypto/discrete-laplace.ts'
import { CAPACITY_STEPS } from './resource-rules.ts'

/** Width of a bucket, 5 % of the capacity: levels in one are shown alike, and a level this far off is what the noise hides. Source: docs/security.md, "Reports". */
export const BUCKET_STEPS = 10

/** How often a range must hold the level, whatever the level. Source: docs/security.md, "Reports". */
const COVERAGE_MIN = 0.9
/** ε is a whole number of these, so that the scale of the noise is a ratio of whole numbers. Chosen here: finer than anybody can tell apart. */
const EPSILON_UNITS = 100
/** Largest ε tried, far above what ±10 % needs. */
const EPSILON_MAX_HUNDREDTHS = 500

/** Half the width of a shown range. */
export const halfWidthSteps = (within: Accuracy): number => Math.round(within * CAPACITY_STEPS)

/** The middle of a bucket, which stands for every level in it. */
export const bucketMiddleSteps = (bucket: number): number => bucket * BUCKET_STEPS + BUCKET_STEPS / 2

/** Scale of the noise, in steps: one bucket's width over ε. */
export const scaleSteps = (epsilonHundredths: number): Fraction => ({
  numerator: BUCKET_STEPS * EPSILON_UNITS,
  denominator: epsilonHundredths,
})

/**
 * Chance that a range holds a level, from the whole error: the level stands in
 * its bucket's middle, noise is added, and the range is kept inside the
 * capacity. A level within a range's width of an end is missed from one side only.
 */
export function coverageAt(levelSteps: number, within: Accuracy, epsilonHundredths: number): number {
  const half = halfWidthSteps(within)
  const scale = scaleSteps(epsilonHundredths)
  const bucket = Math.min(Math.floor(levelSteps / BUCKET_STEPS), CAPACITY_STEPS / BUCKET_STEPS - 1)
  const offset = levelSteps - bucketMiddleSteps(bucket)
  const tooLow = levelSteps > 2 * half ? discreteLaplaceTail(scale, Math.floor(half - offset) + 1) : 0
  const isOpenAbove = levelSteps < CAPACITY_STEPS - 2 * half
  const tooHigh = isOpenAbove ? discreteLaplaceTail(scale, Math.floor(half + offset) + 1) : 0
  return 1 - tooLow - tooHigh
}

/** The level whose range misses it most often. Between whole steps nothing changes, so every half step is looked at. */
export function worstLevelSteps(within: Accuracy, epsilonHundredths: number): number {
  const halfSteps = Array.from({ length: 2 * CAPACITY_STEPS + 1 }, (_, index) => index / 2)
  const coverage = halfSteps.map((level) => coverageAt(level, within, epsilonHundredths))
  return halfSteps[coverage.indexOf(Math.min(...coverage))] ?? 0
}

/** The coverage of that level: what is promised to every other too. */
export const worstCoverage = (within: Accuracy, epsilonHundredths: number): number =>
  coverageAt(worstLevelSteps(within, epsilonHundredths), within, epsilonHundredths)

function smallestEpsilon(within: Accuracy): number {
  let hundredths = 1
  while (hundredths < EPSILON_MAX_HUNDREDTHS && worstCoverage(within, hundredths) < COVERAGE_MIN) {
    hundredths += 1
  }
  return hundredths
}

const EPSILON_HUNDREDTHS: ReadonlyMap<Accuracy, number> = new Map(
  ACCURACIES.map((within) => [within, smallestEpsilon(within)]),
)

/** The least privacy that has to be given for an accuracy, in hundredths of ε. */
export const epsilonHundredthsOf = (within: Accuracy): number =>
  EPSILON_HUNDREDTHS.get(within) ?? EPSILON_MAX_HUNDREDTHS

/** ε from a whole number of hundredths. */
export const epsilonOf = (hundredths: number): number => hundredths / EPSILON_UNITS
