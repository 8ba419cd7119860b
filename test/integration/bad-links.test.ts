import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bridge } from '../../src/shared/contract/index.ts'
import { ratesBetween, sendAround } from '../support/chunk-transfers.ts'
import { LongLines, whyNoNamespaces } from '../support/long-lines.ts'
import { NodeTables } from '../support/node-tables.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, linked, Village } from '../support/village.ts'

/** One way, between each two. */
const DELAYS_MS = { 'north south': 50, 'north west': 100, 'south west': 150 } as const
const NAMES = ['north', 'south', 'west'] as const
const RATE = '8mbit'
/** What an alert may take beyond the bare delay, at 99 of 100. */
const PROMISED_MS = 100
/**
 * Only the median is held to a bound, and to a loose one. On a machine that does other
 * work at the same time the slowest of a hundred says how busy that machine is; the
 * figure is printed beside its goal. That a lane overtakes another is no matter of time:
 * rehearsals watch the order of all frames.
 */
const MEDIAN_MAX_MS = 2 * PROMISED_MS
/** Alerts of one Node at once: what its author's hour allows. */
const AT_ONCE = 3
const ROUNDS = 20
/** More than a line of 8 Mbit/s carries while the alerts go out. Source: docs/protocol.md, "Limits": 64 MiB is the most. */
const FILE_BYTES = 60 * 1024 * 1024
/** Far beyond what so many rounds take on two busy cores. */
const ALERTS_TIMEOUT_MS = 180_000
const DAY_AND_MORE_MS = 25 * 3_600_000
const CHANGES = 200
const HEALED_WITHIN_MS = 30_000
/** To find out who lacks what. Source: docs/performance.md, "Goals": 3.5 times 8 bytes for each difference. */
const COMPARED_MAX_BYTES = 3.5 * 8 * 2 * CHANGES

const noNamespaces = whyNoNamespaces()
const village = new Village({ inMemory: true })
const lines = new LongLines({ names: NAMES, delaysMs: DELAYS_MS, rate: RATE })
const where = noNamespaces === null ? `lines of ${RATE}, delayed by a relay` : 'plain loopback'
let nodes: ServedNode[] = []
let tables: NodeTables[] = []

beforeAll(async () => {
  if (noNamespaces !== null) console.log(`long lines were skipped, this is plain loopback: ${noNamespaces}`)
  else await lines.open()
  const homes = await Promise.all(
    NAMES.map((name) => (noNamespaces === null ? homeAt(name) : village.home(name))),
  )
  nodes = await village.federation(...homes)
  tables = nodes.map((node) => new NodeTables(node.databasePath))
})
afterAll(async () => {
  for (const table of tables) table.close()
  await village.close()
  await lines.close()
})

async function homeAt(name: string) {
  const home = await village.home(name)
  const own = home.flags.slice(0, home.flags.indexOf('--listen'))
  const http = ['--http', String(await lines.openDoor(name))]
  return { ...home, flags: [...own, ...lines.listenFlags(name), ...http], within: lines.within(name) }
}

const delayMs = (a: string, b: string): number =>
  noNamespaces === null ? (DELAYS_MS[[a, b].toSorted().join(' ') as keyof typeof DELAYS_MS] ?? 0) : 0
const nodeOf = (name: string): ServedNode => {
  const node = nodes[NAMES.indexOf(name as (typeof NAMES)[number])]
  if (node === undefined) throw new Error(`${name} is not served`)
  return node
}

/** Part some from the others, and wait until they know. */
async function part(pairs: readonly (readonly [string, string])[]): Promise<void> {
  for (const [a, b] of pairs) await lines.cut(a, b)
  const cut = (name: string): number => pairs.filter((pair) => pair.includes(name)).length
  await Promise.all(NAMES.map((name) => untilNeighbours(name, NAMES.length - 1 - cut(name))))
}

async function untilNeighbours(name: string, count: number): Promise<void> {
  const neighbours = async (): Promise<number> => (await nodeOf(name).bridge.node.status({})).neighbours
  await expect.poll(neighbours, { timeout: HEALED_WITHIN_MS, interval: 100 }).toBe(count)
}

