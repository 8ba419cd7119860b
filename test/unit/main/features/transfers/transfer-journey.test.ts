import { beforeEach, describe, expect, test } from 'vitest'
import { MESSAGES_MAX } from '../../../../../src/main/features/transfers/transfer-codec.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import type { TransferId } from '../../../../../src/shared/kernel/ids.ts'
import { failureOf } from '../../../../support/failure.ts'
import { idle } from '../../../../support/test-timers.ts'
import { PAGE, SETTLE_IN_MS, SLOT_MS, TransferPair, WATER } from '../../../../support/transfer-pair.ts'

let pair: TransferPair
beforeEach(async () => {
  pair = await TransferPair.started()
})

const BOTH_WAYS = [
  ['lower', 'higher'],
  ['higher', 'lower'],
] as const

describe('from an offer to a receipt', () => {
  test.each(BOTH_WAYS)('the %s Node gives and both are told the same', async (from, to) => {
    const [giver, receiver] = [pair[from], pair[to]]
    giver.figures = [WATER]
    receiver.figures = [{ ...WATER, level: 100 }]
    const id = await giver.offer()
    await idle()
    expect(await receiver.view(id)).toMatchObject({
      ...{ role: 'receiver', phase: 'offered', quantity: 300, proposedHere: false, settleAtMs: null },
      can: { agreeTerms: true, counter: true, decide: false, talk: true, endNow: true },
    })
    await receiver.call('agreeTerms', { id, revision: 0 })
    await idle()
    const settleAtMs = pair.clock.nowMs() + SETTLE_IN_MS
    for (const end of pair.ends) {
      expect(await end.view(id)).toMatchObject({ phase: 'deciding', settleAtMs, slotMs: SLOT_MS })
      await end.call('decide', { id, consent: true })
    }
    await pair.slots(2)
    expect(await giver.view(id)).toMatchObject({
      ...{ phase: 'agreed', signedHere: [giver.active[0]?.name], signedThere: [receiver.active[0]?.name] },
      can: { report: true, confirmReceipt: true },
    })
    expect(await receiver.phase(id)).toBe('agreed')

    await giver.call('report', { id, delivered: 120, note: 'Half way' })
    await idle()
    expect(await receiver.view(id)).toMatchObject({
      ...{ phase: 'under-way', progress: [{ own: false, delivered: 120, note: 'Half way' }] },
    })
    await giver.call('confirmReceipt', { id, quantity: 300, condition: 'whole', book: true })
    await idle()
    expect(await receiver.phase(id)).toBe('received')
    await receiver.call('confirmReceipt', { id, quantity: 290, condition: 'partial', book: true })
    await idle()
    for (const end of pair.ends) {
      expect(await end.view(id)).toMatchObject({ phase: 'closed', outcome: 'completed' })
    }
    expect([giver.figures[0]?.level, receiver.figures[0]?.level]).toEqual([700, 390])
    expect((await giver.view(id)).receipts).toMatchObject({
      own: { quantity: 300, condition: 'whole', booked: true, mirrorName: giver.active[0]?.name },
      peer: { quantity: 290, condition: 'partial', booked: false, mirrorName: receiver.active[0]?.name },
    })
  })

  test('whoever asks receives', async () => {
    const id = await pair.lower.offer({ as: 'receiver' })
    await idle()
    expect(await pair.lower.view(id)).toMatchObject({ role: 'receiver', proposedHere: true })
    expect(await pair.higher.view(id)).toMatchObject({ role: 'giver', proposedHere: false })
  })

  test('the conversation is the same at both ends, in order, with who signed and how far it has come', async () => {
    const id = await pair.agreed()
    await pair.higher.call('talk', { id, text: 'ありがとう' })
    await idle()
    const [mine, theirs] = await Promise.all(pair.ends.map((end) => end.view(id)))
    const told = (view: typeof mine) =>
      view?.messages.map(({ kind, text, mirrorName }) => [kind, text, mirrorName])
    expect(told(mine)).toEqual([
      ['offer', 'For the greenhouse', 'Anna'],
      ['terms', '', null],
      ['terms', '', null],
      ['talk', 'ありがとう', null],
    ])
    expect(told(theirs)).toEqual(told(mine))
    expect(mine?.messages.map(({ own, delivery }) => [own, delivery])).toEqual([
      [true, 'seen'],
      [false, null],
      [true, 'seen'],
      [false, null],
    ])
  })
})

