import { expect, test } from 'vitest'
import { RefusalCounts } from '../../../../src/main/network/refusal-counts.ts'
import type { NodeId } from '../../../../src/shared/kernel/ids.ts'
import { TEST_START_MS, TestClock } from '../../../support/clock.ts'
import { testNodeId } from '../../../support/node-ids.ts'

test('counts by Node and reason, the latest first', () => {
  const clock = new TestClock()
  const counts = new RefusalCounts(clock)
  const [a, b] = [testNodeId(1), testNodeId(2)]
  counts.count(a, 'malformed')
  clock.advance(1)
  counts.count(a, 'stale')
  clock.advance(1)
  counts.count(a, 'malformed')
  expect(counts.of(a)).toEqual([
    { reason: 'malformed', count: 2, lastAtMs: TEST_START_MS + 2 },
    { reason: 'stale', count: 1, lastAtMs: TEST_START_MS + 1 },
  ])
  expect(counts.of(b)).toEqual([])
})

test('forgets the Node longest without a refusal, so that strangers cannot fill the memory', () => {
  const counts = new RefusalCounts(new TestClock())
  const name = (n: number) => `node ${n}` as NodeId
  for (let n = 0; n < 240; n++) counts.count(name(n), 'stale')
  counts.count(name(0), 'stale')
  counts.count(name(240), 'stale')
  expect(counts.of(name(0)).length).toBe(1)
  expect(counts.of(name(1)).length).toBe(0)
})
