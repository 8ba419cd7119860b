import { expect, test } from 'vitest'
import { AdjustableClock } from '../../../../src/main/platform/clock.ts'
import { within } from '../../../../src/main/platform/deadline.ts'
import { TEST_START_MS } from '../../../support/clock.ts'
import { TestTimers } from '../../../support/test-timers.ts'

/** Work with a second to be done in. */
function begin<T>(work: (signal: AbortSignal) => Promise<T>) {
  const clock = new AdjustableClock({ nowMs: () => TEST_START_MS })
  const done = within({ limitMs: 1_000, timers: new TestTimers(clock) }, work)
  return { clock, done }
}

test('work that heeds its signal is told when its time is up, and not before', async () => {
  const { clock, done } = begin(
    (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(clock.nowMs()))),
  )
  clock.advance(999)
  clock.advance(1)
  expect(await done).toBe(TEST_START_MS + 1_000)
})

test('work that was done in time is never told, and gives its result', async () => {
  let seen: AbortSignal | undefined
  const { clock, done } = begin(async (signal) => {
    seen = signal
    return 'done'
  })
  expect(await done).toBe('done')
  clock.advance(2_000)
  expect(seen?.aborted).toBe(false)
})

test('what the work throws reaches whoever waits', async () => {
  const { done } = begin(() => Promise.reject(new RangeError('no')))
  await expect(done).rejects.toThrow(RangeError)
})
