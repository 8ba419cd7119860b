import { describe, expect, it } from 'vitest'
import {
  discreteLaplaceMass,
  discreteLaplaceTail,
  drawDiscreteLaplace,
  type UniformSource,
} from '../../../../src/main/crypto/discrete-laplace.ts'

/** Gives prepared numbers, and fails where it is asked for more, or for another range. */
function prepared(...answers: readonly (readonly [maxExclusive: number, answer: number])[]): UniformSource {
  const waiting = [...answers]
  return {
    below(maxExclusive) {
      const [expected, answer] = waiting.shift() ?? [0, 0]
      expect(maxExclusive).toBe(expected)
      return answer
    },
  }
}

/** No coin of exp(−1) falls: the first is 1 of 1, the second 1 of 2 and fails. */
const NO = [
  [1, 0],
  [2, 1],
] as const
/** It falls: the third fails after two that did not. */
const YES = [
  [1, 0],
  [2, 0],
  [3, 1],
] as const

describe('drawDiscreteLaplace', () => {
  it.each([
    ['remainder and quotient', prepared([10, 3], [10, 5], ...YES, ...NO, [2, 0]), 13],
    ['the sign', prepared([10, 3], [10, 5], ...YES, ...NO, [2, 1]), -13],
    ['a remainder thrown away', prepared([10, 9], [10, 5], [20, 15], [10, 4], [10, 5], ...NO, [2, 0]), 4],
    ['no negative zero', prepared([10, 0], [10, 5], ...NO, [2, 1], [10, 0], [10, 5], ...NO, [2, 0]), 0],
  ])('follows the published steps: %s', (_what, source, expected) => {
    expect(drawDiscreteLaplace({ numerator: 10, denominator: 1 }, source)).toBe(expected)
  })

  it('divides by the denominator, so that scales need not be whole', () => {
    const source = prepared([100, 77], [100, 90], [2, 0])
    const noQuotient = prepared([100, 77], [100, 90], ...NO, [2, 0])
    expect(() => drawDiscreteLaplace({ numerator: 100, denominator: 3 }, source)).toThrow()
    expect(drawDiscreteLaplace({ numerator: 100, denominator: 3 }, noQuotient)).toBe(25)
  })
})

describe('the exact chances', () => {
  const scale = { numerator: 100, denominator: 3 }
  const mass = (n: number) => discreteLaplaceMass(scale, n)
  const all = Array.from({ length: 4_001 }, (_, index) => mass(index - 2_000))

  it('sum to one', () => {
    expect(all.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12)
  })

  it('have the variance 2p/(1 − p)²', () => {
    const variance = all.reduce((sum, chance, index) => sum + chance * (index - 2_000) ** 2, 0)
    const p = Math.exp(-3 / 100)
    expect(variance).toBeCloseTo((2 * p) / (1 - p) ** 2, 6)
  })

  it.each([0, 1, 7, 60])('add up to the tail from %d on', (from) => {
    expect(discreteLaplaceTail(scale, from)).toBeCloseTo(
      all.slice(2_000 + from).reduce((sum, chance) => sum + chance, 0),
      12,
    )
  })
})
