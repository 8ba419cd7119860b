import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bridge } from '../../src/shared/contract/index.ts'
import type { TransferPhase, TransferView } from '../../src/shared/contract/transfers.ts'
import type { TransferId } from '../../src/shared/kernel/ids.ts'
import { failureOf } from '../support/failure.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, type Home, linked, Village } from '../support/village.ts'

/** Time to decide, long enough for both ends' Mirrors and short enough to wait for. */
const SETTLE_MS = 3_000
const SLOT_MS = '200'

const village = new Village()
let homes: readonly [Home, Home, Home]
let a: ServedNode
let b: ServedNode
let c: ServedNode
let annaAtA: Bridge
let annaAtB: Bridge

beforeAll(async () => {
  homes = [await quickHome('Arvika'), await quickHome('Berg'), await quickHome('茅野')]
  const [first, second, third] = await village.federation(...homes)
  if (!first || !second || !third) throw new Error('three were asked for')
  ;[a, b, c] = [first, second, third]
  annaAtA = await a.as(ANNA.name, ANNA.pin)
  annaAtB = await b.as(ANNA.name, ANNA.pin)
  await annaAtA.resources.record(WATER)
  await annaAtB.resources.record({ ...WATER, level: 100 })
})

afterAll(() => village.close())

const WATER = {
  resource: 'water',
  level: 1_800,
  unit: 'L',
  capacity: 2_000,
  surplusAbove: 1_500,
  deficitBelow: 400,
} as const

/** A home whose Nodes exchange ballots five times a second. */
async function quickHome(name: string): Promise<Home> {
  const home = await village.home(name)
  return { ...home, flags: [...home.flags, '--slot-ms', SLOT_MS] }
}

const viewAt = ({ bridge }: ServedNode, id: TransferId): Promise<TransferView> => bridge.transfers.get({ id })

/** Resolves with the transfer once it has come to a phase at a Node. */
async function inPhase(node: ServedNode, id: TransferId, phase: TransferPhase): Promise<TransferView> {
  await node.until('transfers.changed', async () => {
    const { transfers } = await node.bridge.transfers.list({})
    return transfers.some((transfer) => transfer.id === id && transfer.phase === phase)
  })
  return viewAt(node, id)
}

const inPhaseAtBoth = async (id: TransferId, phase: TransferPhase): Promise<void> => {
  await Promise.all([inPhase(a, id, phase), inPhase(b, id, phase)])
}

/** An offer of A to B on whose terms both have agreed. */
async function openDecision(settleInMs = SETTLE_MS): Promise<TransferId> {
  const { id } = await annaAtA.transfers.offer({
    to: b.id,
    resource: 'water',
    quantity: 300,
    unit: 'L',
    note: 'For the greenhouse',
    settleInMs,
  })
  await inPhase(b, id, 'offered')
  await annaAtB.transfers.agreeTerms({ id })
  await inPhaseAtBoth(id, 'deciding')
  return id
}

const waterAt = async ({ bridge }: ServedNode): Promise<number | undefined> =>
  (await bridge.resources.own({})).resources.find(({ resource }) => resource === 'water')?.level

