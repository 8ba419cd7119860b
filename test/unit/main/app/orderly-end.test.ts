import { describe, expect, test } from 'vitest'
import { OrderlyEnd } from '../../../../src/main/app/orderly-end.ts'
import { SettingsStore, settingsMigrations } from '../../../../src/main/features/settings/settings-store.ts'
import { silentLogger } from '../../../../src/main/platform/logger.ts'
import { memoryDatabase } from '../../../support/database.ts'

/** Lives of one Node, one after the other, over one disk. */
function lives() {
  const settings = new SettingsStore({ database: memoryDatabase(settingsMigrations) })
  return {
    settings,
    begin: async () => {
      const end = new OrderlyEnd({ logger: silentLogger, settings })
      await end.begin()
      return end
    },
  }
}

describe('how the last life ended', () => {
  test('is in doubt after none, and until there is an answer', async () => {
    const first = await lives().begin()
    expect(first.isInDoubt).toBe(true)
    first.becameSure()
    expect(first.isInDoubt).toBe(false)
  })

  test('is not in doubt after one that was sure and ended', async () => {
    const { begin } = lives()
    const first = await begin()
    first.becameSure()
    await first.end()
    expect((await begin()).isInDoubt).toBe(false)
  })

  test('is in doubt after one that did not end, though the one before did', async () => {
    const { begin } = lives()
    const first = await begin()
    first.becameSure()
    await first.end()
    await begin()
    expect((await begin()).isInDoubt).toBe(true)
  })

  test('is as much in doubt after a life that ended before anybody answered', async () => {
    const { begin } = lives()
    await (await begin()).end()
    expect((await begin()).isInDoubt).toBe(true)
  })

  test('keeps nobody from starting and ending where the disk is full', async () => {
    const { begin, settings } = lives()
    const first = await begin()
    first.becameSure()
    await first.end()
    const full = { get: () => settings.get(), set: () => Promise.reject(new Error('full')) }
    const second = new OrderlyEnd({ logger: silentLogger, settings: full })
    await second.begin()
    await second.end()
    expect(second.isInDoubt).toBe(false)
  })
})
