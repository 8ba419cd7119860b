import { describe, expect, onTestFinished, test } from 'vitest'
import { encodeAlertBundle } from '../../../../../src/main/features/alerts/alert-bundle.ts'
import {
  encodeAlert,
  encodeCorrection,
  encodeReview,
} from '../../../../../src/main/features/alerts/alert-codec.ts'
import { ALERTS_PER_HOUR } from '../../../../../src/main/features/alerts/alert-rules.ts'
import { alertMigrations } from '../../../../../src/main/features/alerts/alert-store.ts'
import { createAlerts } from '../../../../../src/main/features/alerts/alerts.ts'
import { fromHex } from '../../../../../src/main/platform/bytes.ts'
import { toRelayed } from '../../../../../src/main/replica/replica-frames.ts'
import { replicaMigrations } from '../../../../../src/main/replica/replica-schema.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import { alerts as contract } from '../../../../../src/shared/contract/alerts.ts'
import type { NodeId } from '../../../../../src/shared/kernel/ids.ts'
import { TEST_START_MS } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { EntryAuthor, type Sealed, type Words } from '../../../../support/entry-author.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { FrameExchange, linksOf } from '../../../../support/frame-exchange.ts'
import { contentOf } from '../../../../support/full-intake.ts'
import { testNodeId } from '../../../../support/node-ids.ts'
import { replicaNode } from '../../../../support/replica-node.ts'
import { content, PAGE, STRANGE_ID } from './alert-fixture.ts'

const HOUR_MS = 3_600_000

/** A Node with real intake, storage and relaying, and neighbours that a test speaks for. */
async function nodeOf(n: number, neighbours: readonly NodeId[] = []) {
  const exchange = new FrameExchange()
  for (const neighbour of neighbours) exchange.join(neighbour)
  const revoked = new Set<string>()
  const node = replicaNode({
    n,
    ...linksOf(exchange.join(testNodeId(n))),
    database: memoryDatabase([...replicaMigrations, ...alertMigrations]),
    more: { isRevoked: ({ mirror }) => revoked.has(mirror.mirrorId) },
  })
  const { clock, database, federationId, nodeId, replica } = node
  const changed: string[] = []
  const feature = createAlerts({
    ...{ clock, database, publish: replica.publish, timers: { at: () => () => {} } as never },
    federation: () => federationId,
    self: () => nodeId,
    nameOf: (id) => `Node ${id.slice(-4)}`,
    seenBy: (id) => replica.seenBy(id),
    deliveryOf: () => null,
    isIsolated: () => false,
    carry: (ids) => replica.byHand.carry(ids),
    bring: replica.byHand.bring,
    mirrorSigner: () => new EntryAuthor(n).mirror('Kenji'),
    mirrorOf: () => null,
    actorName: () => 'Kenji',
    activeMirrors: () => [],
    acknowledgedReturnMs: () => HOUR_MS,
    changed: (id) => void changed.push(id ?? '*'),
  })
  node.kinds.register(...feature.kinds)
  await replica.start()
  onTestFinished(() => replica.stop())
  const bring = async (bundle: string, dryRun = false) =>
    contract.importBundle.output.parse(await feature.handlers.importBundle({ bundle, dryRun }, PAGE))
  const take = async (ids?: readonly Sealed['id'][]) =>
    contract.exportBundle.output.parse(
      await feature.handlers.exportBundle(ids ? { ids: [...ids] } : {}, PAGE),
    )
  const list = async () => (await feature.handlers.list(contract.list.input.parse({}), PAGE)).alerts
  return { ...node, exchange, revoked, changed, bring, take, list, handlers: feature.handlers }
}

/** A village whose Mirror Olle raises alerts. */
function village(n = 7) {
  const author = new EntryAuthor(n)
  const olle = author.mirror('Olle')
  const opening = author.open()
  const alert = (change: Partial<typeof content> = {}, more: Partial<Words> = {}): Sealed =>
    author.append({ kind: 'alert', payload: encodeAlert({ ...content, ...change }), mirror: olle, ...more })
  return { author, olle, opening, alert }
}

const bundleOf = (...sealed: readonly Pick<Sealed, 'raw'>[]): string =>
  encodeAlertBundle(
    testFederation(),
    sealed.map(({ raw }) => toRelayed({ raw, hops: 0 })),
  )
const packed = (fields: object): string =>
  `mirrorwell-alerts/1\n${Buffer.from(wire.AlertBundle.encode(fields).finish()).toString('base64url')}`

