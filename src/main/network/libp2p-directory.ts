import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Connection,
  type PeerDiscovery,
  type PeerId,
  type PeerInfo,
  type PeerStore,
  type StreamHandler,
  start,
  stop,
} from '@libp2p/interface'
import type { ConnectionManager, Registrar } from '@libp2p/interface-internal'
import { type KadDHTComponents, kadDHT, type QueryEvent, type SingleKadDHT } from '@libp2p/kad-dht'
import type { Ping } from '@libp2p/ping'
import type { Multiaddr } from '@multiformats/multiaddr'
import { NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import { Signal } from '../platform/signal.ts'
import { addressGroup, NEAR } from './address-group.ts'
import { MAX_TRIED_IN_ONE_GROUP } from './peer-book.ts'
import type { JudgedWhereabouts } from './whereabouts.ts'
import { withOne } from './with-one.ts'

/** First part of every key: the one kind of record there is. Source: docs/protocol.md, "Directory". */
const NAMESPACE = 'mirrorwell'
/** Questions that one neighbour may have under way here. Source: docs/security.md, "Directory". */
const MAX_STREAMS = 4
/** Nodes whose addresses are remembered while the directory is walked. Chosen here: a federation's worth. */
const MAX_HEARD = 512
/** Addresses of one of them that are believed worth a try. Source: docs/protocol.md, "Directory". */
const MAX_HEARD_ADDRESSES = 8
/** Longest time for laying a record down or looking one up. Source: docs/protocol.md, "Directory". */
const PATIENCE_MS = 10_000
/** Where the library keeps records, and below which nothing else is kept. */
const RECORDS = '/dht/record/'
/** What is no fault of whoever brought it: another clock, another pace. */
const BLAMELESS: ReadonlySet<VerdictReason> = new Set(['superseded', 'stale', 'future-dated', 'busy'])

type Kad = SingleKadDHT & PeerDiscovery

export interface Libp2pDirectoryOptions {
  readonly protocol: string
  readonly judge: (nodeId: NodeId, record: Uint8Array) => JudgedWhereabouts
  readonly isMember: (nodeId: NodeId) => boolean
  /** The proven connection with a Node, straight and no other; undefined: there is none. */
  readonly provenWith: (peerId: PeerId) => Connection | undefined
  /** Go to a Node for one question; resolves once both have proven the federation. */
  readonly visit: (
    peerId: PeerId,
    addresses: readonly Multiaddr[],
    signal: AbortSignal | undefined,
  ) => Promise<Connection>
}

/** What a neighbour asks on one stream. */
interface Question {
  readonly asker: NodeId
  /** Whether what it just laid down was found sound, and is not kept yet. */
  isJudged: boolean
}

export interface DirectoryRefusal {
  readonly nodeId: NodeId
  readonly reason: VerdictReason
}

/**
 * The directory that Nodes of one federation keep together: where each of them
 * can be reached, by its own signature. Kademlia as libp2p has it, under our own
 * protocol id. The library is let near nothing but proven connections, and near
 * no record but ours. It has no `start`, so that the libp2p Node leaves
 * switching to a person's setting.
 * Source: libp2p specifications, kad-dht; docs/security.md, "Directory".
 */
export class Libp2pDirectory {
  readonly #components: KadDHTComponents
  readonly #options: Libp2pDirectoryOptions
  readonly #refusals = new Signal<DirectoryRefusal>()
  /** Whose question is being answered: the library does not tell its validators. */
  readonly #question = new AsyncLocalStorage<Question>()
  readonly #heard = new Map<string, readonly Multiaddr[]>()
  /** Who has been let into the table, and from which part of the network. */
  readonly #entered = new Map<string, string>()
  #mode: 'client' | 'server' = 'server'
  #dht: Kad | null = null
  #turn: Promise<void> = Promise.resolve()

  constructor(components: KadDHTComponents, options: Libp2pDirectoryOptions) {
    this.#options = options
    this.#components = this.#guarded(components)
  }

  get isOn(): boolean {
    return this.#dht !== null
  }

  /** How many Nodes of the directory are known here. */
  get size(): number {
    return this.#dht?.routingTable.size ?? 0
  }

  onRefusal(listener: (refusal: DirectoryRefusal) => void): () => void {
    return this.#refusals.listen(listener)
  }

  /** Take part in the directory, or stop doing so: then nothing is asked and nothing answered. */
  switch(on: boolean): Promise<void> {
    return this.#inTurn(() => this.#switch(on))
  }

  /** Answer others (`server`), or only ask: whoever cannot be reached is of no use to them. */
  setMode(mode: 'client' | 'server'): Promise<void> {
    return this.#inTurn(async () => {
      this.#mode = mode
      await this.#dht?.setMode(mode)
    })
  }

  /** Lay a record down where others look for it. The number of Nodes that took it. */
  async put(nodeId: NodeId, record: Uint8Array): Promise<number> {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    let taken = 0
    for await (const event of this.#dht?.put(keyOf(nodeId), record, { signal }) ?? []) {
      if (isAnswer(event) && event.messageName === 'PUT_VALUE') taken++
    }
    return taken
  }

  /** The newest sound record of a Node that is found in time, or null. */
  async find(nodeId: NodeId): Promise<JudgedWhereabouts | null> {
    let best: Extract<JudgedWhereabouts, { nodeId: NodeId }> | null = null
    const signal = AbortSignal.timeout(PATIENCE_MS)
    try {
      for await (const event of this.#dht?.get(keyOf(nodeId), { signal }) ?? []) {
        if (!isAnswer(event) || event.record === undefined) continue
        const judged = this.#options.judge(nodeId, event.record.value)
        if ('refused' in judged) this.#count(event.from.toString(), judged.refused)
        else if (best === null || judged.saidAtMs > best.saidAtMs) best = judged
      }
    } catch {
      // Given up, or the library failed to set somebody right: what has come counts all the same.
    }
    return best
  }

  async #switch(on: boolean): Promise<void> {
    if (on === this.isOn) return
    const dht = this.#dht
    if (dht !== null) {
      this.#dht = null
      await dht.setMode('client') // the library goes on answering after its `stop`
      await stop(dht)
      this.#entered.clear()
      this.#heard.clear()
      return
    }
    this.#dht = this.#create()
    await start(this.#dht)
  }

  /** One change at a time, in the order they were asked for: what begins is not ended half begun. */
  #inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(change)
    this.#turn = done.catch(() => {}) // its failure is for whoever asked for that change
    return done
  }

  #create(): Kad {
    const dht = kadDHT({
      protocol: this.#options.protocol,
      clientMode: this.#mode === 'client',
      maxInboundStreams: MAX_STREAMS,
      validators: {
        [NAMESPACE]: async (key, record) => this.#validate(key, record),
        pk: async () => this.#refuse('kind-unknown'), // keys are in NodeIds already
      },
      selectors: { [NAMESPACE]: (key, records) => this.#newest(key, records) },
      peerInfoMapper: (peer) => (this.#mayEnter(peer.id) ? peer : { ...peer, multiaddrs: [] }),
    })(this.#components) as Kad
    dht.addEventListener('peer', ({ detail }) => this.#hear(detail))
    return dht
  }

  /** What neighbours lay down here is judged now, what they answer when it is read: see `find`. */
  #validate(key: Uint8Array, record: Uint8Array): void {
    const question = this.#question.getStore()
    if (question === undefined) return
    const nodeId = nodeIn(key)
    if (nodeId === null) this.#refuse('kind-unknown')
    const judged = this.#options.judge(nodeId, record)
    if ('refused' in judged) this.#refuse(judged.refused)
    question.isJudged = true
  }

  #refuse(reason: VerdictReason): never {
    const question = this.#question.getStore()
    if (question !== undefined) this.#count(question.asker, reason)
    throw new Error(reason)
  }

  #count(from: string, reason: VerdictReason): void {
    const nodeId = NodeId.safeParse(from)
    if (nodeId.success && !BLAMELESS.has(reason)) this.#refusals.emit({ nodeId: nodeId.data, reason })
  }

  #newest(key: Uint8Array, records: readonly Uint8Array[]): number {
    const nodeId = nodeIn(key)
    const times = records.map((record) => {
      const judged = nodeId === null ? null : this.#options.judge(nodeId, record)
      return judged === null || 'refused' in judged ? 0 : judged.saidAtMs
    })
    const newest = Math.max(...times)
    if (newest === 0) throw new Error('no record is sound')
    return times.indexOf(newest)
  }

  /** Into the table come proven neighbours only, and few from one part of the network: where they really are, not where they say. */
  #mayEnter(peerId: PeerId): boolean {
    const name = peerId.toString()
    if (this.#entered.has(name)) return true
    const connection = this.#options.provenWith(peerId)
    if (connection === undefined) return false
    const group = addressGroup(connection.remoteAddr.toString())
    const near = [...this.#entered.values()].filter((other) => other === group)
    if (group !== NEAR && near.length >= MAX_TRIED_IN_ONE_GROUP) return false
    this.#entered.set(name, group)
    return true
  }

  #hear({ id, multiaddrs }: PeerInfo): void {
    const name = id.toString()
    this.#heard.delete(name)
    this.#heard.set(name, multiaddrs.slice(0, MAX_HEARD_ADDRESSES))
    const [oldest] = this.#heard.keys()
    if (this.#heard.size > MAX_HEARD && oldest !== undefined) this.#heard.delete(oldest)
  }

  #guarded(components: KadDHTComponents): KadDHTComponents {
    const handle: Registrar['handle'] = (protocol, handler, options) =>
      components.registrar.handle(protocol, this.#asking(handler), options)
    const openStream: ConnectionManager['openStream'] = async (target, protocol, options) => {
      if (!isPeerId(target)) throw new Error('only Nodes are asked')
      return (await this.#reach(target, options?.signal)).newStream(protocol, options)
    }
    const { datastore, peerStore, ping } = components
    const pingProven: Ping['ping'] = async (target, options) => {
      if (!isPeerId(target) || this.#options.provenWith(target) === undefined) throw new Error('no link')
      return ping.ping(target, options)
    }
    const merge: PeerStore['merge'] = (peerId, { tags: _dialledAgainFor, ...known }, options) =>
      peerStore.merge(peerId, known, options)
    const put: typeof datastore.put = (key, value, options) => {
      if (!this.#mayKeep(key.toString())) this.#refuse('kind-unknown')
      return datastore.put(key, value, options)
    }
    const guarded = withOne(components, 'registrar', () =>
      withOne(components.registrar, 'handle', () => handle),
    )
    const asking = withOne(guarded, 'connectionManager', () =>
      withOne(components.connectionManager, 'openStream', () => openStream),
    )
    const pinging = withOne(asking, 'ping', () => withOne(ping, 'ping', () => pingProven))
    const noting = withOne(pinging, 'peerStore', () => withOne(peerStore, 'merge', () => merge))
    return withOne(noting, 'datastore', () => withOne(datastore, 'put', () => put))
  }

  /** Who has what is nothing we ask; and the library takes any name of a plain object's own for a validator. */
  #mayKeep(key: string): boolean {
    const question = this.#question.getStore()
    const isSound = question === undefined || question.isJudged
    if (question !== undefined) question.isJudged = false
    return isSound && key.startsWith(RECORDS)
  }

  #asking(handler: StreamHandler): StreamHandler {
    return async (stream, connection) => {
      try {
        const asker = NodeId.parse(connection.remotePeer.toString())
        await this.#question.run({ asker, isJudged: false }, () => handler(stream, connection))
      } catch {
        stream.abort(new Error('no sound question')) // the library would leave it to whoever catches it
      }
    }
  }

  /** The way to a Node of the directory: the proven connection there is, or a visit to a member. */
  async #reach(peerId: PeerId, signal: AbortSignal | undefined): Promise<Connection> {
    const connection = this.#options.provenWith(peerId)
    if (connection !== undefined) return connection
    const nodeId = NodeId.safeParse(peerId.toString())
    const addresses = this.#heard.get(peerId.toString())
    if (!nodeId.success || addresses === undefined || !this.#options.isMember(nodeId.data)) {
      throw new Error('no way to a member')
    }
    return this.#options.visit(peerId, addresses, signal)
  }
}

const keyOf = (nodeId: NodeId): Uint8Array => Buffer.from(`/${NAMESPACE}/${nodeId}`, 'utf8')

/** The Node whose record stands under a key, or null where it is no such key. */
function nodeIn(key: Uint8Array): NodeId | null {
  const [first, namespace, name, ...more] = Buffer.from(key).toString('utf8').split('/')
  const nodeId = NodeId.safeParse(name)
  return first === '' && namespace === NAMESPACE && more.length === 0 && nodeId.success ? nodeId.data : null
}

const isPeerId = (target: unknown): target is PeerId =>
  typeof target === 'object' && target !== null && 'toMultihash' in target

const isAnswer = (event: QueryEvent): event is Extract<QueryEvent, { name: 'PEER_RESPONSE' }> =>
  event.name === 'PEER_RESPONSE'
