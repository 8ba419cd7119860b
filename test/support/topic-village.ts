import { randomBytes } from 'node:crypto'
import { RPC } from '@libp2p/gossipsub/message'
import { onTestFinished } from 'vitest'
import { createLibp2pTransport } from '../../src/main/network/libp2p-transport.ts'
import type { Neighbourhood } from '../../src/main/network/neighbourhood.ts'
import type { Link, MessageStream, Transport } from '../../src/main/network/transport.ts'
import { withOne } from '../../src/main/network/with-one.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import { testFederation } from './fake-replica.ts'
import { FrameExchange } from './frame-exchange.ts'
import { type NetworkNode, startNetworkNode, startOverTransport } from './network-node.ts'
import { testSeed } from './node-ids.ts'
import { type ReplicaNode, replicaNode } from './replica-node.ts'
import { until } from './until.ts'

/** Each links with so many of the next, all of them in a ring. */
const LINKS_ONWARD = 2

export interface Villager extends ReplicaNode {
  readonly network: NetworkNode
}

export interface TopicVillageOptions {
  readonly size: number
  /** Nodes at which nothing arrives by lanes but what keeps them going. */
  readonly isDeaf?: (n: number) => boolean
}

/** Whole Nodes over real links, in a ring, for whom everything is urgent that a Mirror signs. */
export async function topicVillage({ size, isDeaf = () => false }: TopicVillageOptions): Promise<Villager[]> {
  const villagers = await Promise.all(Array.from({ length: size }, (_, n) => villager(n + 1, isDeaf(n))))
  for (const [index, { network }] of villagers.entries()) {
    const targets = villagers.map((other, place) => ({
      nodeId: other.nodeId,
      addresses: isNext(index, place, size) ? other.network.neighbourhood.addresses() : [],
      keep: true,
    }))
    network.neighbourhood.setTargets(targets)
  }
  const links = Math.min(2 * LINKS_ONWARD, size - 1)
  await until(() => villagers.every(({ network }) => network.neighbourhood.neighbours().length >= links))
  return villagers
}

const isNext = (from: number, to: number, size: number): boolean => {
  const steps = (to - from + size) % size
  return steps >= 1 && steps <= LINKS_ONWARD
}

async function villager(n: number, deaf: boolean): Promise<Villager> {
  const network = await startNetworkNode({ seed: testSeed(n), federationId: testFederation() })
  const { neighbourhood } = network
  // Nobody compares here, so nobody needs a session.
  const { sessions } = new FrameExchange().join(network.id)
  const node = replicaNode({ n, sessions, neighbourhood: deaf ? deafened(neighbourhood) : neighbourhood })
  node.profile.way = 'alert'
  await node.replica.start()
  onTestFinished(async () => {
    await node.replica.stop()
    await network.stop()
  })
  return { ...node, network }
}

/** Whatever a lane brings is lost. */
const deafened = (neighbourhood: Neighbourhood): Neighbourhood =>
  withOne(neighbourhood, 'onFrame', () => () => () => {})

/** Somebody who belongs to the federation and keeps no rules, linked with one of its Nodes. */
export async function stranger(
  neighbour: Villager,
  { knows = [], transport }: { readonly knows?: readonly NodeId[]; readonly transport?: Transport } = {},
): Promise<NetworkNode> {
  const options = { seed: randomBytes(32), federationId: testFederation() }
  const network = await (transport ? startOverTransport(transport, options) : startNetworkNode(options))
  onTestFinished(() => network.stop())
  network.neighbourhood.setTargets(knows.map((nodeId) => ({ nodeId, addresses: [], keep: false })))
  await network.neighbourhood.dialNow(neighbour.network.neighbourhood.addresses())
  return network
}

/** A stranger that speaks gossipsub by hand, and counts what it is asked for and sent. */
export async function rawSpeaker(neighbour: Villager, topic: string) {
  const counts = { asked: 0, got: 0 }
  const real = await createLibp2pTransport(
    { logger: silentLogger },
    { seed: randomBytes(32), federationId: testFederation(), listen: [], inboundPerSecond: 1_000 },
  )
  const links: Link[] = []
  const transport = handingOut(real, topic, (stream) =>
    stream.onMessage((bytes) => {
      const { control, messages } = RPC.decode(bytes)
      counts.got += messages.length
      for (const { messageIDs } of control?.iwant ?? []) counts.asked += messageIDs.length
    }),
  )
  transport.onLink((link) => links.push(link))
  const network = await stranger(neighbour, { transport })
  const open = () => links[0]?.open(topic, AbortSignal.timeout(10_000)).catch(() => null)
  const stream = await open()
  const isServed = async (): Promise<boolean> => Boolean(await open())
  return { counts, id: network.id, isServed, say: (frame: RPC) => stream?.send(RPC.encode(frame)) }
}

/** The same transport, whose streams of one protocol go to the test. */
function handingOut(real: Transport, protocol: string, take: (stream: MessageStream) => void): Transport {
  const wrapped = new WeakMap<Link, Link>()
  const wrap = (link: Link): Link => {
    const known = wrapped.get(link)
    if (known) return known
    const listenTo: Link['onStream'] = (listener) =>
      link.onStream((opened) => (opened.protocol === protocol ? take(opened.stream) : listener(opened)))
    const made = withOne(link, 'onStream', () => listenTo)
    wrapped.set(link, made)
    return made
  }
  const accepting = withOne(real, 'accept', () => (protocols) => real.accept([...protocols, protocol]))
  const dialling = withOne(
    accepting,
    'dial',
    () =>
      async (...how) =>
        wrap(await real.dial(...how)),
  )
  return withOne(dialling, 'onLink', () => (listener) => real.onLink((link) => listener(wrap(link))))
}

/** A gossipsub frame; what is left out is empty. */
export const gossipFrame = (
  control: Partial<RPC.ControlMessage>,
  messages: readonly Partial<RPC.Message>[] = [],
): RPC => ({
  subscriptions: [],
  messages: messages.map((message) => ({ topic: '', ...message })),
  control: { ihave: [], iwant: [], graft: [], prune: [], idontwant: [], ...control },
})
