import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../../src/shared/kernel/language.ts'
import { openChromium } from '../support/e2e-chromium.ts'
import { Composition } from '../support/e2e-composition.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { Keys } from '../support/e2e-keys.ts'
import { Visit } from '../support/e2e-visit.ts'
import { WebProcess } from '../support/e2e-web-process.ts'
import { fenced } from '../support/e2e-words.ts'

const PASSPHRASE = '霧の朝と古い井戸と梅の花'
const KENJI = { name: '健二', pin: '24680' }
const BJORN = { name: 'Björn', pin: '1357' }

let browser: Browser
let folder: string
let process: WebProcess
let visit: Visit
let keys: Keys
/** Everything that went between the page and its Node since the page was loaded anew. */
const frames: string[] = []

async function open(language: Language): Promise<void> {
  process = await WebProcess.start(folder, language)
  visit = await Visit.open(browser, process.url, language)
  keys = new Keys(visit)
}

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mirrorwell-e2e-')), 'data')
  browser = await openChromium()
  await open('en')
})

afterAll(async () => {
  await browser?.close()
  await process?.stop('SIGKILL')
  await rm(join(folder, '..'), { recursive: true, force: true })
})

walkAsJourney(() => [visit])

const hasFocus = (target: Locator): Promise<unknown> =>
  expect.poll(() => target.evaluate((element) => element === document.activeElement)).toBe(true)

describe('a first run by keyboard alone, with slips', () => {
  test('speaks the language that is chosen, at once', async () => {
    await visit.standsBefore(visit.say('firstRun.language.title'))
    await keys.tabTo(visit.option('English'))
    await keys.press('ArrowUp')
    await visit.hears('ja')
    await visit.standsBefore(visit.say('firstRun.language.title'))
    await keys.take(visit.button('ui.next'))
    await visit.standsBefore(visit.say('firstRun.origin.title'))
    await keys.tabTo(visit.button('ui.next'))
    await keys.press('Space')
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
    await keys.press('Enter')
    await visit.standsBefore(visit.say('firstRun.place.title'))
  })

  test('says what is wrong with a place, and goes on once it is mended', async () => {
    await keys.write(visit.field('place.latitude'), '356')
    await keys.write(visit.field('place.longitude'), '１４０．１')
    await keys.press('Enter')
    await visit.sees(visit.say('place.latitudeWrong'))
    await keys.write(visit.field('place.latitude'), '35.6')
    await keys.press('Enter')
    await visit.standsBefore(visit.say('firstRun.mirror.title'))
  })

  test('makes the Mirror choose the same PIN twice', async () => {
    await hasFocus(visit.field('firstRun.mirrorName'))
    await keys.write(visit.field('firstRun.mirrorName'), KENJI.name)
    await keys.write(visit.field('pin.new'), KENJI.pin)
    await keys.write(visit.field('pin.again'), '24681')
    await keys.press('Enter')
    await visit.sees(visit.say('pin.differs'))
    await keys.write(visit.field('pin.again'), KENJI.pin)
    await keys.press('Enter')
    await visit.standsBefore(visit.say('firstRun.passphrase.title'))
  })

  test('founds the Node behind a passphrase that is long enough', async () => {
    await keys.write(visit.field('passphrase.label'), '短い')
    await keys.press('Enter')
    await visit.sees(visit.say('passphrase.tooShort'))
    await keys.write(visit.field('passphrase.label'), PASSPHRASE)
    await keys.write(visit.field('passphrase.again'), PASSPHRASE)
    await keys.press('Enter')
    await visit.standsBefore(visit.say('welcome.title', { name: '千葉北' }))
    await keys.take(visit.button('welcome.alone'))
    await visit.standsBefore(visit.say('needs.title', { count: 0 }))
  })

  test('leaves the Mirror unlocked, also when the page is loaded anew', async () => {
    visit.page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
      socket.on('framesent', ({ payload }) => frames.push(String(payload)))
    })
    await visit.page.reload()
    await visit.standsBefore(visit.say('needs.title', { count: 0 }))
    await visit.sees(visit.say('who.mirror', { mirror: KENJI.name, node: '千葉北' }))
  })
})