describe('a bundle of alerts', () => {
  test('carries an alert, its correction and its judgements to a Node that has no links', async () => {
    const { author, olle, opening, alert } = village()
    const raised = alert()
    const amended = author.append({
      ...{ kind: 'alert-correction', mirror: olle },
      payload: encodeCorrection({ alert: raised.id, kind: 'amended', note: 'Only at night.' }),
    })
    const review = { alert: raised.id, verdict: 'concur', note: '' } as const
    const judged = author.append({ kind: 'alert-review', mirror: olle, payload: encodeReview(review) })
    const [here, there] = [await nodeOf(1), await nodeOf(2)]
    await here.bring(bundleOf(raised, amended, judged))
    expect(opening.sequence).toBe(0) // is not carried: a gap in a log is no fault
    const { bundle, fileName, alerts } = await here.take([raised.id])
    expect([fileName, alerts]).toEqual(['mirrorwell-alerts-2026-06-01.txt', 1])
    expect(await there.bring(bundle)).toEqual({
      accepted: [{ id: raised.id, summary: content.summary, originName: `Node ${author.nodeId.slice(-4)}` }],
      ...{ alongside: 2, rejected: [] },
    })
    const [seen] = await there.list()
    expect(seen).toMatchObject({ ...content, id: raised.id, own: false, hops: 2, seenBy: 0, state: 'new' })
    expect(seen?.corrected?.note).toBe('Only at night.')
    expect(seen?.otherReviews).toBeNull() // sealed as ever
    expect(there.changed).toContain(raised.id)
  })

  test('goes on to every neighbour ahead of everything, as if one had sent it', async () => {
    const neighbours = [testNodeId(5), testNodeId(6)]
    const node = await nodeOf(1, neighbours)
    const { alert } = village()
    await node.bring(bundleOf(alert()))
    expect(node.exchange.inFlight.map(({ to, lane }) => `${to} ${lane}`)).toEqual(
      neighbours.map((neighbour) => `${neighbour} alert`),
    )
  })

  test('of a dry run stores nothing, passes nothing on, and gets the same answer', async () => {
    const node = await nodeOf(1, [testNodeId(5)])
    const { author, alert, opening } = village()
    const [raised, forkedPlace] = [alert(), author.append({ kind: 'node-profile', stream: 'log' })]
    const fork = author.seal({
      kind: 'alert',
      sequence: raised.sequence,
      previous: opening.id,
      payload: encodeAlert(content),
      mirror: author.mirror('Olle'),
    })
    await node.bring(bundleOf(raised))
    const text = bundleOf(alert({ summary: 'Another' }), raised, fork, forkedPlace)
    const was = contentOf(node.database)
    const sent = node.exchange.inFlight.length
    const dry = await node.bring(text, true)
    expect(contentOf(node.database)).toEqual(was)
    expect(node.exchange.inFlight.length).toBe(sent)
    expect(await node.bring(text)).toEqual(dry)
    expect(dry.accepted.length).toBe(1)
    expect(dry.rejected.map(({ reason }) => reason)).toEqual([
      'already-known',
      'equivocation',
      'content-invalid',
    ])
  })

  test('that is brought twice changes nothing the second time', async () => {
    const node = await nodeOf(1)
    const raised = village().alert()
    await node.bring(bundleOf(raised, raised))
    expect((await node.bring(bundleOf(raised))).rejected).toEqual([{ number: 1, reason: 'already-known' }])
    expect((await node.list()).length).toBe(1)
  })

  test('does not lift an author’s limits', async () => {
    const node = await nodeOf(1, [testNodeId(5)])
    const { alert } = village()
    await node.bring(bundleOf(...Array.from({ length: ALERTS_PER_HOUR + 2 }, () => alert())))
    expect((await node.list()).filter(({ heldBack }) => heldBack).length).toBe(2)
    expect(node.exchange.inFlight.length).toBe(ALERTS_PER_HOUR)
  })

  test('keeps what is dated ahead until its time', async () => {
    const node = await nodeOf(1)
    const ahead = village().alert({}, { time: { wallMs: TEST_START_MS + HOUR_MS, counter: 0 } })
    expect((await node.bring(bundleOf(ahead))).rejected).toEqual([{ number: 1, reason: 'future-dated' }])
    expect(await node.list()).toEqual([])
    node.clock.advance(HOUR_MS)
    await expect.poll(async () => (await node.list()).map(({ id }) => id)).toEqual([ahead.id])
  })

  test('holds, where none is named, the newest that fit', async () => {
    const node = await nodeOf(1)
    const { alert } = village()
    expect(await node.take()).toMatchObject({ alerts: 0 })
    const raised = Array.from({ length: 330 }, (_, index) => alert({ summary: `Alert ${index}` }))
    for (const part of [raised.slice(0, 200), raised.slice(200)]) await node.bring(bundleOf(...part))
    const { bundle, alerts } = await node.take()
    expect(alerts).toBe(320)
    const { accepted } = await (await nodeOf(2)).bring(bundle)
    expect(accepted[0]?.summary).toBe('Alert 329')
  })

  test('that no Node would take in again is not made', async () => {
    const node = await nodeOf(1)
    const { alert } = village()
    const detail = '水'.repeat(3_000)
    const raised = Array.from({ length: 130 }, () => alert({ detail }))
    for (const part of [raised.slice(0, 60), raised.slice(60)]) await node.bring(bundleOf(...part))
    const ids = raised.map(({ id }) => id)
    expect(await failureOf(() => node.take(ids))).toMatchObject({ code: 'bundle-too-large' })
    expect((await node.take(ids.slice(0, 100))).alerts).toBe(100)
    expect((await node.take()).alerts).toBeLessThan(130)
  })

  test('cannot be made of alerts that are not here', async () => {
    const node = await nodeOf(1)
    expect(await failureOf(() => node.take([STRANGE_ID]))).toEqual({ code: 'alert-unknown' })
  })
})

