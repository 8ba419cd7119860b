import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askThrough, DESKTOP_RUNTIME, type Desktop, startDesktop } from '../support/e2e-desktop.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { Visit } from '../support/e2e-visit.ts'

const PIN = '24680'

let folder: string
let desktop: Desktop
let visit: Visit

async function open(language: 'sv' | 'ja'): Promise<void> {
  desktop = await startDesktop({ data: folder, language })
  visit = await Visit.over(desktop.page, language)
}

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mirrorwell-desktop-')), 'data')
  await open('sv')
})

afterAll(async () => {
  await desktop?.stop()
  await rm(join(folder, '..'), { recursive: true, force: true })
})

walkAsJourney(() => [visit])

describe(`a first run on ${DESKTOP_RUNTIME}`, () => {
  test('opens on the first page, in the language of the machine', async () => {
    await visit.standsBefore(visit.say('firstRun.language.title'))
    await visit.button('ui.next').click()
    await visit.standsBefore(visit.say('firstRun.origin.title'))
    await visit.button('ui.next').click()
  })

  test('asks for no passphrase, because the system keeps the keys', async () => {
    await visit.standsBefore(visit.say('firstRun.node.title'))
    await visit.field('firstRun.nodeName').fill('Älvdalen')
    await visit.page.keyboard.press('Enter')
    await visit.standsBefore(visit.say('firstRun.place.title'))
    await visit.page.keyboard.press('Enter')
    await visit.button('ui.next').click()
    await visit.standsBefore(visit.say('firstRun.mirror.title'))
    await visit.field('firstRun.mirrorName').fill('Anna')
    await visit.field('pin.new').fill(PIN)
    await visit.field('pin.again').fill(PIN)
    await visit.page.keyboard.press('Enter')
    await visit.standsBefore(visit.say('welcome.title', { name: 'Älvdalen' }))
    await visit.button('welcome.alone').click()
    await visit.standsBefore(visit.say('needs.title', { count: 0 }))
  })

  test('records a level', async () => {
    await visit.goTo('nav.resources')
    await visit.button('resources.record').click()
    await visit.choose(visit.say('resource.water'))
    const figures = { level: '850', capacity: '1000', surplusAbove: '700', deficitBelow: '200' } as const
    for (const [name, figure] of Object.entries(figures)) {
      await visit.dialog
        .getByLabel(visit.say(`record.${name}` as 'record.level'), { exact: true })
        .fill(figure)
    }
    await visit.button('record.save').click()
    await visit.button('ui.done').click()
    await visit.sees(visit.say('resources.onlyHere'))
  })

  test('leaves the sealed root to its owner alone', async () => {
    const { mode } = await stat(join(folder, 'vault-os.bin'))
    expect(mode & 0o777).toBe(0o600)
    await expect(stat(join(folder, 'vault.bin'))).rejects.toThrow('ENOENT')
  })

  test('leaves no complaint in the console', () => visit.expectSilence())
})

describe('the same Node later', () => {
  test('ends well and opens by itself, with everything it had', async () => {
    expect(await desktop.stop()).toBe(0)
    await open('ja') // the machine's language is another; the Node's stays
    visit.language = 'sv'
    await visit.standsBefore(visit.say('needs.title', { count: 0 }))
    await visit.sees(visit.say('who.nobody'))
    await visit.goTo('nav.resources')
    await visit.page.getByRole('heading', { name: visit.say('resource.water') }).waitFor()
    await visit.sees(/850/u)
  })

  test('leaves no complaint in the console', () => visit.expectSilence())
})

test.skipIf(DESKTOP_RUNTIME === 'Electron')(
  'where the system keeps no keys, a passphrase is asked for and nothing is written in the clear',
  async () => {
    const data = join(folder, '../without-key-store')
    const other = await startDesktop({ data, language: 'sv', keyStore: 'basic_text' })
    try {
      await other.page.getByRole('heading', { level: 1 }).waitFor()
      const about = { name: 'Älvdalen', language: 'sv', place: null, mirrorName: 'Anna', pin: PIN }
      expect(await askThrough(other.page, 'setup.status')).toMatchObject({ vault: 'passphrase' })
      expect(await askThrough(other.page, 'setup.create', about)).toBe('passphrase-required')
      await expect(stat(join(data, 'vault-os.bin'))).rejects.toThrow('ENOENT')
    } finally {
      await other.stop()
    }
  },
)
