import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRunningFile } from '../../src/main/hosts/node/running-file.ts'
import type { Language } from '../../src/shared/kernel/language.ts'
import { openChromium } from '../support/e2e-chromium.ts'
import { Gallery } from '../support/e2e-gallery.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { Keys } from '../support/e2e-keys.ts'
import { Visit } from '../support/e2e-visit.ts'
import { WebProcess } from '../support/e2e-web-process.ts'
import type { WordKey } from '../support/e2e-words.ts'
import { NodeFace } from '../support/node-face.ts'

/** By then whoever came in must have something to read. Chosen here: a newcomer's patience. */
const FIRST_REPORT_MS = 10_000
/** By then somebody with nobody near has judged, decided and planted. Source: docs/protocol.md, "Practice and rehearsals". */
const SOMETHING_REAL_MS = 120_000
/** Longest wait for the next thing of the story. Chosen here: twice what the latest of these takes. */
const STORY_MS = 60_000

let browser: Browser
let folder: string
let host: WebProcess
let visit: Visit
let keys: Keys
let gallery: Gallery
/** Another caller, who has gone in too. */
let beside: NodeFace
let before: string[]
let enteredAtMs: number
const doneAfterMs: Record<string, number> = {}

async function speak(language: Language): Promise<void> {
  await beside.bridge.settings.set({ language })
  await visit.hears(language)
}

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mirrorwell-e2e-')), 'data')
  host = await WebProcess.start(folder, 'sv')
  browser = await openChromium()
  visit = await Visit.open(browser, host.url, 'sv')
  keys = new Keys(visit)
  gallery = new Gallery({ page: visit.page, darkroom: null, speak })
})

afterAll(async () => {
  beside?.close()
  await browser?.close()
  await host?.stop('SIGKILL')
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

const filesHere = async (): Promise<string[]> => (await readdir(folder, { recursive: true })).sort()
const done = (what: string): void => {
  doneAfterMs[what] = Date.now() - enteredAtMs
}

/** Wait among what needs somebody until there is something of this kind, and take the first of it. */
async function takeFirst(kind: WordKey): Promise<void> {
  await keys.goTo('nav.needs')
  const first = visit.link(kind).first()
  await first.waitFor({ timeout: STORY_MS })
  await keys.take(first)
}

test('leads in from the first page of an empty folder by keyboard, asking for nothing', async () => {
  await visit.standsBefore(visit.say('firstRun.language.title'))
  before = await filesHere()
  enteredAtMs = Date.now()
  await keys.take(visit.button('practice.enter'))
  await band().getByText(visit.say('practice.simulated')).waitFor()
  await visit.page.getByRole('heading', { name: visit.say('practice.try') }).waitFor()
  done('entered')
})

test('shows within moments what simulated neighbours have and lack', async () => {
  await keys.goTo('nav.map')
  await visit.page.getByRole('row').nth(1).waitFor({ timeout: FIRST_REPORT_MS })
  await band().getByText(visit.say('practice.simulated')).waitFor()
})

test('brings an alert to judge, for which one is unlocked already', async () => {
  await takeFirst('alert.judge')
  await keys.choose(visit.say('judge.concur'))
  await keys.take(visit.button('judge.sign'))
  await visit.sees(visit.say('judge.yours'))
  done('judged')
})

test('brings a lesson to try in a copy and plant', async () => {
  await takeFirst('needs.seedLook')
  await keys.take(visit.button('tryOut.do'))
  await visit.sees(visit.say('tryOut.done'))
  await keys.hold(visit.button('plant.hold'), () => visit.sees(visit.say('seed.state.planted')))
  done('planted')
})

test('brings an offer, whose terms one reads and says yes to; the neighbour does too', async () => {
  await takeFirst('needs.readTerms')
  await keys.take(visit.button('terms.agree'))
  await keys.hold(visit.button('decision.yes'), () => visit.sees(visit.say('decision.doneDetail')))
  done('answered')
  await visit.sees(visit.say('transfer.now.agreed'))
  done('agreed')
})

test('has done all of that within two minutes, and finds it ticked off', async () => {
  process.stdout.write(`practice, ms after entering: ${JSON.stringify(doneAfterMs)}\n`)
  expect(doneAfterMs['answered']).toBeLessThan(SOMETHING_REAL_MS)
  await keys.goTo('nav.needs')
  await visit.sees(visit.say('practice.tryDone', { done: 3, count: 4 }))
  const running = readRunningFile(folder)
  if (running === null) throw new Error('a served page is to be found in its folder')
  beside = await NodeFace.open(running)
  await beside.bridge.practice.enter({ language: 'sv' })
})

test.for([
  ['needs', '/'],
  ['neighbours', '/neighbours'],
  ['log', '/practice/log'],
] as const)(
  'wears its band at %s, in three languages, light and dark, narrow and wide',
  async ([name, hash]) => {
    await go(hash)
    expect(await gallery.lookAt(`practice-${name}`, { fullPage: true })).toEqual([])
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
  await keys.take(visit.button('practice.backToStart'))
  await visit.dialog.waitFor()
  expect(await gallery.lookAt('practice-leave', { fullPage: false })).toEqual([])
  await beside.bridge.practice.leave({})
  await keys.take(visit.dialog.getByRole('button', { name: visit.say('practice.backToStart') }))
  await visit.standsBefore(visit.say('firstRun.language.title'))
  expect(await band().count()).toBe(0)
  await expect.poll(filesHere).toEqual(before)
  visit.expectSilence()
})