describe('of what a bundle holds', () => {
  const forged = (sealed: Sealed, part: 'nodeSignature' | 'mirrorSignature') => {
    const bytes = Uint8Array.from(sealed.raw[part])
    bytes[8] = (bytes[8] ?? 0) ^ 1
    return { raw: { ...sealed.raw, [part]: bytes } }
  }
  const { author, olle, alert } = village()
  const elsewhere = new EntryAuthor(7, { federationId: testFederation('elsewhere') })
  const stranger = new EntryAuthor(9)
  const payload = encodeAlert(content)

  test.each<[string, () => Pick<Sealed, 'raw'>, string]>([
    ['a forged signature of the Node', () => forged(alert(), 'nodeSignature'), 'signature-invalid'],
    ['a forged signature of the Mirror', () => forged(alert(), 'mirrorSignature'), 'signature-invalid'],
    ['a Mirror of another Node', () => alert({}, { mirror: stranger.mirror('Eva') }), 'credential-invalid'],
    ['a revoked Mirror', () => alert({}, { mirror: author.mirror('Revoked') }), 'mirror-revoked'],
    ['no Mirror', () => author.append({ kind: 'alert', payload }), 'credential-missing'],
    [
      'another federation',
      () => elsewhere.append({ kind: 'alert', payload, mirror: olle }),
      'federation-wrong',
    ],
    [
      'a changed payload',
      () => ({ raw: { ...alert().raw, payload: encodeAlert({ ...content, summary: 'Else' }) } }),
      'malformed',
    ],
    [
      'no alert',
      () => author.append({ kind: 'alert', payload: Uint8Array.of(255), mirror: olle }),
      'content-invalid',
    ],
    ['a new member', () => author.register({ kind: 'node-profile' }), 'content-invalid'],
    ['a revocation', () => author.append({ kind: 'mirror-revocation' }), 'content-invalid'],
    ['an epoch', () => new EntryAuthor(8).open(), 'content-invalid'],
    ['a lesson', () => author.append({ kind: 'seed', mirror: olle }), 'content-invalid'],
    [
      'nothing',
      () => ({
        raw: {
          body: new Uint8Array(),
          payload: new Uint8Array(),
          nodeSignature: new Uint8Array(),
          mirrorSignature: new Uint8Array(),
        },
      }),
      'version-unknown',
    ],
  ])('%s is refused with its reason, and the rest is taken', async (_, make, reason) => {
    const node = await nodeOf(1)
    node.revoked.add(author.mirror('Revoked').mirrorId)
    const good = alert()
    const { accepted, rejected } = await node.bring(bundleOf(make(), good))
    expect(rejected).toEqual([{ number: 1, reason }])
    expect(accepted.map(({ id }) => id)).toEqual([good.id])
    const kept = node.database.prepare('SELECT DISTINCT kind FROM entries').all<{ kind: string }>()
    expect(kept).toEqual([{ kind: 'alert' }])
  })

  test('an entry without an envelope is refused, and counted in its place', async () => {
    const node = await nodeOf(1)
    const good = toRelayed({ raw: alert().raw, hops: 0 })
    const federation = fromHex(testFederation())
    const { accepted, rejected } = await node.bring(
      packed({ version: 1, federation, entries: [{ hops: 3 }, good] }),
    )
    expect([accepted.length, rejected]).toEqual([1, [{ number: 1, reason: 'version-unknown' }]])
  })
})

describe('refused as no bundle is', () => {
  const federation = fromHex(testFederation())
  const raised = village().alert()
  const entry = toRelayed({ raw: raised.raw, hops: 0 })

  test.each([
    ['nothing', '', 'form'],
    ['other text', 'Dear Kenji,\nhere are the alerts.', 'form'],
    ['a bundle of lessons', bundleOf(raised).replace('alerts', 'seeds'), 'form'],
    ['another version of the text', bundleOf(raised).replace('alerts/1', 'alerts/2'), 'form'],
    ['signs that are no base64url', 'mirrorwell-alerts/1\n<script>', 'form'],
    ['half of one', bundleOf(raised).slice(0, 200), 'form'],
    ['another version', packed({ version: 2, federation, entries: [entry] }), 'version'],
    ['one of another federation', encodeAlertBundle(testFederation('another'), [entry]), 'federation'],
    ['one without a federation', packed({ version: 1, entries: [entry] }), 'federation'],
    ['one of too many', packed({ version: 1, federation, entries: Array(321).fill({}) }), 'too-many'],
  ])('%s', async (_, text, reason) => {
    const node = await nodeOf(1)
    expect(await failureOf(() => node.bring(text))).toEqual({ code: 'bundle-invalid', reason })
    expect(await node.list()).toEqual([])
  })
})
