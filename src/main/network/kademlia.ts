import type { PeerDiscovery, PeerId, PeerInfo } from '@libp2p/interface'
import { type KadDHTComponents, kadDHT, type SingleKadDHT } from '@libp2p/kad-dht'
import { isPeerId } from './directory-guard.ts'

/** Questions that one neighbour may have under way here. Source: docs/security.md, "Directory". */
const MAX_STREAMS = 4

/** The library's table tells and does more than its types say. */
interface Table extends EventTarget {
  readonly size: number
  remove(peerId: PeerId): Promise<void>
}
export type Kademlia = SingleKadDHT & PeerDiscovery & { readonly routingTable: Table }

export interface KademliaOptions {
  readonly protocol: string
  /** First part of every key. */
  readonly namespace: string
  readonly mode: 'client' | 'server'
  /** Judge a record that was laid down here; throws where it is not to be kept. */
  readonly validate: (key: Uint8Array, record: Uint8Array) => void
  /** Which of several records to take; throws where none is sound. */
  readonly newest: (key: Uint8Array, records: readonly Uint8Array[]) => number
  /** Whether a Node may be looked at for the table, or named to whoever asks. */
  readonly mayBeMet: (peerId: PeerId) => boolean
  readonly heard: (peer: PeerInfo) => void
  readonly added: (peerId: PeerId) => void
  readonly removed: (peerId: PeerId) => void
}

/** js-libp2p's Kademlia as the directory wants it, not yet started. Loaded by whoever switches the directory on, and nobody else. */
export function createKademlia(components: KadDHTComponents, options: KademliaOptions): Kademlia {
  const { protocol, namespace, mode, validate, newest, mayBeMet, heard, added, removed } = options
  const judge = async (key: Uint8Array, record: Uint8Array): Promise<void> => validate(key, record)
  const kademlia = kadDHT({
    protocol,
    clientMode: mode === 'client',
    maxInboundStreams: MAX_STREAMS,
    validators: { [namespace]: judge, pk: judge }, // the library knows `pk` by itself; keys are in NodeIds already
    selectors: { [namespace]: newest },
    peerInfoMapper: (peer) => (mayBeMet(peer.id) ? peer : { ...peer, multiaddrs: [] }),
  })(components) as Kademlia
  kademlia.addEventListener('peer', ({ detail }) => heard(detail))
  const table: unknown = kademlia.routingTable
  if (!isTable(table)) throw new Error('the table of the directory does not tell who is in it')
  table.addEventListener('peer:add', (event) => told(event, added))
  table.addEventListener('peer:remove', (event) => told(event, removed))
  return kademlia
}

const isTable = (table: unknown): table is Table =>
  table instanceof EventTarget && 'remove' in table && typeof table.remove === 'function'

function told(event: Event, listener: (peerId: PeerId) => void): void {
  if (event instanceof CustomEvent && isPeerId(event.detail)) listener(event.detail)
}
