import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../src/shared/kernel/language.ts'
import { openChromium } from '../support/e2e-chromium.ts'
import { Gallery, nothingIsBusy } from '../support/e2e-gallery.ts'
import { pageUrl } from '../support/e2e-page-url.ts'
import { settleValley, type Valley } from '../support/e2e-valley.ts'
import { Visit } from '../support/e2e-visit.ts'
import type { WordKey } from '../support/e2e-words.ts'
import { ANNA, Village } from '../support/village.ts'

const village = new Village({ inMemory: true })
let browser: Browser
let valley: Valley
let visit: Visit
let gallery: Gallery
/** Ids of alerts by what they are good for. */
const alerts: Record<'unjudged' | 'judged' | 'own', string> = { unjudged: '', judged: '', own: '' }

async function speak(language: Language): Promise<void> {
  await valley.node.bridge.settings.set({ language })
  await visit.hears(language)
}

beforeAll(async () => {
  browser = await openChromium()
  valley = await settleValley(village)
  const { alerts: list } = await valley.anna.alerts.list({ limit: 50 })
  const waiting = list.filter(({ state, heldBack, own }) => state === 'new' && !heldBack && !own)
  alerts.unjudged = waiting.find(({ myReview }) => myReview === null)?.id ?? ''
  alerts.judged = list.find(({ myReview }) => myReview !== null)?.id ?? ''
  alerts.own = list.find(({ own }) => own)?.id ?? ''
  visit = await Visit.open(browser, pageUrl(valley.home), 'en')
  gallery = new Gallery(visit.page, { name: 'views', languages: LANGUAGES, speak })
  await visit.button('who.unlock').click()
  await visit.choose(ANNA.name)
  await visit.enterPin(ANNA.pin)
})

afterAll(async () => {
  await browser?.close()
  await village.close()
})

/** Go to a view, in English, and wait until it is there. */
async function open(hash: string): Promise<void> {
  await speak('en')
  if ((await visit.dialog.count()) > 0) await visit.page.reload() // left open by a scene that failed
  await visit.page.evaluate((to) => {
    window.location.hash = to
  }, hash)
  await visit.main.getByRole('heading', { level: 1 }).waitFor()
}
const unfold = async (key: WordKey, values?: Readonly<Record<string, number>>): Promise<void> =>
  visit.button(key, values).first().click()

interface Scene {
  readonly name: string
  readonly at: () => string
  /** What a person does there before it is looked at. */
  readonly act?: () => Promise<void>
}

const VIEWS: readonly Scene[] = [
  { name: 'needs-you', at: () => '/' },
  {
    name: 'resources',
    at: () => '/resources',
    act: async () => {
      const water = visit.page.getByRole('article').filter({ hasText: visit.say('resource.water') })
      await water.getByRole('button', { name: visit.say('resources.history') }).click()
      await water.getByRole('button', { name: visit.say('resources.asTable') }).click()
      await water.getByRole('button', { name: new RegExp(visit.say('privacy.title'), 'u') }).click()
      await water.getByRole('button', { name: visit.say('privacy.figures') }).click()
      await visit.choose(visit.say('privacy.within', { within: 0.3 }), water)
    },
  },
  { name: 'map', at: () => '/map' },
  { name: 'map-matrix', at: () => '/map', act: () => visit.choose(visit.say('reports.matrix')) },
  {
    name: 'alerts',
    at: () => '/alerts',
    act: async () => {
      await unfold('alerts.moreFilters')
      await visit.page.getByRole('button', { name: /held back from/u }).click()
    },
  },
  { name: 'alert-sealed', at: () => `/alerts/${alerts.unjudged}` },
  { name: 'alert-judged', at: () => `/alerts/${alerts.judged}` },
  { name: 'alert-own', at: () => `/alerts/${alerts.own}`, act: () => unfold('correct.title') },
  { name: 'raise', at: () => '/alerts/new', act: () => visit.button('raise.sign').click() },
  { name: 'transfers', at: () => '/transfers' },
  {
    name: 'transfer-new',
    at: () => '/transfers/new?resource=water&as=giver',
    act: () => visit.button('offer.sign').click(),
  },
  {
    name: 'transfer-offered',
    at: () => `/transfers/${valley.transfers.offered}`,
    act: () => unfold('terms.counter'),
  },
  {
    name: 'transfer-deciding',
    at: () => `/transfers/${valley.transfers.deciding}`,
    act: () => unfold('decision.protects'),
  },
  { name: 'transfer-closed', at: () => `/transfers/${valley.transfers.closed}` },
  {
    name: 'seedbed',
    at: () => '/seedbed',
    act: () => unfold('seedbed.compost', { count: 1 }),
  },
  {
    name: 'lesson-new',
    at: () => '/seedbed/new',
    act: async () => {
      await visit.button('check.add').click()
      await visit.button('lesson.offer').click()
    },
  },
  {
    name: 'seed-tray',
    at: () => `/seedbed/${valley.seeds.tray}`,
    act: async () => {
      await visit.button('tryOut.do').click()
      await visit.sees(visit.say('tryOut.done'))
    },
  },
  { name: 'seed-planted', at: () => `/seedbed/${valley.seeds.planted}` },
  { name: 'handbook-page', at: () => `/handbook/${encodeURIComponent(valley.page)}` },
  {
    name: 'neighbours',
    at: () => '/neighbours',
    act: async () => {
      await unfold('neighbours.details')
      await visit.button('invite.create').click()
      await visit.page.getByRole('button', { name: visit.say('invite.made', { count: 2 }) }).click()
    },
  },
  { name: 'settings', at: () => '/settings', act: () => visit.button('about.diagnose').click() },
]

