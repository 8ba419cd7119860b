import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { stretchOnOtherThread } from '../../src/main/crypto/key-stretching.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { Community } from '../../src/main/rehearsal/community.ts'
import { SeededRandom } from '../../src/main/rehearsal/seeded-random.ts'
import type { VirtualNode } from '../../src/main/rehearsal/virtual-node.ts'
import { VirtualTime } from '../../src/main/rehearsal/virtual-time.ts'
import { World } from '../../src/main/rehearsal/world.ts'
import { TEST_START_MS } from '../support/clock.ts'
import { temporaryFolder } from '../support/folder.ts'
import { cameFromElsewhere } from '../support/off-thread.ts'

const MINUTE_MS = 60_000
const WATER = {
  resource: 'water',
  level: 900,
  unit: 'L',
  capacity: 1_000,
  surplusAbove: 700,
  deficitBelow: 200,
}

const ALERT = { kind: 'hallucination', severity: 'low', summary: 'Seen', system: 'Forecast' } as const

const LINKS = { delayMs: { min: 20, max: 60 } }

interface Seen {
  readonly world: World
  readonly time: VirtualTime
  readonly nodes: readonly [VirtualNode, VirtualNode, VirtualNode]
  readonly folder: string
}

/** Three Nodes in one federation, in a time that this test lets pass. */
async function threeNodes(seed: number): Promise<Seen> {
  return settle(seed, join(await temporaryFolder(), 'world'))
}

async function settle(seed: number, folder: string): Promise<Seen> {
  const time = new VirtualTime(TEST_START_MS)
  const world = new World(
    { time, random: new SeededRandom(seed), logger: silentLogger },
    { folder, seat: { version: 'test', reportIntervalMs: MINUTE_MS } },
  )
  onTestFinished(() => world.stop())
  const profile = { mirrorName: 'Anna', language: 'sv', place: null } as const
  const a = await world.add({ ...profile, name: 'A' })
  const b = await world.add({ ...profile, name: 'B', inviter: a })
  const c = await world.add({ ...profile, name: 'C', inviter: a })
  await time.advance(MINUTE_MS)
  return { world, time, nodes: [a, b, c], folder }
}

/** A file from one to another, to its end. */
async function sendFile(time: VirtualTime, from: VirtualNode, to: VirtualNode): Promise<void> {
  const bytes = Buffer.alloc(100_000, 'film ')
  const what = { nodeId: to.nodeId, name: 'film', sizeBytes: bytes.length }
  const { id } = await from.bridge.files.prepare(what)
  await from.bridge.files.addPiece({ id, atByte: 0, bytes: bytes.toString('base64url') })
  await time.advance(MINUTE_MS)
  await to.bridge.files.accept({ id })
  await time.advance(MINUTE_MS)
  const { files } = await to.bridge.files.list({ phase: 'done' })
  expect(files).toMatchObject([{ id, doneBytes: bytes.length }])
}

const reportsAt = async ({ bridge }: VirtualNode): Promise<string[]> =>
  (await bridge.map.reports({})).reports.map(({ name, resource, state }) => `${name} ${resource} ${state}`)

test('virtual Nodes join by invitation, link with each other, and hear what one measures', async () => {
  const { nodes, time } = await threeNodes(1)
  const [a, b, c] = nodes
  expect((await c.bridge.node.status({})).neighbours).toBe(2)
  await a.bridge.resources.record(WATER)
  await time.advance(MINUTE_MS)
  expect([await reportsAt(b), await reportsAt(c)]).toEqual([['A water surplus'], ['A water surplus']])
})

test('the same seed makes the same Nodes, another seed others', async () => {
  const idsOf = async (seed: number): Promise<string[]> => (await threeNodes(seed)).nodes.map((n) => n.nodeId)
  const [once, again, other] = [await idsOf(1), await idsOf(1), await idsOf(2)]
  expect(again).toEqual(once)
  expect(other.filter((id) => once.includes(id))).toEqual([])
})

test('a Node that is cut off hears nothing, and everything once it is back', async () => {
  const { nodes, time, world } = await threeNodes(1)
  const [a, b, c] = nodes
  world.cutOff(c.nodeId)
  await a.bridge.resources.record(WATER)
  await time.advance(2 * MINUTE_MS)
  expect([await reportsAt(b), await reportsAt(c)]).toEqual([['A water surplus'], []])
  world.heal()
  await time.advance(2 * MINUTE_MS)
  expect(await reportsAt(c)).toEqual(['A water surplus'])
})

test('a Node comes back from its folder as it was, with its Mirrors locked', async () => {
  const { nodes, time } = await threeNodes(1)
  const [a, b] = nodes
  await a.bridge.resources.record(WATER)
  await a.close()
  await time.advance(MINUTE_MS)
  await a.reopen()
  await time.advance(2 * MINUTE_MS)
  const status = await a.bridge.node.status({})
  expect(status).toMatchObject({ nodeId: a.nodeId, neighbours: 2, locked: true })
  expect(await reportsAt(b)).toEqual(['A water surplus'])
})

test('nothing is left of a world that has ended', async () => {
  const { folder, world } = await threeNodes(1)
  expect(existsSync(folder)).toBe(true)
  await world.stop()
  expect(existsSync(folder)).toBe(false)
})

describe('under a clock that stands still', () => {
  test('nothing leaves this thread: Nodes are made, join, unlock, act, send files and die in it', async () => {
    const folder = join(await temporaryFolder(), 'world')
    const came = await cameFromElsewhere(async () => {
      const { nodes, time, world } = await settle(1, folder)
      const [a, b] = nodes
      await a.bridge.resources.record(WATER)
      await a.addMirror('Berit')
      await a.bridge.alerts.raise(ALERT)
      await sendFile(time, a, b)
      await world.crash(b, { disk: 'whole', silent: false })
      await time.advance(MINUTE_MS)
      await world.restart(b)
      await time.advance(MINUTE_MS)
    })
    expect(came).toEqual([])
  })

  test('and what did would be seen', async () => {
    const salt = new Uint8Array(16)
    const came = await cameFromElsewhere(() =>
      stretchOnOtherThread({ secret: salt, salt, memoryKiB: 64, passes: 1, lanes: 1 }),
    )
    expect(came.length).toBeGreaterThan(0)
  })
})

test('above eight Nodes each seeks six links, as in life: everybody has as many, and not everybody is linked', async () => {
  const nodes = 11
  const community = await Community.gather({
    seed: 'mesh',
    nodes,
    liars: 0,
    links: LINKS,
    progress: () => {},
  })
  onTestFinished(() => community.stop())
  const pairs = new Set(community.world.network.links().map(({ from, to }) => [from, to].sort().join(' ')))
  const degrees = community.nodes.map(
    ({ nodeId }) => [...pairs].filter((pair) => pair.includes(nodeId)).length,
  )
  expect(Math.min(...degrees)).toBeGreaterThanOrEqual(6)
  expect(pairs.size).toBeLessThan((nodes * (nodes - 1)) / 2)
})
