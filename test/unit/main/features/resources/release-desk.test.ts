import { describe, expect, it } from 'vitest'
import { NoiseKey } from '../../../../../src/main/crypto/noise-stream.ts'
import { NOISE_PERIOD_MS } from '../../../../../src/main/features/resources/noisy-range.ts'
import { ReleaseDesk } from '../../../../../src/main/features/resources/release-desk.ts'
import { ReleaseStore, releaseMigrations } from '../../../../../src/main/features/resources/release-store.ts'
import type { Accuracy } from '../../../../../src/shared/contract/privacy.ts'
import { TestClock } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { SeededRandom } from '../../../../support/random.ts'
import { HOUR_MS, NOISE_KEY } from './resource-fixture.ts'

const DAY_MS = 24 * HOUR_MS

/** A desk with its own past, at noon of a day. */
function deskOf(setting: { database?: ReturnType<typeof memoryDatabase>; noiseKey?: NoiseKey } = {}) {
  const database = setting.database ?? memoryDatabase(releaseMigrations)
  const clock = new TestClock()
  clock.advance(DAY_MS / 2 - (clock.nowMs() % DAY_MS))
  const store = new ReleaseStore(database)
  const desk = new ReleaseDesk({ store, clock }, { noiseKey: setting.noiseKey ?? NOISE_KEY })
  const release = (level: number, change: object = {}) =>
    desk.release({ resource: 'water', unit: 'L', capacity: 1000, level, ...change })
  const setAccuracy = (within: Accuracy) => store.putAccuracy('water', within)
  return { database, clock, desk, store, release, setAccuracy }
}

describe('a release', () => {
  it('is one, however often a level is reported that stays in its twentieth of the capacity', () => {
    const { clock, desk, release } = deskOf()
    const shown = Array.from({ length: 12 }, (_, hour) => {
      clock.advance(HOUR_MS / 2)
      return release(500 + 4 * hour)
    })
    expect(new Set(shown.map(({ lowSteps }) => lowSteps)).size).toBe(1)
    expect(desk.today('water')).toMatchObject({ releases: 1, epsilonHundredths: 59 })
  })

  it.each([
    ['another twentieth', 560, {}],
    ['another capacity', 500, { capacity: 1001 }],
    ['another unit', 500, { unit: 'hL' }],
  ])('is a second for %s', (_what, level, change) => {
    const { desk, release } = deskOf()
    release(500)
    expect(release(level, change)).toMatchObject({ heldSinceMs: null, unit: 'L', capacity: 1000, ...change })
    expect(desk.today('water').releases).toBe(2)
  })

  it('is a second for another accuracy, at its own price, and the range is as wide as it says', () => {
    const { desk, release, setAccuracy } = deskOf()
    release(500)
    setAccuracy(0.1)
    const { lowSteps, highSteps } = release(500)
    expect(highSteps - lowSteps).toBe(40)
    expect(desk.today('water')).toEqual({
      releases: 2,
      epsilonHundredths: 59 + 123,
      epsilonHundredthsMax: 123,
    })
  })

  it('costs the same whether or not the range that comes out looks like the last', () => {
    const { desk, release } = deskOf()
    const pairs = Array.from({ length: 400 }, (_, index) => {
      const resource = `tank ${index}`
      const [one, other] = [release(500, { resource }), release(550, { resource })]
      return { resource, isAlike: one.lowSteps === other.lowSteps }
    })
    const alike = pairs.filter(({ isAlike }) => isAlike)
    expect(alike.length).toBeGreaterThan(0)
    for (const { resource } of alike) expect(desk.today(resource).releases).toBe(2)
  })

  it('is one for each resource by itself', () => {
    const { desk, release } = deskOf()
    release(500)
    release(900)
    release(500, { resource: 'food' })
    expect([desk.today('water').releases, desk.today('food').releases]).toEqual([2, 1])
  })
})