describe('every view, in three languages, light and dark, narrow and wide', () => {
  test.for(VIEWS)('$name', async ({ name, at, act }) => {
    await open(at())
    await act?.()
    expect(await gallery.lookAt('view', name)).toEqual([])
  })
})

if (process.env['MIRRORWELL_README_PICTURES'] === '1') {
  const folder = join(import.meta.dirname, '../../docs/pictures')

  test.for([
    ['/', 'needs-you.png'],
    ['/map', 'map.png'],
  ] as const)('pictures for the README: %s', async ([hash, file]) => {
    await mkdir(folder, { recursive: true })
    await visit.page.emulateMedia({ colorScheme: 'light' })
    await visit.page.setViewportSize({ width: 1280, height: 800 })
    await open(hash)
    await visit.page.mouse.move(0, 0)
    await nothingIsBusy(visit.page)
    await visit.page.screenshot({ path: join(folder, file), animations: 'disabled' })
  })
}

/** Script before the first useful screen, compressed. Chosen here: ten seconds on a line of 160 kbit/s. */
const FIRST_SCREEN_MAX_BYTES = 200_000
/** What the Node serves its page from. */
const PAGE = join(import.meta.dirname, '../../out/renderer')

test.each(LANGUAGES)(
  'a page in %s has something to read before it has loaded 200 kB of script',
  async (language) => {
    await speak(language)
    const tab = await Visit.open(browser, pageUrl(valley.home), language)
    await tab.page.reload()
    await tab.main.getByRole('heading', { level: 1 }).waitFor()
    const scripts = await tab.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((path) => path.endsWith('.js')),
    )
    await tab.close()
    const sizes = [...new Set(scripts)].map((path) => gzipSync(readFileSync(join(PAGE, path))).byteLength)
    expect(sizes.length).toBeGreaterThan(3)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(FIRST_SCREEN_MAX_BYTES)
  },
)

describe('going from view to view', () => {
  const depth = (): Promise<number> => visit.page.evaluate(() => document.documentElement.scrollTop)

  test('begins at the top, and the way back leads to where one was', async () => {
    await open('/settings')
    await visit.page.setViewportSize({ width: 1280, height: 400 })
    await visit.page.mouse.move(700, 300)
    await visit.page.mouse.wheel(0, 900)
    await expect.poll(depth).toBeGreaterThan(600)
    await visit.goTo('nav.alerts')
    await visit.standsBefore(visit.say('alerts.title'))
    await expect.poll(depth).toBe(0)
    await visit.page.goBack()
    await visit.standsBefore(visit.say('settings.title'))
    await expect.poll(depth).toBeGreaterThan(600)
  })

  test('a view that cannot be fetched says so, and leaves the way to the others open', async () => {
    const tab = await Visit.open(browser, pageUrl(valley.home), 'en')
    await tab.page.route(/NeighboursView/u, (route) => route.abort())
    await tab.goTo('nav.neighbours')
    await tab.sees(tab.words().failure('internal'))
    await tab.goTo('nav.map')
    await tab.page.getByRole('region', { name: tab.say('map.picture'), exact: true }).waitFor()
    await tab.close()
  })

  test('leaves who one is, and the way to lock, within the window', async () => {
    await open('/')
    await visit.page.setViewportSize({ width: 1280, height: 800 })
    const box = await visit.button('who.lock').boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(800)
  })
})

const CSV = `at,resource,level,unit,capacity,surplusAbove,deficitBelow
2026-01-02T06:00:00Z,water,60,L,1000,700,200
2026-01-03T06:00:00Z,water,sixty,L,1000,700,200`

