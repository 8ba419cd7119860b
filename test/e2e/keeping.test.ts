import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../../src/shared/kernel/language.ts'
import { openChromium } from '../support/e2e-chromium.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { pageUrl } from '../support/e2e-page-url.ts'
import { Visit } from '../support/e2e-visit.ts'
import { fenced } from '../support/e2e-words.ts'
import { ANNA, Village } from '../support/village.ts'

const BJORN = { name: 'Björn', pin: '1357' }
const HOUR_MS = 3_600_000

const village = new Village({ inMemory: true })
let browser: Browser
let visit: Visit
const frames: string[] = []

beforeAll(async () => {
  browser = await openChromium()
  const home = await village.home('Totnes')
  await village.serve(home, '--new-federation', 'test', '--lang', 'en')
  visit = await Visit.open(browser, pageUrl(home), 'en')
  visit.page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
    socket.on('framesent', ({ payload }) => frames.push(String(payload)))
  })
  await visit.page.reload()
  await visit.standsBefore(visit.say('needs.title', { count: 0 }))
})

afterAll(async () => {
  await browser?.close()
  await village.close()
})

walkAsJourney(() => [visit])

describe('the words on paper', () => {
  let path: string
  let words: readonly string[]

  /** Answer what the drill asks for just now. @returns the positions asked */
  async function answer(wordAt: (position: number) => string): Promise<number[]> {
    const asked = visit.dialog.getByRole('textbox')
    await asked.first().waitFor()
    const labels = await visit.dialog.locator('label').allInnerTexts()
    const positions = labels.map((label) => Number(/\d+/u.exec(label)?.[0]))
    for (const [index, position] of positions.entries()) await asked.nth(index).fill(wordAt(position))
    await visit.button('backup.drillCheck').click()
    return positions
  }

  test('are written to a file only their owner may read, and to no page', async () => {
    await visit.goTo('nav.settings')
    await visit.button('backup.writeWords').click()
    await visit.enterPin(ANNA.pin)
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
    const asked = await answer((position) => (position % 2 ? (words[position - 1] ?? '') : 'zoo'))
    expect(asked).toHaveLength(4)
    await visit.dialog.getByRole('alert').getByText(visit.words().failure('backup-drill-failed')).waitFor()
    expect(existsSync(path)).toBe(true)
  })

  test('pass the drill when they are right, and the file is gone', async () => {
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
    await visit.sees(visit.say('practice.detail'))
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
    await visit.sees(visit.say('who.mirror', { mirror: BJORN.name, node: 'Totnes' }))
  })

  test('move the practice clock by an hour', async () => {
    const clock = visit.page.getByRole('region', { name: visit.say('clock.title') }).locator('time')
    const shown = async (): Promise<number> => Date.parse((await clock.getAttribute('datetime')) ?? '')
    const before = await shown()
    await visit.button('clock.hour').click()
    await expect.poll(async () => (await shown()) - before).toBeGreaterThanOrEqual(HOUR_MS)
    expect((await shown()) - before).toBeLessThan(2 * HOUR_MS)
  })

  test('leave no complaint in the console', () => visit.expectSilence())
})
