import { describe, expect, test } from 'vitest'
import { clockHandlers, clockOff } from '../../../../src/main/app/node-handlers.ts'
import { SettingsStore, settingsMigrations } from '../../../../src/main/features/settings/settings-store.ts'
import { TEST_START_MS, TestClock } from '../../../support/clock.ts'
import { memoryDatabase } from '../../../support/database.ts'
import { failureOf } from '../../../support/failure.ts'

const MINUTE_MS = 60_000
const off = (...offsMs: readonly (number | null)[]): number =>
  clockOff(offsMs.map((clockOffMs) => ({ clockOffMs })))

describe('whether our clock is off', () => {
  test.each([
    ['nobody tells', [], 0],
    ['one alone may be wrong itself', [-60 * MINUTE_MS], 0],
    ['one who has not measured does not count', [60 * MINUTE_MS, null], 0],
    ['two agree that it is behind', [60 * MINUTE_MS, 61 * MINUTE_MS], -60 * MINUTE_MS],
    ['three agree that it is ahead', [-5 * MINUTE_MS, -6 * MINUTE_MS, -5 * MINUTE_MS], 5 * MINUTE_MS],
    ['one of three is wild', [1e15, 100, -100], 0],
    ['less than a minute is right', [59_999, 59_999], 0],
  ])('%s', (_name, offsMs, expected) => {
    expect(off(...offsMs) + 0).toBe(expected)
  })
})

describe('moving the clock', () => {
  const caller = { sessionId: 'a script' }

  function fixture(adjustable: boolean) {
    const settings = new SettingsStore({ database: memoryDatabase(settingsMigrations) })
    const clock = new TestClock()
    return { clock, settings, handlers: clockHandlers({ clock, settings, isAdjustable: () => adjustable }) }
  }

  test('is for practice: forwards, and remembered', async () => {
    const { clock, handlers, settings } = fixture(true)
    expect(await handlers.advance({ ms: 5 * MINUTE_MS }, caller)).toEqual({
      nowMs: TEST_START_MS + 5 * MINUTE_MS,
      advancedMs: 5 * MINUTE_MS,
    })
    await handlers.advance({ ms: MINUTE_MS }, caller)
    expect(settings.get().clockAdvancedMs).toBe(6 * MINUTE_MS)
    expect(clock.nowMs()).toBe(TEST_START_MS + 6 * MINUTE_MS)
    expect(await handlers.now({}, caller)).toMatchObject({ advancedMs: 6 * MINUTE_MS, adjustable: true })
  })

  test('is refused anywhere else, and nothing moves', async () => {
    const { clock, handlers } = fixture(false)
    expect(await failureOf(async () => handlers.advance({ ms: MINUTE_MS }, caller))).toEqual({
      code: 'test-only',
    })
    expect(clock.nowMs()).toBe(TEST_START_MS)
    expect(await handlers.now({}, caller)).toMatchObject({ adjustable: false })
  })

  test('backwards is refused', async () => {
    const { clock, handlers } = fixture(true)
    expect(await failureOf(async () => handlers.advance({ ms: -1 }, caller))).toEqual({
      code: 'clock-backwards',
    })
    expect(clock.nowMs()).toBe(TEST_START_MS)
  })

  test('is refused where it cannot be remembered, and then nothing moves', async () => {
    const database = memoryDatabase(settingsMigrations)
    const clock = new TestClock()
    const handlers = clockHandlers({
      clock,
      settings: new SettingsStore({ database }),
      isAdjustable: () => true,
    })
    database.execute('PRAGMA query_only = ON')
    expect(await failureOf(async () => handlers.advance({ ms: 1 }, caller))).toMatchObject({
      code: 'disk-read-only',
    })
    expect(clock.nowMs()).toBe(TEST_START_MS)
  })
})
