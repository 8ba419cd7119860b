import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRunningFile } from '../../src/main/hosts/node/running-file.ts'
import { LANGUAGES, type Language } from '../../src/shared/kernel/language.ts'
import { openChromium } from '../support/e2e-chromium.ts'
import { Gallery } from '../support/e2e-gallery.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { Visit } from '../support/e2e-visit.ts'
import { WebProcess } from '../support/e2e-web-process.ts'
import { NodeFace } from '../support/node-face.ts'

/** By then whoever came in must have something to read. Chosen here: a newcomer's patience. */
const FIRST_REPORT_MS = 10_000
/** By then the first alert, lesson and offer must have come. Chosen here: twice what they take. */
const FIRST_NEEDS_MS = 90_000

let browser: Browser
let folder: string
let process: WebProcess
let visit: Visit
let gallery: Gallery
/** Another caller, who has gone in too. */
let beside: NodeFace

async function speak(language: Language): Promise<void> {
  await beside.bridge.settings.set({ language })
  await visit.hears(language)
}

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mirrorwell-e2e-')), 'data')
  process = await WebProcess.start(folder, 'en')
  browser = await openChromium()
  visit = await Visit.open(browser, process.url, 'en')
  gallery = new Gallery(visit.page, { name: 'practice', languages: LANGUAGES, speak })
})

afterAll(async () => {
  beside?.close()
  await browser?.close()
  await process?.stop('SIGKILL')
  await rm(join(folder, '..'), { recursive: true, force: true })
})

walkAsJourney(() => [visit])

const band = () => visit.page.getByRole('complementary', { name: visit.say('practice.all') })
const go = async (hash: string): Promise<void> => {
  await speak('en')
  await visit.page.evaluate((to) => {
    window.location.hash = to
  }, hash)
  await visit.main.getByRole('heading', { level: 1 }).waitFor()
}

test('leads in from the first page of an empty folder by keyboard, asking for nothing', async () => {
  await visit.standsBefore(visit.say('firstRun.language.title'))
  await visit.tabTo(visit.button('practice.enter'))
  await visit.page.keyboard.press('Enter')
  await band().getByText(visit.say('practice.simulated')).waitFor()
  await visit.page.getByRole('heading', { name: visit.say('practice.try') }).waitFor()
  const running = readRunningFile(folder)
  if (running === null) throw new Error('a served page is to be found in its folder')
  beside = await NodeFace.open(running)
  await beside.bridge.practice.enter({ language: 'en' })
})

test('shows within moments what simulated neighbours have and lack', async () => {
  await visit.goTo('nav.map')
  await visit.page.getByRole('row').nth(1).waitFor({ timeout: FIRST_REPORT_MS })
})

test('brings an alert, an offer and a lesson, which wait for a person', async () => {
  await visit.goTo('nav.needs')
  for (const key of ['alert.judge', 'needs.readTerms', 'needs.seedLook'] as const)
    await visit.link(key).first().waitFor({ timeout: FIRST_NEEDS_MS })
})

test('ticks an alert off once it is judged, for which one is unlocked already', async () => {
  await visit.link('alert.judge').first().click()
  await visit.choose(visit.say('judge.concur'))
  await visit.button('judge.sign').click()
  await visit.sees(visit.say('judge.yours'))
  await visit.goTo('nav.needs')
  await visit.sees(visit.say('practice.tryDone', { done: 1, count: 4 }))
})

test.for([
  ['needs', '/'],
  ['map', '/map'],
  ['neighbours', '/neighbours'],
] as const)(
  'wears its band at %s, in three languages, light and dark, narrow and wide',
  async ([name, hash]) => {
    await go(hash)
    expect(await gallery.lookAt('view', name)).toEqual([])
    await speak('en')
    await expect.poll(() => band().textContent()).toContain(visit.say('practice.simulated'))
  },
)

test('is still there after the page was loaded again, with the same Mirror unlocked', async () => {
  await visit.page.reload()
  await band().getByText(visit.say('practice.simulated')).waitFor()
  await visit.button('who.lock').waitFor()
})

test('says what goes before it is left, and leads back to the first page; nothing of it stays', async () => {
  await visit.button('practice.backToStart').click()
  await visit.dialog.waitFor()
  expect(await gallery.lookAt('dialogue', 'leave')).toEqual([])
  await beside.bridge.practice.leave({})
  await visit.dialog.getByRole('button', { name: visit.say('practice.backToStart') }).click()
  await visit.standsBefore(visit.say('firstRun.language.title'))
  expect(await band().count()).toBe(0)
  await expect.poll(() => existsSync(join(folder, 'practice'))).toBe(false)
  visit.expectSilence()
})
