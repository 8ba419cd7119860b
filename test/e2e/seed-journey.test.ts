import type { Browser, Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bridge } from '../../src/shared/contract/index.ts'
import type { SeedId } from '../../src/shared/kernel/ids.ts'
import { openChromium } from '../support/e2e-chromium.ts'
import { Composition } from '../support/e2e-composition.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { Keys } from '../support/e2e-keys.ts'
import { pageUrl } from '../support/e2e-page-url.ts'
import { keepPicture } from '../support/e2e-picture.ts'
import { Visit } from '../support/e2e-visit.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, Village } from '../support/village.ts'

/** Each part would set `window.broken`, load something or hide something, were it ever more than text. */
const ATTACKS = [
  '<script>window.broken=1</script>',
  '<img src="https://example.invalid/spy.png" onerror="window.broken=2">',
  '<iframe srcdoc="<script>parent.broken=3</script>"></iframe>',
  '<svg onload="window.broken=4"></svg>',
  '<style>* { display: none }</style>',
  '<form action="https://example.invalid/"><button>Svara</button></form>',
] as const
const HOSTILE_TITLE = 'Kalk & aska <img src=x onerror="window.broken=5">'
const HOSTILE = [
  '# Kalka lagom',
  ...ATTACKS,
  'Två händer **kalk** per bädd, aska &amp; sand lika mycket, 1 &lt; 2.',
  '[tryck här](javascript:window.broken=6) och ![en bild](https://example.invalid/spy.png)',
  '<https://example.invalid/> {{window.broken=7}}',
  '| bädd | mängd |\n| --- | ---: |\n| norra | 2 |',
].join('\n\n')
const BETTER = HOSTILE.replace('Två händer', 'Tre händer')
const ROPE = {
  title: 'Byt brunnsrepet före vintern',
  body: '# Repet\n\nDet brister när det fryser. Vi byter **före november**.',
  checks: [{ field: 'water.ratio', comparison: '<', value: 0.4 } as const],
}
const REASON = 'ここの井戸は縄ではなく鎖です'

const village = new Village({ inMemory: true })
let browser: Browser
let chiba: ServedNode
/** The Mirror of the Node that offers. */
let anna: Bridge
let visit: Visit
let keys: Keys
let composition: Composition

beforeAll(async () => {
  browser = await openChromium()
  const home = await village.home('千葉北')
  const speaking = { ...home, flags: [...home.flags, '--lang', 'ja'] }
  const [first, second] = await village.federation(speaking, await village.home('Älvdalen'))
  if (!first || !second) throw new Error('two were asked for')
  chiba = first
  anna = await second.as(ANNA.name, ANNA.pin)
  visit = await Visit.open(browser, pageUrl(home), 'ja')
  keys = new Keys(visit)
  composition = await Composition.at(visit.page)
})

afterAll(async () => {
  await browser?.close()
  await village.close()
})

walkAsJourney(() => [visit])

const picture = (step: string): Promise<void> => keepPicture(visit, 'seed-journey', step)
const titled = (title: string): Locator => visit.main.getByRole('link', { name: title, exact: true })
const bodyOf = async (slug: string): Promise<string> => (await chiba.bridge.handbook.page({ slug })).body
const pages = async (): Promise<string[]> =>
  (await chiba.bridge.handbook.pages({})).pages.map(({ slug }) => slug)

/** Offer a lesson from the other Node and wait until it lies in the tray here. */
async function offer(lesson: Parameters<Bridge['seeds']['offer']>[0]): Promise<SeedId> {
  const { id } = await anna.seeds.offer(lesson)
  await chiba.until('seeds.changed', async () =>
    (await chiba.bridge.seeds.list({ state: 'tray' })).seeds.some((seed) => seed.id === id),
  )
  return id
}

/** From anywhere to the lesson of this title in the seedbed. */
async function open(title: string): Promise<void> {
  await keys.goTo('nav.seedbed')
  await keys.take(titled(title).first())
  await visit.standsBefore(title)
}

/** Whatever words of others could have made of the page. */
const harm = (): Promise<unknown> =>
  visit.page.evaluate(() => ({
    broken: Reflect.get(window, 'broken'),
    foreign: document.querySelectorAll(
      'main :is(img, iframe, script, style, object, embed, form[action], a[href^="http"], a[href^="javascript"])',
    ).length,
    handlers: [...document.querySelectorAll('main *')].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith('on')),
    ).length,
  }))
const NO_HARM = { broken: undefined, foreign: 0, handlers: 0 }

