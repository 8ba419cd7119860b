import { describe, expect, test } from 'vitest'
import { NodeClock } from '../../../../src/main/rehearsal/node-clock.ts'
import { VirtualTime } from '../../../../src/main/rehearsal/virtual-time.ts'
import { TEST_START_MS } from '../../../support/clock.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

describe('the clocks of a virtual Node', () => {
  test.for([
    [0, DAY_MS],
    [200, DAY_MS + 17_280],
    [-200, DAY_MS - 17_280],
  ] as const)('with a drift of %i ppm a day takes %i ms', async ([driftPpm, expected]) => {
    const time = new VirtualTime(TEST_START_MS)
    const clock = new NodeClock(time, driftPpm)
    await time.advance(DAY_MS)
    expect(clock.nowMs() - TEST_START_MS).toBe(expected)
    expect(clock.steady.nowMs()).toBe(expected)
  })

  test.for([HOUR_MS, -HOUR_MS])('the time of day can be set by %i ms, steady time cannot', async (ms) => {
    const time = new VirtualTime(TEST_START_MS)
    const clock = new NodeClock(time)
    clock.step(ms)
    expect(clock.nowMs()).toBe(TEST_START_MS + ms)
    expect(clock.steppedMs).toBe(ms)
    await time.advance(1_000)
    expect([clock.nowMs(), clock.steady.nowMs()]).toEqual([TEST_START_MS + ms + 1_000, 1_000])
  })

  test.for([-200, 200])('timers with a drift of %i ppm run when their own clock says', async (driftPpm) => {
    const time = new VirtualTime(TEST_START_MS)
    const clock = new NodeClock(time, driftPpm)
    const timers = time.createTimers(clock)
    const ranAtMs: number[] = []
    timers.after(HOUR_MS, () => void ranAtMs.push(clock.nowMs()))
    await time.advance(HOUR_MS + 1_000)
    expect(ranAtMs.map((atMs) => atMs >= TEST_START_MS + HOUR_MS)).toEqual([true])
  })

  test('a clock that was set back does not stretch a delay; what waits for a time of day waits on', async () => {
    const time = new VirtualTime(TEST_START_MS)
    const clock = new NodeClock(time)
    const timers = time.createTimers(clock)
    const ran: string[] = []
    timers.after(1_000, () => void ran.push('delay'))
    timers.at(TEST_START_MS + 1_000, () => void ran.push('time of day'))
    clock.step(-HOUR_MS)
    await time.advance(1_000)
    expect(ran).toEqual(['delay'])
    await time.advance(HOUR_MS)
    expect(ran).toEqual(['delay', 'time of day'])
  })

  test('a clock that was set forwards runs what has become due', async () => {
    const time = new VirtualTime(TEST_START_MS)
    const clock = new NodeClock(time)
    let runs = 0
    time.createTimers(clock).after(HOUR_MS, () => {
      runs += 1
    })
    clock.step(HOUR_MS)
    await time.advance(0)
    await time.advance(1)
    expect(runs).toBe(1)
  })
})
