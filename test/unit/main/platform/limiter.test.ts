import { describe, expect, test } from 'vitest'
import { Limiter } from '../../../../src/main/platform/limiter.ts'
import { MAX_FRAMES } from '../../../../src/main/replica/comparison/range-step.ts'
import { LIMIT_NAMES, type LimitName, RATE_LIMITS } from '../../../../src/shared/kernel/rate-limits.ts'
import { TestClock } from '../../../support/clock.ts'
import { testLimits } from '../../../support/limits.ts'

const A = 'a'
const B = 'b'

/** A limiter, and how often in a row it lets somebody through. */
function begun(chosen: Parameters<typeof testLimits>[1] = {}) {
  const clock = new TestClock()
  const limiter = testLimits(clock, chosen).theirs
  const through = (party: string, ...limits: readonly LimitName[]): number => {
    for (let taken = 0; ; taken += 1) if (limiter.take(party, ...limits) !== null) return taken
  }
  return { clock, limiter, through }
}

describe('each limit', () => {
  test.each(LIMIT_NAMES)(
    '%s lets through what may come at once, then at its rate, then all again',
    (name) => {
      const { clock, limiter, through } = begun()
      const { count, periodMs, periodsAtOnce } = RATE_LIMITS[name]
      const atOnce = count * periodsAtOnce
      expect(limiter.atOnce(name)).toBe(atOnce)
      expect(through(A, name)).toBe(atOnce)
      clock.advance(periodMs)
      expect(through(A, name)).toBe(count)
      clock.advance(10 * periodsAtOnce * periodMs)
      expect(through(A, name)).toBe(atOnce)
    },
  )

  test.each(LIMIT_NAMES)('%s stands within the bounds in which it may be set', (name) => {
    const { count, least, most } = RATE_LIMITS[name]
    expect(least).toBeLessThanOrEqual(count)
    expect(count).toBeLessThanOrEqual(most)
    expect(least).toBeGreaterThan(0)
  })
})

describe('a limit', () => {
  test('says after how long the next may be, and then it may', () => {
    const { clock, limiter, through } = begun()
    through(A, 'wake-ups')
    const waitMs = limiter.take(A, 'wake-ups')?.waitMs ?? 0
    expect(waitMs).toBe(600_000)
    clock.advance(waitMs - 1)
    expect(limiter.take(A, 'wake-ups')).not.toBeNull()
    clock.advance(1)
    expect(limiter.take(A, 'wake-ups')).toBeNull()
  })

  test('is each one’s own, or all share it', () => {
    const { through } = begun()
    expect([through(A, 'handshakes'), through(B, 'handshakes')]).toEqual([10, 10])
    expect([through(A, 'handshakes-in-all'), through(B, 'handshakes-in-all')]).toEqual([60, 0])
  })

  test('used with another uses up neither where the other is reached', () => {
    const { limiter, through } = begun()
    for (const party of ['c', 'd', 'e', 'f', 'g', 'h'])
      expect(through(party, 'handshakes', 'handshakes-in-all')).toBe(10)
    expect(limiter.take(A, 'handshakes', 'handshakes-in-all')?.limit).toBe('handshakes-in-all')
    expect(through(A, 'handshakes')).toBe(10)
  })

  test('that a Mirror chose counts at once, also for what was used before', () => {
    const chosen: { reports?: number } = {}
    const clock = new TestClock()
    const limiter = new Limiter({ clock, chosen: () => chosen })
    for (let n = 0; n < 60; n += 1) expect(limiter.take(A, 'reports')).toBeNull()
    expect(limiter.take(A, 'reports')).not.toBeNull()
    chosen.reports = 61
    expect(limiter.take(A, 'reports')).toBeNull()
    chosen.reports = 1
    expect(limiter.take(A, 'reports')).not.toBeNull()
    expect(limiter.take(B, 'reports')).toBeNull()
    expect(limiter.take(B, 'reports')).not.toBeNull()
  })

  test.each([
    ['below', 1, 4],
    ['above', 1_000, 40],
  ])('that was chosen %s its bounds stands at the nearest', (_, wishes, stands) => {
    expect(begun({ wishes }).limiter.count('wishes')).toBe(stands)
  })

  test('of wishes lets through all that one round may ask for, however low it is set', () => {
    expect(begun({ wishes: 0 }).through(A, 'wishes')).toBeGreaterThanOrEqual(MAX_FRAMES)
  })

  test('never refuses for rounding, however it was used', () => {
    const { clock, limiter } = begun()
    let refused = 0
    for (let n = 0; n < 20_000; n += 1) {
      clock.advance(50) // exactly the rate of letters
      if (limiter.take(A, 'letters') !== null) refused += 1
    }
    expect(refused).toBe(0)
  })
})

describe('a refusal', () => {
  test('is news once a second to each, and every one is counted', () => {
    const { clock, limiter, through } = begun()
    through(A, 'joins')
    through(B, 'joins')
    const news = Array.from({ length: 20 }, () => {
      clock.advance(100)
      return limiter.take(A, 'joins')?.isNews === true
    })
    expect(news.filter(Boolean)).toHaveLength(2)
    clock.advance(500)
    expect(limiter.usesOf('joins')).toEqual([
      { party: A, used: 6, refused: 21, refusedAgoMs: 500 },
      { party: B, used: 6, refused: 1, refusedAgoMs: 2_500 },
    ])
  })

  test('of what all share names nobody', () => {
    const { limiter, through } = begun()
    through(A, 'handshakes-in-all')
    expect(limiter.usesOf('handshakes-in-all')).toEqual([
      { party: null, used: 60, refused: 1, refusedAgoMs: 0 },
    ])
  })

  test('is remembered of no more parties than there are places, the idlest given up', () => {
    const { clock, limiter } = begun()
    for (let n = 0; n < 1_000; n += 1) {
      clock.advance(1)
      limiter.take(`party ${n}`, 'reports')
    }
    const parties = limiter.usesOf('reports').map(({ party }) => party)
    expect(parties).toHaveLength(240)
    expect(parties).toContain('party 999')
    expect(parties).not.toContain('party 0')
  })
})