describe('coming to terms', () => {
  test('a counter takes the place of what stood, and what was agreed to it is asked anew', async () => {
    const id = await pair.lower.offer()
    await idle()
    await pair.higher.call('counter', { ...TERMS, id, quantity: 200 })
    await idle()
    expect(await pair.lower.view(id)).toMatchObject({
      ...{ quantity: 200, revision: 1, proposedHere: false, phase: 'offered' },
    })
    expect(await failureOf(pair.lower.call('agreeTerms', { id, revision: 0 }))).toEqual({
      code: 'transfer-terms-changed',
    })
    await pair.lower.call('agreeTerms', { id, revision: 1 })
    await idle()
    expect(await pair.phases(id)).toEqual(['deciding', 'deciding'])
  })

  test('two counters that cross come to the lower Node’s at both ends', async () => {
    const id = await pair.lower.offer()
    await idle()
    await Promise.all([
      pair.lower.call('counter', { ...TERMS, id, quantity: 111 }),
      pair.higher.call('counter', { ...TERMS, id, quantity: 222 }),
    ])
    await idle()
    for (const end of pair.ends) expect(await end.view(id)).toMatchObject({ quantity: 111, revision: 1 })
    await pair.higher.call('agreeTerms', { id })
    await idle()
    expect(await pair.phases(id)).toEqual(['deciding', 'deciding'])
  })

  test('an agreement that crosses a counter has agreed to nothing', async () => {
    const id = await pair.lower.offer()
    await idle()
    await Promise.all([
      pair.higher.call('agreeTerms', { id }),
      pair.lower.call('counter', { ...TERMS, id, quantity: 50 }),
    ])
    await idle()
    expect(await pair.phases(id)).toEqual(['offered', 'offered'])
    await pair.higher.call('agreeTerms', { id })
    await idle()
    expect(await pair.phases(id)).toEqual(['deciding', 'deciding'])
    expect(await pair.lower.view(id)).toMatchObject({ quantity: 50, revision: 1 })
  })

  test('agreeing is safe to repeat, and for whoever proposed a harmless success', async () => {
    const id = await pair.lower.offer()
    await idle()
    await pair.lower.call('agreeTerms', { id })
    expect(await pair.phases(id)).toEqual(['offered', 'offered'])
    for (let time = 0; time < 3; time += 1) await pair.higher.call('agreeTerms', { id })
    await idle()
    await pair.higher.call('agreeTerms', { id })
    expect(await pair.phases(id)).toEqual(['deciding', 'deciding'])
    expect(pair.higher.rows('transfer_messages').filter(({ own }) => own === 1)).toHaveLength(1)
  })

  test('whoever has agreed waits for the answer before countering, and not for ever', async () => {
    const id = await pair.lower.offer()
    await idle()
    pair.setLinked(false)
    await pair.higher.call('agreeTerms', { id })
    expect(await failureOf(pair.higher.call('counter', { ...TERMS, id }))).toMatchObject({
      code: 'transfer-phase',
    })
    await pair.pass(SETTLE_IN_MS)
    expect(await pair.higher.view(id)).toMatchObject({ phase: 'closed', outcome: 'not-agreed' })
    pair.setLinked(true)
    await idle()
    expect(await pair.lower.view(id)).toMatchObject({ phase: 'closed', outcome: 'not-agreed' })
    expect(pair.ends.map(({ refusals }) => refusals)).toEqual([[], []])
  })

  test('an unanswered agreement that could not be ended is ended as soon as there is room', async () => {
    const { lower, higher } = pair
    const id = await lower.offer()
    await idle()
    pair.setLinked(false)
    await higher.call('agreeTerms', { id })
    higher.database.execute(
      `CREATE TRIGGER full BEFORE INSERT ON transfers BEGIN SELECT RAISE(ABORT, 'no room'); END`,
    )
    await pair.pass(SETTLE_IN_MS)
    expect(await higher.phase(id)).toBe('offered')
    higher.database.execute('DROP TRIGGER full')
    await pair.pass(60_000)
    expect((await higher.view(id)).outcome).toBe('not-agreed')
  })

  test('nobody agrees where fewer Mirrors are there than a transfer takes', async () => {
    const id = await pair.lower.offer()
    await idle()
    pair.higher.need = 2
    expect(await failureOf(pair.higher.call('agreeTerms', { id }))).toEqual({
      ...{ code: 'mirrors-too-few', needed: 2, active: 1 },
    })
  })
})

