import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../src/shared/kernel/language.ts'
import { openChromium } from '../support/e2e-chromium.ts'
import { Gallery } from '../support/e2e-gallery.ts'
import { Visit } from '../support/e2e-visit.ts'
import { WebProcess } from '../support/e2e-web-process.ts'
import type { WordKey } from '../support/e2e-words.ts'

const PASSPHRASE = 'granar i mars och april'

let browser: Browser
let folder: string
let process: WebProcess
let visit: Visit

beforeAll(async () => {
  browser = await openChromium()
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
    visit = await Visit.open(browser, process.url, language)
    await visit.hears(language)
    const gallery = new Gallery(visit.page, {
      name: `first-run-${language}`,
      languages: [language],
      speak: async () => {},
    })
    const faults: string[] = []
    for (const [step, pass] of STEPS) {
      await visit.standsBefore(visit.say(step))
      faults.push(...(await gallery.lookAt('dialogue', step)))
      await pass()
    }
    await visit.button('welcome.alone').waitFor()
    faults.push(...(await gallery.lookAt('dialogue', 'welcome')))
    expect(faults).toEqual([])
    visit.expectSilence()
  })

  test.for(LANGUAGES)('a locked Node and a stale link look right in %s', async (language) => {
    process = await WebProcess.start(join(folder, language), language)
    visit = await Visit.open(browser, process.url, language)
    await visit.standsBefore(visit.say('unlockNode.title'))
    const gallery = new Gallery(visit.page, {
      name: `locked-${language}`,
      languages: [language],
      speak: async () => {},
    })
    await write('passphrase.label', 'inte den rätta frasen')
    await visit.button('unlockNode.open').click()
    await visit.sees(visit.words().failure('passphrase-wrong'))
    const faults = await gallery.lookAt('view', 'unlock-node')
    await visit.page.evaluate(() => {
      window.location.hash = `#token=${'x'.repeat(43)}`
    })
    await visit.standsBefore(visit.say('app.refusedTitle'))
    faults.push(...(await gallery.lookAt('view', 'refused')))
    expect(faults).toEqual([])
  })
})
