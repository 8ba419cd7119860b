import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../src/main/crypto/digests.ts'
import { topicName } from '../../src/main/network/protocol-ids.ts'
import { wire } from '../../src/main/wire/messages.ts'
import type { EntryId, NodeId } from '../../src/shared/kernel/ids.ts'
import { EntryAuthor } from '../support/entry-author.ts'
import { testFederation } from '../support/fake-replica.ts'
import { testNodeId } from '../support/node-ids.ts'
import { gossipFrame, rawSpeaker, stranger, topicVillage, type Villager } from '../support/topic-village.ts'
import { until } from '../support/until.ts'

const URGENT = { kind: 'node-profile', payload: Uint8Array.of(7) } as const
const TOPIC = topicName(testFederation())
/** Longer than everything here takes on busy cores, where it works at all. */
const PATIENCE = { timeoutMs: 60_000 }
/** Meshes come about within some heartbeats; what is said before may go nowhere. */
const AGAIN_MS = 2_000

const all = ({ length }: readonly unknown[]): number => length
const holders = (village: readonly Villager[], id: EntryId): number =>
  village.filter(({ entries }) => entries.has(id)).length

function at(village: readonly Villager[], place: number): Villager {
  const villager = village[place]
  if (villager === undefined) throw new Error('nobody lives there')
  return villager
}

/** The first Node says something urgent, and again, until all have something of it. @returns what they all have */
async function untilAllHeard(village: readonly Villager[]): Promise<EntryId> {
  const said: EntryId[] = []
  let saidAtMs = 0
  await until(async () => {
    if (said.some((id) => holders(village, id) === all(village))) return true
    if (Date.now() - saidAtMs < AGAIN_MS) return false
    saidAtMs = Date.now()
    said.push((await at(village, 0).replica.publish(URGENT)).id)
    return false
  }, PATIENCE)
  const heard = said.find((id) => holders(village, id) === all(village))
  if (heard === undefined) throw new Error('what all have heard is forgotten')
  return heard
}

const refusedOf = ({ network }: Villager, nodeId: NodeId): number =>
  network.neighbourhood.refusals(nodeId).reduce((sum, { count }) => sum + count, 0)

/** A message that nobody signed, different each time. */
function forgery(): Uint8Array {
  const { raw } = new EntryAuthor(70).register({ ...URGENT, payload: randomBytes(32) })
  return wire.Envelope.encode({ ...raw, nodeSignature: randomBytes(64) }).finish()
}

describe('above eight Nodes', () => {
  test('the topic brings an alert to a Node whose lanes bring nothing', async () => {
    const village = await topicVillage({ size: 11, isDeaf: (n) => n === 5 })
    const id = await untilAllHeard(village)
    const { database } = at(village, 5)
    const stored = database.prepare('SELECT hops FROM entries WHERE id = ?').get<{ hops: number }>(id)
    expect(stored?.hops, 'two at least is all that is known').toBe(2)
  })

  test('and to everybody, where lanes bring nothing to anybody', async () => {
    const village = await topicVillage({ size: 9, isDeaf: () => true })
    await untilAllHeard(village)
  })

  test('what is forged goes no further, and whoever brings it is soon not heard at all', async () => {
    const village = await topicVillage({ size: 9, isDeaf: () => true })
    const victim = at(village, 0)
    const liar = await stranger(victim, { knows: village.map(({ nodeId }) => nodeId) })
    liar.neighbourhood.topic.letIn(victim.nodeId)
    await until(() => {
      liar.neighbourhood.topic.publish(forgery())
      return refusedOf(victim, liar.id) >= 3
    }, PATIENCE)
    const refused = refusedOf(victim, liar.id)
    for (let n = 0; n < 200; n++) liar.neighbourhood.topic.publish(forgery())
    await untilAllHeard(village)
    expect(refusedOf(victim, liar.id)).toBe(refused)
    expect(village.map((villager) => refusedOf(villager, victim.nodeId))).toEqual(village.map(() => 0))
  })

  test('a frame of more messages than it may have is not read, and one of fewer is', async () => {
    const village = await topicVillage({ size: 9 })
    const { id, say } = await rawSpeaker(at(village, 0), TOPIC)
    const junk = (count: number) =>
      gossipFrame(
        {},
        Array.from({ length: count }, () => ({ topic: TOPIC, data: randomBytes(9) })),
      )
    say(junk(65))
    say(junk(1))
    await until(() => refusedOf(at(village, 0), id) > 0, PATIENCE)
    expect(refusedOf(at(village, 0), id)).toBe(1)
  })

  test('a flood of announcements is asked back for no more than the library allows', async () => {
    const village = await topicVillage({ size: 9 })
    const { counts, say } = await rawSpeaker(at(village, 0), TOPIC)
    const messageIDs = () => Array.from({ length: 900 }, () => randomBytes(32))
    for (let n = 0; n < 60; n++) say(gossipFrame({ ihave: [{ topicID: TOPIC, messageIDs: messageIDs() }] }))
    await untilAllHeard(village)
    expect(counts.asked).toBeGreaterThan(0)
    expect(
      counts.asked,
      'five thousand in a heartbeat, of which there may have been two',
    ).toBeLessThanOrEqual(10_000)
  })

  test('a flood of questions for one message is answered three times', async () => {
    const village = await topicVillage({ size: 9 })
    const victim = at(village, 0)
    const { counts, say } = await rawSpeaker(victim, TOPIC)
    const message = wire.Envelope.encode(new EntryAuthor(71).register(URGENT).raw).finish()
    victim.network.neighbourhood.topic.publish(message)
    const question = gossipFrame({ iwant: [{ messageIDs: [sha256(message)] }] })
    await until(() => {
      say(question)
      return counts.got > 0
    }, PATIENCE)
    for (let n = 0; n < 100; n++) say(question)
    await untilAllHeard(village)
    expect(counts.got).toBeLessThanOrEqual(3)
  })
})

describe('up to eight Nodes', () => {
  test('there is no topic, and nobody speaks on it', async () => {
    const village = await topicVillage({ size: 8 })
    const { counts, isServed } = await rawSpeaker(at(village, 0), TOPIC)
    await untilAllHeard(village)
    expect([await isServed(), counts]).toEqual([false, { asked: 0, got: 0 }])
  })

  test('it begins with the ninth Node, and ends when there are eight again', async () => {
    const host = at(await topicVillage({ size: 1 }), 0)
    const { isServed } = await rawSpeaker(host, TOPIC)
    const knows = (others: number): void => {
      const nodeIds = Array.from({ length: others }, (_, n) => testNodeId(40 + n))
      const targets = nodeIds.map((nodeId) => ({ nodeId, addresses: [], keep: false }))
      host.network.neighbourhood.setTargets(targets)
    }
    knows(8)
    await until(isServed, PATIENCE)
    knows(7)
    await until(async () => !(await isServed()), PATIENCE)
  })
})
