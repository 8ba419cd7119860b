import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bridge } from '../../src/shared/contract/index.ts'
import type { EntryId, NodeId } from '../../src/shared/kernel/ids.ts'
import { failureOf } from '../support/failure.ts'
import { NodeTables } from '../support/node-tables.ts'
import type { ServedNode } from '../support/served-node.ts'
import { until } from '../support/until.ts'
import { ANNA, type Home, linked, Village } from '../support/village.ts'

const MINUTE_MS = 60_000
/** Over the isolation, and over the gap and the chance delay of a changed class: docs/security.md, "When a report leaves". */
const AFTER_CHANGE_MS = 16 * MINUTE_MS
const REASON = 'Your meter has sent figures of last year since Monday.'
const ANSWER = 'The meter was changed this morning.'

/** All that isolations, flags and appeals may change. */
const TABLES_OF_TRUST = ['trust_flags', 'trust_isolations', 'trust_letters']

/** What passed on links goes on being noted, whoever is set apart. */
const LOG_OF_LINKS = 'meetings'

const village = new Village()
let homes: readonly [Home, Home, Home]
let a: ServedNode
let b: ServedNode
let c: ServedNode
let annaAtA: Bridge
let annaAtB: Bridge

beforeAll(async () => {
  homes = [await village.home('Arvika'), await village.home('Berg'), await village.home('茅野')]
  const [first, second, third] = await village.federation(...homes)
  if (!first || !second || !third) throw new Error('three were asked for')
  ;[a, b, c] = [first, second, third]
  annaAtA = await a.as(ANNA.name, ANNA.pin)
  annaAtB = await b.as(ANNA.name, ANNA.pin)
})

afterAll(() => village.close())

/** Resolves once two Nodes hold the same log entries of everybody. */
async function sameLogs(one: ServedNode, other: ServedNode): Promise<void> {
  const tables = [one, other].map((node) => new NodeTables(node.databasePath))
  const [first, second] = tables.map((table) => () => table.logIds(one.federationId).join())
  await until(() => first?.() === second?.())
  for (const table of tables) table.close()
}

/** The tables of a Node that are not as they were. */
function watchTables(node: ServedNode): () => readonly string[] {
  const tables = new NodeTables(node.databasePath)
  const was = tables.digests()
  return () => {
    const is = tables.digests()
    tables.close()
    return Object.keys(is).filter((name) => is[name] !== was[name] && name !== LOG_OF_LINKS)
  }
}

const record = (node: ServedNode, level: number, resource = 'water') =>
  node.bridge.resources.record({
    ...{ resource, unit: 'L', level, capacity: 1_000 },
    ...{ surplusAbove: 800, deficitBelow: 200 },
  })

async function alertAt(node: ServedNode, id: EntryId) {
  await node.until(
    'alerts.changed',
    async () => (await node.bridge.alerts.get({ ids: [id] })).alerts.length > 0,
  )
  return (await node.bridge.alerts.get({ ids: [id] })).alerts[0]
}

const reportsOf = async (node: ServedNode, author: NodeId) =>
  (await node.bridge.map.reports({ nodeIds: [author] })).reports

const raiseAtB = (summary: string) =>
  annaAtB.alerts.raise({ kind: 'hallucination', severity: 'high', summary, system: 'the planner' })

const standingAt = (node: ServedNode, other: ServedNode) => node.bridge.trust.get({ nodeId: other.id })

test('a flag, an isolation and an appeal reach whom they concern and change nothing else', async () => {
  await Promise.all([sameLogs(a, b), sameLogs(a, c)])
  const [changedAtA, changedAtB, changedAtC] = [a, b, c].map(watchTables)

  await annaAtA.trust.flag({ nodeId: b.id, reason: REASON })
  const { untilMs } = await annaAtA.trust.isolate({ nodeId: b.id, reason: REASON, forMs: 10 * MINUTE_MS })
  await b.until('trust.changed', async () => (await standingAt(b, a)).isolatedBy !== null)
  expect((await standingAt(b, a)).isolatedBy).toMatchObject({
    ...{ nodeId: a.id, name: 'Arvika', reason: REASON, byMirror: ANNA.name, untilMs, appeal: null },
  })

  await annaAtB.trust.appeal({ nodeId: a.id, reason: ANSWER })
  await a.until('trust.changed', async () => (await standingAt(a, b)).isolation?.appeal != null)
  expect(await standingAt(a, b)).toMatchObject({
    flags: [{ byMirror: ANNA.name, reason: REASON }],
    isolation: { reason: REASON, untilMs, appeal: { byMirror: ANNA.name, reason: ANSWER } },
    isolatedUntilMs: untilMs,
    isolatedBy: null,
  })
  expect(await failureOf(annaAtB.trust.appeal({ nodeId: a.id, reason: ANSWER }))).toMatchObject({
    code: 'appeal-exists',
  })
  expect((await a.bridge.node.status({})).isolatedNodes).toBe(1)

  expect(changedAtA?.().filter((name) => !TABLES_OF_TRUST.includes(name))).toEqual([])
  expect(changedAtB?.().filter((name) => !TABLES_OF_TRUST.includes(name))).toEqual([])
  expect(changedAtC?.()).toEqual([])
})

