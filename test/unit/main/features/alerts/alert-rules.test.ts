import { describe, expect, it } from 'vitest'
import {
  countedReviews,
  heldBackInOrder,
  mayBecome,
  passesLimits,
  standingCorrection,
  unseal,
} from '../../../../../src/main/features/alerts/alert-rules.ts'
import type { KnownCorrection, KnownReview } from '../../../../../src/main/features/alerts/alert-types.ts'
import { testMirror } from '../../../../support/fake-replica.ts'
import { HOUR_MS, MINUTE_MS, OTHER, SELF } from './alert-fixture.ts'

const review = (author: typeof SELF, mirror: string, note = ''): KnownReview => ({
  ...{
    author,
    mirrorId: testMirror(mirror).mirrorId,
    mirrorName: mirror,
    verdict: 'concur',
    note,
    reviewedAtMs: 0,
  },
})

describe('limits of an author', () => {
  it('let three an hour pass and hold back the fourth', () => {
    const minutes = [0, 10, 20, 30, 59, 60, 61, 70]
    expect(heldBackInOrder(minutes.map((minute) => minute * MINUTE_MS))).toEqual([
      ...[false, false, false],
      ...[true, true],
      ...[false, true, false],
    ])
  })

  it('do not count what was held back', () => {
    const everyMinute = Array.from({ length: 120 }, (_, minute) => minute * MINUTE_MS)
    const passed = heldBackInOrder(everyMinute).flatMap((isHeld, minute) => (isHeld ? [] : [minute]))
    expect(passed).toEqual([0, 1, 2, 60, 61, 62])
  })

  it('let ten a day pass', () => {
    const hourly = Array.from({ length: 30 }, (_, hour) => hour * HOUR_MS)
    const passed = heldBackInOrder(hourly).flatMap((isHeld, hour) => (isHeld ? [] : [hour]))
    expect(passed).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 24, 25, 26, 27, 28, 29])
  })

  it('give an hour back exactly when it is over', () => {
    expect(passesLimits([0, 0, 0], HOUR_MS - 1)).toBe(false)
    expect(passesLimits([0, 0, 0], HOUR_MS)).toBe(true)
  })

  it('are not escaped by a clock set back', () => {
    expect(passesLimits([HOUR_MS, HOUR_MS, HOUR_MS], HOUR_MS - MINUTE_MS)).toBe(false)
  })
})

describe('reviews that count', () => {
  it('are the first of each Mirror', () => {
    const reviews = [review(OTHER, 'Olle', 'first'), review(OTHER, 'Olle', 'second'), review(OTHER, 'Ida')]
    expect(countedReviews(reviews).map(({ note, mirrorName }) => [mirrorName, note])).toEqual([
      ['Olle', 'first'],
      ['Ida', ''],
    ])
  })

  it('tell Mirrors of one name at two Nodes apart', () => {
    expect(countedReviews([review(OTHER, 'Anna'), review(SELF, 'Anna')])).toHaveLength(2)
  })
})

describe('the seal', () => {
  const anna = testMirror('Anna').mirrorId
  const bo = testMirror('Bo').mirrorId
  const theirs = review(OTHER, 'Olle')
  const hers = review(SELF, 'Anna')
  const his = review(SELF, 'Bo')

  it.each([
    ['a Mirror who has not judged', [theirs, his], anna, [anna, bo], null],
    ['a Mirror who has', [theirs, hers, his], anna, [anna, bo], [theirs, his]],
    ['nobody unlocked, the only Mirror has judged', [theirs, hers], null, [anna], [theirs]],
    ['nobody unlocked, the only Mirror has not', [theirs], null, [anna], null],
    ['nobody unlocked, one of two has judged', [theirs, hers], null, [anna, bo], null],
    ['nobody unlocked, both have judged', [theirs, hers, his], null, [anna, bo], [theirs, his]],
    ['nobody unlocked, no Mirror at all', [theirs], null, [], null],
    ['a Mirror of the same key at another Node has judged', [review(OTHER, 'Anna')], anna, [anna], null],
  ] as const)('for %s', (_what, counted, mirror, activeMirrors, others) => {
    const seen = unseal(counted, { self: SELF, mirror, activeMirrors })
    expect(seen.others).toEqual(others)
    expect(seen.mine === null).toBe(others === null)
  })

  it('tells how many others there are before it opens', () => {
    const viewer = { self: SELF, mirror: anna, activeMirrors: [anna, bo] }
    expect(unseal([theirs, his], viewer).otherCount).toBe(2)
    expect(unseal([theirs, his, hers], viewer).otherCount).toBe(2)
  })
})

describe('corrections', () => {
  const correction = (kind: KnownCorrection['kind'], note: string, author = OTHER) => ({
    kind,
    note,
    author,
    atMs: 0,
  })

  it('show the latest amendment, and a withdrawal for good', () => {
    const amended = [correction('amended', 'one'), correction('amended', 'two')]
    expect(standingCorrection(amended, OTHER)?.note).toBe('two')
    const withdrawn = [...amended, correction('withdrawn', 'sorry'), correction('amended', 'three')]
    expect(standingCorrection(withdrawn, OTHER)?.note).toBe('sorry')
  })

  it('count from the author alone', () => {
    expect(standingCorrection([correction('withdrawn', 'not mine', SELF)], OTHER)).toBeNull()
  })
})

it.each([
  ['new', 'acknowledged', true],
  ['new', 'snoozed', true],
  ['new', 'resolved', true],
  ['new', 'new', false],
  ['acknowledged', 'acknowledged', false],
  ['acknowledged', 'new', true],
  ['snoozed', 'snoozed', true],
  ['snoozed', 'acknowledged', true],
  ['resolved', 'acknowledged', false],
  ['resolved', 'snoozed', false],
  ['resolved', 'resolved', false],
  ['resolved', 'new', true],
] as const)('%s to %s says something: %s', (current, next, may) => {
  expect(mayBecome(current, next)).toBe(may)
})
