import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlertView } from '../../src/shared/contract/alerts.ts'
import type { Bridge } from '../../src/shared/contract/index.ts'
import { EntryId } from '../../src/shared/kernel/ids.ts'
import { failureOf } from '../support/failure.ts'
import { runMirrorwell } from '../support/mirrorwell-process.ts'
import { NodeTables } from '../support/node-tables.ts'
import { RawMember } from '../support/raw-member.ts'
import type { ServedNode } from '../support/served-node.ts'
import { until } from '../support/until.ts'
import { ANNA, type Home, linked, Village } from '../support/village.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const BO = { name: 'Bo', pin: '1357' } as const

/** All that an alert may change where it comes: the alerts themselves, and the log with its book-keeping. A meeting is written down when it ends, which may be now. */
const TABLES_OF_ALERTS = ['alerts', 'entries', 'heads', 'meetings', 'receipts', 'seen', 'sqlite_sequence']

const village = new Village()
let homes: readonly [Home, Home, Home]
let a: ServedNode
let b: ServedNode
let c: ServedNode
let ear: RawMember
let annaAtA: Bridge

beforeAll(async () => {
  homes = [await village.home('Arvika'), await village.home('Berg'), await village.home('茅野')]
  const [first, second, third] = await village.federation(...homes)
  if (!first || !second || !third) throw new Error('three were asked for')
  ;[a, b, c] = [first, second, third]
  ear = await RawMember.join((await a.bridge.invites.create({})).invite, 'Ear')
  await Promise.all([a, b, c].map((node) => linked(node, 3)))
  annaAtA = await a.as(ANNA.name, ANNA.pin)
})

afterAll(async () => {
  await ear?.stop()
  await village.close()
})

const alertAt = async (bridge: Bridge, id: EntryId): Promise<AlertView | undefined> =>
  (await bridge.alerts.list({})).alerts.find((alert) => alert.id === id)

/** The alert at a Node, once it has come and is as it should be. */
async function arrived(
  node: ServedNode,
  id: EntryId,
  isSo: (alert: AlertView) => boolean = () => true,
): Promise<AlertView> {
  let found: AlertView | undefined
  await node.until('alerts.changed', async () => {
    found = await alertAt(node.bridge, id)
    return found !== undefined && isSo(found)
  })
  if (found === undefined) throw new Error('it had come')
  return found
}

const raise = (summary: string) =>
  annaAtA.alerts.raise({ kind: 'hallucination', severity: 'high', summary, system: 'the irrigation planner' })

async function advance(ms: number): Promise<void> {
  ear.identity.clock.advance(ms)
  await Promise.all([a, b, c].map((node) => node.bridge.clock.advance({ ms })))
}

/** What other people and the world around see of a Node, beside its alerts. */
const restOf = async ({ bridge }: ServedNode) => ({
  resources: (await bridge.resources.own({})).resources.map(({ daysLeft, ...rest }) => rest),
  reports: (await bridge.map.reports({})).reports,
  settings: await bridge.settings.get({}),
  policy: await bridge.policy.get({}),
  members: (await bridge.neighbours.list({})).neighbours.map(({ nodeId, pinned, mirrors }) => ({
    ...{ nodeId, pinned, mirrors },
  })),
})

/** Resolves once two Nodes hold the same log entries of everybody. */
async function sameLogs(one: ServedNode, other: ServedNode): Promise<void> {
  const tables = [one, other].map((node) => new NodeTables(node.databasePath))
  const [first, second] = tables.map((table) => () => table.logIds(one.federationId).join())
  await until(() => first?.() === second?.())
  for (const table of tables) table.close()
}

let alert: EntryId