test('what others bring of it is kept and marked; its own alert comes, and goes on, marked too', async () => {
  await record(b, 100)
  await a.until('map.changed', async () => (await reportsOf(a, b.id)).length > 0)
  expect(await reportsOf(a, b.id)).toMatchObject([{ hops: 2, isolated: true }])
  expect(await reportsOf(c, b.id)).toMatchObject([{ hops: 1, isolated: false }])
  const { id } = await raiseAtB('with everybody there')
  expect(await alertAt(a, id)).toMatchObject({ origin: b.id, authorIsolated: true, state: 'new' })
  expect(await alertAt(c, id)).toMatchObject({ origin: b.id, authorIsolated: false })
})

test('nothing is offered to it, said or asked, and no offer is taken from it', async () => {
  const offer = { resource: 'water', quantity: 10, unit: 'L', note: '' }
  const { files, neighbours, transfers } = annaAtA
  for (const offering of [
    transfers.offer({ to: b.id, ...offer }),
    files.prepare({ nodeId: b.id, name: 'plan.pdf', sizeBytes: 1 }),
    neighbours.talk({ nodeId: b.id, text: 'Hello' }),
    neighbours.wake({ nodeId: b.id }),
  ]) {
    expect(await failureOf(offering)).toMatchObject({ code: 'neighbour-isolated' })
  }
  await annaAtB.transfers.offer({ to: a.id, ...offer })
  await b.bridge.neighbours.talk({ nodeId: a.id, text: 'Do you hear us?' })
})

test('alone with it, its alert comes and its report does not, also where it was set apart before a restart', async () => {
  await c.stop()
  await a.kill()
  const missed = await raiseAtB('while you were away')
  a = await village.serve(homes[0])
  await linked(a, 1)
  annaAtA = await a.as(ANNA.name, ANNA.pin)
  expect(await alertAt(a, missed.id)).toMatchObject({ authorIsolated: true })
  const before = await reportsOf(a, b.id)
  await record(b, 950)
  await record(b, 500, 'food') // never shown before, and therefore at once
  await b.until('resources.changed', async () => (await b.bridge.resources.own({})).resources.length === 2)
  const { id } = await raiseAtB('with nobody between')
  expect(await alertAt(a, id)).toMatchObject({ authorIsolated: true })
  expect(await reportsOf(a, b.id)).toEqual(before)
  expect((await a.bridge.neighbours.conversations({})).conversations).toEqual([])
  expect((await a.bridge.transfers.list({})).transfers).toEqual([])
  const { neighbours } = await a.bridge.neighbours.list({})
  expect(neighbours.find(({ nodeId }) => nodeId === b.id)).toMatchObject({ connected: true, limits: [] })
})

test('when the time is over both catch up by themselves', async () => {
  const missed = await annaAtA.seeds.offer({ title: 'Dusk', body: '# Dusk\n\nWater then.' })
  await Promise.all([a, b].map((node) => node.bridge.clock.advance({ ms: AFTER_CHANGE_MS })))
  await a.until('trust.changed', async () => (await standingAt(a, b)).isolation === null)
  await b.until('trust.changed', async () => (await standingAt(b, a)).isolatedBy === null)
  await sameLogs(a, b)
  const shown = async () =>
    (await reportsOf(a, b.id)).map(({ resource, state }) => `${resource} ${state}`).sort()
  await a.until('map.changed', async () => (await shown()).join() === 'food enough,water surplus')
  expect((await reportsOf(a, b.id)).every(({ isolated }) => isolated === false)).toBe(true)
  await b.until('seeds.changed', async () =>
    (await b.bridge.seeds.list({})).seeds.some(({ id }) => id === missed.id),
  )
  await a.until('neighbours.changed', async () => {
    const { conversations } = await a.bridge.neighbours.conversations({})
    return conversations[0]?.lastText === 'Do you hear us?'
  })
  await a.until('transfers.changed', async () => (await a.bridge.transfers.list({})).transfers.length === 1)
  expect((await a.bridge.node.status({})).isolatedNodes).toBe(0)
})

test('a Mirror ends it before its time, and the other learns of it', async () => {
  await annaAtA.trust.isolate({ nodeId: b.id, reason: REASON })
  await b.until('trust.changed', async () => (await standingAt(b, a)).isolatedBy !== null)
  await annaAtA.trust.release({ nodeId: b.id })
  await b.until('trust.changed', async () => (await standingAt(b, a)).isolatedBy === null)
  expect(await failureOf(annaAtA.trust.release({ nodeId: b.id }))).toMatchObject({ code: 'isolation-none' })
  await sameLogs(a, b)
})
