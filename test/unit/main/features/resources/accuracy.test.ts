import { describe, expect, it } from 'vitest'
import { discreteLaplaceMass } from '../../../../../src/main/crypto/discrete-laplace.ts'
import {
  coverageAt,
  epsilonHundredthsOf,
  halfWidthSteps,
  scaleSteps,
  worstCoverage,
} from '../../../../../src/main/features/resources/accuracy.ts'
import { ACCURACIES } from '../../../../../src/shared/contract/privacy.ts'

/** The coverage of a level by adding up every noise there is, with nothing clever. */
function summed(level: number, within: (typeof ACCURACIES)[number]): number {
  const half = halfWidthSteps(within)
  const middle = Math.min(Math.floor(level / 10), 19) * 10 + 5
  let covered = 0
  for (let noise = -3_000; noise <= 3_000; noise += 1) {
    const shown = Math.min(Math.max(middle + noise, half), 200 - half)
    if (Math.abs(shown - level) <= half)
      covered += discreteLaplaceMass(scaleSteps(epsilonHundredthsOf(within)), noise)
  }
  return covered
}

describe('the privacy of an accuracy', () => {
  it.each([
    [0.1, 123, 0.901],
    [0.2, 59, 0.902],
    [0.3, 29, 0.9],
  ] as const)(
    '±%f of the capacity costs ε of %d hundredths and holds %f of levels at worst',
    (within, hundredths, worst) => {
      expect(epsilonHundredthsOf(within)).toBe(hundredths)
      expect(worstCoverage(within, hundredths)).toBeCloseTo(worst, 3)
    },
  )

  it.each(ACCURACIES)(
    'is no dearer than it must be for ±%f: a hundredth less would break the promise',
    (within) => {
      expect(worstCoverage(within, epsilonHundredthsOf(within) - 1)).toBeLessThan(0.9)
    },
  )

  it.each(ACCURACIES)('counts the whole error for ±%f, at every level', (within) => {
    for (const level of [
      0, 0.5, 9.99, 10, 20, 39.5, 40, 40.5, 79, 80.5, 100, 105, 119.5, 130, 160, 161, 199, 200,
    ]) {
      expect(coverageAt(level, within, epsilonHundredthsOf(within)), `${level}`).toBeCloseTo(
        summed(level, within),
        9,
      )
    }
  })
})
