import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../src/shared/kernel/language.ts'
import { openStillPage } from '../support/e2e-still-page.ts'
import { Studio } from '../support/e2e-studio.ts'
import type { Visit } from '../support/e2e-visit.ts'
import { compareSheets, type Raster, SQUARES_APART_MAX } from '../support/picture-sheet.ts'

/** Script before the first useful screen, compressed. Chosen here: ten seconds on a line of 160 kbit/s. */
const FIRST_SCREEN_MAX_BYTES = 200_000
/** What the Node serves its page from. */
const PAGE = join(import.meta.dirname, '../../out/renderer')

let studio: Studio
let visit: Visit

beforeAll(async () => {
  studio = await Studio.open()
  visit = studio.visit
})

afterAll(() => studio?.close())

test.each(LANGUAGES)(
  'a page in %s has something to read before it has loaded 200 kB of script',
  async (language) => {
    await studio.speak(language)
    const tab = await openStillPage(studio.browser, studio.valley)
    await tab.hears(language)
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
    await studio.goTo('/settings')
    await visit.page.setViewportSize({ width: 1280, height: 400 })
    await visit.page.mouse.move(700, 300)
    await visit.page.mouse.wheel(0, 900)
    await expect.poll(depth).toBeGreaterThan(600)
    await visit.goTo('nav.alerts')
    await visit.standsBefore(visit.say('alerts.standing', { count: 3 }))
    await expect.poll(depth).toBe(0)
    await visit.page.goBack()
    await visit.standsBefore(visit.say('settings.title'))
    await expect.poll(depth).toBeGreaterThan(600)
  })

  test('a view that cannot be fetched says so, and leaves the way to the others open', async () => {
    const tab = await openStillPage(studio.browser, studio.valley)
    await tab.page.route(/NeighboursView/u, (route) => route.abort())
    await tab.goTo('nav.neighbours')
    await tab.sees(tab.words().failure('internal'))
    await tab.goTo('nav.map')
    await tab.page.getByRole('region', { name: tab.say('map.picture'), exact: true }).waitFor()
    await tab.close()
  })

  test('leaves who one is, and the way to lock, within the window', async () => {
    await studio.goTo('/')
    await visit.page.setViewportSize({ width: 1280, height: 800 })
    const box = await visit.button('who.lock').boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(800)
  })
})

describe('the look at the pictures', () => {
  const squaresOf = async (picture: string): Promise<Raster> =>
    studio.darkroom.squaresOf(await studio.darkroom.layOut([[picture]]))
  const squaresApart = async (was: string, is: string): Promise<number> => {
    const found = compareSheets(await squaresOf(was), await squaresOf(is))
    return found.reduce((sum, { squares }) => sum + squares.length, 0)
  }

  test('finds nothing where nothing has changed', async () => {
    await studio.goTo('/')
    const was = await studio.gallery.glance()
    await studio.goTo('/alerts')
    await studio.goTo('/')
    expect(await squaresApart(was, await studio.gallery.glance())).toBe(0)
  })

  test.for<[string, Partial<CSSStyleDeclaration>]>([
    ['a button that has moved by eight pixels', { position: 'relative', left: '8px' }],
    ['a button that has gone', { visibility: 'hidden' }],
    ['a button of another colour', { backgroundColor: 'seagreen' }],
    ['a button without its words', { fontSize: '0' }],
  ])('finds %s', async ([, style]) => {
    await studio.goTo('/')
    const was = await studio.gallery.glance()
    const button = visit.link('alert.judge').first()
    await button.evaluate(
      (element, given) => void Object.assign((element as HTMLElement).style, given),
      style,
    )
    const is = await studio.gallery.glance()
    await button.evaluate((element) => element.removeAttribute('style'))
    expect(await squaresApart(was, is)).toBeGreaterThan(SQUARES_APART_MAX)
  })
})

test('the look at the layout sees what is wrong where something is', async () => {
  await studio.goTo('/')
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
  const faults = (await studio.gallery.faults('planted', 'en')).join('\n')
  expect(faults).toContain('a raw message: settings.clockWrong')
  expect(faults).toContain('an unfilled message: for {name} only')
  expect(faults).toContain('cut at the side: far too much')
  expect(faults).toContain('squeezed to a column of letters: spelled')
  expect(faults).toContain('outside the window: beyond the edge')
  expect(faults).toContain('scrolls sideways')
  expect(faults).toContain('serious color-contrast')
})
