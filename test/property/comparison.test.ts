import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hmacSha256 } from '../../src/main/crypto/digests.ts'
import { IdMarks } from '../../src/main/crypto/id-marks.ts'
import {
  type Compared,
  compareByRanges,
  compareByRound,
} from '../../src/main/hosts/node/bench/delta-sync/compare-both.ts'
import { apart } from '../../src/main/hosts/node/bench/delta-sync/made-up-items.ts'
import { fromHex, toHex } from '../../src/main/platform/bytes.ts'
import { BEGINNING, compareEdges, type Edge, END } from '../../src/main/replica/comparison/item.ts'
import { KeyedItems, KeyedTotal } from '../../src/main/replica/comparison/keyed-items.ts'
import {
  decodeRanges,
  encodeRanges,
  MAX_RANGES_BYTES,
  type Range,
} from '../../src/main/replica/comparison/range-frames.ts'
import {
  MAX_FRAMES,
  newComparison,
  openRanges,
  stepRanges,
} from '../../src/main/replica/comparison/range-step.ts'
import { Repair } from '../../src/main/replica/comparison/repair.ts'
import { fullLists, TEST_KEY, testItems } from '../support/comparison.ts'
import { SeededRandom } from '../support/random.ts'

const MANY_MS = 120_000
const ALL = testItems(10_000)
/** Length and tag around a frame's own bytes. */
const FRAME_HEAD_BYTES = 8

const ways: readonly (readonly [string, typeof compareByRound])[] = [
  ['sums and then ranges', compareByRound],
  ['ranges alone', compareByRanges],
]

describe.each(ways)('comparing by %s', (_way, compare) => {
  test.each([0, 1, 100, 5_000])(
    'finds exactly the %i differences of ten thousand items',
    (differences) => {
      for (const seed of [1, 2, 3]) {
        const sides = apart(ALL, differences, new SeededRandom(seed))
        const compared = compare(sides, TEST_KEY)
        expect(foundIn(compared)).toEqual(fullLists(sides.ours, sides.theirs))
        expect(compared.refusals).toEqual([])
      }
    },
    MANY_MS,
  )

  test('finds exactly what differs between any two small sets', () => {
    const some = fc.subarray(ALL.slice(0, 120))
    fc.assert(
      fc.property(some, some, (ours, theirs) => {
        expect(foundIn(compare({ ours, theirs }, TEST_KEY))).toEqual(fullLists(ours, theirs))
      }),
      { numRuns: 200, seed: 20_263 },
    )
  })
})

test('no frame of ranges is longer than it may be', () => {
  const compared = compareByRanges(apart(ALL, 5_000, new SeededRandom(4)), TEST_KEY)
  const longestWish = compared.largestFrameBytes
  expect(longestWish).toBeLessThanOrEqual(MAX_RANGES_BYTES + FRAME_HEAD_BYTES)
})

const foundIn = ({ oursOnly, theirsOnly }: Compared) => ({ oursOnly, theirsOnly })

describe('a fingerprint', () => {
  test('kept up item by item is the same as one made anew, whatever came and went', () => {
    const some = fc.subarray(ALL.slice(0, 30))
    fc.assert(
      fc.property(some, some, (came, went) => {
        const total = new KeyedTotal(TEST_KEY)
        for (const { id } of ALL.slice(0, 30)) total.add(id)
        for (const { id } of went) total.remove(id)
        for (const { id } of came.filter((item) => went.includes(item))) total.add(id)
        const held = ALL.slice(0, 30).filter((item) => !went.includes(item) || came.includes(item))
        const anew = new KeyedItems(TEST_KEY, held)
        expect(total.fingerprint()).toBe(anew.fingerprint(0, anew.size))
      }),
      { seed: 20_263 },
    )
  })

  test('is of marks that are HMACs, under keys of any length up to a block', () => {
    for (const length of [0, 1, 31, 32, 63, 64]) {
      const key = new Uint8Array(length).fill(length)
      const [item] = ALL
      if (item === undefined) throw new Error('there are items')
      expect(new IdMarks(key).of(item.id)).toBe(toHex(hmacSha256(key, fromHex(item.id))))
    }
    expect(() => new IdMarks(new Uint8Array(65))).toThrow(RangeError)
  })
})