async function meet(pairs: readonly (readonly [string, string])[]): Promise<void> {
  for (const [a, b] of pairs) await lines.heal(a, b)
  await Promise.all(NAMES.map((name) => untilNeighbours(name, NAMES.length - 1)))
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

/** How long each alert of a Node took to be on disk at another, beyond the bare delay between them. All clocks are one. */
async function beyondDelayMs(receiver: string): Promise<number[]> {
  const { alerts } = await nodeOf(receiver).bridge.alerts.list({ limit: 1_000 })
  return alerts
    .filter(({ own, hops }) => !own && hops === 1)
    .map(({ origin, receivedAtMs, raisedAtMs }) => {
      const author = NAMES.find((name) => nodeOf(name).id === origin) ?? ''
      return receivedAtMs - raisedAtMs - delayMs(author, receiver)
    })
}

async function raiseEverywhere(annas: readonly Bridge[]): Promise<void> {
  for (const node of nodes) await node.bridge.clock.advance({ ms: DAY_AND_MORE_MS })
  await Promise.all(
    annas.map(async (anna, place) => {
      for (let index = 0; index < AT_ONCE; index += 1) {
        const summary = `Alert ${index} of ${NAMES[place]}`
        await anna.alerts.raise({ kind: 'bias-drift', severity: 'high', summary, system: 'Forecast' })
      }
    }),
  )
}

describe(`on ${where}`, () => {
  test.skipIf(noNamespaces !== null)(
    'two halves that were apart hold the same half a minute after they meet',
    async () => {
      const sides = [
        ['north', 'west'],
        ['south', 'west'],
      ] as const
      await part(sides)
      await Promise.all([
        changeAt(nodeOf('north'), CHANGES / 2),
        changeAt(nodeOf('south'), CHANGES / 2),
        changeAt(nodeOf('west'), CHANGES),
      ])
      const beforeBytes = await lines.bytes()
      const beforeMs = performance.now()
      await meet(sides)
      const linkedMs = performance.now()
      await expect.poll(isEqual, { timeout: 2 * HEALED_WITHIN_MS, interval: 100 }).toBe(true)
      const healedMs = performance.now() - beforeMs
      console.log(
        `${2 * CHANGES} changes, healed ${Math.round(healedMs)} ms after the line was whole, ` +
          `${Math.round(performance.now() - linkedMs)} ms after the last link; ${(await lines.bytes()) - beforeBytes} bytes carried`,
      )
      expect(healedMs).toBeLessThan(HEALED_WITHIN_MS)
    },
  )

  test('alerts overtake three transfers of files by chunk', { timeout: ALERTS_TIMEOUT_MS }, async () => {
    const transfers = await sendAround(nodes, FILE_BYTES)
    const annas = await Promise.all(nodes.map((node) => node.as(ANNA.name, ANNA.pin)))
    const before = await transfers.look()
    expect(before.files.map(({ phase }) => phase)).toEqual(nodes.map(() => 'moving'))
    for (let round = 0; round < ROUNDS; round += 1) {
      await raiseEverywhere(annas)
      await expect
        .poll(() => tables.map((table) => table.count('alert')), { timeout: 20_000 })
        .toEqual(nodes.map(() => (round + 1) * AT_ONCE * nodes.length))
    }
    const after = await transfers.look()
    const took = (await Promise.all(NAMES.map(beyondDelayMs))).flat().toSorted((a, b) => a - b)
    const [p50, p95, p99] = [at(took, 0.5), at(took, 0.95), at(took, 0.99)]
    const rates = ratesBetween(before, after)
    const seconds = Math.round((after.atMs - before.atMs) / 1_000)
    console.log(
      `${took.length} alerts in ${seconds} s beyond the bare delay: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms ` +
        `(goal ${PROMISED_MS}); files meanwhile ${rates.map((rate) => Math.round(rate / 1_000)).join(', ')} kB/s`,
    )
    expect(took.length).toBeGreaterThanOrEqual(100)
    expect(p50).toBeLessThan(MEDIAN_MAX_MS)
    expect(Math.min(...rates)).toBeGreaterThan(0)
    if (noNamespaces === null) {
      expect(after.files.map(({ phase }) => phase)).toEqual(nodes.map(() => 'moving'))
    }
  })
})

describe('on plain loopback, without any link for as long as each was alone', () => {
  test('two Nodes that were never up together hold the same soon after they meet', async () => {
    const homes = await Promise.all(['day', 'night'].map((name) => village.home(name)))
    const [day, night] = homes
    if (day === undefined || night === undefined) throw new Error('two homes were made')
    const together = await village.federation(day, night)
    await Promise.all(together.map((node) => node.stop()))
    for (const home of homes) {
      const alone = await village.serve(home)
      await changeAt(alone, CHANGES)
      await alone.stop()
    }
    const [first, second] = [await village.serve(day), await village.serve(night)]
    const held = [first, second].map((node) => new NodeTables(node.databasePath))
    await linked(first, 1)
    const linkedMs = performance.now()
    await expect
      .poll(() => held.map((table) => table.count('seed')), { timeout: HEALED_WITHIN_MS, interval: 20 })
      .toEqual([2 * CHANGES, 2 * CHANGES])
    const healedMs = performance.now() - linkedMs
    const sinceMs = Date.now() - healedMs
    const met = async () => {
      const { meetings } = await first.bridge.neighbours.meetings({ nodeId: second.id })
      return meetings.filter(({ endedAtMs, level }) => level && endedAtMs >= sinceMs)
    }
    await expect.poll(async () => (await met()).length).toBeGreaterThan(0)
    const comparedBytes = (await met()).reduce((sum, meeting) => sum + meeting.comparedBytes, 0)
    console.log(
      `${2 * CHANGES} changes, equal ${Math.round(healedMs)} ms after the link was up (goal 2000); ` +
        `${comparedBytes} bytes to find out who lacks what (goal ${COMPARED_MAX_BYTES})`,
    )
    expect(comparedBytes).toBeLessThanOrEqual(COMPARED_MAX_BYTES)
    for (const table of held) table.close()
  })
})

/** Say so many things at a Node that the others are to hear of. */
async function changeAt(node: ServedNode, times: number): Promise<void> {
  const anna = await node.as(ANNA.name, ANNA.pin)
  const offer = (index: number) =>
    anna.seeds.offer({ title: `Number ${index}`, body: `What ${node.id} learned, number ${index}.` })
  for (let index = 0; index < times; index += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, more) => offer(index + more)))
  }
}

const isEqual = (): boolean => {
  const [first, ...others] = tables.map((table) => table.logIds(nodeOf('north').federationId).join())
  return others.every((ids) => ids === first)
}