test('an alert by a Mirror reaches both others and changes nothing there but the alerts and the log', async () => {
  const level = { unit: 'L', level: 420.5, capacity: 1_000, surplusAbove: 800, deficitBelow: 200 }
  await b.bridge.resources.record({ resource: 'water', ...level })
  await c.until('map.changed', async () => (await c.bridge.map.reports({})).reports.length > 0)
  await Promise.all([sameLogs(a, b), sameLogs(a, c)])
  const before = await Promise.all([b, c].map(async (node) => ({ node, rest: await restOf(node) })))
  const tables = [b, c].map((node) => new NodeTables(node.databasePath))
  const digests = tables.map((table) => table.digests())

  const draft = { kind: 'bias-drift', severity: 'medium', summary: '配水の偏り', system: 'quota model 4' }
  const mirror = ['--as', ANNA.name, '--pin-file', homes[0].pinFile]
  const raised = await runMirrorwell([
    ...['call', 'alerts.raise', JSON.stringify(draft), '--data', homes[0].data, ...mirror],
  ])
  expect(raised).toMatchObject({ exitCode: 0, stderr: '' })
  alert = EntryId.parse(JSON.parse(raised.stdout).id)

  for (const { node, rest } of before) {
    const seen = await arrived(node, alert)
    expect(seen).toMatchObject({ ...draft, origin: a.id, originName: 'Arvika', mirrorName: ANNA.name })
    expect(seen).toMatchObject({ own: false, state: 'new', handled: null, heldBack: false, corrected: null })
    expect(seen.hops).toBeGreaterThanOrEqual(1)
    expect(seen.receivedAtMs).toBeGreaterThanOrEqual(seen.raisedAtMs)
    expect(await restOf(node)).toEqual(rest)
  }
  await Promise.all([sameLogs(a, b), sameLogs(a, c)])
  for (const [index, table] of tables.entries()) {
    const now = table.digests()
    const changed = Object.keys(now).filter((name) => now[name] !== digests[index]?.[name])
    expect(changed.filter((name) => !TABLES_OF_ALERTS.includes(name))).toEqual([])
    expect(changed).toEqual(expect.arrayContaining(['alerts', 'entries', 'heads']))
    table.close()
  }
  await arrived(a, alert, ({ seenBy }) => seenBy >= 2)
})

test('what others judged stays sealed until one has judged oneself, for each Mirror by herself', async () => {
  await c.bridge.mirrors.add(BO)
  const [annaAtB, annaAtC, boAtC] = await Promise.all([
    b.as(ANNA.name, ANNA.pin),
    c.as(ANNA.name, ANNA.pin),
    c.as(BO.name, BO.pin),
  ])
  await annaAtB.alerts.review({ id: alert, verdict: 'concur', note: 'seen here too' })
  await arrived(c, alert, ({ otherReviewCount }) => otherReviewCount === 1)
  for (const caller of [c.bridge, annaAtC, boAtC]) {
    expect(await alertAt(caller, alert)).toMatchObject({
      ...{ myReview: null, otherReviews: null, otherReviewCount: 1 },
    })
  }

  await annaAtC.alerts.review({ id: alert, verdict: 'not-here', note: '' })
  expect(await alertAt(annaAtC, alert)).toMatchObject({
    myReview: { verdict: 'not-here', mirrorName: ANNA.name },
    otherReviews: [{ nodeId: b.id, verdict: 'concur', note: 'seen here too', mirrorName: ANNA.name }],
  })
  for (const caller of [c.bridge, boAtC]) {
    expect(await alertAt(caller, alert)).toMatchObject({ myReview: null, otherReviews: null })
  }

  await boAtC.alerts.review({ id: alert, verdict: 'needs-more', note: 'which week?' })
  const seenByBo = await alertAt(boAtC, alert)
  expect(seenByBo?.otherReviews?.map(({ verdict }) => verdict).sort()).toEqual(['concur', 'not-here'])
  expect(await failureOf(boAtC.alerts.review({ id: alert, verdict: 'concur' }))).toMatchObject({
    code: 'review-exists',
  })

  await arrived(b, alert, ({ otherReviewCount }) => otherReviewCount === 2)
  expect((await alertAt(annaAtB, alert))?.otherReviews?.map(({ mirrorName }) => mirrorName).sort()).toEqual([
    ANNA.name,
    BO.name,
  ])
  await arrived(a, alert, ({ otherReviewCount }) => otherReviewCount === 3)
  expect(await alertAt(annaAtA, alert)).toMatchObject({ myReview: null, otherReviews: null })
})

