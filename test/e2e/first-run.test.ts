import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openChromium } from '../support/e2e-chromium.ts'
import { Composition } from '../support/e2e-composition.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { Visit } from '../support/e2e-visit.ts'
import { WebProcess } from '../support/e2e-web-process.ts'

const PASSPHRASE = '霧の朝と古い井戸と梅の花'
const PIN = '24680'

let browser: Browser
let folder: string
let process: WebProcess
let visit: Visit

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mirrorwell-e2e-')), 'data')
  process = await WebProcess.start(folder, 'en')
  browser = await openChromium()
  visit = await Visit.open(browser, process.url, 'en')
})

afterAll(async () => {
  await browser?.close()
  await process?.stop('SIGKILL')
  await rm(join(folder, '..'), { recursive: true, force: true })
})

walkAsJourney(() => [visit])

const press = (key: string): Promise<void> => visit.page.keyboard.press(key)
const hasFocus = (target: Locator): Promise<unknown> =>
  expect.poll(() => target.evaluate((element) => element === document.activeElement)).toBe(true)
const write = (text: string): Promise<void> => visit.page.keyboard.insertText(text)

describe('a first run by keyboard alone', () => {
  test('speaks the language that is chosen, at once', async () => {
    await visit.standsBefore(visit.say('firstRun.language.title'))
    await visit.tabTo(visit.option('English'))
    await press('ArrowUp')
    await visit.hears('ja')
    await visit.standsBefore(visit.say('firstRun.language.title'))
    await visit.tabTo(visit.button('ui.next'))
    await press('Enter')
    await visit.standsBefore(visit.say('firstRun.origin.title'))
    await visit.tabTo(visit.button('ui.next'))
    await press('Space')
  })

  test('takes the name of the Node from an input method, whose Enter does not go on', async () => {
    const title = visit.say('firstRun.node.title')
    await visit.standsBefore(title)
    await hasFocus(visit.field('firstRun.nodeName'))
    const composition = await Composition.at(visit.page)
    await composition.begin('ちばきた')
    await composition.takeByEnter('千葉北')
    await visit.standsBefore(title)
    await expect.poll(() => visit.field('firstRun.nodeName').inputValue()).toBe('千葉北')
    await press('Enter')
    await visit.standsBefore(visit.say('firstRun.place.title'))
  })

  test('says what is wrong with a place, and goes on once it is mended', async () => {
    await visit.tabTo(visit.field('place.latitude'))
    await write('356')
    await press('Tab')
    await write('１４０．１')
    await press('Enter')
    await visit.sees(visit.say('place.latitudeWrong'))
    await visit.tabTo(visit.field('place.latitude'))
    await press('ControlOrMeta+a')
    await write('35.6')
    await press('Enter')
    await visit.standsBefore(visit.say('firstRun.mirror.title'))
  })

  test('makes the Mirror choose the same PIN twice', async () => {
    await hasFocus(visit.field('firstRun.mirrorName'))
    await write('健二')
    await press('Tab')
    await write(PIN)
    await press('Tab')
    await write('24681')
    await press('Enter')
    await visit.sees(visit.say('pin.differs'))
    await visit.tabTo(visit.field('pin.again'))
    await press('ControlOrMeta+a')
    await write(PIN)
    await press('Enter')
    await visit.standsBefore(visit.say('firstRun.passphrase.title'))
  })

  test('founds the Node behind a passphrase that is long enough', async () => {
    await visit.tabTo(visit.field('passphrase.label'))
    await write('短い')
    await press('Enter')
    await visit.sees(visit.say('passphrase.tooShort'))
    await visit.tabTo(visit.field('passphrase.label'))
    await press('ControlOrMeta+a')
    await write(PASSPHRASE)
    await press('Tab')
    await write(PASSPHRASE)
    await press('Enter')
    await visit.standsBefore(visit.say('welcome.title', { name: '千葉北' }))
    await visit.tabTo(visit.button('welcome.alone'))
    await press('Enter')
    await visit.standsBefore(visit.say('needs.title', { count: 0 }))
    await visit.sees(visit.say('who.mirror', { mirror: '健二', node: '千葉北' }))
  })

  test('leaves no complaint in the console', () => visit.expectSilence())
})

describe('the same Node later', () => {
  test('keeps the Mirror unlocked over a reload', async () => {
    await visit.page.reload()
    await visit.standsBefore(visit.say('needs.title', { count: 0 }))
    await visit.sees(visit.say('who.mirror', { mirror: '健二', node: '千葉北' }))
  })

  test('asks for the passphrase after a restart, and says when it is wrong', async () => {
    expect(await process.stop()).toBe(0)
    await visit.close()
    process = await WebProcess.start(folder, 'ja')
    visit = await Visit.open(browser, process.url, 'ja')
    await visit.standsBefore(visit.say('unlockNode.title'))
    await write('霧の朝と古い井戸と桜の花')
    await press('Enter')
    await visit.sees(visit.words().failure('passphrase-wrong'))
    await visit.tabTo(visit.field('passphrase.label'))
    await press('ControlOrMeta+a')
    await write(PASSPHRASE)
    await press('Enter')
    await visit.standsBefore(visit.say('needs.title', { count: 0 }))
    await visit.sees(visit.say('who.nobody'))
  })

  test('leaves no complaint in the console', () => visit.expectSilence())
})
