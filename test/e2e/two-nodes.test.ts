import type { Browser, Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openChromium } from '../support/e2e-chromium.ts'
import { Composition } from '../support/e2e-composition.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { Keys } from '../support/e2e-keys.ts'
import { pageUrl } from '../support/e2e-page-url.ts'
import { Visit } from '../support/e2e-visit.ts'
import { fenced } from '../support/e2e-words.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, type Home, Village } from '../support/village.ts'

const SUMMARY = 'Prognosen räknar dubbelt när en mätare svarar sent'
const SYSTEM = 'Sädesprognosen'
const OWN_NOTE = 'Vi såg det tre kvällar i rad'
const CHIBA_NOTE = '千葉では今のところ起きていません'
/** Level of the water at A and of the rice at B: only a range may reach the other. */
const WATER = { level: 812, capacity: 1000 }
const RICE = { level: 41, capacity: 500 }
const ROUTE = '軽トラックで古い橋を渡って'
const [SAID, ANSWERED] = ['土曜の朝に取りに来てください', 'Vi kommer på lördag']
const ROPE = { title: 'Byt brunnsrepet före vintern', body: 'Det brister när det fryser.' }
const REASON = 'ここの井戸は縄ではなく鎖です'

const village = new Village({ inMemory: true })
let browser: Browser
let chibaHome: Home
let valley: ServedNode
let chiba: ServedNode
/** A, who speaks Swedish, and B, who speaks Japanese. */
let a: Visit
let b: Visit
const heardByB: string[] = []

beforeAll(async () => {
  browser = await openChromium()
  const valleyHome = await village.home('Älvdalen')
  chibaHome = await village.home('千葉北')
  const [first, second] = await village.federation(
    { ...valleyHome, flags: [...valleyHome.flags, '--lang', 'sv'] },
    { ...chibaHome, flags: [...chibaHome.flags, '--lang', 'ja'] },
  )
  if (!first || !second) throw new Error('two were asked for')
  ;[valley, chiba] = [first, second]
  a = await Visit.open(browser, pageUrl(valleyHome), 'sv')
  b = await Visit.open(browser, pageUrl(chibaHome), 'ja')
})

afterAll(async () => {
  await browser?.close()
  await village.close()
})

walkAsJourney(() => [a, b])

const fillIn = async (visit: Visit, figures: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, figure] of Object.entries(figures)) {
    await visit.dialog.getByLabel(visit.say(`record.${name}` as 'record.level'), { exact: true }).fill(figure)
  }
}
const rowOf = (visit: Visit, node: string, resource: string): Locator =>
  visit.page.getByRole('row').filter({ hasText: node }).filter({ hasText: resource })

describe('what they have', () => {
  test('A records water by hand, after the page has said what was wrong', async () => {
    await a.goTo('nav.resources')
    await a.button('resources.record').click()
    await a.choose(a.say('resource.water'))
    await fillIn(a, { level: '1 200', capacity: '1000', surplusAbove: '700', deficitBelow: 'lite' })
    await a.button('record.save').click()
    await a.dialog.getByText(a.say('record.numberWrong')).waitFor()
    await fillIn(a, { deficitBelow: '200' })
    await a.button('record.save').click()
    await a.dialog.getByText(a.say('record.levelTooHigh')).waitFor()
    await fillIn(a, { level: `${WATER.level},0` })
    await a.button('record.save').click()
    await a.dialog.getByText(a.say('record.published')).waitFor()
    await a.button('ui.done').click()
    await a.sees(a.say('resources.onlyHere'))
  })

  test('B looks at a CSV first, is told the bad line, and takes the rest', async () => {
    await b.goTo('nav.resources')
    await b.button('resources.import').click()
    const lines = [
      'at,resource,level,unit,capacity,surplusAbove,deficitBelow',
      `2026-01-02T06:00:00Z,food,60,kg,${RICE.capacity},400,100`,
      `2026-01-03T06:00:00Z,food,many,kg,${RICE.capacity},400,100`,
      `2026-01-04T06:00:00Z,food,${RICE.level},kg,${RICE.capacity},400,100`,
      '2026-01-04T06:00:00Z,energy,9.5,kWh,10,8,2',
    ]
    await b.field('csv.paste').fill(lines.join('\n'))
    await b.button('import.look').click()
    await b.sees(b.say('csv.summary', { accepted: 3, rejected: 1 }))
    const rejected = b.dialog.getByRole('listitem')
    expect(await rejected.allInnerTexts()).toEqual([
      `${b.say('csv.line', { line: 3 })} ${b.words().csvLine('number')}`,
    ])
    await b.button('csv.take', { count: 3 }).click()
    await b.sees(b.say('csv.imported', { count: 3 }))
    await b.button('ui.done').click()
    await b.page.getByRole('heading', { name: b.say('resource.food'), exact: true }).waitFor()
  })

  test('A sees the class in a matrix, with its age', async () => {
    await a.goTo('nav.map')
    await a.choose(a.say('resource.food'))
    await a.choose(a.say('reports.matrix'))
    const row = a.page.getByRole('row').filter({ hasText: '千葉北' })
    await row.getByText(a.say('state.deficit')).first().waitFor()
    expect(await row.locator('time').first().getAttribute('datetime')).toMatch(/^20\d\d-/u)
    expect(await a.text()).not.toContain(`${RICE.level} kg`)
  })
})