test('a withdrawal by its author is shown with the original; nobody else can withdraw it', async () => {
  const note = 'the model was fed last year’s map'
  const annaAtB = await b.as(ANNA.name, ANNA.pin)
  const byB = annaAtB.alerts.correct({ id: alert, kind: 'withdrawn', note })
  expect(await failureOf(byB)).toMatchObject({ code: 'alert-not-own' })
  await annaAtA.alerts.correct({ id: alert, kind: 'withdrawn', note })
  for (const node of [b, c]) {
    const seen = await arrived(node, alert, ({ corrected }) => corrected !== null)
    expect(seen).toMatchObject({ summary: '配水の偏り', corrected: { kind: 'withdrawn', note } })
  }
  const again = annaAtA.alerts.correct({ id: alert, kind: 'amended', note })
  expect(await failureOf(again)).toMatchObject({ code: 'alert-withdrawn' })
})

/** Resolves once the condition holds; until then a minute of the Nodes' clocks passes every half second. */
async function whileMinutesPass(isSo: () => boolean): Promise<void> {
  let steppedAtMs = 0
  const step = (): boolean => {
    if (Date.now() - steppedAtMs > 500) {
      steppedAtMs = Date.now()
      void advance(MINUTE_MS)
    }
    return isSo()
  }
  await until(step, { timeoutMs: 40_000, what: 'it to come as minutes pass' })
}

test('the fourth alert in an hour is held back: it comes with the rest, and is marked so everywhere', async () => {
  await advance(HOUR_MS + MINUTE_MS)
  const raised = []
  for (const n of [1, 2, 3, 4]) raised.push(await raise(`alert ${n} of this hour`))
  expect(raised.map(({ heldBack }) => heldBack)).toEqual([false, false, false, true])
  const [first, second, third, fourth] = raised.map(({ id }) => id)
  if (!first || !second || !third || !fourth) throw new Error('four were raised')
  for (const id of [first, second, third]) {
    for (const node of [b, c]) expect(await arrived(node, id)).toMatchObject({ heldBack: false })
  }

  // The ear asks for nothing, so it hears only what is sent of itself; a report sent later says when that is over.
  const level = { unit: 'kg', level: 31, capacity: 100, surplusAbove: 80, deficitBelow: 20 }
  const reportsBefore = ear.entryIds().size
  await a.bridge.resources.record({ resource: 'food', ...level })
  await until(() => ear.entryIds().size > reportsBefore)
  const heard = ear.entryIds()
  expect([first, second, third].map((id) => heard.get(id))).toEqual(['alert', 'alert', 'alert'])
  expect(heard.has(fourth)).toBe(false)

  const tables = [b, c].map((node) => new NodeTables(node.databasePath))
  await whileMinutesPass(() => tables.every((table) => table.logIds(a.federationId).includes(fourth)))
  for (const table of tables) table.close()
  for (const node of [b, c]) expect(await arrived(node, fourth)).toMatchObject({ heldBack: true })
})

test('beyond ten in a day alerts are held back too, alike at all three', async () => {
  for (let hour = 0; hour < 3; hour += 1) {
    await advance(HOUR_MS + MINUTE_MS)
    for (const n of [1, 2]) expect(await raise(`hour ${hour}, alert ${n}`)).toMatchObject({ heldBack: false })
  }
  await advance(HOUR_MS + MINUTE_MS)
  const eleventh = await raise('the eleventh of the day')
  expect(eleventh).toMatchObject({ heldBack: true })
  await advance(24 * HOUR_MS)
  const nextDay = await raise('the first of the next day')
  expect(nextDay).toMatchObject({ heldBack: false })
  for (const node of [b, c]) {
    await arrived(node, nextDay.id)
    expect(await arrived(node, eleventh.id)).toMatchObject({ heldBack: true })
  }
  const flags = await Promise.all([a, b, c].map(flagsAt))
  expect(flags[1]).toEqual(flags[0])
  expect(flags[2]).toEqual(flags[0])
  expect(Object.values(flags[0] ?? {}).filter(Boolean)).toHaveLength(2)
})

const flagsAt = async ({ bridge }: ServedNode): Promise<Record<string, boolean>> =>
  Object.fromEntries((await bridge.alerts.list({})).alerts.map(({ id, heldBack }) => [id, heldBack]))