describe('two lessons of a neighbour, by keyboard alone, in Japanese', () => {
  test('wait in the tray', async () => {
    await offer({ title: HOSTILE_TITLE, body: HOSTILE })
    await offer(ROPE)
    await keys.goTo('nav.seedbed')
    await visit.sees(visit.say('seedbed.tray', { count: 2 }))
    await visit.sees(visit.say('handbook.empty'))
    await picture('1-tray')
  })

  test('show what planting would add, word by word', async () => {
    await keys.take(titled(HOSTILE_TITLE))
    await visit.standsBefore(HOSTILE_TITLE)
    await keys.take(visit.button('planting.wordByWord'))
    const difference = visit.page.getByRole('figure', { name: visit.say('difference.title') })
    expect(await difference.locator('ins').allTextContents()).toContainEqual(
      expect.stringContaining('aska &amp; sand'),
    )
    expect(await difference.locator('del').count()).toBe(1) // the legend's
    await picture('2-lesson')
  })

  test('are tried in a copy, where everything hostile is text', async () => {
    await keys.take(visit.button('tryOut.do'))
    const copy = visit.page.getByRole('region', { name: visit.say('tryOut.copy') })
    for (const attack of ATTACKS) await copy.getByText(attack).waitFor()
    await copy.getByText('aska & sand lika mycket, 1 < 2.').waitFor()
    await copy.getByText('javascript:window.broken=6').waitFor()
    expect(await copy.getByText('https://example.invalid/', { exact: true }).count()).toBe(1)
    await copy.getByRole('cell', { name: 'norra' }).waitFor()
    expect(await harm()).toEqual(NO_HARM)
    expect(await pages()).toEqual([])
    await picture('3-tried')
  })
})

describe('planting', () => {
  let slug: string

  test('asks who does it, and makes a page of the handbook, as it was written', async () => {
    await keys.hold(visit.button('plant.hold'), () => visit.dialog.waitFor())
    expect(await pages()).toEqual([])
    await keys.enterPin(ANNA.pin)
    await keys.take(visit.link('seed.toPage'))
    await visit.sees(visit.say('handbook.toSeed'))
    await visit.standsBefore(HOSTILE_TITLE)
    ;[slug = ''] = await pages()
    expect(await bodyOf(slug)).toBe(HOSTILE)
    expect(await harm()).toEqual(NO_HARM)
    await picture('4-page')
  })

  test('of a new version shows what it changes, and replaces the page', async () => {
    const { seeds } = await chiba.bridge.seeds.list({ state: 'planted' })
    const title = 'Kalk, ny mängd'
    await offer({ title, body: BETTER, replaces: seeds[0]?.id ?? null })
    await open(title)
    const difference = visit.page.getByRole('figure', { name: visit.say('difference.title') })
    await difference.locator('del').filter({ hasText: 'Två' }).waitFor()
    await difference.locator('ins').filter({ hasText: 'Tre' }).waitFor()
    await picture('5-difference')
    await keys.hold(visit.button('plant.hold'), () => visit.link('seed.toPage').waitFor())
    expect(await pages()).toEqual([slug])
    expect(await bodyOf(slug)).toBe(BETTER)
  })

  test('is undone byte for byte, after one was asked', async () => {
    await keys.take(visit.button('uproot.do'))
    await visit.dialog.getByText(visit.say('uproot.consequenceReplace')).waitFor()
    await picture('6-uproot')
    await keys.take(visit.dialog.getByRole('button', { name: visit.say('uproot.do') }))
    await visit.sees(visit.say('seed.state.uprooted'))
    expect(await bodyOf(slug)).toBe(HOSTILE)
    await keys.goTo('nav.seedbed')
    await keys.take(titled(HOSTILE_TITLE))
    await keys.take(visit.link('handbook.toSeed'))
    await keys.take(visit.button('uproot.do'))
    await keys.take(visit.dialog.getByRole('button', { name: visit.say('uproot.do') }))
    await visit.sees(visit.say('seed.state.uprooted'))
    await expect.poll(pages).toEqual([])
  })
})

describe('refusing', () => {
  test('takes a reason from an input method, whose Enter refuses nothing', async () => {
    await open(ROPE.title)
    await keys.take(visit.button('refuse.open'))
    await keys.tabTo(visit.field('refuse.reason'))
    await composition.begin('ここのいど')
    await composition.takeByEnter(REASON)
    await expect.poll(() => visit.field('refuse.reason').inputValue()).toBe(REASON)
    expect(await chiba.bridge.seeds.list({ state: 'refused' })).toEqual({ seeds: [] })
    await picture('7-refuse')
    await keys.take(visit.dialog.getByRole('button', { name: visit.say('refuse.do') }))
    await visit.dialog.waitFor({ state: 'detached' })
    await visit.sees(REASON)
  })

  test('keeps the reason, by which the lesson is found again', async () => {
    await keys.goTo('nav.seedbed')
    await keys.tabTo(visit.field('seedbed.search'))
    await composition.begin('くさり')
    await composition.takeByEnter('鎖')
    await visit.sees(visit.say('seedbed.found', { count: 1 }))
    await titled(ROPE.title).waitFor()
    await visit.sees(REASON)
    await picture('8-found')
  })

  test('nothing of it all ran, and nothing complains in the console', async () => {
    expect(await harm()).toEqual(NO_HARM)
    visit.expectSilence()
  })
})