describe('a warning', () => {
  test('A writes it, is asked for the PIN, and it goes out by itself', async () => {
    await b.goTo('nav.needs')
    b.page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => heardByB.push(String(payload))),
    )
    await b.page.reload()
    await b.standsBefore(b.say('needs.title', { count: 0 }))

    await a.goTo('nav.alerts')
    await a.link('alerts.raise').click()
    await a.button('raise.sign').click()
    await a.sees(a.say('raise.kindMissing'))
    await a.choose(a.say('alert.kind.systemic-error'))
    await a.choose(a.say('alert.severity.high'))
    await a.field('raise.system').fill(SYSTEM)
    await a.field('raise.summary').fill(SUMMARY)
    await a.button('raise.sign').click()
    await a.dialog.getByText(a.say('unlock.forAct')).waitFor()
    await a.enterPin(ANNA.pin)
    await a.page.getByRole('heading', { level: 1, name: SUMMARY }).waitFor()
  })

  test('B hears of it at once, in words read aloud and in the title', async () => {
    await b.standsBefore(b.say('needs.title', { count: 1 }))
    await b.page.getByRole('link', { name: SUMMARY }).waitFor()
    const aloud = b.page.getByRole('status').filter({ hasText: SUMMARY })
    expect(await aloud.getAttribute('aria-live')).toBe('polite')
    await expect.poll(() => b.page.title()).toBe(b.say('app.titleCount', { count: 1 }))
  })

  test('A signs the first judgement; B learns that there is one and nothing of what it says', async () => {
    await a.choose(a.say('judge.concur'))
    await a.field('judge.note').fill(OWN_NOTE)
    await a.button('judge.sign').click()
    await a.sees(a.say('judge.yours'))
    await b.sees(b.say('needs.sealed', { count: 1 }))
    await b.link('alert.judge').click()
    await b.sees(b.say('judge.sealed', { count: 1 }))
    expect(await b.text()).not.toContain(OWN_NOTE)
    expect(heardByB.join('\n')).toContain(SUMMARY)
    expect(heardByB.join('\n')).not.toContain(OWN_NOTE)
  })

  test('B writes a note with an input method: its Enter signs nothing', async () => {
    await b.choose(b.say('judge.not-here'))
    await b.field('judge.note').focus()
    const composition = await Composition.at(b.page)
    await composition.begin('ちば')
    await composition.takeByEnter(CHIBA_NOTE)
    await expect.poll(() => b.field('judge.note').inputValue()).toContain(CHIBA_NOTE)
    expect(await b.dialog.count()).toBe(0)
    await b.sees(b.say('judge.sealed', { count: 1 }))
  })

  test('once B has signed, both see both', async () => {
    await b.button('judge.sign').click()
    await b.enterPin(ANNA.pin)
    await b.sees(OWN_NOTE)
    await b.sees(b.say('judge.noTally'))
    await a.sees(CHIBA_NOTE)
    await a.sees(a.say('judge.not-here'))
  })

  test('A withdraws it; B sees the withdrawal beside the original', async () => {
    await a.button('correct.title').click()
    await a.choose(a.say('correct.withdraw'))
    await a.field('correct.note').fill('Det var mätaren, inte prognosen')
    await a.button('correct.withdrawDo').click()
    await b.sees(b.say('alert.corrected.withdrawn'))
    await b.sees('Det var mätaren, inte prognosen')
    await b.standsBefore(SUMMARY)
  })
})

