import type { Browser, Locator } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '../support/e2e-chromium.ts'
import { pageUrl } from '../support/e2e-page-url.ts'
import { Visit } from '../support/e2e-visit.ts'
import { fenced } from '../support/e2e-words.ts'
import { redArchive, waterArchive } from '../support/pmtiles-file.ts'
import { linked, Village } from '../support/village.ts'

/** Longest wait for the map to be drawn. Chosen here: a software renderer on a busy machine. */
const DRAW_TIMEOUT_MS = 30_000
const DRAWN = { timeout: DRAW_TIMEOUT_MS }
const village = new Village({ inMemory: true })
const fetched: string[] = []
let browser: Browser
let visit: Visit

beforeAll(async () => {
  browser = await openChromium()
  const [home, other] = await Promise.all([village.home('Älvdalen'), village.home('千葉北')])
  const node = await village.serve(home, '--new-federation', 'test', '--lang', 'en', '--place', '61.2,14,10')
  const { invite } = await node.bridge.invites.create({})
  const chiba = await village.serve(other, '--join', invite, '--place', '61.4,14.6,20')
  await linked(node, 1)
  await chiba.bridge.resources.record({
    ...{ resource: 'water', unit: 'L', level: 900, capacity: 1_000, surplusAbove: 700, deficitBelow: 200 },
  })
  await node.until('map.changed', async () => (await node.bridge.map.reports({})).reports.length > 0)
  visit = await Visit.open(browser, pageUrl(home), 'en')
  visit.page.on('request', (request) => fetched.push(request.url()))
})

afterAll(async () => {
  await browser?.close()
  await village.close()
})

const picture = (): Locator => visit.page.getByRole('region', { name: visit.say('map.picture'), exact: true })
const canvas = (): Locator => picture().getByRole('region', { name: visit.say('map.pictureTitle') })
const panel = (): Locator => visit.page.getByRole('complementary', { name: '千葉北' })

/** The panel of whichever Node is open. */
const opened = (): Locator => visit.page.getByRole('complementary').filter({ has: visit.button('map.close') })

/** The colour that most of the picture is of, as red, green and blue. */
async function commonest(): Promise<readonly number[]> {
  const png = (await canvas().screenshot({ animations: 'disabled' })).toString('base64')
  return visit.page.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')
    pen?.drawImage(image, 0, 0)
    const { data: bytes } = pen?.getImageData(0, 0, image.width, image.height) ?? { data: [] }
    const counts = new Map<number, number>()
    for (let at = 0; at < bytes.length; at += 4) {
      const colour = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
      counts.set(colour, (counts.get(colour) ?? 0) + 1)
    }
    const [[most] = [0]] = [...counts].toSorted(([, one], [, other]) => other - one)
    return [most >> 16, (most >> 8) & 255, most & 255]
  }, png)
}

/** Shares of the picture that are not of its most common colour: land, sea, marks and names all add to it. */
async function inked(): Promise<number> {
  const png = (await canvas().screenshot({ animations: 'disabled' })).toString('base64')
  return visit.page.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')
    pen?.drawImage(image, 0, 0)
    const pixels = new Uint32Array(
      pen?.getImageData(0, 0, image.width, image.height).data.buffer ?? new ArrayBuffer(0),
    )
    const counts = new Map<number, number>()
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
    return 1 - Math.max(...counts.values()) / pixels.length
  }, png)
}

test('no code of the map comes before the map', async () => {
  await visit.standsBefore(visit.say('needs.title', { count: 0 }))
  expect(fetched.filter((url) => /MapPicture|maplibre|countries/u.test(url))).toEqual([])
})

test('the map is drawn under the content policy, from files of the page alone', async () => {
  await visit.goTo('nav.map')
  await canvas().waitFor({ timeout: DRAW_TIMEOUT_MS })
  await expect.poll(inked, { timeout: DRAW_TIMEOUT_MS }).toBeGreaterThan(0.01)
  const { origin } = new URL(visit.page.url())
  expect(fetched.some((url) => /maplibre-gl-worker/u.test(url))).toBe(true)
  expect(fetched.filter((url) => !url.startsWith(origin) && !url.startsWith('data:'))).toEqual([])
  visit.expectSilence()
})

test('the policy lets in no other worker', async () => {
  const refused = await visit.page.evaluate(() => {
    try {
      return new Worker('/assets/anything.js') instanceof Worker
    } catch (thrown) {
      return String(thrown)
    }
  })
  expect(refused).toContain('TrustedScriptURL')
  visit.complaints.length = 0 // the browser reports what it refused
})

test('a Node is opened by its name in the table, or by Enter when it is in the middle of the map', async () => {
  await visit.button('map.open', { name: fenced('千葉北') }).click()
  await panel().waitFor()
  expect(await panel().getByRole('link').first().getAttribute('href')).toContain('as=giver&resource=water')
  await visit.page.keyboard.press('Escape')
  await panel().waitFor({ state: 'detached' })
  await visit.button('map.all').click()
  await canvas().focus()
  for (let step = 0; step < 3; step += 1) await visit.page.keyboard.press('-') // until both lie near the middle
  await expect
    .poll(async () => {
      await visit.page.keyboard.press('Enter')
      return opened().count()
    }, DRAWN)
    .toBe(1)
})

test('what a Node showed stands in its panel, in a plot and in a table', async () => {
  await opened()
    .getByRole('button', { name: visit.say('map.close') })
    .click()
  await visit.button('map.open', { name: fenced('千葉北') }).click()
  await panel()
    .getByRole('img', { name: visit.say('map.pastLabel', { resource: 'Water', ranges: 1 }) })
    .waitFor()
  await panel()
    .getByRole('button', { name: visit.say('map.pastTable') })
    .click()
  expect(await panel().getByRole('table').getByRole('row').count()).toBe(2)
  await visit.page.keyboard.press('Escape')
})

test('tiles of one’s own are drawn from a file, stay when the light changes, and go again', async () => {
  const choose = async (name: string, bytes: Uint8Array): Promise<void> => {
    const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }
    await visit.page.locator('input[type=file]').setInputFiles(file)
  }
  await visit.button('map.tiles').click()
  await visit.button('map.all').click()
  const before = await commonest()
  await choose('dalen #1.pmtiles', redArchive())
  await visit.sees(visit.say('map.tilesShown', { name: fenced('dalen #1.pmtiles') }))
  await expect.poll(commonest, DRAWN).toEqual([255, 0, 0])

  await choose('letter.pmtiles', new TextEncoder().encode('no map at all'))
  await visit.sees(visit.say('map.tilesBroken'))
  expect(await commonest()).toEqual([255, 0, 0])

  await visit.page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(commonest, DRAWN).toEqual([255, 0, 0])
  await visit.page.emulateMedia({ colorScheme: 'light' })

  await visit.button('map.tiles').click()
  await choose('water.pmtiles', waterArchive())
  const seen = [before, [255, 0, 0]].map(String)
  await expect.poll(async () => seen.includes(String(await commonest())), DRAWN).toBe(false)
  await visit.button('map.tilesTakeAway', { name: fenced('water.pmtiles') }).click()
  await expect.poll(commonest, DRAWN).toEqual(before)
  visit.expectSilence()
})
