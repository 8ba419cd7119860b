import { expect, test } from 'vitest'
import { deltaSyncBench } from '../../../../../../src/main/hosts/node/bench/delta-sync/delta-sync-bench.ts'

/** Of ten thousand entries. */
const SCALE = 0.1

test('bench delta-sync holds a meeting, scattered differences and half of everything against a measure of each', async () => {
  const steps: string[] = []
  const result = await deltaSyncBench.run({ rounds: 1, scale: SCALE, progress: (step) => steps.push(step) })
  expect(result.bench).toBe('delta-sync')
  expect(result.figures.map(({ better, rounds }) => [better, rounds])).toEqual(Array(3).fill(['lower', 1]))
  const [noNews, scattered] = result.figures
  expect((noNews?.value ?? 1) * 32 * 1_000).toBeLessThanOrEqual(160)
  expect(scattered?.value).toBeLessThan(8)
  expect(steps).toHaveLength(3)
})
