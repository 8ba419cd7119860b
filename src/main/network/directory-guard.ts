import {
  type Connection,
  type PeerId,
  type PeerStore,
  type StreamHandler,
  UnsupportedProtocolError,
} from '@libp2p/interface'
import type { ConnectionManager, Registrar } from '@libp2p/interface-internal'
import type { KadDHTComponents } from '@libp2p/kad-dht'
import type { Ping } from '@libp2p/ping'
import { withOne } from './with-one.ts'

/** Where the library keeps records, and below which nothing else is kept. */
export const RECORDS = '/dht/record/'

export interface DirectoryRules {
  /** What the directory is served under. */
  readonly protocol: string
  /** A neighbour's question, answered by the library's own handler. */
  readonly asking: (handler: StreamHandler) => StreamHandler
  /** The way to a Node that is to be asked; rejects where there is none. */
  readonly reach: (peerId: PeerId, signal: AbortSignal | undefined) => Promise<Connection>
  /** Nobody comes into the table without answering a ping: whether a Node may be sent one. */
  readonly mayPing: (peerId: PeerId) => boolean
  /** A Node does not serve the directory, or answers no ping. */
  readonly absent: (peerId: PeerId) => void
  /** Throws where nothing is to be kept under a key. */
  readonly mayKeep: (key: string) => void
}

/** What the directory's library works with: it dials nobody by itself, has nobody dialled, and keeps nothing unasked. */
export function guardedComponents(components: KadDHTComponents, rules: DirectoryRules): KadDHTComponents {
  const { connectionManager, datastore, peerStore, ping, registrar } = components
  const handle: Registrar['handle'] = (protocol, handler, options) =>
    registrar.handle(protocol, rules.asking(handler), options)
  const openStream: ConnectionManager['openStream'] = async (target, protocol, options) => {
    if (!isPeerId(target)) throw new Error('only Nodes are asked')
    const connection = await rules.reach(target, options?.signal)
    try {
      return await connection.newStream(protocol, options)
    } catch (cause) {
      if (isUnserved(cause)) rules.absent(target)
      throw cause
    }
  }
  const pingProven: Ping['ping'] = async (target, options) => {
    if (!isPeerId(target) || !rules.mayPing(target)) throw new Error('no place in the table')
    try {
      // What a neighbour serves is asked of itself: the library notes for servers those too that only ask.
      const stream = await openStream(target, rules.protocol, options)
      void stream.close().catch(() => {})
      return await ping.ping(target, options)
    } catch (cause) {
      rules.absent(target)
      throw cause
    }
  }
  const merge: PeerStore['merge'] = (peerId, { tags: _dialledAgainFor, ...known }, options) =>
    peerStore.merge(peerId, known, options)
  const put: typeof datastore.put = (key, value, options) => {
    rules.mayKeep(key.toString())
    return datastore.put(key, value, options)
  }
  const serving = withOne(components, 'registrar', () => withOne(registrar, 'handle', () => handle))
  const asking = withOne(serving, 'connectionManager', () =>
    withOne(connectionManager, 'openStream', () => openStream),
  )
  const pinging = withOne(asking, 'ping', () => withOne(ping, 'ping', () => pingProven))
  const noting = withOne(pinging, 'peerStore', () => withOne(peerStore, 'merge', () => merge))
  return withOne(noting, 'datastore', () => withOne(datastore, 'put', () => put))
}

export const isPeerId = (target: unknown): target is PeerId =>
  typeof target === 'object' && target !== null && 'toMultihash' in target

const isUnserved = (cause: unknown): boolean =>
  cause instanceof Error && cause.name === UnsupportedProtocolError.name