describe('a transfer between two processes', () => {
  test('goes from offer to receipt by two green lights, and each end books it when its Mirror says so', async () => {
    const id = await openDecision(60_000)
    await annaAtB.transfers.talk({ id, text: 'We can fetch it on Thursday.' })
    await annaAtA.transfers.decide({ id, consent: true })
    await annaAtB.transfers.decide({ id, consent: true })
    await inPhaseAtBoth(id, 'agreed')
    expect((await viewAt(a, id)).signedThere).toEqual([ANNA.name])
    expect((await viewAt(b, id)).signedThere).toEqual([ANNA.name])

    await annaAtA.transfers.report({ id, delivered: 150, note: 'half of it is on the road' })
    await inPhaseAtBoth(id, 'under-way')
    const before = { a: await waterAt(a), b: await waterAt(b) }
    expect(
      await annaAtB.transfers.confirmReceipt({ id, quantity: 280, condition: 'partial', book: true }),
    ).toEqual({
      booked: true,
    })
    await inPhaseAtBoth(id, 'received')
    await annaAtA.transfers.confirmReceipt({ id, quantity: 300, condition: 'whole', book: true })
    await inPhaseAtBoth(id, 'closed')
    expect(await waterAt(b)).toBe((before.b ?? 0) + 280)
    expect(await waterAt(a)).toBe((before.a ?? 0) - 300)
    const [atA, atB] = [await viewAt(a, id), await viewAt(b, id)]
    expect([atA.outcome, atB.outcome]).toEqual(['completed', 'completed'])
    expect(atA.receipts.peer).toMatchObject({ quantity: 280, condition: 'partial' })
    expect(atB.messages.filter(({ kind }) => kind === 'talk').map(({ text }) => text)).toEqual([
      'We can fetch it on Thursday.',
    ])
  })

  test.each([
    ['a no of the giver', false, true],
    ['a no of the receiver', true, false],
    ['two of them', false, false],
  ])('closes alike at both after %s, and not before the settling time', async (_case, atA, atB) => {
    const id = await openDecision()
    await Promise.all([
      annaAtA.transfers.decide({ id, consent: atA }),
      annaAtB.transfers.decide({ id, consent: atB }),
    ])
    const { settleAtMs } = await viewAt(a, id)
    await inPhaseAtBoth(id, 'closed')
    const [first, second] = [await viewAt(a, id), await viewAt(b, id)]
    for (const view of [first, second]) {
      expect(view).toMatchObject({ outcome: 'not-agreed', settleAtMs, signedHere: [], signedThere: [] })
      expect(view.closedAtMs ?? 0).toBeGreaterThanOrEqual(settleAtMs ?? Number.POSITIVE_INFINITY)
    }
  })

  test('closes in the same way when nobody answers', async () => {
    const id = await openDecision()
    await annaAtA.transfers.decide({ id, consent: true })
    await inPhaseAtBoth(id, 'closed')
    expect((await viewAt(a, id)).outcome).toBe('not-agreed')
  })

  test('ends openly at once, at both ends', async () => {
    const id = await openDecision(3_600_000)
    await annaAtB.transfers.endNow({ id })
    expect((await viewAt(b, id)).phase).toBe('closed')
    expect(await inPhase(a, id, 'closed')).toMatchObject({ outcome: 'ended-openly' })
    expect(await failureOf(annaAtA.transfers.decide({ id, consent: true }))).toMatchObject({
      code: 'transfer-phase',
    })
  })

  test('is nothing that a third Node hears of', async () => {
    expect((await c.bridge.transfers.list({})).transfers).toEqual([])
  })

  test('is offered, decided and closed by Mirrors alone', async () => {
    const offer = { to: b.id, resource: 'water', quantity: 1, unit: 'L' }
    expect(await failureOf(a.bridge.transfers.offer(offer))).toMatchObject({ code: 'mirror-locked' })
    const id = await openDecision()
    expect(await failureOf(a.bridge.transfers.decide({ id, consent: true }))).toMatchObject({
      code: 'mirror-locked',
    })
    expect(await failureOf(a.bridge.transfers.endNow({ id }))).toMatchObject({ code: 'mirror-locked' })
  })

  test('survives the end of a process between the answers', async () => {
    const id = await openDecision(60_000)
    await annaAtB.transfers.decide({ id, consent: true })
    await b.kill()
    await annaAtA.transfers.decide({ id, consent: true })
    b = await village.serve(homes[1])
    await linked(b, 2)
    await inPhaseAtBoth(id, 'agreed')
    annaAtB = await b.as(ANNA.name, ANNA.pin)
  })

  test('waits for a Node that is away, and reaches it when it is back', async () => {
    await b.kill()
    const { id } = await annaAtA.transfers.offer({ to: b.id, resource: 'water', quantity: 20, unit: 'L' })
    expect((await viewAt(a, id)).messages[0]?.delivery).toBe('queued')
    b = await village.serve(homes[1])
    await inPhase(b, id, 'offered')
    await a.until('transfers.changed', async () => (await viewAt(a, id)).messages[0]?.delivery === 'seen')
    annaAtB = await b.as(ANNA.name, ANNA.pin)
  })
})
