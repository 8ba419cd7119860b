import { describe, expect, test } from 'vitest'
import {
  type BenchResult,
  figureOf,
  medianOf,
  percentileOf,
} from '../../../../../../src/main/hosts/node/bench/bench.ts'
import { benchPage, benchPlot } from '../../../../../../src/main/hosts/node/bench/bench-report.ts'

describe('the median', () => {
  test.for([
    [[7], 7],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[5, 5, 1, 1, 1], 1],
  ] as const)('of %o is %d', ([samples, median]) => {
    expect(medianOf(samples)).toBe(median)
  })

  test('of nothing is an error, not a figure', () => {
    expect(() => medianOf([])).toThrow(RangeError)
  })
})

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

  test.for([
    [hundred, 0.95, 95],
    [hundred, 1, 100],
    [hundred, 0, 1],
    [[16, 16, 50], 0.95, 50],
  ] as const)('of %o at %d is %d', ([samples, share, value]) => {
    expect(percentileOf(samples, share)).toBe(value)
  })
})

describe('a figure', () => {
  test.for([
    ['lower', 1.5, true],
    ['lower', 1.4, false],
    ['higher', 1.5, true],
    ['higher', 1.6, false],
  ] as const)('that is better %s meets the goal %d: %s', ([better, goal, met]) => {
    const figure = figureOf({ name: 'x', goal, better, against: 'y' }, [9, 1, 1.5])
    expect(figure).toEqual({
      name: 'x',
      value: 1.5,
      goal,
      better,
      met,
      rounds: 3,
      low: 1,
      high: 9,
      against: 'y',
    })
  })
})

describe('a report', () => {
  const figures = [
    figureOf({ name: 'fast <enough>', goal: 2, better: 'lower', against: 'a stone' }, [1, 1.5, 3]),
    figureOf({ name: 'slow', goal: 2, better: 'lower', against: 'a hare' }, [8]),
  ]
  const result: BenchResult = { bench: 'speed', figures }

  test('tells each figure with its spread and what it was measured against', () => {
    const page = benchPage(result)
    expect(page).toContain('| fast <enough> | 1.5 | ≤ 2 | yes | 1 to 3 | 3 | a stone |')
    expect(page).toContain('| slow | 8 | ≤ 2 | **no** | 8 to 8 | 1 | a hare |')
  })

  test('draws a line for each figure, and its words cannot become markup', () => {
    const plot = benchPlot(result)
    expect(plot.match(/<rect/gu)).toHaveLength(3) // the sheet, and a bar each
    expect(plot).toContain('fast &lt;enough&gt;')
    expect(plot).not.toMatch(/NaN|Infinity/u)
  })
})
