import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../src/shared/kernel/language.ts'
import { openStillChromium } from '../support/e2e-chromium.ts'
import { Darkroom } from '../support/e2e-darkroom.ts'
import { Gallery } from '../support/e2e-gallery.ts'
import { openStillPage } from '../support/e2e-still-page.ts'
import type { Visit } from '../support/e2e-visit.ts'
import { WebProcess } from '../support/e2e-web-process.ts'
import type { WordKey } from '../support/e2e-words.ts'

/** A moment; nothing here tells the time. */
const NOW_MS = Date.UTC(2026, 9, 17, 6)
const PASSPHRASE = 'granar i mars och april'

let browser: Browser
let darkroom: Darkroom
let folder: string
let process: WebProcess
let visit: Visit

beforeAll(async () => {
  browser = await openStillChromium()
  darkroom = await Darkroom.open(browser)
  folder = await mkdtemp(join(tmpdir(), 'mirrorwell-e2e-'))
})

afterEach(async () => {
  await visit?.close()
  await process?.stop()
})

afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

const write = (key: WordKey, text: string): Promise<void> => visit.field(key).fill(text)
const next = (): Promise<void> => visit.button('ui.next').click()

/** The page speaks one language here, and there is no Node that could be told another. */
const galleryIn = (language: Language): Gallery =>
  new Gallery({ page: visit.page, darkroom, languages: [language], speak: async () => {} })
const WINDOW = { fullPage: false } as const
/** `firstRun.node.title` is kept as `first-run-node`. */
const nameOf = (step: WordKey): string => `first-run-${step.split('.')[1]}`

/** The steps of a first run by their headings, and what a person does to get past each. */
const STEPS: readonly (readonly [step: WordKey, pass: () => Promise<void>])[] = [
  ['firstRun.language.title', next],
  [
    'firstRun.origin.title',
    async () => {
      await visit.choose(visit.say('firstRun.restore'))
      await next()
    },
  ],
  [
    'firstRun.words.title',
    async () => {
      await visit.button('ui.back').click()
      await visit.choose(visit.say('firstRun.new'))
      await next()
    },
  ],
  [
    'firstRun.node.title',
    async () => {
      await write('firstRun.nodeName', 'Södra Älvdalens vattengemenskap med en lång svans i namnet')
      await next()
    },
  ],
  ['firstRun.place.title', next],
  [
    'firstRun.mirror.title',
    async () => {
      await write('firstRun.mirrorName', 'Anna')
      await write('pin.new', '2468')
      await write('pin.again', '2468')
      await next()
    },
  ],
  [
    'firstRun.passphrase.title',
    async () => {
      await write('passphrase.label', PASSPHRASE)
      await write('passphrase.again', PASSPHRASE)
      await visit.button('firstRun.found').click()
    },
  ],
]

describe('the doors before a Node is open', () => {
  test.for(LANGUAGES)('a first run looks right in %s', async (language) => {
    process = await WebProcess.start(join(folder, language), language)
    visit = await openStillPage(browser, { url: process.url, nowMs: NOW_MS, language })
    await visit.hears(language)
    const gallery = galleryIn(language)
    const faults: string[] = []
    for (const [step, pass] of STEPS) {
      await visit.standsBefore(visit.say(step))
      faults.push(...(await gallery.lookAt(`${nameOf(step)}-${language}`, WINDOW)))
      await pass()
    }
    await visit.button('welcome.alone').waitFor()
    faults.push(...(await gallery.lookAt(`welcome-${language}`, WINDOW)))
    expect(faults).toEqual([])
    visit.expectSilence()
  })

  test.for(LANGUAGES)('a locked Node and a stale link look right in %s', async (language) => {
    process = await WebProcess.start(join(folder, language), language)
    visit = await openStillPage(browser, { url: process.url, nowMs: NOW_MS, language })
    await visit.standsBefore(visit.say('unlockNode.title'))
    const gallery = galleryIn(language)
    await write('passphrase.label', 'inte den rätta frasen')
    await visit.button('unlockNode.open').click()
    await visit.sees(visit.words().failure('passphrase-wrong'))
    const faults = await gallery.lookAt(`unlock-node-${language}`, WINDOW)
    await visit.page.evaluate(() => {
      window.location.hash = `#token=${'x'.repeat(43)}`
    })
    await visit.standsBefore(visit.say('app.refusedTitle'))
    faults.push(...(await gallery.lookAt(`refused-${language}`, WINDOW)))
    expect(faults).toEqual([])
  })
})
