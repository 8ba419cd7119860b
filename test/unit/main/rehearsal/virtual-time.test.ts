import { describe, expect, test } from 'vitest'
import { AdjustableClock } from '../../../../src/main/platform/clock.ts'
import { VirtualTime } from '../../../../src/main/rehearsal/virtual-time.ts'

const START_MS = 1_000_000

function fixture() {
  const time = new VirtualTime(START_MS)
  const timers = time.createTimers(time.clock)
  const ran: string[] = []
  const note = (what: string) => () => void ran.push(`${what} at ${time.clock.nowMs() - START_MS}`)
  return { time, timers, ran, note }
}

describe('virtual time', () => {
  test('stands still until it is told to pass', async () => {
    const { time, timers, ran, note } = fixture()
    timers.after(0, note('now'))
    expect(ran).toEqual([])
    await time.advance(0)
    expect(ran).toEqual(['now at 0'])
  })

  test('tells of each moment once all of it has come to rest, until nobody listens', async () => {
    const { time, timers, ran, note } = fixture()
    const stop = time.onRest(note('rest'))
    timers.after(10, () => void Promise.resolve().then(note('followed')))
    timers.after(20, note('next'))
    await time.advance(25)
    expect(ran).toEqual([
      'rest at 0',
      'followed at 10',
      'rest at 10',
      'next at 20',
      'rest at 20',
      'rest at 25',
    ])
    stop()
    await time.advance(10)
    expect(ran.length).toBe(6)
  })

  test('runs each timer at its moment, in order, whoever set it', async () => {
    const { time, timers, ran, note } = fixture()
    time.createTimers(time.clock).after(20, note('other'))
    timers.after(30, note('late'))
    timers.after(10, () => timers.after(5, note('chained')))
    await time.advance(25)
    expect(ran).toEqual(['chained at 15', 'other at 20'])
    expect(time.clock.nowMs()).toBe(START_MS + 25)
    await time.advance(5)
    expect(ran.at(-1)).toBe('late at 30')
  })

  test('lets what a timer set going come to rest before the next', async () => {
    const { time, timers, ran, note } = fixture()
    timers.after(10, async () => {
      await Promise.resolve()
      note('set going')()
    })
    timers.after(20, note('next'))
    await time.advance(20)
    expect(ran).toEqual(['set going at 10', 'next at 20'])
  })

  test('counts for a clock that runs ahead in its own time', async () => {
    const { time, ran, note } = fixture()
    const ahead = new AdjustableClock(time.clock, 1_000)
    time.createTimers(ahead).at(START_MS + 1_050, note('ahead'))
    await time.advance(100)
    expect(ran).toEqual(['ahead at 50'])
  })

  test('repeats, forgets what is called off, and forgets all of who stops', async () => {
    const { time, timers, ran, note } = fixture()
    timers.every(10, note('beat'))
    timers.after(15, note('never'))()
    await time.advance(25)
    timers.stop()
    await time.advance(100)
    expect(ran).toEqual(['beat at 10', 'beat at 20'])
  })

  test('passes for a piece of work as long as it takes', async () => {
    const { time, timers } = fixture()
    const work = new Promise<string>((resolve) => void timers.after(500, () => resolve('done')))
    expect(await time.passFor(work)).toBe('done')
    expect(time.clock.nowMs()).toBe(START_MS + 500)
  })

  test('says so when the work waits for something else', async () => {
    const { time } = fixture()
    await expect(time.passFor(new Promise(() => {}))).rejects.toThrow(RangeError)
  })

  test('steady time begins at nothing and keeps step', async () => {
    const { time } = fixture()
    await time.advance(42)
    expect(time.steadyClock.nowMs()).toBe(42)
  })
})
