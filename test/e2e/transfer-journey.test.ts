import type { Browser, Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bridge } from '../../src/shared/contract/index.ts'
import type { TransferPhase, TransferView } from '../../src/shared/contract/transfers.ts'
import type { TransferId } from '../../src/shared/kernel/ids.ts'
import type { Language } from '../../src/shared/kernel/language.ts'
import { openChromium } from '../support/e2e-chromium.ts'
import { Composition } from '../support/e2e-composition.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { Keys } from '../support/e2e-keys.ts'
import { pageUrl } from '../support/e2e-page-url.ts'
import { keepPicture } from '../support/e2e-picture.ts'
import { Visit } from '../support/e2e-visit.ts'
import { fenced } from '../support/e2e-words.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, type Home, Village } from '../support/village.ts'

const HOUR_MS = 3_600_000
/** How often ballots are exchanged. Chosen here: quick enough to wait for. */
const SLOT_MS = '200'
const LEVEL = 1_800
const QUANTITY = 300
const ROUTE = '給水車で古い橋を渡って'
const SAID = '土曜の朝に取りに来てください'
const ANSWERED = 'Vi kommer på lördag'

const village = new Village({ inMemory: true })
let browser: Browser
let chiba: ServedNode
let valley: ServedNode
/** The Mirror of the other side, who needs no page. */
let anna: Bridge
let visit: Visit
let keys: Keys
let composition: Composition
/** The transfer that this side offers. */
let id: TransferId

beforeAll(async () => {
  browser = await openChromium()
  const home = await quickHome('千葉北', 'ja')
  const [first, second] = await village.federation(home, await quickHome('Älvdalen', 'sv'))
  if (!first || !second) throw new Error('two were asked for')
  ;[chiba, valley] = [first, second]
  anna = await valley.as(ANNA.name, ANNA.pin)
  await chiba.bridge.resources.record({
    ...{ resource: 'water', level: LEVEL, unit: 'L' },
    ...{ capacity: 2_000, surplusAbove: 1_500, deficitBelow: 400 },
  })
  visit = await Visit.open(browser, pageUrl(home), 'ja')
  keys = new Keys(visit)
  composition = await Composition.at(visit.page)
})

afterAll(async () => {
  await browser?.close()
  await village.close()
})

walkAsJourney(() => [visit])

async function quickHome(name: string, language: Language): Promise<Home> {
  const home = await village.home(name)
  return { ...home, flags: [...home.flags, '--lang', language, '--slot-ms', SLOT_MS] }
}

/** The transfer there is at a Node. @throws where there is not just one in that phase */
async function onlyOne(node: ServedNode, phase: TransferPhase): Promise<TransferView> {
  const found = async () => (await node.bridge.transfers.list({ phase })).transfers
  await node.until('transfers.changed', async () => (await found()).length > 0)
  const [transfer, ...others] = await found()
  if (transfer === undefined || others.length > 0) throw new Error(`not one that is ${phase}`)
  return node.bridge.transfers.get({ id: transfer.id })
}

const wordsOf = ({ messages }: TransferView): string[] =>
  messages.filter(({ kind }) => kind === 'talk').map(({ text }) => text)
const talkField = (): Locator => visit.field('talk.write', { peer: fenced('Älvdalen') })
const picture = (step: string): Promise<void> => keepPicture(visit, 'transfer-journey', step)

/** Everything that the page is made of, but for how much time has gone and the names that React makes up. */
const looks = (): Promise<string[]> =>
  visit.page.evaluate(() => {
    const body = document.body.cloneNode(true) as HTMLElement
    for (const time of body.querySelectorAll('time')) time.replaceChildren()
    return body.innerHTML.replaceAll(/(?:react-aria[\d-]+)?_r_\w+_/gu, '').split(/(?=<)/u)
  })

describe('offering water by keyboard alone, in Japanese', () => {
  test('comes to the form, with a Mirror unlocked', async () => {
    await keys.take(visit.button('who.unlock'))
    await keys.enterPin(ANNA.pin)
    await keys.goTo('nav.transfers')
    await visit.standsBefore(visit.say('transfers.title'))
    await picture('1-transfers')
    await keys.take(visit.link('transfers.offer').first())
    await visit.standsBefore(visit.say('offer.title'))
  })

  test('is filled in with an input method, whose Enter sends nothing', async () => {
    await keys.choose(visit.say('offer.giver'))
    await keys.pick(visit.field('offer.to'), 'Älvdalen')
    await keys.choose(visit.say('resource.water'))
    await keys.write(visit.field('offer.quantity'), '')
    await composition.begin('３００')
    await composition.takeByEnter('３００')
    await expect.poll(() => visit.field('offer.quantity').inputValue()).toBe('３００')
    await keys.tabTo(visit.field('offer.route'))
    await composition.begin('きゅうすいしゃ')
    await composition.takeByEnter(ROUTE)
    await expect.poll(() => visit.field('offer.route').inputValue()).toBe(ROUTE)
    await visit.standsBefore(visit.say('offer.title'))
    await visit.main.getByRole('status').filter({ hasText: '1,400' }).waitFor() // what is free of it
    await picture('2-offer')
  })

  test('sends one offer when it is signed', async () => {
    await keys.take(visit.button('offer.sign'))
    await visit.sees(visit.say('talk.title'))
    expect(await onlyOne(chiba, 'offered')).toMatchObject({ quantity: QUANTITY, unit: 'L', route: ROUTE })
    ;({ id } = await onlyOne(valley, 'offered'))
    await picture('3-offered')
    await anna.transfers.agreeTerms({ id })
    await visit.page.getByRole('heading', { name: visit.say('decision.title') }).waitFor()
  })
})

