import { describe, expect, it } from 'vitest'
import {
  assertFigures,
  assertUnit,
  classOf,
  daysLeft,
  pacePerDay,
} from '../../../../../src/main/features/resources/resource-rules.ts'
import { failureOf } from '../../../../support/failure.ts'

const lines = { capacity: 1000, surplusAbove: 600, deficitBelow: 300 }

describe('classOf', () => {
  it.each([
    [1000, 'surplus'],
    [600.1, 'surplus'],
    [600, 'enough'],
    [300, 'enough'],
    [299.9, 'deficit'],
    [0, 'deficit'],
  ] as const)('calls %d of 1000 %s, the lines themselves being enough', (level, state) => {
    expect(classOf(level, lines, null)).toBe(state)
  })

  it.each([
    ['deficit', 300, 'deficit'],
    ['deficit', 349.9, 'deficit'],
    ['deficit', 350, 'enough'],
    ['surplus', 600, 'surplus'],
    ['surplus', 550.1, 'surplus'],
    ['surplus', 550, 'enough'],
    ['enough', 310, 'enough'],
    ['enough', 590, 'enough'],
  ] as const)(
    'after %s calls %d %s: a class is left 5 %% of the capacity behind its line',
    (before, level, state) => {
      expect(classOf(level, lines, before)).toBe(state)
    },
  )

  it('never holds need or plenty back', () => {
    expect(classOf(100, lines, 'surplus')).toBe('deficit')
    expect(classOf(900, lines, 'deficit')).toBe('surplus')
    expect(classOf(299, lines, 'enough')).toBe('deficit')
  })

  it('can leave every class however close the lines lie', () => {
    const close = { capacity: 1000, surplusAbove: 1000, deficitBelow: 980 }
    expect(classOf(989, close, 'deficit')).toBe('deficit')
    expect(classOf(990, close, 'deficit')).toBe('enough')
    const low = { capacity: 1000, surplusAbove: 20, deficitBelow: 0 }
    expect(classOf(0, low, 'surplus')).toBe('enough')
  })
})

describe('figures', () => {
  const reading = { ...lines, resource: 'water', unit: 'L', atMs: 0, level: 400 }

  it.each([
    [
      'a level above the capacity',
      { level: 1000.1 },
      { code: 'resource-level-out-of-range', capacity: 1000 },
    ],
    ['a level below nothing', { level: -1 }, { code: 'resource-level-out-of-range', capacity: 1000 }],
    [
      'a level that is no number',
      { level: Number.NaN },
      { code: 'resource-level-out-of-range', capacity: 1000 },
    ],
    ['lines that cross', { deficitBelow: 700 }, { code: 'resource-thresholds-crossed' }],
    ['lines that meet', { deficitBelow: 600 }, { code: 'resource-thresholds-crossed' }],
    ['a line above the capacity', { surplusAbove: 1001 }, { code: 'resource-thresholds-crossed' }],
    ['a level at the capacity', { level: 1000 }, 'done'],
    ['a surplus line at the capacity', { surplusAbove: 1000 }, 'done'],
    ['a need line at nothing', { deficitBelow: 0 }, 'done'],
  ])('judges %s', async (_what, change, outcome) => {
    expect(await failureOf(() => assertFigures({ ...reading, ...change }))).toEqual(outcome)
  })

  it('names the unit a resource is measured in', async () => {
    expect(await failureOf(() => assertUnit('m3', 'L'))).toEqual({
      code: 'resource-unit-mismatch',
      unit: 'L',
    })
    expect(await failureOf(() => assertUnit('L', null))).toBe('done')
  })
})

describe('days left', () => {
  const sums = (points: readonly (readonly [number, number])[]) => {
    const mean = (of: (x: number, y: number) => number) =>
      points.reduce((sum, [x, y]) => sum + of(x, y), 0) / points.length
    const xs = points.map(([x]) => x)
    return {
      count: points.length,
      minX: Math.min(...xs),
      maxX: Math.max(...xs),
      meanX: mean((x) => x),
      meanY: mean((_, y) => y),
      meanXX: mean((x) => x * x),
      meanXY: mean((x, y) => x * y),
    }
  }

  it('reads the pace off the least-squares line', () => {
    expect(
      pacePerDay(
        sums([
          [0, 700],
          [1, 600],
          [2, 500],
        ]),
      ),
    ).toBeCloseTo(-100)
    expect(
      pacePerDay(
        sums([
          [0, 100],
          [1, 90],
          [2, 110],
          [3, 60],
        ]),
      ),
    ).toBeCloseTo(-10)
  })

  it('says nothing of readings that span less than an hour', () => {
    expect(
      pacePerDay(
        sums([
          [0, 700],
          [0.04, 500],
        ]),
      ),
    ).toBeNull()
    expect(pacePerDay(sums([[0, 700]]))).toBeNull()
    expect(pacePerDay(null)).toBeNull()
  })

  const at = { deficitBelow: 300, readAtMs: 0, nowMs: 0 }
  it.each([
    ['to the line of need', { level: 500, pace: -100 }, 2],
    ['to nothing below it', { level: 200, pace: -100 }, 2],
    ['null where the level does not fall', { level: 500, pace: 0 }, null],
    ['null where it rises', { level: 500, pace: 5 }, null],
    ['null where nothing is known', { level: 500, pace: null }, null],
  ])('counts %s', (_what, figures, days) => {
    expect(daysLeft({ ...at, ...figures })).toBe(days)
  })

  it('counts from now, not from the reading, and never below zero', () => {
    expect(daysLeft({ ...at, level: 500, pace: -100, nowMs: 86_400_000 })).toBe(1)
    expect(daysLeft({ ...at, level: 500, pace: -100, nowMs: 5 * 86_400_000 })).toBe(0)
  })
})
