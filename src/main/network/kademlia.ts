import type { PeerDiscovery, PeerId, PeerInfo } from '@libp2p/interface'
import { type KadDHTComponents, kadDHT, type SingleKadDHT } from '@libp2p/kad-dht'

/** Questions that one neighbour may have under way here. Source: docs/security.md, "Directory". */
const MAX_STREAMS = 4

export type Kademlia = SingleKadDHT & PeerDiscovery

export interface KademliaOptions {
  readonly protocol: string
  /** First part of every key. */
  readonly namespace: string
  readonly mode: 'client' | 'server'
  /** Judge a record that was laid down here; throws where it is not to be kept. */
  readonly validate: (key: Uint8Array, record: Uint8Array) => void
  /** Which of several records to take; throws where none is sound. */
  readonly newest: (key: Uint8Array, records: readonly Uint8Array[]) => number
  readonly mayEnter: (peerId: PeerId) => boolean
  readonly heard: (peer: PeerInfo) => void
  readonly added: (name: string) => void
  readonly removed: (name: string) => void
}

/** js-libp2p's Kademlia as the directory wants it, not yet started. Loaded by whoever switches the directory on, and nobody else. */
export function createKademlia(components: KadDHTComponents, options: KademliaOptions): Kademlia {
  const { protocol, namespace, mode, validate, newest, mayEnter, heard, added, removed } = options
  const judge = async (key: Uint8Array, record: Uint8Array): Promise<void> => validate(key, record)
  const kademlia = kadDHT({
    protocol,
    clientMode: mode === 'client',
    maxInboundStreams: MAX_STREAMS,
    validators: { [namespace]: judge, pk: judge }, // the library knows `pk` by itself; keys are in NodeIds already
    selectors: { [namespace]: newest },
    peerInfoMapper: (peer) => (mayEnter(peer.id) ? peer : { ...peer, multiaddrs: [] }),
  })(components) as Kademlia
  kademlia.addEventListener('peer', ({ detail }) => heard(detail))
  const table: unknown = kademlia.routingTable
  if (!(table instanceof EventTarget))
    throw new Error('the table of the directory does not tell who is in it')
  table.addEventListener('peer:add', (event) => added(nameIn(event)))
  table.addEventListener('peer:remove', (event) => removed(nameIn(event)))
  return kademlia
}

const nameIn = (event: Event): string => (event instanceof CustomEvent ? String(event.detail) : '')
