import { describe, expect, test } from 'vitest'
import { SimulatedWay, type WayQuality } from '../../../../src/main/network/simulated-way.ts'
import { SeededRandom } from '../../../../src/main/rehearsal/seeded-random.ts'
import { VirtualTime } from '../../../../src/main/rehearsal/virtual-time.ts'

const START_MS = 1_000_000
const STEADY = { min: 50, max: 50 }

function fixture(quality: WayQuality, seed = 1) {
  const time = new VirtualTime(START_MS)
  const timers = time.createTimers(time.clock)
  const way = new SimulatedWay({ clock: time.clock, timers, random: new SeededRandom(seed) }, quality)
  const arrived: string[] = []
  const taken: string[] = []
  const since = (): number => time.clock.nowMs() - START_MS
  const say = (what: string, sizeBytes = 100): void =>
    way.carry(() => void arrived.push(`${what} at ${since()}`), {
      sizeBytes,
      taken: () => void taken.push(`${what} at ${since()}`),
    })
  return { time, way, arrived, taken, say }
}

describe('one direction of a simulated link', () => {
  test('delays what it carries, and takes it at once where the line is wide', async () => {
    const { time, arrived, taken, say } = fixture({ delayMs: STEADY })
    say('word')
    expect(taken).toEqual(['word at 0'])
    await time.advance(49)
    expect(arrived).toEqual([])
    await time.advance(1)
    expect(arrived).toEqual(['word at 50'])
  })

  test('never lets anything overtake, however the delays fall', async () => {
    const { time, arrived, say } = fixture({ delayMs: { min: 0, max: 500 }, lossRatio: 0.3 })
    for (let n = 0; n < 100; n += 1) say(`${n}`)
    await time.advance(60_000)
    expect(arrived.map((line) => Number(line.split(' ')[0]))).toEqual(
      Array.from({ length: 100 }, (_, n) => n),
    )
  })

  test('queues on a narrow line, and tells when it has taken each', async () => {
    const { time, way, arrived, taken, say } = fixture({ delayMs: STEADY, bytesPerSecond: 1_000 })
    say('first', 100)
    say('second', 100)
    expect(way.backlogBytes).toBe(200)
    await time.advance(1_000)
    expect(taken).toEqual(['first at 100', 'second at 200'])
    expect(arrived).toEqual(['first at 150', 'second at 250'])
    expect(way.backlogBytes).toBe(0)
  })

  test('shows loss as a wait, doubled for each try, of all that comes behind it', async () => {
    const { time, arrived, say } = fixture({ delayMs: STEADY, lossRatio: 1 })
    say('lost')
    await time.advance(60_000)
    expect(arrived).toEqual(['lost at 12650'])
  })

  test.for([
    ['one segment', 100, 0.05],
    ['ten segments', 14_600, 0.401],
  ] as const)(
    '%s of which one in twenty is lost waits as often as arithmetic says',
    async ([, sizeBytes, share]) => {
      const { time, arrived, say } = fixture({ delayMs: STEADY, lossRatio: 0.05 })
      let late = 0
      for (let n = 0; n < 1_000; n += 1) {
        const before = time.clock.nowMs()
        say('word', sizeBytes)
        while (arrived.length <= n) await time.advance(50)
        if (time.clock.nowMs() - before > 50) late += 1
      }
      expect(late / 1_000).toBeCloseTo(share, 1)
    },
  )

  test('is silent while it is cut, and brings what was under way when the sender next tries', async () => {
    const { time, way, arrived, say } = fixture({ delayMs: STEADY })
    say('before')
    way.block()
    await time.advance(1_000)
    say('meanwhile')
    await time.advance(500)
    expect(arrived).toEqual([])
    way.unblock()
    await time.advance(10_000)
    // Tries at 200, 600, 1,400 and 3,000 ms: the line came back after 1,500.
    expect(arrived).toEqual(['before at 3000', 'meanwhile at 3000'])
  })

  test('takes another quality from the next message on', async () => {
    const { time, way, arrived, say } = fixture({ delayMs: STEADY })
    way.shape({ delayMs: { min: 200, max: 200 } })
    say('slow')
    await time.advance(200)
    expect(arrived).toEqual(['slow at 200'])
  })
})
