import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '../support/e2e-chromium.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { Keys } from '../support/e2e-keys.ts'
import { keepPicture } from '../support/e2e-picture.ts'
import { Visit } from '../support/e2e-visit.ts'
import { WebProcess } from '../support/e2e-web-process.ts'
import type { WordKey } from '../support/e2e-words.ts'

/** By then somebody with nobody near has judged, decided and planted. Source: docs/protocol.md, "Practice and rehearsals". */
const SOMETHING_REAL_MS = 120_000
/** Longest wait for the next thing of the story. Chosen here: twice what the latest of these takes. */
const STORY_MS = 60_000

let browser: Browser
let folder: string
let host: WebProcess
let visit: Visit
let keys: Keys
let before: string[]
let enteredAtMs: number
const doneAfterMs: Record<string, number> = {}

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mirrorwell-e2e-')), 'data')
  host = await WebProcess.start(folder, 'sv')
  browser = await openChromium()
  visit = await Visit.open(browser, host.url, 'sv')
  keys = new Keys(visit)
})

afterAll(async () => {
  await browser?.close()
  await host?.stop('SIGKILL')
  await rm(join(folder, '..'), { recursive: true, force: true })
})

walkAsJourney(() => [visit])

const picture = (step: string): Promise<void> => keepPicture(visit, 'practice-journey', step)
const filesHere = async (): Promise<string[]> => (await readdir(folder, { recursive: true })).sort()
const done = (what: string): void => {
  doneAfterMs[what] = Date.now() - enteredAtMs
}

/** Wait among what needs somebody until there is something of this kind, and take the first of it. */
async function takeFirst(kind: WordKey): Promise<void> {
  await keys.goTo('nav.needs')
  const first = visit.link(kind).first()
  await first.waitFor({ timeout: STORY_MS })
  await picture(`before-${kind}`)
  await keys.take(first)
}

test('goes in from the first page of an empty folder', async () => {
  await visit.standsBefore(visit.say('firstRun.language.title'))
  before = await filesHere()
  enteredAtMs = Date.now()
  await keys.take(visit.button('practice.enter'))
  await visit.sees(visit.say('practice.simulated'))
  done('entered')
})

test('judges an alert', async () => {
  await takeFirst('alert.judge')
  await keys.choose(visit.say('judge.concur'))
  await keys.take(visit.button('judge.sign'))
  await visit.sees(visit.say('judge.yours'))
  done('judged')
})

test('tries a lesson in a copy and plants it', async () => {
  await takeFirst('needs.seedLook')
  await keys.take(visit.button('tryOut.do'))
  await visit.sees(visit.say('tryOut.done'))
  await keys.hold(visit.button('plant.hold'), () => visit.sees(visit.say('seed.state.planted')))
  done('planted')
  await picture('planted')
})

test('reads the terms of an offer, and says yes; the neighbour does too', async () => {
  await takeFirst('needs.readTerms')
  await keys.take(visit.button('terms.agree'))
  await keys.hold(visit.button('decision.yes'), () => visit.sees(visit.say('decision.doneDetail')))
  done('answered')
  await visit.sees(visit.say('transfer.now.agreed'))
  done('agreed')
  await picture('agreed')
})

test('has done all of that within two minutes, and finds it ticked off', async () => {
  process.stdout.write(`practice, ms after entering: ${JSON.stringify(doneAfterMs)}\n`)
  expect(doneAfterMs['answered']).toBeLessThan(SOMETHING_REAL_MS)
  await keys.goTo('nav.needs')
  await visit.sees(visit.say('practice.tryDone', { done: 3, count: 4 }))
})

test('leaves as it came: the folder holds what it held, and no Node', async () => {
  await keys.take(visit.button('practice.backToStart'))
  await picture('leaving')
  await keys.take(visit.dialog.getByRole('button', { name: visit.say('practice.backToStart') }))
  await visit.standsBefore(visit.say('firstRun.language.title'))
  await expect.poll(filesHere).toEqual(before)
  visit.expectSilence()
})