describe('the queue by single keys', () => {
  const stateOf = (summary: string): Locator =>
    b.page.getByRole('article').filter({ has: b.page.getByRole('link', { name: summary }) })
  const press = (key: string): Promise<void> => b.page.keyboard.press(key)
  const focused = (): Promise<string> => b.page.evaluate(() => document.activeElement?.textContent ?? '')

  test('j and k move, e acknowledges', async () => {
    const anna = await valley.as(ANNA.name, ANNA.pin)
    for (const summary of ['Hittar på en brunn', 'Glömmer de små gårdarna']) {
      await anna.alerts.raise({ kind: 'hallucination', severity: 'low', summary, system: SYSTEM })
    }
    await b.goTo('nav.alerts')
    await b.page.getByRole('link', { name: 'Glömmer' }).waitFor()
    await press('j')
    await expect.poll(focused).toContain('Glömmer de små gårdarna')
    await press('j')
    await expect.poll(focused).toContain('Hittar på en brunn')
    await press('k')
    await expect.poll(focused).toContain('Glömmer de små gårdarna')
    await press('e')
    await stateOf('Glömmer').getByText(b.say('alert.state.acknowledged')).waitFor()
  })

  test('s snoozes, and the way back leads to the row', async () => {
    await press('j')
    await press('s')
    await b.dialog.getByText(b.say('snooze.lede')).waitFor()
    await press('Enter')
    await stateOf('Hittar').getByText(b.say('alert.state.snoozed')).waitFor()
    await b.dialog.waitFor({ state: 'detached' })
    await expect.poll(focused).toContain('Hittar på en brunn')
  })

  test('? shows the keys, Escape puts them away', async () => {
    await press('?')
    await b.dialog.getByText(b.say('keys.acknowledge')).waitFor()
    await press('Escape')
    await b.dialog.waitFor({ state: 'detached' })
  })

  test('no key does anything while a person writes or composes', async () => {
    const search = b.page.getByRole('searchbox')
    await search.focus()
    await b.page.keyboard.type('brunn? jes')
    expect(await search.inputValue()).toBe('brunn? jes')
    const composition = await Composition.at(b.page)
    await composition.begin('け')
    await press('s')
    await composition.takeByEnter('警')
    expect(await b.dialog.count()).toBe(0)
    await press('Escape')
    await expect.poll(() => search.inputValue()).toBe('')
    await stateOf(SUMMARY).getByText(b.say('alert.state.new'), { exact: true }).waitFor()
  })

  test('resolving keeps what was done', async () => {
    await b.page.getByRole('link', { name: SUMMARY }).click()
    await b.button('alert.resolve').click()
    await b.field('resolve.note').fill('隣と電話で確かめました')
    await b.dialog.getByRole('button', { name: b.say('alert.resolve'), exact: true }).click()
    await b.dialog.waitFor({ state: 'detached' })
    await b.sees(b.say('alert.state.resolved'))
    await b.sees('隣と電話で確かめました')
  })
})