describe('the age of a range', () => {
  const report = (desk: ReleaseDesk, level: number, resource = 'water') =>
    desk.report({ resource, unit: 'L', capacity: 1000, level })

  it('grows while the range stands, held or not, and starts anew with another', () => {
    const { clock, desk } = deskOf()
    const ages = [500, 510, 800, 100, 100].map((level) => {
      clock.advance(HOUR_MS)
      return report(desk, level).rangeAgeMinutes
    })
    expect(ages).toEqual([0, 60, 0, 60, 120])
  })

  it('does not tell of a release whose range came out alike', () => {
    const { clock, desk, release } = deskOf()
    const resources = Array.from({ length: 400 }, (_, index) => `tank ${index}`)
    const before = resources.map((resource) => release(500, { resource }).lowSteps)
    clock.advance(HOUR_MS)
    const after = resources.map((resource) => report(desk, 550, resource))
    const alike = after.filter(({ lowSteps }, index) => lowSteps === before[index])
    expect(alike.length).toBeGreaterThan(0)
    expect(alike.every(({ rangeAgeMinutes }) => rangeAgeMinutes === 60)).toBe(true)
    expect(after.filter(({ rangeAgeMinutes }) => rangeAgeMinutes === 60)).toHaveLength(alike.length)
  })
})

describe('a third change on one day', () => {
  it('is held, with the time since when, and let go when the day is over', () => {
    const { clock, desk, release } = deskOf()
    release(100)
    const second = release(500)
    clock.advance(HOUR_MS)
    const heldSinceMs = clock.nowMs()
    expect(release(900)).toEqual({ ...second, heldSinceMs })
    clock.advance(HOUR_MS)
    expect(release(940)).toEqual({ ...second, heldSinceMs })
    clock.advance(DAY_MS / 2)
    expect(release(940)).toMatchObject({ bucket: 18, heldSinceMs: null, releasedAtMs: clock.nowMs() })
    expect([desk.today('water').releases, desk.thirtyDays('water').releases]).toEqual([1, 3])
  })

  it('is held no longer once the level asks for what stands', () => {
    const { release } = deskOf()
    release(100)
    const second = release(500)
    expect(release(900).heldSinceMs).not.toBeNull()
    expect(release(500)).toEqual(second)
  })

  it('is held across a restart, whatever the Node forgot', () => {
    const first = deskOf()
    first.release(100)
    const second = first.release(500)
    const again = deskOf({ database: first.database })
    expect(again.release(900)).toMatchObject({ bucket: second.bucket, lowSteps: second.lowSteps })
  })

  it.each([
    ['back over midnight', -DAY_MS],
    ['back by a year', -365 * DAY_MS],
    ['on over midnight and back again', 0],
  ])('is held where the clock was set %s', (_what, ms) => {
    const { clock, release } = deskOf()
    if (ms === 0) clock.advance(DAY_MS)
    release(100)
    const second = release(500)
    clock.advance(ms === 0 ? -DAY_MS : ms)
    expect(release(900)).toMatchObject({ lowSteps: second.lowSteps, bucket: second.bucket })
    clock.advance(DAY_MS)
    expect(release(900)).toMatchObject({ bucket: second.bucket })
  })

  it('is let go within days where a clock was ten years ahead for an hour', () => {
    const { clock, release } = deskOf()
    clock.advance(3650 * DAY_MS)
    release(100)
    release(500)
    clock.advance(-3650 * DAY_MS)
    expect(release(900).heldSinceMs).not.toBeNull()
    clock.advance(2 * DAY_MS)
    expect(release(900)).toMatchObject({ bucket: 18, heldSinceMs: null })
  })
})

describe('what stays the same', () => {
  it('is the range of a twentieth, for thirty days, however often the level left it and came back', () => {
    const { clock, release } = deskOf()
    clock.advance(NOISE_PERIOD_MS - (clock.nowMs() % NOISE_PERIOD_MS))
    const shown = Array.from({ length: 29 }, () => {
      clock.advance(DAY_MS)
      return [release(500), release(800)].map(({ lowSteps }) => lowSteps).join()
    })
    expect(new Set(shown).size).toBe(1)
  })

  it('is the range of a Node that came back from its root alone', () => {
    const bytes = new SeededRandom('root').bytes(32)
    const [before, after] = [bytes, Uint8Array.from(bytes)].map((key) =>
      deskOf({ noiseKey: new NoiseKey(key) }),
    )
    for (let level = 25; level < 1000; level += 50) {
      const resource = `tank ${level}`
      expect(after?.release(level, { resource })).toEqual(before?.release(level, { resource }))
    }
  })
})

describe('what has been spent', () => {
  it('is told of thirty days and forgotten after, and can never be more than two a day', () => {
    const { clock, desk, release } = deskOf()
    for (let day = 0; day < 90; day += 1) {
      for (const level of [100, 300, 500, 700]) release(level)
      expect(desk.thirtyDays('water').releases).toBe(2 * Math.min(day + 1, 30))
      clock.advance(DAY_MS)
    }
  })
})