describe('the words on paper', () => {
  let path: string
  let words: readonly string[]

  /** Answer what the drill asks for just now. @returns the positions asked */
  async function answer(wordAt: (position: number, index: number) => string): Promise<number[]> {
    const asked = visit.dialog.getByRole('textbox')
    await asked.first().waitFor()
    const labels = await visit.dialog.locator('label').allInnerTexts()
    const positions = labels.map((label) => Number(/\d+/u.exec(label)?.[0]))
    for (const [index, position] of positions.entries()) await asked.nth(index).fill(wordAt(position, index))
    await visit.button('backup.drillCheck').click()
    return positions
  }

  test('are written to a file only their owner may read, and to no page', async () => {
    await visit.goTo('nav.settings')
    await visit.button('backup.writeWords').click()
    const told = visit.page.getByRole('status').locator('code')
    path = (await told.textContent()) ?? ''
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    words = (await readFile(path, 'utf8')).trim().split(/\s+/u)
    expect(words).toHaveLength(24)
    expect(frames.length).toBeGreaterThan(5)
    expect(frames.join('\n')).not.toContain(words.slice(0, 2).join(' '))
  })

  test('are asked for in a drill that a wrong answer does not pass', async () => {
    await visit.button('backup.drillBegin').click()
    const right = (position: number): string => words[position - 1] ?? ''
    const wrong = (position: number): string => (right(position) === 'zoo' ? 'abandon' : 'zoo')
    const asked = await answer((position, index) => (index === 0 ? wrong(position) : right(position)))
    expect(asked).toHaveLength(4)
    await visit.dialog.getByRole('alert').getByText(visit.words().failure('backup-drill-failed')).waitFor()
    expect(existsSync(path)).toBe(true)
  })

  test('pass it when they are right, however they are written', async () => {
    await expect.poll(() => visit.dialog.getByRole('textbox').first().inputValue()).toBe('')
    await answer((position) => ` ${words[position - 1]?.toUpperCase()} `)
    await visit.sees(visit.say('backup.drillPassed'))
    await visit.button('ui.done').click()
    expect(existsSync(path)).toBe(false)
  })
})

describe('settings', () => {
  const lightOf = (): Promise<string> =>
    visit.page.evaluate(() => getComputedStyle(document.body).backgroundColor)

  test.for<readonly [string, Language]>([
    ['Svenska', 'sv'],
    ['日本語', 'ja'],
    ['English', 'en'],
  ])('speak %s at once', async ([name, language]) => {
    await visit.choose(name)
    await visit.hears(language)
    await visit.standsBefore(visit.say('settings.title'))
  })

  test('turn the light down, and it stays down', async () => {
    const before = await lightOf()
    await visit.choose(visit.say('settings.theme.dark'))
    await expect.poll(lightOf).not.toBe(before)
    const dark = await lightOf()
    await visit.page.reload()
    await visit.standsBefore(visit.say('settings.title'))
    expect(await lightOf()).toBe(dark)
    await visit.choose(visit.say('settings.theme.light'))
    await expect.poll(lightOf).toBe(before)
  })

  test('say which hours they cannot take, and save those they can', async () => {
    await visit.field('settings.autoLockMinutes').fill('half')
    const section = visit.page.getByRole('region', { name: visit.say('settings.hours') })
    await section.getByRole('button', { name: visit.say('ui.save') }).click()
    await section.getByText(visit.say('settings.wholeNumber')).waitFor()
    await visit.field('settings.autoLockMinutes').fill('30')
    await section.getByRole('button', { name: visit.say('ui.save') }).click()
    await section.getByText(visit.say('ui.saved')).waitFor()
  })

  test('take a second Mirror, once she has typed her PIN twice', async () => {
    await visit.button('mirrors.add').click()
    await visit.field('firstRun.mirrorName').fill(BJORN.name)
    await visit.field('pin.new').fill(BJORN.pin)
    await visit.field('pin.again').fill('1358')
    await visit.dialog.getByRole('button', { name: visit.say('mirrors.add') }).click()
    await visit.dialog.getByText(visit.say('pin.differs')).waitFor()
    await visit.field('pin.again').fill(BJORN.pin)
    await visit.dialog.getByRole('button', { name: visit.say('mirrors.add') }).click()
    await visit.dialog.waitFor({ state: 'detached' })
    await visit.page.getByRole('heading', { name: BJORN.name }).waitFor()
  })

  test('lock a Mirror, count wrong PINs, and unlock another', async () => {
    await visit.button('who.lock').click()
    await visit.sees(visit.say('who.nobody'))
    await visit.button('who.unlock').click()
    await visit.choose(fenced(BJORN.name))
    await visit.field('unlock.pin', { mirror: fenced(BJORN.name) }).fill('9999')
    await visit.dialog.getByRole('button', { name: visit.say('who.unlock'), exact: true }).click()
    const wrong = visit.words().failure('pin-wrong', { triesLeft: 4 })
    await visit.dialog.getByRole('alert').getByText(wrong).waitFor()
    await visit.dialog.getByText(visit.say('unlock.tries', { count: 4 }), { exact: true }).waitFor()
    await visit.enterPin(BJORN.pin)
    await visit.sees(visit.say('who.mirror', { mirror: BJORN.name, node: '千葉北' }))
  })
})

test('after a restart a wrong passphrase is told, and the right one taken', async () => {
  visit.expectSilence()
  expect(await process.stop()).toBe(0)
  await visit.close()
  await open('en')
  await visit.standsBefore(visit.say('unlockNode.title'))
  await keys.write(visit.field('passphrase.label'), '霧の朝と古い井戸と桜の花')
  await keys.press('Enter')
  await visit.sees(visit.words().failure('passphrase-wrong'))
  await keys.write(visit.field('passphrase.label'), PASSPHRASE)
  await keys.press('Enter')
  await visit.sees(visit.say('who.nobody'))
  visit.expectSilence()
})
