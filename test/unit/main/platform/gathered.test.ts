import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../../../../src/main/platform/clock.ts'
import { gathered } from '../../../../src/main/platform/gathered.ts'
import { ClockTimers } from '../../../../src/main/platform/timers.ts'

const WHILE_MS = 250

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function counted() {
  const timers = new ClockTimers(systemClock)
  onTestFinished(() => timers.stop())
  const task = vi.fn()
  return { task, timers, ask: gathered({ timers, whileMs: WHILE_MS }, task) }
}

test('what is asked for once is done at once, and once', () => {
  const { ask, task } = counted()
  ask()
  expect(task).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(10 * WHILE_MS)
  expect(task).toHaveBeenCalledTimes(1)
})

test('what is asked for a thousand times in a while is done twice: at its begin and at its end', () => {
  const { ask, task } = counted()
  for (let times = 0; times < 1_000; times += 1) ask()
  expect(task).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(WHILE_MS)
  expect(task).toHaveBeenCalledTimes(2)
})

test('who asks without pause is answered once in each while', () => {
  const { ask, task } = counted()
  for (let elapsedMs = 0; elapsedMs < 4 * WHILE_MS; elapsedMs += 10) {
    ask()
    vi.advanceTimersByTime(10)
  }
  expect(task).toHaveBeenCalledTimes(5)
})

test('nothing runs after the timers have ended', () => {
  const { ask, task, timers } = counted()
  ask()
  ask()
  timers.stop()
  vi.advanceTimersByTime(WHILE_MS)
  expect(task).toHaveBeenCalledTimes(1)
})
