import { describe, expect, test } from 'vitest'
import {
  policyHandlers,
  settingsHandlers,
} from '../../../../../src/main/features/settings/settings-handlers.ts'
import {
  SettingsStore,
  settingsMigrations,
} from '../../../../../src/main/features/settings/settings-store.ts'
import { Settings } from '../../../../../src/shared/contract/settings.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { failureOf } from '../../../../support/failure.ts'

const caller = { sessionId: 'a window' }

function fixture() {
  const database = memoryDatabase(settingsMigrations)
  const store = new SettingsStore({ database })
  const changes: unknown[] = []
  const settings = settingsHandlers({ store, changed: (named) => void changes.push(named) })
  const policy = policyHandlers({ store })
  return { changes, database, policy, settings, store }
}

describe('settings', () => {
  test('before anybody chose are those of the contract', async () => {
    const { settings } = fixture()
    const chosen = await settings.get({}, caller)
    expect(Settings.parse(chosen)).toEqual(chosen)
    expect(chosen).toMatchObject({ language: 'en', autoLockMinutes: 15, quietHours: null })
  })

  test('change where they are named, and nowhere else', async () => {
    const { changes, settings } = fixture()
    const before = await settings.get({}, caller)
    expect(await settings.set({ language: 'ja', lan: undefined }, caller)).toEqual({
      ...before,
      language: 'ja',
    })
    expect(changes).toEqual([{ language: 'ja' }])
  })

  test('are remembered', async () => {
    const { database, settings, store } = fixture()
    const quietHours = { fromMinute: 1_320, untilMinute: 360 }
    await settings.set({ quietHours }, caller)
    await store.set({ listenPorts: [4001, 4002], name: '千葉' })
    const again = new SettingsStore({ database }).get()
    expect(again).toMatchObject({ quietHours, listenPorts: [4001, 4002], name: '千葉' })
    expect(again).toEqual(store.get())
  })

  test('are as they were where the disk refuses', async () => {
    const { database, settings, store } = fixture()
    database.execute('PRAGMA query_only = ON')
    expect(await failureOf(async () => settings.set({ language: 'sv' }, caller))).toMatchObject({
      code: 'disk-read-only',
    })
    expect(store.get().language).toBe('en')
  })

  test.each([
    ['no JSON', 'language', '{'],
    ['another type', 'autoLockMinutes', '"soon"'],
    ['out of range', 'autoLockMinutes', '100000'],
    ['of a later version', 'language', '"fi"'],
    ['unknown', 'colour', '"red"'],
  ])('that cannot be read (%s) count as never chosen, and the others stand', (_name, name, value) => {
    const { database } = fixture()
    database.prepare('INSERT INTO settings VALUES (?, ?)').run(name, value)
    database.prepare('INSERT INTO settings VALUES (?, ?)').run('name', '"Mora"')
    const read = new SettingsStore({ database }).get()
    expect(read).toMatchObject({ language: 'en', autoLockMinutes: 15, name: 'Mora' })
    expect(read).not.toHaveProperty('colour')
  })

  test('of two who choose at once, both are kept', async () => {
    const { store } = fixture()
    await Promise.all([store.set({ language: 'sv' }), store.set({ lan: false })])
    expect(store.get()).toMatchObject({ language: 'sv', lan: false })
  })
})

test('the policy says how many Mirrors a transfer needs, and remembers', async () => {
  const { database, policy } = fixture()
  expect(await policy.get({}, caller)).toEqual({ transfersNeed: 1 })
  expect(await policy.set({ transfersNeed: 2 }, caller)).toEqual({ transfersNeed: 2 })
  expect(new SettingsStore({ database }).get().transfersNeed).toBe(2)
})
