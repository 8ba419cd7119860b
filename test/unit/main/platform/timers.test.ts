import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { AdjustableClock } from '../../../../src/main/platform/clock.ts'
import { ClockTimers } from '../../../../src/main/platform/timers.ts'

const HOUR_MS = 3_600_000

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

/** Timers on an adjustable clock over the machine's, which the test moves too. */
function timersOnClock() {
  const clock = new AdjustableClock({ nowMs: () => Date.now() })
  const timers = new ClockTimers(clock)
  onTestFinished(() => timers.stop())
  const ran: string[] = []
  const note = (name: string) => () => void ran.push(name)
  return { clock, note, ran, timers }
}

describe('moving the clock forwards', () => {
  test('runs what has become due, in order of time, each once', () => {
    const { clock, note, ran, timers } = timersOnClock()
    timers.after(3 * HOUR_MS, note('third'))
    timers.after(HOUR_MS, note('first'))
    timers.after(2 * HOUR_MS, note('second'))
    timers.after(5 * HOUR_MS, note('not yet'))
    clock.advance(4 * HOUR_MS)
    vi.advanceTimersByTime(0)
    expect(ran).toEqual(['first', 'second', 'third'])
    clock.advance(0)
    vi.advanceTimersByTime(10)
    expect(ran.length).toBe(3)
  })

  test('two for one moment run in the order they were set', () => {
    const { clock, note, ran, timers } = timersOnClock()
    for (const name of ['a', 'b', 'c']) timers.after(HOUR_MS, note(name))
    clock.advance(HOUR_MS)
    vi.advanceTimersByTime(0)
    expect(ran).toEqual(['a', 'b', 'c'])
  })

  test('a task set for a time that has passed runs at the next turn, never inside the call', () => {
    const { clock, note, ran, timers } = timersOnClock()
    timers.at(clock.nowMs() - HOUR_MS, note('late'))
    expect(ran).toEqual([])
    vi.advanceTimersByTime(0)
    expect(ran).toEqual(['late'])
  })

  test('what a task sets for now runs after it, not instead of the others', () => {
    const { clock, note, ran, timers } = timersOnClock()
    timers.after(HOUR_MS, () => {
      note('outer')()
      timers.after(0, note('inner'))
    })
    timers.after(HOUR_MS + 1, note('other'))
    clock.advance(2 * HOUR_MS)
    vi.advanceTimersByTime(1)
    expect(ran).toEqual(['outer', 'other', 'inner'])
  })
})

describe('the machine clock', () => {
  test('runs a task no earlier than its time', () => {
    const { note, ran, timers } = timersOnClock()
    timers.after(5_000, note('due'))
    vi.advanceTimersByTime(4_999)
    expect(ran).toEqual([])
    vi.advanceTimersByTime(1)
    expect(ran).toEqual(['due'])
  })

  test('carries waits longer than one sleep, of a month for example', () => {
    const { note, ran, timers } = timersOnClock()
    timers.after(31 * 24 * HOUR_MS, note('next month'))
    vi.advanceTimersByTime(31 * 24 * HOUR_MS - 1)
    expect(ran).toEqual([])
    vi.advanceTimersByTime(1)
    expect(ran).toEqual(['next month'])
  })

  test('a machine that slept is noticed within a minute', () => {
    const { note, ran, timers } = timersOnClock()
    timers.after(6 * HOUR_MS, note('due'))
    vi.setSystemTime(Date.now() + 7 * HOUR_MS)
    vi.advanceTimersByTime(60_000)
    expect(ran).toEqual(['due'])
  })
})

describe('what is taken back', () => {
  test('a cancelled task does not run, even by one that runs before it', () => {
    const { clock, note, ran, timers } = timersOnClock()
    const cancel = timers.after(2, note('cancelled'))
    timers.after(1, cancel)
    timers.after(3, note('stays'))
    clock.advance(10)
    vi.advanceTimersByTime(0)
    expect(ran).toEqual(['stays'])
  })

  test('after stop nothing runs and nothing can be set', () => {
    const { clock, note, ran, timers } = timersOnClock()
    timers.after(1, note('before'))
    timers.stop()
    timers.after(1, note('after'))
    clock.advance(10)
    vi.advanceTimersByTime(1_000)
    expect(ran).toEqual([])
  })
})

describe('again and again', () => {
  test('runs once a period, and after a long jump once for all it missed', () => {
    const { clock, note, ran, timers } = timersOnClock()
    timers.every(HOUR_MS, note('tick'))
    vi.advanceTimersByTime(3 * HOUR_MS)
    expect(ran.length).toBe(3)
    clock.advance(24 * HOUR_MS)
    vi.advanceTimersByTime(0)
    expect(ran.length).toBe(4)
    vi.advanceTimersByTime(HOUR_MS)
    expect(ran.length).toBe(5)
  })

  test('stops when told, also from inside', () => {
    const { note, ran, timers } = timersOnClock()
    const cancel = timers.every(HOUR_MS, () => {
      note('tick')()
      if (ran.length === 2) cancel()
    })
    vi.advanceTimersByTime(10 * HOUR_MS)
    expect(ran.length).toBe(2)
  })
})

test('one task that throws does not keep those after it from running', () => {
  const { clock, note, ran, timers } = timersOnClock()
  timers.after(1, () => {
    throw new Error('a mistake')
  })
  timers.after(2, note('next'))
  timers.after(HOUR_MS, note('later'))
  clock.advance(10)
  expect(() => vi.advanceTimersByTime(0)).toThrow('a mistake')
  vi.advanceTimersByTime(1)
  expect(ran).toEqual(['next'])
  vi.advanceTimersByTime(HOUR_MS)
  expect(ran).toEqual(['next', 'later'])
})