describe('ends', () => {
  test.each(['offered', 'deciding', 'agreed'] as const)('openly while %s, at both ends', async (phase) => {
    const id = await inPhase(phase)
    await pair.higher.call('endNow', { id })
    await idle()
    for (const end of pair.ends) {
      expect(await end.view(id)).toMatchObject({ phase: 'closed', outcome: 'ended-openly' })
    }
    await pair.pass(10 * SETTLE_IN_MS)
    expect(await pair.lower.view(id)).toMatchObject({ outcome: 'ended-openly', can: { talk: false } })
  })

  test.each(BOTH_WAYS)(
    'the %s Node ends what is being decided: no ballot more, and no answer left',
    async (by) => {
      const id = await pair.deciding()
      await pair.lower.call('decide', { id, consent: true })
      await pair.slots(2)
      await pair[by].call('endNow', { id })
      await idle()
      for (const end of pair.ends) expect(end.rows('transfer_votes')).toEqual([])
      const frames = pair.frames.length
      await pair.slots(3)
      expect(frames).toBeGreaterThan(8)
      expect(pair.frames).toHaveLength(frames)
    },
  )

  test('a no, an open answer and an absent Node look the same at the settling time', async () => {
    const ids = [await pair.deciding(), await pair.deciding(), await pair.deciding()]
    const [vetoed, halfOpen, open] = ids as [TransferId, TransferId, TransferId]
    await pair.higher.call('decide', { id: vetoed, consent: false })
    for (const id of [vetoed, halfOpen]) await pair.lower.call('decide', { id, consent: true })
    await pair.slots(5)
    for (const id of ids) expect(await pair.phases(id)).toEqual(['deciding', 'deciding'])
    await pair.pass(SETTLE_IN_MS)
    const views = await Promise.all([vetoed, halfOpen, open].map((id) => pair.lower.view(id)))
    expect(new Set(views.map(({ phase, outcome }) => `${phase} ${outcome}`))).toEqual(
      new Set(['closed not-agreed']),
    )
  })

  test('a veto leaves no trace at either end', async () => {
    const id = await pair.deciding()
    const before = pair.ends.map(({ events }) => events.length)
    await pair.higher.call('decide', { id, consent: false })
    expect(pair.ends.map(({ events }) => events.length)).toEqual(before)
    await pair.pass(SETTLE_IN_MS)
    for (const end of pair.ends) expect(end.rows('transfer_votes')).toEqual([])
  })
})

describe('refuses', () => {
  const refused = async (work: Promise<unknown>, code: string): Promise<void> =>
    expect(await failureOf(work)).toMatchObject({ code })

  test('an offer to a Node it does not know or has set apart, to itself, in another unit, or where nobody is unlocked', async () => {
    const { lower } = pair
    lower.figures = [WATER]
    await refused(lower.offer({ to: lower.nodeId }), 'neighbour-unknown')
    await refused(lower.offer({ unit: 'm³' }), 'resource-unit-mismatch')
    await refused(
      lower.call('offer', { ...TERMS, resource: 'water', to: pair.higher.nodeId }, PAGE),
      'mirror-locked',
    )
    lower.isolatesOther = true
    await refused(lower.offer(), 'neighbour-isolated')
    lower.knowsOther = false
    await refused(lower.offer(), 'neighbour-unknown')
    expect(lower.rows('transfers')).toEqual([])
  })

  test('to sign while it may not', async () => {
    const id = await pair.lower.offer()
    await idle()
    pair.lower.closedFor = new MirrorError('epoch-unconfirmed')
    await refused(pair.lower.offer(), 'epoch-unconfirmed')
    const sent = pair.frames.length
    const calls = {
      counter: { id, ...TERMS, quantity: 1 },
      talk: { id, text: 'hej' },
      agreeTerms: { id },
      decide: { id, consent: true },
      endNow: { id },
      report: { id, delivered: 1 },
      confirmReceipt: { id, quantity: 1, condition: 'whole', book: false },
    } as const
    for (const method of Object.keys(calls) as (keyof typeof calls)[]) {
      await refused(pair.lower.call(method, calls[method]), 'epoch-unconfirmed')
    }
    expect(pair.frames).toHaveLength(sent)
  })

  test('what the phase does not allow, and what it has never heard of', async () => {
    const { lower } = pair
    const id = await lower.offer()
    await refused(lower.call('decide', { id, consent: true }), 'transfer-phase')
    await refused(lower.call('report', { id, delivered: 1 }), 'transfer-phase')
    await refused(
      lower.call('confirmReceipt', { id, quantity: 1, condition: 'whole', book: false }),
      'transfer-phase',
    )
    await refused(lower.call('get', { id: '00'.repeat(16) }), 'transfer-unknown')
    await lower.call('endNow', { id })
    await refused(lower.call('talk', { id, text: 'too late' }), 'transfer-phase')
    await refused(lower.call('endNow', { id }), 'transfer-phase')
    await refused(lower.call('agreeTerms', { id }), 'transfer-phase')
    await refused(lower.call('counter', { ...TERMS, id }), 'transfer-phase')
  })

  test('more reports than the other end takes, so that there is room for what ends the transfer', async () => {
    const { lower } = pair
    const id = await pair.agreed()
    pair.setLinked(false)
    let answer: unknown = 'done'
    for (let said = 0; answer === 'done' && said < MESSAGES_MAX; said += 1) {
      answer = await failureOf(lower.call('report', { id, delivered: 1 }))
    }
    expect(answer).toEqual({ code: 'too-many-calls' })
    await lower.call('confirmReceipt', { id, quantity: 300, condition: 'whole', book: false })
    const numbers = lower.rows('transfer_messages').map(({ number }) => Number(number))
    expect(Math.max(...numbers)).toBeLessThan(MESSAGES_MAX)
  })

  test('more than fifty open transfers with one Node, at either end', async () => {
    const ids: TransferId[] = []
    for (let count = 0; count < 50; count += 1) ids.push(await pair.lower.offer())
    await idle()
    await refused(pair.lower.offer(), 'transfers-too-many')
    await refused(pair.higher.offer(), 'transfers-too-many')
    const [first] = ids
    if (first === undefined) throw new Error('fifty')
    await pair.lower.call('endNow', { id: first })
    expect(await failureOf(pair.lower.offer())).toBe('done')
  })
})

