import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Item } from '../../src/main/replica/comparison/item.ts'
import { MAX_RANGES_BYTES } from '../../src/main/replica/comparison/range-frames.ts'
import { MAX_FRAMES } from '../../src/main/replica/comparison/range-step.ts'
import { compareByRanges, oracle, testItems } from '../support/comparison.ts'

const MANY_MS = 120_000
const ALL = testItems(10_000)

/** The same items at both sides, but for so many, each at one side only. */
function apart(differences: number, seed: number): readonly [Item[], Item[]] {
  const picks = fc.sample(fc.shuffledSubarray(ALL, { minLength: differences, maxLength: differences }), {
    seed,
    numRuns: 1,
  })[0]
  const [lost, parted] = [new Set(picks?.filter((_, n) => n % 2 === 0)), new Set(picks)]
  const ours = ALL.filter((item) => !lost.has(item))
  return [ours, ALL.filter((item) => lost.has(item) || !parted.has(item))]
}

describe('comparing by ranges', () => {
  test.each([0, 1, 100, 5_000])(
    'finds exactly the %i differences of ten thousand items',
    (differences) => {
      for (const seed of [1, 2, 3]) {
        const [ours, theirs] = apart(differences, seed)
        const found = compareByRanges(ours, theirs)
        const { have, need } = oracle(ours, theirs)
        expect([...found.ours.have, ...found.theirs.need].sort()).toEqual(have)
        expect([...found.ours.need, ...found.theirs.have].sort()).toEqual(need)
        expect(found.refused).toBe(0)
        expect(found.largestFrameBytes).toBeLessThanOrEqual(MAX_RANGES_BYTES)
        expect(found.ours.state.framesOut).toBeLessThanOrEqual(MAX_FRAMES)
      }
    },
    MANY_MS,
  )
})
