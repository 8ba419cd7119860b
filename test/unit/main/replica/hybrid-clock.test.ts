import { expect, test } from 'vitest'
import { compareTimes, HybridClock } from '../../../../src/main/replica/hybrid-clock.ts'

function movable(startMs: number) {
  const wall = { nowMs: startMs }
  return { wall, clock: new HybridClock({ nowMs: () => wall.nowMs }) }
}

test('follows the wall clock while that goes forwards', () => {
  const { wall, clock } = movable(100)
  expect(clock.next()).toEqual({ wallMs: 100, counter: 0 })
  wall.nowMs = 105
  expect(clock.next()).toEqual({ wallMs: 105, counter: 0 })
})

test('counts within one millisecond, and while the wall clock runs behind', () => {
  const { wall, clock } = movable(100)
  clock.next()
  expect(clock.next()).toEqual({ wallMs: 100, counter: 1 })
  wall.nowMs = 40
  expect(clock.next()).toEqual({ wallMs: 100, counter: 2 })
})

test('goes on after what it wrote before a restart, and is not set back by older notes', () => {
  const { clock } = movable(100)
  clock.observe({ wallMs: 900, counter: 7 })
  clock.observe({ wallMs: 900, counter: 3 })
  clock.observe({ wallMs: 50, counter: 99 })
  expect(clock.next()).toEqual({ wallMs: 900, counter: 8 })
})

test('times are ordered by wall clock, then by counter', () => {
  expect(compareTimes({ wallMs: 1, counter: 9 }, { wallMs: 2, counter: 0 })).toBeLessThan(0)
  expect(compareTimes({ wallMs: 2, counter: 1 }, { wallMs: 2, counter: 0 })).toBeGreaterThan(0)
  expect(compareTimes({ wallMs: 2, counter: 1 }, { wallMs: 2, counter: 1 })).toBe(0)
})
