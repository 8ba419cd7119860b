import { describe, expect, test } from 'vitest'
import { NEIGHBOURS, OWN_STOCKS, ROLES } from '../../../../src/main/rehearsal/practice-cast.ts'
import { historyCsv } from '../../../../src/main/rehearsal/practice-history.ts'
import { type Stock, simulatedLevel } from '../../../../src/main/rehearsal/practice-series.ts'

const START_HOUR = 500_000
const WEEK_HOURS = 168
const every = [...OWN_STOCKS, ...NEIGHBOURS.flatMap((key) => ROLES[key].stocks)]
const week = (stock: Stock, seed = 'a'): number[] =>
  Array.from({ length: WEEK_HOURS }, (_, hour) => simulatedLevel(seed, stock, START_HOUR + hour))

describe('simulated levels', () => {
  test.each(every)(
    'of $resource around $usualRatio stay within the store and near their usual level',
    (stock) => {
      const levels = week(stock)
      expect(Math.min(...levels)).toBeGreaterThan(0)
      expect(Math.max(...levels)).toBeLessThan(stock.capacity)
      const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length
      expect(Math.abs(mean / stock.capacity - stock.usualRatio)).toBeLessThan(0.08)
    },
  )

  test.each(every)('of $resource are the same for the same seed and others for another', (stock) => {
    expect(week(stock)).toEqual(week(stock))
    expect(week(stock, 'b')).not.toEqual(week(stock))
  })

  test('move evenly between two hours', () => {
    const [stock] = OWN_STOCKS
    if (stock === undefined) throw new Error('there is a stock')
    const [here, next] = [0, 1].map((hour) => simulatedLevel('a', stock, START_HOUR + hour))
    const between = simulatedLevel('a', stock, START_HOUR + 0.5)
    expect(between).toBeCloseTo(((here ?? 0) + (next ?? 0)) / 2, 0)
  })

  test('of energy are higher in the afternoon than before dawn', () => {
    const stock = every.find(({ resource }) => resource === 'energy')
    if (stock === undefined) throw new Error('somebody keeps energy')
    const mean = (hourOfDay: number): number =>
      week(stock)
        .filter((_, index) => (START_HOUR + index) % 24 === hourOfDay)
        .reduce((sum, level) => sum + level, 0)
    expect(mean(15)).toBeGreaterThan(mean(3))
  })
})

test('the history of a practice Node is a file of a week that ends now', () => {
  const nowMs = START_HOUR * 3_600_000 + 1_800_000
  const [header, ...lines] = historyCsv(OWN_STOCKS, { seed: 'a', nowMs }).split('\n')
  expect(header).toBe('at,resource,level,unit,capacity,surplusAbove,deficitBelow')
  expect(lines).toHaveLength(OWN_STOCKS.length * WEEK_HOURS)
  const times = lines.map((line) => Number(line.split(',')[0]))
  expect(Math.max(...times)).toBe(START_HOUR * 3_600_000)
})