const edge: fc.Arbitrary<Edge> = fc.oneof(
  fc.constantFrom(BEGINNING, END),
  fc.record({
    timeMs: fc.integer({ min: 1_780_000_000_000, max: 1_780_003_400_000 }),
    id: fc.constantFrom('', '80', 'ffff'),
  }),
)
const content: fc.Arbitrary<Range['content']> = fc.oneof(
  fc.constant({ says: 'nothing' } as const),
  fc.constant({ says: 'fingerprint', fingerprint: '00'.repeat(16) } as const),
  fc.subarray(ALL.slice(0, 31)).map((items) => ({ says: 'ids', ids: items.map(({ id }) => id) }) as const),
)
/** Ranges in order that touch, as they come off the wire. */
const lie: fc.Arbitrary<Range[]> = fc
  .tuple(fc.array(edge, { minLength: 2, maxLength: 30 }), fc.array(content, { minLength: 30, maxLength: 30 }))
  .map(([edges, contents]) => {
    const inOrder = edges.toSorted(compareEdges)
    return inOrder.slice(1).flatMap((to, n): Range[] => {
      const from = inOrder[n] ?? BEGINNING
      return compareEdges(from, to) < 0 ? [{ from, to, content: contents[n] ?? { says: 'nothing' } }] : []
    })
  })

describe('a hostile other side', () => {
  test('gets no more frames than a comparison has, whatever ranges it sends', () => {
    fc.assert(
      fc.property(fc.array(lie, { maxLength: 60 }), (lies) => {
        let state = openRanges(newComparison(new KeyedItems(TEST_KEY, ALL))).state
        for (const ranges of lies) {
          const step = stepRanges(state, ranges)
          if (step === 'rate-exceeded') return
          state = step.state
        }
        expect(state.framesOut).toBeLessThanOrEqual(MAX_FRAMES)
        expect(state.framesIn).toBeLessThanOrEqual(MAX_FRAMES)
      }),
      { numRuns: 30, seed: 20_263 },
    )
  })

  test('that answers every fingerprint with another of the same range is soon heard no more', () => {
    let state = newComparison(new KeyedItems(TEST_KEY, ALL))
    const whole: Range = {
      from: BEGINNING,
      to: END,
      content: { says: 'fingerprint', fingerprint: '00'.repeat(16) },
    }
    let answers = 0
    for (let step = stepRanges(state, [whole]); step !== 'rate-exceeded'; step = stepRanges(state, [whole])) {
      state = step.state
      answers += 1
    }
    expect(answers).toBeLessThan(8)
  })

  test('that sends sums of nothing real makes nobody throw, and comes to an end', () => {
    const sums = fc.uint8Array({ minLength: 12, maxLength: 240 })
    fc.assert(
      fc.property(fc.array(sums, { minLength: 45, maxLength: 45 }), (all) => {
        const repair = new Repair({ key: TEST_KEY, items: ALL.slice(0, 200), round: 1 })
        let first = 0
        const refused = all.map((bytes) => {
          const whole = bytes.subarray(0, bytes.length - (bytes.length % 12))
          const heard = repair.sketch({ round: 1, first, sums: whole })
          first += whole.length / 12
          return 'refused' in heard ? heard.refused : null
        })
        expect(refused.at(-1)).not.toBeNull()
      }),
      { numRuns: 30, seed: 20_263 },
    )
  })
})

test('ranges are read back as they were written', () => {
  const ordered = fc
    .uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 40 })
    .map((times) =>
      times.sort((a, b) => a - b).map((timeMs) => ({ timeMs, id: timeMs % 2 === 0 ? 'ab' : '' })),
    )
  fc.assert(
    fc.property(ordered, fc.array(content, { minLength: 40, maxLength: 40 }), (edges, contents) => {
      const ranges = edges.slice(1).map((to, n) => ({
        from: edges[n] ?? BEGINNING,
        to,
        content: contents[n] ?? { says: 'nothing' as const },
      }))
      expect(decodeRanges(encodeRanges(1, ranges))).toEqual(ranges)
    }),
    { seed: 20_263 },
  )
})
