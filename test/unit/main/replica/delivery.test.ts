import { describe, expect, test } from 'vitest'
import { fromHex } from '../../../../src/main/platform/bytes.ts'
import { type DeliveryFacts, deliveryOf, UNANSWERED_AFTER_MS } from '../../../../src/main/replica/delivery.ts'
import { EntryAuthor } from '../../../support/entry-author.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { among } from '../../../support/replica-among.ts'

const FRESH: DeliveryFacts = {
  seenBy: 0,
  saidAtMs: 1_000,
  lastReceiptAtMs: null,
  knownNodes: 3,
  linkedForMs: [60_000],
  ageMs: 10,
  isHeldBack: false,
  isClosed: false,
}
const LATE = UNANSWERED_AFTER_MS

describe('what this Node said', () => {
  test.for<[string, Partial<DeliveryFacts>, string]>([
    [
      'is queued while nobody is in reach, however long',
      { linkedForMs: [], ageMs: 30 * LATE },
      'queued nobody-in-reach',
    ],
    ['is under way once somebody is', {}, 'sent null'],
    ['waits for a neighbour’s question beyond its author’s limits', { isHeldBack: true }, 'queued held-back'],
    [
      'is seen as soon as one Node holds it, also when that Node has gone',
      { seenBy: 1, linkedForMs: [] },
      'seen null',
    ],
    [
      'has failed where Nodes in reach stay silent',
      { linkedForMs: [5, LATE], ageMs: LATE },
      'failed unanswered',
    ],
    ['has not failed while the link is young', { linkedForMs: [LATE - 1], ageMs: 9 * LATE }, 'sent null'],
    ['has not failed while it is young itself', { linkedForMs: [9 * LATE], ageMs: LATE - 1 }, 'sent null'],
    ['has failed where this Node’s own later log leaves it out', { isClosed: true }, 'failed epoch-closed'],
    ['is seen by whoever took it before that', { isClosed: true, seenBy: 2 }, 'seen null'],
  ])('%s', ([, facts, expected]) => {
    const { state, reason } = deliveryOf({ ...FRESH, ...facts })
    expect(`${state} ${reason}`).toBe(expected)
  })

  test('tells by how many of how many', () => {
    expect(deliveryOf({ ...FRESH, seenBy: 2 })).toMatchObject({ seenBy: 2, knownNodes: 3 })
  })

  test.for<[string, Partial<DeliveryFacts>, number | null]>([
    ['from when it was said until the last receipt', { lastReceiptAtMs: 4_500 }, 3_500],
    ['never below nothing, should the clock be set back', { lastReceiptAtMs: 400 }, 0],
    ['not before anybody has it', {}, null],
    ['not of what others brought back here', { saidAtMs: null, lastReceiptAtMs: 4_500 }, null],
  ])('tells how long it took %s', ([, facts, expected]) => {
    expect(deliveryOf({ ...FRESH, seenBy: 1, ...facts }).spreadMs).toBe(expected)
  })
})

describe('what a neighbour holds', () => {
  const [near, far] = [testNodeId(2), testNodeId(3)]
  const asked = { knownNodes: 2, isHeldBack: false }
  const raise = (node: Awaited<ReturnType<typeof among>>) =>
    node.replica.publish({ kind: 'mirror-credential', payload: Uint8Array.of(1) })

  async function cursorsOf(node: Awaited<ReturnType<typeof among>>, nextSequence: number) {
    const own = node.replica.ownEpoch()
    if (own === null) throw new Error('nothing was published yet')
    const epoch = { openedAtMs: own.epoch.openedAtMs, random: fromHex(own.epoch.random) }
    return { logs: [{ author: node.signer.publicKey, epoch, nextSequence }], latest: [] }
  }

  test('counts by its receipt', async () => {
    const node = await among([near, far])
    const { id } = await raise(node)
    expect(node.replica.deliveries.of(id, asked)).toMatchObject({ state: 'sent', seenBy: 0 })
    await node.hear(near, { receipts: { ids: [fromHex(id)] } })
    await node.hear(near, { receipts: { ids: [fromHex(id)] } })
    expect(node.replica.deliveries.of(id, asked)).toMatchObject({ state: 'seen', seenBy: 1 })
  })

  test('counts by how far it holds our log: it may have it from others, days later', async () => {
    const node = await among([near, far])
    const told: string[] = []
    node.replica.onReceipt(({ id, own }) => void told.push(`${id} ${own}`))
    const first = await raise(node)
    const second = await raise(node)
    const cursors = await cursorsOf(node, second.sequence)
    await node.hear(far, { cursors })
    await node.hear(far, { cursors })
    expect(node.replica.deliveries.of(first.id, asked)).toMatchObject({ state: 'seen', seenBy: 1 })
    expect(node.replica.deliveries.of(second.id, asked)).toMatchObject({ state: 'sent' })
    expect(told).toContain(`${first.id} true`)
    expect(told.filter((line) => line.startsWith(first.id)).length).toBe(1)
  })

  test('is dated when it was told, once a neighbour, by receipt and by log alike', async () => {
    const node = await among([near, far])
    const { id, sequence } = await raise(node)
    const spreadMs = () => node.replica.deliveries.of(id, asked)?.spreadMs
    expect(spreadMs()).toBeNull()
    node.clock.advance(700)
    await node.hear(near, { receipts: { ids: [fromHex(id)] } })
    expect(spreadMs()).toBe(700)
    node.clock.advance(9_300)
    await node.hear(near, { receipts: { ids: [fromHex(id)] } })
    expect(spreadMs()).toBe(700)
    await node.hear(far, { cursors: await cursorsOf(node, sequence + 1) })
    expect(spreadMs()).toBe(10_000)
  })

  test('of what it brought back here is told without a time', async () => {
    const node = await among([near])
    const mine = new EntryAuthor(1).register({ kind: 'node-profile', payload: Uint8Array.of(1) })
    node.clock.advance(60_000)
    await node.send(near, mine)
    expect(node.replica.deliveries.of(mine.id, asked)).toMatchObject({ state: 'seen', spreadMs: null })
  })

  test('counts no further than our log goes', async () => {
    const node = await among([near])
    await raise(node)
    await node.hear(near, { cursors: await cursorsOf(node, 1_000_000) })
    const later = await raise(node)
    expect(node.replica.deliveries.of(later.id, asked)).toMatchObject({ state: 'sent', seenBy: 0 })
  })

  test('is not known of what is not held here', async () => {
    const node = await among([near])
    expect(
      node.replica.deliveries.of('ab'.repeat(32) as Parameters<typeof node.replica.deliveries.of>[0], asked),
    ).toBeNull()
  })
})