const press = (key: WordKey) => (): Promise<void> => visit.button(key).first().click()

const DIALOGUES: readonly Scene[] = [
  {
    name: 'unlock',
    at: () => '/',
    act: async () => {
      await visit.button('who.lock').click()
      await visit.button('who.unlock').click()
      await visit.dialog.getByLabel(/PIN/u).fill('9999')
      await visit.dialog.getByRole('button', { name: visit.say('who.unlock') }).click()
      await visit.dialog.getByRole('alert').waitFor()
    },
  },
  {
    name: 'record',
    at: () => '/resources',
    act: async () => {
      await press('resources.record')()
      await visit.choose(visit.say('resource.other'))
      await visit.button('record.save').click()
    },
  },
  {
    name: 'csv',
    at: () => '/resources',
    act: async () => {
      await press('resources.import')()
      await visit.field('csv.paste').fill(CSV)
      await visit.button('csv.check').click()
      await visit.sees(visit.say('csv.line', { line: 3 }))
    },
  },
  { name: 'remove', at: () => '/resources', act: press('resources.remove') },
  { name: 'keys', at: () => '/alerts', act: press('alerts.shortcuts') },
  { name: 'snooze', at: () => `/alerts/${alerts.unjudged}`, act: press('alert.snooze') },
  { name: 'resolve', at: () => `/alerts/${alerts.unjudged}`, act: press('alert.resolve') },
  {
    name: 'revoke-invite',
    at: () => '/neighbours',
    act: async () => {
      await visit.page.getByRole('button', { name: visit.say('invite.made', { count: 2 }) }).click()
      await press('invite.revoke')()
    },
  },
  {
    name: 'add-mirror',
    at: () => '/settings',
    act: async () => {
      await press('mirrors.add')()
      await visit.dialog.getByRole('button', { name: visit.say('mirrors.add') }).click()
    },
  },
  {
    name: 'change-pin',
    at: () => '/settings',
    act: () =>
      visit.page
        .getByRole('button', { name: visit.say('mirrors.changePin') })
        .first()
        .click(),
  },
  {
    name: 'revoke-mirror',
    at: () => '/settings',
    act: () =>
      visit.page
        .getByRole('button', { name: /Revoke/u })
        .first()
        .click(),
  },
  { name: 'refuse', at: () => `/seedbed/${valley.seeds.tray}`, act: press('refuse.open') },
  { name: 'uproot', at: () => `/seedbed/${valley.seeds.planted}`, act: press('uproot.do') },
  { name: 'end-openly', at: () => `/transfers/${valley.transfers.offered}`, act: press('end.do') },
  { name: 'drill', at: () => '/settings', act: press('backup.drillBegin') },
  { name: 'copy', at: () => '/settings', act: press('backup.writeFile') },
  { name: 'leave', at: () => '/settings', act: press('federation.leave') },
]

describe('every dialogue, likewise', () => {
  test.for(DIALOGUES)('$name', async ({ name, at, act }) => {
    await open(at())
    await act?.()
    await visit.dialog.waitFor()
    const faults = await gallery.lookAt('dialogue', `dialogue-${name}`)
    await visit.page.keyboard.press('Escape')
    await visit.dialog.waitFor({ state: 'detached' })
    expect(faults).toEqual([])
  })

  test('left no complaint in the console', () => visit.expectSilence())
})

describe('the look itself', () => {
  test('sees what is wrong where something is', async () => {
    await open('/')
    await visit.page.setViewportSize({ width: 360, height: 740 })
    await visit.page.evaluate(() => {
      const add = (text: string, style: Partial<CSSStyleDeclaration>): void => {
        const box = document.createElement('p')
        box.textContent = text
        Object.assign(box.style, style)
        document.querySelector('main')?.append(box)
      }
      add('settings.clockWrong', { color: '#888', backgroundColor: '#999' })
      add('for {name} only', {})
      add('far too much for so little room', { width: '40px', overflow: 'hidden', whiteSpace: 'nowrap' })
      add('spelled', { width: '1ch', overflowWrap: 'anywhere' })
      add('beyond the edge', { position: 'absolute', left: '340px', whiteSpace: 'nowrap' })
    })
    const faults = (await gallery.lookAt('dialogue', 'planted')).join('\n')
    expect(faults).toContain('a raw message: settings.clockWrong')
    expect(faults).toContain('an unfilled message: for {name} only')
    expect(faults).toContain('cut at the side: far too much')
    expect(faults).toContain('squeezed to a column of letters: spelled')
    expect(faults).toContain('outside the window: beyond the edge')
    expect(faults).toContain('scrolls sideways')
    expect(faults).toContain('serious color-contrast')
  })
})
