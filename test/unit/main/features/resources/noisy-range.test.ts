import { describe, expect, it } from 'vitest'
import {
  type Draw,
  drawFor,
  NOISE_PERIOD_MS,
  rangeOf,
} from '../../../../../src/main/features/resources/noisy-range.ts'
import { ACCURACIES } from '../../../../../src/shared/contract/privacy.ts'
import { NOISE_KEY } from './resource-fixture.ts'

const draw = (change: Partial<Draw> = {}): Draw => ({
  resource: 'water',
  bucket: 9,
  period: 700,
  within: 0.2,
  ...change,
})

describe('drawFor', () => {
  it.each([
    [0, 0],
    [49.999, 0],
    [50, 1],
    [500, 10],
    [999, 19],
    [1000, 19],
  ])('puts a level of %d of 1000 in bucket %d of twenty', (level, bucket) => {
    const reading = { resource: 'water', level, capacity: 1000 }
    expect(drawFor(reading, { nowMs: 0, within: 0.2 }).bucket).toBe(bucket)
  })

  it('asks for other noise after thirty days and not before', () => {
    const reading = { resource: 'water', level: 5, capacity: 1000 }
    const periodAt = (nowMs: number) => drawFor(reading, { nowMs, within: 0.2 }).period
    expect(periodAt(NOISE_PERIOD_MS - 1)).toBe(0)
    expect(periodAt(NOISE_PERIOD_MS)).toBe(1)
  })
})

describe('rangeOf', () => {
  it('has drawn the same since it was first released', () => {
    const middles = [0, 5, 9, 15, 19].map((bucket) => rangeOf(NOISE_KEY, draw({ bucket })).lowSteps + 40)
    expect(middles).toEqual([71, 64, 57, 158, 160])
  })

  it.each(ACCURACIES)('is as wide as ±%f says and inside the capacity, whatever is drawn', (within) => {
    for (let period = 0; period < 300; period += 1) {
      const { lowSteps, highSteps } = rangeOf(NOISE_KEY, draw({ period, within, bucket: period % 20 }))
      expect(highSteps - lowSteps).toBe(400 * within)
      expect(lowSteps).toBeGreaterThanOrEqual(0)
      expect(highSteps).toBeLessThanOrEqual(200)
      expect([lowSteps, highSteps].every(Number.isInteger)).toBe(true)
    }
  })

  it.each<[string, Partial<Draw>]>([
    ['resource', { resource: 'watar' }],
    ['bucket', { bucket: 10 }],
    ['accuracy', { within: 0.1 }],
  ])('draws other noise for another %s', (_what, change) => {
    const periods = Array.from({ length: 40 }, (_, period) => period)
    const alike = periods.filter((period) => noiseOf({ period }) === noiseOf({ period, ...change }))
    expect(alike.length).toBeLessThan(10)
  })

  it('draws other noise for other thirty days', () => {
    expect(new Set(Array.from({ length: 40 }, (_, period) => noiseOf({ period }))).size).toBeGreaterThan(20)
  })
})

/** How far a range lies from the middle of its bucket. */
function noiseOf(change: Partial<Draw>): number {
  const whole = draw(change)
  const { lowSteps, highSteps } = rangeOf(NOISE_KEY, whole)
  return (lowSteps + highSteps) / 2 - (10 * whole.bucket + 5)
}
