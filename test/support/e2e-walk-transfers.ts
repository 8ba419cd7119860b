import type { Locator } from 'playwright'
import { expect, test } from 'vitest'
import type { TransferView } from '../../src/shared/contract/transfers.ts'
import type { TransferId } from '../../src/shared/kernel/ids.ts'
import { AGREED, NEIGHBOUR, WALKER, WATER, type Walk } from './e2e-walk.ts'
import { fenced } from './e2e-words.ts'
import { ANNA } from './village.ts'

const HOUR_MS = 3_600_000
const OFFERED = 300

export function transfer(walk: Walk): void {
  let id: TransferId
  const there = (): Promise<TransferView> => walk.theirs.transfers.get({ id })
  const sealed = (): Promise<void> =>
    walk.visit.page.getByRole('heading', { name: walk.visit.say('decision.done') }).waitFor()

  test('is offered here, and answered there with other terms', async () => {
    const { keys, visit, theirs } = walk
    await keys.go('nav.transfers')
    await keys.take(visit.link('transfers.offer').first())
    await keys.choose(visit.say('offer.giver'))
    await keys.pick(visit.field('offer.to'), NEIGHBOUR)
    await keys.choose(visit.say('resource.water'))
    await keys.write(visit.field('offer.quantity'), String(OFFERED))
    await keys.take(visit.button('offer.sign'))
    await visit.sees(visit.say('talk.title'))
    const offered = async () => (await theirs.transfers.list({ phase: 'offered' })).transfers
    await walk.neighbour.until('transfers.changed', async () => (await offered()).length === 1)
    const [transfer] = await offered()
    if (transfer === undefined) throw new Error('there was one')
    id = transfer.id
    const terms = { unit: 'L', window: null, route: '', expectedLossRatio: 0, settleInMs: HOUR_MS }
    await theirs.transfers.counter({ id, quantity: AGREED, ...terms })
  })

  test('has its terms signed at both ends', async () => {
    const { keys, visit } = walk
    await visit.sees(new RegExp(`${AGREED}\\s*L`, 'u'))
    await keys.take(visit.button('terms.agree'))
    await visit.page.getByRole('heading', { name: visit.say('decision.title') }).waitFor()
    await walk.neighbour.until('transfers.changed', async () => (await there()).phase === 'deciding')
  })

  test('is decided by a press that is held, and nobody can see how', async () => {
    const { keys, visit } = walk
    const before = await there()
    await keys.take(visit.button('decision.yes'))
    await visit.page.locator('.hold[data-holding]').waitFor({ state: 'detached' })
    await keys.hold(visit.button('decision.no'), sealed)
    const afterNo = await looks(visit.main)
    await keys.take(visit.button('decision.change'))
    await keys.hold(visit.button('decision.yes'), sealed)
    expect(await looks(visit.main)).toEqual(afterNo)
    expect(await there()).toEqual(before)
  })

  test('is agreed once the other side has said yes too', async () => {
    await walk.theirs.transfers.decide({ id, consent: true })
    await walk.visit.sees(walk.visit.say('transfer.now.agreed'))
    await walk.neighbour.until('transfers.changed', async () => (await there()).phase === 'agreed')
    expect(await there()).toMatchObject({ signedHere: [ANNA.name], signedThere: [WALKER.mirror] })
  })

  test('is booked by its receipt, and complete once both have signed one', async () => {
    const { keys, visit } = walk
    await keys.take(visit.button('receipt.openGave'))
    await keys.write(visit.field('receipt.quantityGave', { unit: fenced('L') }), String(AGREED))
    await keys.press('Enter')
    await visit.sees(visit.say('receipt.conditionMissing'))
    await keys.choose(visit.say('receipt.whole'))
    await visit.page.getByText(visit.say('receipt.conditionMissing')).waitFor({ state: 'detached' })
    await keys.choose(visit.say('receipt.bookYesDetail'))
    await keys.take(visit.button('receipt.sign'))
    await visit.sees(visit.say('receipt.booked'))
    const { resources } = await walk.node.resources.own({})
    expect(resources).toMatchObject([{ resource: 'water', level: WATER.level - AGREED }])
    await walk.theirs.transfers.confirmReceipt({ id, quantity: AGREED, condition: 'whole', book: false })
    await visit.sees(visit.say('transfer.now.completed'))
  })
}

export function no(walk: Walk): void {
  test('closes the transfer when the time is over, alike at both ends and told to nobody', async () => {
    const { keys, visit, node, theirs } = walk
    const { nodeId: to } = await node.node.status({})
    const terms = { resource: 'food', quantity: 40, unit: 'kg', settleInMs: HOUR_MS }
    const { id } = await theirs.transfers.offer({ to, ...terms })
    await keys.go('nav.needs')
    await keys.take(visit.link('needs.readTerms'))
    const page = visit.page.url()
    await keys.take(visit.button('terms.agree'))
    await keys.hold(visit.button('decision.no'), () => visit.sees(visit.say('decision.doneDetail')))
    await walk.neighbour.until(
      'transfers.changed',
      async () => (await theirs.transfers.get({ id })).phase === 'deciding',
    )
    await theirs.transfers.decide({ id, consent: true })
    await walk.neighbour.bridge.clock.advance({ ms: HOUR_MS })
    await keys.go('nav.settings')
    await keys.take(visit.button('clock.hour'))
    await expect.poll(async () => (await node.transfers.get({ id })).phase).toBe('closed')
    await walk.neighbour.until(
      'transfers.changed',
      async () => (await theirs.transfers.get({ id })).phase === 'closed',
    )
    const alike = { phase: 'closed', outcome: 'not-agreed', signedHere: [], signedThere: [] }
    for (const end of [node, theirs]) expect(await end.transfers.get({ id })).toMatchObject(alike)
    await keys.go('nav.transfers')
    await keys.take(visit.main.locator(`a[href="${new URL(page).hash}"]`).first())
    await visit.sees(visit.say('transfer.now.not-agreed'))
  })
}

/** Everything that a part of the page is made of, but for how much time has gone and the names that React makes up. */
const looks = (part: Locator): Promise<string[]> =>
  part.evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement
    for (const time of copy.querySelectorAll('time')) time.replaceChildren()
    return copy.innerHTML.replaceAll(/(?:react-aria[\d-]+)?_r_\w+_/gu, '').split(/(?=<)/u)
  })
