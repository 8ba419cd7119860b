import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_QUEUED_BYTES } from '../../src/main/network/neighbour-link.ts'
import type { Draft } from '../../src/main/replica/entry.ts'
import { EntryAuthor } from '../support/entry-author.ts'
import { testNodeId } from '../support/node-ids.ts'
import { holdingsOf } from '../support/replica-node.ts'
import { SimulatedWorld, type WorldNode } from '../support/simulated-world.ts'
import { until } from '../support/until.ts'

const TIMEOUT_MS = 60_000
const PAYLOAD_BYTES = 14_000
const SAID: Draft = { kind: 'mirror-credential', payload: Uint8Array.of(1) }

const large = (n: number): Draft => ({ ...SAID, payload: new Uint8Array(PAYLOAD_BYTES).fill(n) })

/** Say so much that it does not fit into what may wait for a neighbour. */
async function fill({ replica }: WorldNode): Promise<number> {
  const count = Math.ceil((1.3 * MAX_QUEUED_BYTES) / PAYLOAD_BYTES)
  await Promise.all(Array.from({ length: count }, (_, n) => replica.publish(large(n))))
  return count + 1
}

const sameEverywhere = (nodes: readonly WorldNode[]): boolean =>
  nodes.every((node) => holdingsOf(node).join() === holdingsOf(nodes[0] ?? node).join())

describe('over real lanes and credit', () => {
  test(
    'a newcomer gets more than may wait for it, on one link that stays up',
    async () => {
      const world = new SimulatedWorld()
      const [old, newcomer] = [await world.add(1), await world.add(2)]
      const count = await fill(old)
      const downs: string[] = []
      old.neighbourhood.onDown(({ reason }) => void downs.push(reason))
      await world.link(newcomer, old)
      await until(() => holdingsOf(newcomer).length === count, { timeoutMs: 30_000 })
      expect(downs).toEqual([])
    },
    TIMEOUT_MS,
  )

  test(
    'an alert does not wait for the end of catching up',
    async () => {
      const world = new SimulatedWorld()
      const [old, newcomer] = [await world.add(1), await world.add(2)]
      old.alert.way = 'alert'
      const count = await fill(old)
      await world.link(newcomer, old)
      await until(() => holdingsOf(newcomer).length > 20)
      const { id } = await old.replica.publish({
        ...SAID,
        kind: 'alert',
        mirror: new EntryAuthor(1).mirror('Anna'),
      })
      await until(() => newcomer.entries.has(id))
      expect(holdingsOf(newcomer).length).toBeLessThan(count)
      await until(() => holdingsOf(newcomer).length === count + 1, { timeoutMs: 30_000 })
    },
    TIMEOUT_MS,
  )

  test('what one says reaches those it is not linked with, by way of others', async () => {
    const world = new SimulatedWorld()
    const [a, b, c] = [await world.add(1), await world.add(2), await world.add(3)]
    await world.link(a, b)
    await world.link(b, c)
    const { id } = await a.replica.publish(SAID)
    await until(() => c.entries.has(id))
    const hops = c.database.prepare('SELECT hops FROM entries WHERE id = ?').get(id)
    expect(hops).toEqual({ hops: 2 })
    await until(() => a.replica.seenBy(id) === 1)
  })

  test('a stranger that knows the federation gets nothing until it is a member', async () => {
    const world = new SimulatedWorld()
    const members = new Set([testNodeId(1)])
    const isMember = (nodeId: ReturnType<typeof testNodeId>): boolean => members.has(nodeId)
    const home = await world.add(1, { isMember })
    const stranger = await world.add(2)
    const { id } = await home.replica.publish(SAID)
    await stranger.replica.publish(SAID)
    await world.link(stranger, home)
    await until(() => home.neighbourhood.neighbours()[0]?.roundTripMs !== null)
    await home.replica.publish(SAID)
    await until(() => stranger.neighbourhood.neighbours()[0]?.roundTripMs !== null)
    expect([holdingsOf(home).length, holdingsOf(stranger).length]).toEqual([3, 2])
    members.add(stranger.nodeId)
    home.replica.greet(stranger.nodeId)
    stranger.replica.greet(home.nodeId)
    await until(() => stranger.entries.has(id) && holdingsOf(home).length === 5)
  })
})

describe('parted and joined again', () => {
  test(
    'both sides go on, and hold the same afterwards',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 1_000 }),
          fc.array(fc.nat({ max: 3 }), { minLength: 4, maxLength: 20 }),
          async (seed, whoSpeaks) => {
            const world = new SimulatedWorld({ seed, delayMs: { min: 0, max: 4 } })
            const nodes = [await world.add(1), await world.add(2), await world.add(3), await world.add(4)]
            const say = (who: number) => nodes[who]?.replica.publish(SAID)
            world.linkAll()
            await until(() => nodes.every(({ neighbourhood }) => neighbourhood.neighbours().length === 3))
            const ids = nodes.map(({ nodeId }) => nodeId)
            const half = Math.ceil(whoSpeaks.length / 2)
            await Promise.all(whoSpeaks.slice(0, half).map(say))
            world.network.partition([ids.slice(0, 2), ids.slice(2)])
            await Promise.all(whoSpeaks.slice(half).map(say))
            world.network.heal()
            for (const { neighbourhood } of nodes) neighbourhood.wake()
            await until(() => nodes.every(({ neighbourhood }) => neighbourhood.neighbours().length === 3))
            const speakers = new Set(whoSpeaks).size
            await until(
              () =>
                sameEverywhere(nodes) &&
                nodes.every((node) => holdingsOf(node).length === whoSpeaks.length + speakers),
            )
          },
        ),
        { numRuns: 5, seed: 7 },
      )
    },
    TIMEOUT_MS,
  )
})
