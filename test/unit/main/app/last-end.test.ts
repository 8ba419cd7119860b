import { describe, expect, test } from 'vitest'
import { LastEnd } from '../../../../src/main/app/last-end.ts'
import { SettingsStore, settingsMigrations } from '../../../../src/main/features/settings/settings-store.ts'
import { silentLogger } from '../../../../src/main/platform/logger.ts'
import { memoryDatabase } from '../../../support/database.ts'

/** Lives of one Node, one after the other, over one disk; unless told otherwise each in another start of the machine. */
function lives() {
  const settings = new SettingsStore({ database: memoryDatabase(settingsMigrations) })
  let boots = 0
  async function begin(boot: string | null = `boot ${++boots}`): Promise<LastEnd> {
    const life = new LastEnd({ logger: silentLogger, settings, boot })
    await life.begin()
    return life
  }
  return { settings, begin }
}

describe('what a Node wrote last', () => {
  test('is in doubt where there is no mark, until there is an answer', async () => {
    const first = await lives().begin()
    expect(first.isInDoubt).toBe(true)
    first.becameSure()
    expect(first.isInDoubt).toBe(false)
  })

  test('is not in doubt after a life that was sure and ended in order', async () => {
    const { begin } = lives()
    const first = await begin()
    first.becameSure()
    await first.end()
    expect((await begin()).isInDoubt).toBe(false)
  })

  test('is in doubt after a power cut, though the life before ended in order', async () => {
    const { begin } = lives()
    const first = await begin()
    first.becameSure()
    await first.end()
    await begin()
    expect((await begin()).isInDoubt).toBe(true)
  })

  test('is not in doubt after a kill that the machine outlived: what was written is in its memory at least', async () => {
    const { begin } = lives()
    const first = await begin('same')
    first.becameSure()
    await new Promise((resolve) => setImmediate(resolve)) // its mark is on disk
    expect((await begin('same')).isInDoubt).toBe(false)
    expect((await begin('other')).isInDoubt).toBe(true)
  })

  test('is in doubt after any kill where the system does not say when it started', async () => {
    const { begin } = lives()
    const first = await begin(null)
    first.becameSure()
    expect((await begin(null)).isInDoubt).toBe(true)
  })

  test.each(['an end in order', 'a kill'])(
    'is as much in doubt after %s before anybody answered',
    async (how) => {
      const { begin } = lives()
      const first = await begin('same')
      if (how === 'an end in order') await first.end()
      expect((await begin('same')).isInDoubt).toBe(true)
    },
  )

  test('is in doubt where the disk is full and takes no mark, and that keeps nobody from starting and ending', async () => {
    const { begin, settings } = lives()
    const first = await begin()
    first.becameSure()
    await first.end()
    const full = { get: () => settings.get(), set: () => Promise.reject(new Error('full')) }
    const second = new LastEnd({ logger: silentLogger, settings: full, boot: null })
    await second.begin()
    expect(second.isInDoubt).toBe(true)
    await second.end()
    expect(second.isInDoubt).toBe(false)
  })
})