describe('levels', () => {
  test('a receipt is booked once, and only where the resource is kept in the same unit', async () => {
    const id = await pair.agreed()
    pair.lower.figures = [WATER]
    pair.higher.figures = [{ ...WATER, unit: 'm³' }]
    const receipt = { id, quantity: 300, condition: 'whole', book: true }
    expect(await pair.lower.call('confirmReceipt', receipt)).toEqual({ booked: true })
    expect(await failureOf(pair.lower.call('confirmReceipt', receipt))).toMatchObject({
      code: 'transfer-phase',
    })
    expect(await pair.higher.call('confirmReceipt', receipt)).toEqual({ booked: false })
    expect(pair.ends.map(({ figures }) => figures[0]?.level)).toEqual([700, 1_000])
    expect(pair.ends.map(({ booked }) => booked)).toEqual([['water'], []])
  })

  test('what is promised is earmarked, and a second promise of the same water warns', async () => {
    const { lower } = pair
    lower.figures = [WATER]
    expect((await lower.call('earmarks', {})).earmarks).toEqual([
      { resource: 'water', unit: 'L', level: 1_000, earmarked: 0, free: 600 },
    ])
    const first = await lower.call('offer', { ...TERMS, resource: 'water', to: pair.higher.nodeId })
    expect(first.warning).toBeNull()
    const second = await lower.call('offer', {
      ...{ ...TERMS, quantity: 301, resource: 'water', to: pair.higher.nodeId },
    })
    expect(second.warning).toEqual({ resource: 'water', unit: 'L', level: 1_000, earmarked: 601, free: 0 })
    await lower.call('endNow', { id: first.id })
    expect((await lower.call('earmarks', {})).earmarks).toEqual([
      { resource: 'water', unit: 'L', level: 1_000, earmarked: 301, free: 299 },
    ])
  })

  test('a hint suggests of what nobody was promised', async () => {
    const { lower, higher } = pair
    lower.figures = [{ ...WATER, state: 'surplus' }]
    const shown = { nodeId: higher.nodeId, resource: 'water', unit: 'L', state: 'deficit' } as const
    lower.shown = [{ ...shown, low: 0, high: 0, capacity: 10_000, reportedAtMs: 0 }]
    const suggested = async (): Promise<unknown> =>
      (await lower.call('hints', {})).hints.map(({ suggestedQuantity }) => suggestedQuantity)
    expect(await suggested()).toEqual([600])
    await lower.call('offer', { ...TERMS, resource: 'water', to: higher.nodeId })
    expect(await suggested()).toEqual([300])
  })
})

const TERMS = {
  quantity: 300,
  unit: 'L',
  window: null,
  route: '',
  expectedLossRatio: 0,
  settleInMs: SETTLE_IN_MS,
} as const

async function inPhase(phase: 'offered' | 'deciding' | 'agreed'): Promise<TransferId> {
  if (phase === 'deciding') return pair.deciding()
  if (phase === 'agreed') return pair.agreed()
  const id = await pair.lower.offer()
  await idle()
  return id
}
