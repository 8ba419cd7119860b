import { ACCURACIES, type Accuracy } from '../../shared/contract/privacy.ts'
import { discreteLaplaceMass, drawDiscreteLaplace, type Fraction } from '../crypto/discrete-laplace.ts'
import { type NoiseKey, NoiseStream } from '../crypto/noise-stream.ts'
import {
  bucketMiddleSteps,
  epsilonHundredthsOf,
  epsilonOf,
  halfWidthSteps,
  scaleSteps,
} from '../features/resources/accuracy.ts'
import { rangeOf } from '../features/resources/noisy-range.ts'
import { CAPACITY_STEPS } from '../features/resources/resource-rules.ts'
import { atMost } from './checks.ts'
import type { RehearsalCheck } from './scenario.ts'

const SAMPLER_DRAWS = 50_000
/** A small scale, a middle one and one that is no whole number. */
const SCALES: readonly Fraction[] = [
  { numerator: 1, denominator: 1 },
  { numerator: 10, denominator: 1 },
  { numerator: 100, denominator: 3 },
]
/** Hits that a cell must expect before chi-square says anything of it. Source: the usual rule for Pearson's test. */
const CELL_MIN_EXPECTED = 10
/** How far a chi-square may lie from its mean, in standard deviations. Chosen here: an honest sampler exceeds it in one run of thousands, a biased one always. */
const CHI_SQUARE_MAX_SIGMA = 4.5

const RATIO_DRAWS = 30_000
/** Hits below which a ratio is all chance. Source: docs/security.md, "Reports". */
const RATIO_MIN_HITS = 200
/** Sampling errors allowed to the worst of some hundred values: as unlikely for all of them together as 3 σ are for one. Source: Šidák's inequality. */
const RATIO_WORST_SIGMA = 4.3
/** What rounding may add to a sum of exact chances. */
const ROUNDING = 1e-9

/** Whether noise is drawn as it should be, and two neighbouring levels stay hard to tell apart. */
export function samplerChecks(noiseKey: NoiseKey): RehearsalCheck[] {
  return [
    ...SCALES.map((scale) => chiSquareCheck(noiseKey, scale)),
    ...ACCURACIES.flatMap((within) => [exactRatioCheck(within), ...drawnRatioChecks(noiseKey, within)]),
  ]
}

const percent = (within: Accuracy): string => `±${Math.round(within * 100)} %`

function chiSquareCheck(noiseKey: NoiseKey, scale: Fraction): RehearsalCheck {
  const name = `${scale.numerator}/${scale.denominator}`
  const source = new NoiseStream(noiseKey, Buffer.from(`chi-square ${name}`))
  const hits = tally(SAMPLER_DRAWS, () => drawDiscreteLaplace(scale, source))
  return atMost({
    name: `noise of scale ${name}: distance of chi-square from the exact distribution, at most`,
    value: chiSquareSigma(hits, scale),
    target: CHI_SQUARE_MAX_SIGMA,
    unit: 'σ',
  })
}

/** Pearson's statistic against the exact chances, the rare ends as one cell, in standard deviations from its mean. */
function chiSquareSigma(hits: ReadonlyMap<number, number>, scale: Fraction): number {
  let statistic = 0
  let cells = 0
  let expectedInside = 0
  let hitsInside = 0
  const add = (observed: number, expected: number): void => {
    statistic += (observed - expected) ** 2 / expected
    cells += 1
  }
  for (let n = 0; SAMPLER_DRAWS * discreteLaplaceMass(scale, n) >= CELL_MIN_EXPECTED; n += 1) {
    for (const value of n === 0 ? [0] : [n, -n]) {
      const expected = SAMPLER_DRAWS * discreteLaplaceMass(scale, value)
      const observed = hits.get(value) ?? 0
      add(observed, expected)
      expectedInside += expected
      hitsInside += observed
    }
  }
  add(SAMPLER_DRAWS - hitsInside, SAMPLER_DRAWS - expectedInside)
  const degrees = cells - 1
  return Math.abs(statistic - degrees) / Math.sqrt(2 * degrees)
}

/** The worst log ratio there is between two neighbouring buckets, over every range that can be shown. */
function exactRatioCheck(within: Accuracy): RehearsalCheck {
  const epsilon = epsilonOf(epsilonHundredthsOf(within))
  const buckets = Array.from({ length: 20 }, (_, bucket) => exactChances(bucket, within))
  const ratios = buckets.slice(1).flatMap((chances, index) => {
    const neighbour = buckets[index] ?? []
    return chances.map((chance, at) => Math.abs(Math.log(chance / (neighbour[at] ?? 0))))
  })
  return atMost({
    name: `${percent(within)}: log ratio between neighbouring levels, exact, at most ε`,
    value: Math.max(...ratios) - ROUNDING,
    target: epsilon,
    unit: 'ε',
  })
}

/** The chance of every range, by its middle: the ends gather what would stick out of the capacity. */
function exactChances(bucket: number, within: Accuracy): number[] {
  const half = halfWidthSteps(within)
  const scale = scaleSteps(epsilonHundredthsOf(within))
  const [lowest, highest] = [half, CAPACITY_STEPS - half]
  const chances = new Array<number>(highest - lowest + 1).fill(0)
  // Far enough beyond both ends that what is left out is nothing.
  for (let noise = -50 * CAPACITY_STEPS; noise <= 50 * CAPACITY_STEPS; noise += 1) {
    const middle = Math.min(Math.max(bucketMiddleSteps(bucket) + noise, lowest), highest)
    const at = middle - lowest
    chances[at] = (chances[at] ?? 0) + discreteLaplaceMass(scale, noise)
  }
  return chances
}

/** The same of ranges that were really drawn, for a level in the middle and its neighbour. */
function drawnRatioChecks(noiseKey: NoiseKey, within: Accuracy): RehearsalCheck[] {
  const [here, there] = [9, 10].map((bucket) =>
    tally(RATIO_DRAWS, (draw) => {
      return rangeOf(noiseKey, { resource: 'two levels', bucket, period: draw, within }).lowSteps
    }),
  ) as [Map<number, number>, Map<number, number>]
  const values = [...new Set([...here.keys(), ...there.keys()])]
  const pairs = values.map((value) => [here.get(value) ?? 0, there.get(value) ?? 0] as const)
  const common = pairs.filter(([one, other]) => Math.min(one, other) >= RATIO_MIN_HITS)
  const oneSided = pairs.filter(([one, other]) => Math.max(one, other) >= RATIO_MIN_HITS && one * other === 0)
  return [
    atMost({
      name: `${percent(within)}: log ratio between neighbouring levels, drawn, less its sampling error, at most ε`,
      value: Math.max(...common.map(ratioLessError)),
      target: epsilonOf(epsilonHundredthsOf(within)),
      unit: 'ε',
    }),
    atMost({
      name: `${percent(within)}: ranges that one level reaches and its neighbour never, at most`,
      value: oneSided.length,
      target: 0,
      unit: 'ranges',
    }),
  ]
}

const ratioLessError = ([one, other]: readonly [number, number]): number =>
  Math.abs(Math.log(one / other)) - RATIO_WORST_SIGMA * Math.sqrt(1 / one + 1 / other)

function tally(draws: number, draw: (index: number) => number): Map<number, number> {
  const hits = new Map<number, number>()
  for (let index = 0; index < draws; index += 1) {
    const value = draw(index)
    hits.set(value, (hits.get(value) ?? 0) + 1)
  }
  return hits
}