describe('an input method', () => {
  let composition: Composition
  let keys: Keys
  const inTray = async () => (await chiba.bridge.seeds.list({ state: 'tray' })).seeds
  const saidAt = async (node: ServedNode): Promise<string[]> => {
    const [transfer] = (await node.bridge.transfers.list({})).transfers
    if (transfer === undefined) return []
    const { messages } = await node.bridge.transfers.get({ id: transfer.id })
    return messages.filter(({ kind }) => kind === 'talk').map(({ text }) => text)
  }

  test('fills in an offer, and its Enter sends nothing', async () => {
    composition = await Composition.at(b.page)
    keys = new Keys(b)
    await keys.goTo('nav.transfers')
    await keys.take(b.link('transfers.offer').first())
    await keys.pick(b.field('offer.to'), 'Älvdalen')
    await keys.choose(b.say('resource.food'))
    await keys.write(b.field('offer.quantity'), '')
    await composition.begin('１２')
    await composition.takeByEnter('１２')
    await expect.poll(() => b.field('offer.quantity').inputValue()).toBe('１２')
    await keys.tabTo(b.field('offer.route'))
    await composition.begin('けいとらっく')
    await composition.takeByEnter(ROUTE)
    await expect.poll(() => b.field('offer.route').inputValue()).toBe(ROUTE)
    await b.standsBefore(b.say('offer.title'))
    await keys.take(b.button('offer.sign'))
    await b.sees(b.say('talk.title'))
    expect((await chiba.bridge.transfers.list({})).transfers).toMatchObject([{ quantity: 12, unit: 'kg' }])
  })

  test('writes in the conversation: its own Enter sends nothing, the next one sends once', async () => {
    const field = b.field('talk.write', { peer: fenced('Älvdalen') })
    await keys.tabTo(field)
    await composition.begin('どようのあさ')
    await composition.takeByEnter(SAID)
    await expect.poll(() => field.inputValue()).toBe(SAID)
    const [{ id } = { id: null }] = (await valley.bridge.transfers.list({})).transfers
    if (id === null) throw new Error('the offer has come')
    await valley.bridge.transfers.talk({ id, text: ANSWERED })
    await b.sees(ANSWERED)
    expect(await saidAt(chiba)).toEqual([ANSWERED])
    await keys.press('Enter')
    await expect.poll(() => field.inputValue()).toBe('')
    await valley.until('transfers.changed', async () => (await saidAt(valley)).length === 2)
    expect(await saidAt(valley)).toEqual([ANSWERED, SAID])
    await b.page.getByRole('listitem').filter({ hasText: SAID }).getByText(b.say('delivery.seen')).waitFor()
  })

  test('gives the reason for which a lesson is refused, and its Enter refuses nothing', async () => {
    const anna = await valley.as(ANNA.name, ANNA.pin)
    await anna.seeds.offer(ROPE)
    await chiba.until('seeds.changed', async () => (await inTray()).length === 1)
    await keys.goTo('nav.seedbed')
    await keys.take(b.main.getByRole('link', { name: ROPE.title, exact: true }).first())
    await keys.take(b.button('refuse.open'))
    await keys.tabTo(b.field('refuse.reason'))
    await composition.begin('ここのいど')
    await composition.takeByEnter(REASON)
    await expect.poll(() => b.field('refuse.reason').inputValue()).toBe(REASON)
    expect(await inTray()).toHaveLength(1)
    await keys.take(b.dialog.getByRole('button', { name: b.say('refuse.do') }))
    await b.dialog.waitFor({ state: 'detached' })
    await b.sees(REASON)
  })

  test('finds the lesson again by its reason', async () => {
    await keys.goTo('nav.seedbed')
    await keys.tabTo(b.field('seedbed.search'))
    await composition.begin('くさり')
    await composition.takeByEnter('鎖')
    await b.sees(b.say('seedbed.found', { count: 1 }))
    await b.main.getByRole('link', { name: ROPE.title, exact: true }).waitFor()
    await b.sees(REASON)
  })
})

describe('when the line is lost', () => {
  test('a page says so, and comes back by itself', async () => {
    const tab = await Visit.open(browser, pageUrl(chibaHome), 'ja')
    const lines: (() => Promise<void>)[] = []
    await tab.page.routeWebSocket(/\/bridge$/u, (line) => {
      const node = line.connectToServer()
      if (lines.push(() => line.close()) === 2) void node // the second line stays
    })
    await tab.page.reload()
    await tab.page.getByRole('heading', { level: 1 }).waitFor()
    await lines[0]?.()
    await tab.sees(tab.say('banner.lost'))
    await tab.page.getByText(tab.say('banner.lost')).waitFor({ state: 'detached' })
    await tab.goTo('nav.alerts')
    await tab.sees(SUMMARY)
    tab.expectSilence()
    await tab.close()
  })

  test('A shows a killed Node as out of reach, with the age of what it said', async () => {
    a.expectSilence()
    b.expectSilence()
    await chiba.kill()
    await b.sees(b.say('banner.lost'))
    await a.goTo('nav.neighbours')
    await a.sees(a.say('neighbours.away'))
    await a.goTo('nav.settings')
    await a.button('clock.hour').click()
    await a.button('clock.hour').click()
    await a.goTo('nav.map')
    await a.choose(a.say('resource.food'))
    const age = rowOf(a, '千葉北', a.say('state.deficit')).locator('time')
    await expect.poll(() => age.textContent()).toMatch(/för 2 timmar sedan/u)
  })

  test('B is in reach again after its restart; its page asks for the new link and takes it', async () => {
    chiba = await village.serve(chibaHome, '--http', new URL(b.page.url()).port)
    await b.sees(b.say('app.refusedHow'))
    await b.page.goto(pageUrl(chibaHome))
    await b.sees(b.say('who.nobody'))
    await a.goTo('nav.neighbours')
    await a.sees(a.say('neighbours.connected'))
    await b.goTo('nav.alerts')
    await b.sees(SUMMARY)
  })
})
