import { describe, expect, it, test } from 'vitest'
import {
  discreteLaplaceMass,
  drawDiscreteLaplace,
  type UniformSource,
} from '../../src/main/crypto/discrete-laplace.ts'
import { NoiseKey, NoiseStream } from '../../src/main/crypto/noise-stream.ts'
import { epsilonHundredthsOf, epsilonOf } from '../../src/main/features/resources/accuracy.ts'
import { drawFor, NOISE_PERIOD_MS, rangeOf } from '../../src/main/features/resources/noisy-range.ts'
import { averaging } from '../../src/main/rehearsal/averaging.ts'
import { ACCURACIES, type Accuracy } from '../../src/shared/contract/privacy.ts'
import { SeededRandom } from '../support/random.ts'

const noiseKey = new NoiseKey(new SeededRandom('privacy').bytes(32))
/** Tests of many thousand draws on a busy machine. */
const MANY_MS = 60_000

/** Pearson's statistic over the cells that expect at least ten, and its degrees of freedom. */
function chiSquare(draws: readonly number[], chance: (n: number) => number) {
  const hits = new Map<number, number>()
  for (const draw of draws) hits.set(draw, (hits.get(draw) ?? 0) + 1)
  const cells = [...Array(2_001).keys()].map((index) => index - 1_000)
  const fit = cells.filter((n) => draws.length * chance(n) >= 10)
  const inside = fit.map((n) => ({ seen: hits.get(n) ?? 0, due: draws.length * chance(n) }))
  const rest = {
    seen: draws.length - inside.reduce((sum, { seen }) => sum + seen, 0),
    due: draws.length - inside.reduce((sum, { due }) => sum + due, 0),
  }
  const statistic = [...inside, rest].reduce((sum, { seen, due }) => sum + (seen - due) ** 2 / due, 0)
  return { statistic, degrees: inside.length }
}

/** In standard deviations from what chance gives on average. */
const sigmasOff = ({ statistic, degrees }: ReturnType<typeof chiSquare>): number =>
  (statistic - degrees) / Math.sqrt(2 * degrees)

describe('the noise', () => {
  it.each([
    [1, 1],
    [10, 1],
    [100, 3],
  ])('of scale %d/%d fits its exact distribution', { timeout: MANY_MS }, (numerator, denominator) => {
    const scale = { numerator, denominator }
    const source = new NoiseStream(noiseKey, Buffer.from(`${numerator}/${denominator}`))
    const draws = Array.from({ length: 40_000 }, () => drawDiscreteLaplace(scale, source))
    const sigmas = sigmasOff(chiSquare(draws, (n) => discreteLaplaceMass(scale, n)))
    expect(Math.abs(sigmas)).toBeLessThan(4)
  })

  it('would be found out if chance leaned by a fiftieth', { timeout: MANY_MS }, () => {
    const scale = { numerator: 10, denominator: 1 }
    const fair = new NoiseStream(noiseKey, Buffer.from('leaning'))
    const leaning: UniformSource = {
      below: (most) => (fair.below(50) === 0 ? 0 : fair.below(most)),
    }
    const draws = Array.from({ length: 40_000 }, () => drawDiscreteLaplace(scale, leaning))
    expect(sigmasOff(chiSquare(draws, (n) => discreteLaplaceMass(scale, n)))).toBeGreaterThan(10)
  })
})

/** Ranges that are counted together: a fortieth of the capacity. Of finer ones there are so many that chance alone takes one beyond three sampling errors. */
const BAND_STEPS = 5

/** How often a range of each band was shown, over thirty-day periods that know nothing of each other. */
function shownFor(bucket: number, within: Accuracy, draws: number): Map<number, number> {
  const hits = new Map<number, number>()
  for (let period = 0; period < draws; period += 1) {
    const { lowSteps } = rangeOf(noiseKey, { resource: 'two levels', bucket, period, within })
    const band = Math.floor(lowSteps / BAND_STEPS)
    hits.set(band, (hits.get(band) ?? 0) + 1)
  }
  return hits
}

describe.each(ACCURACIES)('two levels a twentieth of the capacity apart, at ±%f', (within) => {
  const [here, there] = [shownFor(6, within, 40_000), shownFor(7, within, 40_000)]
  const bands = [...new Set([...here.keys(), ...there.keys()])]
  const hitsOf = (band: number): [number, number] => [here.get(band) ?? 0, there.get(band) ?? 0]

  it('show every range about as often: the log ratio is at most ε and three sampling errors', () => {
    const epsilon = epsilonOf(epsilonHundredthsOf(within))
    const common = bands.map(hitsOf).filter((hits) => Math.min(...hits) >= 200)
    expect(common.length).toBeGreaterThan(10)
    for (const [one, other] of common) {
      const error = Math.sqrt(1 / one + 1 / other)
      expect(Math.abs(Math.log(one / other))).toBeLessThanOrEqual(epsilon + 3 * error)
    }
  })

  it('reach the same ranges: none proves which of the two it was', () => {
    const oneSided = bands.map(hitsOf).filter((hits) => Math.max(...hits) >= 30 && Math.min(...hits) === 0)
    expect(oneSided).toEqual([])
  })
})

describe.each(ACCURACIES)('a range of ±%f', (within) => {
  const DRAWS = 3_000
  const LEAST = 0.9 - 3 * Math.sqrt((0.9 * 0.1) / DRAWS)

  /** Share of independent draws whose range holds the level. */
  function coverage(levelOf: (draw: number) => number): number {
    const held = Array.from({ length: DRAWS }, (_, draw) => {
      const level = levelOf(draw)
      const reading = { resource: 'coverage', level, capacity: 1000 }
      const { lowSteps, highSteps } = rangeOf(
        noiseKey,
        drawFor(reading, { nowMs: draw * NOISE_PERIOD_MS, within }),
      )
      return lowSteps * 5 <= level && level <= highSteps * 5
    })
    return held.filter(Boolean).length / DRAWS
  }

  it('holds the level nine times of ten, of levels from nothing to full', () => {
    const random = new SeededRandom(`levels ${within}`)
    expect(coverage(() => random.int(1_000_001) / 1000)).toBeGreaterThanOrEqual(LEAST)
  })

  it.each([0, 130, 199.9, 300, 400.1, 500, 549.9, 650, 799, 1000])(
    'holds a level that stays at %d of 1000 as often',
    (level) => {
      expect(coverage(() => level)).toBeGreaterThanOrEqual(LEAST)
    },
  )
})

test('the rehearsal of the averaging attack passes, and gives the same result for the same seed', {
  timeout: MANY_MS,
}, async () => {
  const steps: number[] = []
  const options = { seed: 7, nodes: 20, progress: (ratio: number) => void steps.push(ratio) }
  const result = await averaging.run(options)
  expect(result.checks.filter(({ passed }) => !passed)).toEqual([])
  expect(result).toMatchObject({ scenario: 'averaging', passed: true, seed: 7, nodes: 20 })
  expect(result.simulated.length).toBeGreaterThan(0)
  expect(steps).toEqual(steps.toSorted((one, other) => one - other))
  expect(await averaging.run(options)).toEqual(result)
})