describe('the conversation', () => {
  test('neither sends nor decides by the Enter that takes a composition', async () => {
    await onlyOne(valley, 'deciding')
    await keys.tabTo(talkField())
    await composition.begin('どようのあさ')
    await composition.takeByEnter(SAID)
    await expect.poll(() => talkField().inputValue()).toBe(SAID)
    await anna.transfers.talk({ id, text: ANSWERED })
    await visit.sees(ANSWERED)
    expect(wordsOf(await chiba.bridge.transfers.get({ id }))).toEqual([ANSWERED])
    await visit.button('decision.no').waitFor()
    await visit.button('decision.yes').waitFor()
  })

  test('sends by the next Enter, once', async () => {
    await keys.press('Enter')
    await expect.poll(() => talkField().inputValue()).toBe('')
    await valley.until(
      'transfers.changed',
      async () => wordsOf(await anna.transfers.get({ id })).length === 2,
    )
    expect(wordsOf(await anna.transfers.get({ id }))).toEqual([ANSWERED, SAID])
    await visit.page
      .getByRole('listitem')
      .filter({ hasText: SAID })
      .getByText(visit.say('delivery.seen'))
      .waitFor()
    await visit.button('decision.no').waitFor()
  })
})

describe('the decision', () => {
  const sealed = (): Promise<void> =>
    visit.page.getByRole('heading', { name: visit.say('decision.done') }).waitFor()

  test('is not made by a press that is let go early', async () => {
    await keys.take(visit.button('decision.yes'))
    await visit.page.locator('.hold[data-holding]').waitFor({ state: 'detached' })
    await visit.button('decision.yes').waitFor()
    await picture('4-decision')
  })

  test('leaves the same page after a no and after a yes, and nothing to see at the other Node', async () => {
    const there = await onlyOne(valley, 'deciding')
    await keys.hold(visit.button('decision.no'), sealed)
    const afterNo = await looks()
    await picture('5-sealed')
    await keys.take(visit.button('decision.change'))
    await keys.hold(visit.button('decision.yes'), sealed)
    expect(await looks()).toEqual(afterNo)
    expect(await onlyOne(valley, 'deciding')).toEqual(there)
  })

  test('brings about an agreement once the other side has said yes too', async () => {
    await anna.transfers.decide({ id, consent: true })
    await visit.sees(visit.say('transfer.now.agreed'))
    expect(await onlyOne(valley, 'agreed')).toMatchObject({ signedThere: [ANNA.name] })
    await picture('6-agreed')
  })
})

describe('the receipt', () => {
  test('says what is missing, is signed by keyboard, and is booked here', async () => {
    await keys.take(visit.button('receipt.openGave'))
    await keys.write(visit.field('receipt.quantityGave', { unit: fenced('L') }), String(QUANTITY))
    await keys.press('Enter')
    await visit.sees(visit.say('receipt.conditionMissing'))
    await keys.choose(visit.say('receipt.whole'))
    await visit.page.getByText(visit.say('receipt.conditionMissing')).waitFor({ state: 'detached' })
    await keys.choose(visit.say('receipt.bookYesDetail'))
    await picture('7-receipt')
    await keys.take(visit.button('receipt.sign'))
    await visit.sees(visit.say('receipt.booked'))
    const { resources } = await chiba.bridge.resources.own({})
    expect(resources).toMatchObject([{ resource: 'water', level: LEVEL - QUANTITY }])
  })

  test('completes the transfer once the other side has signed', async () => {
    await anna.transfers.confirmReceipt({ id, quantity: QUANTITY, condition: 'whole', book: false })
    await visit.sees(visit.say('transfer.now.completed'))
    await picture('8-completed')
  })
})

describe('a no', () => {
  test('closes an offer of theirs when the time is over, and is not told apart from silence', async () => {
    const { nodeId: to } = await chiba.bridge.node.status({})
    const offer = { to, resource: 'food', quantity: 40, unit: 'kg', settleInMs: HOUR_MS }
    const { id: theirs } = await anna.transfers.offer(offer)
    await keys.goTo('nav.needs')
    await keys.take(visit.link('needs.readTerms'))
    await keys.take(visit.button('terms.agree'))
    await keys.hold(visit.button('decision.no'), () => visit.sees(visit.say('decision.doneDetail')))
    await onlyOne(valley, 'deciding')
    await anna.transfers.decide({ id: theirs, consent: true })
    for (const node of [chiba, valley]) await node.bridge.clock.advance({ ms: HOUR_MS })
    await visit.sees(visit.say('transfer.now.not-agreed'))
    const viewThere = () => anna.transfers.get({ id: theirs })
    await valley.until('transfers.changed', async () => (await viewThere()).phase === 'closed')
    expect(await viewThere()).toMatchObject({ outcome: 'not-agreed', signedHere: [], signedThere: [] })
    await picture('9-not-agreed')
  })

  test('leaves no complaint in the console', () => visit.expectSilence())
})
