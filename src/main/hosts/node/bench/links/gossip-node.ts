import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import { identify } from '@libp2p/identify'
import { tcp } from '@libp2p/tcp'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { MirrorError } from '../../../../../shared/kernel/errors.ts'
import { LOOPBACK_TCP, soundIdOf } from './bench-ground.ts'

const TOPIC = 'bench'
/** A mesh as small as gossip still bears: fewer duplicates. Chosen here: half of gossipsub's own. */
const TUNED_MESH = { D: 3, Dlo: 2, Dhi: 4 } as const
/** The end of an envelope is the end of a signature: nothing else ends so. */
const ID_BYTES = 20

export type GossipKind = 'default' | 'tuned'

/**
 * js-libp2p's own gossip. As it comes: every message signed by it and checked. Tuned: no
 * signatures of its own, ids from the bytes alone, a small mesh, and our check before
 * anything is passed on.
 */
export async function startGossip(kind: GossipKind, came: (bytes: Uint8Array) => void) {
  const { gossipsub, TopicValidatorResult } = await loadGossipsub()
  const idOf = ({ data }: { data: Uint8Array }): Uint8Array => data.subarray(-ID_BYTES)
  const tuned = {
    ...TUNED_MESH,
    globalSignaturePolicy: 'StrictNoSign',
    batchPublish: true,
    msgIdFn: idOf,
    fastMsgIdFn: (message: { data?: Uint8Array | null }) =>
      Buffer.from(message.data?.subarray(-ID_BYTES) ?? []).toString('latin1'),
  } as const
  const shared = { allowPublishToZeroTopicPeers: true, doPX: false }
  const node = await createLibp2p({
    addresses: { listen: [LOOPBACK_TCP] },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    connectionMonitor: { enabled: false },
    connectionManager: { inboundConnectionThreshold: 1_000 },
    services: {
      identify: identify(),
      pubsub: gossipsub(kind === 'tuned' ? { ...shared, ...tuned } : shared),
    },
  })
  const { pubsub } = node.services
  if (kind === 'tuned') {
    pubsub.topicValidators.set(TOPIC, (_from, { data }) => {
      soundIdOf(data)
      return TopicValidatorResult.Accept
    })
  }
  pubsub.subscribe(TOPIC)
  pubsub.addEventListener('message', ({ detail }) => came(detail.data))
  return {
    address: String(node.getMultiaddrs()[0]),
    async dial(addresses: readonly string[]): Promise<void> {
      for (const address of addresses) await node.dial(multiaddr(address))
    },
    links: () => pubsub.getSubscribers(TOPIC).length,
    publish: (bytes: Uint8Array) => pubsub.publish(TOPIC, bytes),
    stop: () => node.stop(),
  }
}

async function loadGossipsub() {
  try {
    return await import('@libp2p/gossipsub')
  } catch (cause) {
    throw new MirrorError('bench-unready', { missing: 'npm ci' }, cause)
  }
}
