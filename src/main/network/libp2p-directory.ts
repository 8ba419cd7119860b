import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Connection,
  type PeerId,
  type PeerInfo,
  type StreamHandler,
  start,
  stop,
} from '@libp2p/interface'
import type { KadDHTComponents, QueryEvent } from '@libp2p/kad-dht'
import type { Multiaddr } from '@multiformats/multiaddr'
import { NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import { Signal } from '../platform/signal.ts'
import { Turns } from '../platform/turns.ts'
import { guardedComponents, RECORDS } from './directory-guard.ts'
import type { Kademlia } from './kademlia.ts'
import { TablePlaces } from './table-places.ts'
import type { JudgedWhereabouts } from './whereabouts.ts'

/** First part of every key: the one kind of record there is. Source: docs/protocol.md, "Directory". */
const NAMESPACE = 'mirrorwell'
/** Nodes whose addresses are remembered while the directory is walked. Chosen here: a federation's worth. */
const MAX_HEARD = 512
/** Addresses of one of them that are believed worth a try. Source: docs/protocol.md, "Directory". */
const MAX_HEARD_ADDRESSES = 8
/** Longest time for laying a record down or looking one up. Source: docs/protocol.md, "Directory". */
const PATIENCE_MS = 10_000
/** What is no fault of whoever brought it: another clock, another pace. */
const BLAMELESS: ReadonlySet<VerdictReason> = new Set(['superseded', 'stale', 'future-dated', 'busy'])

export interface Libp2pDirectoryOptions {
  readonly protocol: string
  /** Judges a record that stands under a Node's key, and remembers the newest sound one. */
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
  readonly #places: TablePlaces
  readonly #turns = new Turns()
  #mode: 'client' | 'server' = 'server'
  #dht: Kademlia | null = null

  constructor(components: KadDHTComponents, options: Libp2pDirectoryOptions) {
    this.#options = options
    this.#places = new TablePlaces({
      linkedFrom: (peerId) => options.provenWith(peerId)?.remoteAddr.toString(),
      drop: (peerId) => void this.#dht?.routingTable.remove(peerId).catch(() => {}),
    })
    this.#components = guardedComponents(components, {
      protocol: options.protocol,
      asking: (handler) => this.#asking(handler),
      reach: (peerId, signal) => this.#reach(peerId, signal),
      mayPing: (peerId) => options.provenWith(peerId) !== undefined && this.#places.take(peerId),
      absent: (peerId) => this.#places.giveBack(peerId),
      mayKeep: (key) => this.#mayKeep(key),
    })
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
    return this.#turns.take(() => this.#switch(on))
  }

  /** Answer others (`server`), or only ask: whoever cannot be reached is of no use to them. */
  setMode(mode: 'client' | 'server'): Promise<void> {
    return this.#turns.take(async () => {
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

  /** Ask others for a Node's record, for a while: what comes is judged, and whoever judges remembers it. Never rejects. */
  async seek(nodeId: NodeId): Promise<void> {
    if (this.size === 0) return
    const signal = AbortSignal.timeout(PATIENCE_MS)
    try {
      for await (const event of this.#dht?.get(keyOf(nodeId), { signal }) ?? []) {
        if (!isAnswer(event) || event.record === undefined) continue
        const judged = this.#options.judge(nodeId, event.record.value)
        if ('refused' in judged) this.#count(event.from.toString(), judged.refused)
      }
    } catch {
      // Given up, or the library failed to set somebody right: what has come counts all the same.
    }
  }

  async #switch(on: boolean): Promise<void> {
    if (on === this.isOn) return
    const dht = this.#dht
    if (dht !== null) {
      await this.#end(dht)
      return
    }
    const begun = await this.#create()
    this.#dht = begun
    try {
      await start(begun)
    } catch (cause) {
      await this.#end(begun).catch(() => {}) // why it did not begin is what matters
      throw cause
    }
  }

  async #end(dht: Kademlia): Promise<void> {
    this.#dht = null
    try {
      await dht.setMode('client') // the library goes on answering after its `stop`
      await stop(dht)
    } finally {
      this.#places.clear()
      this.#heard.clear()
    }
  }

  async #create(): Promise<Kademlia> {
    // Few switch it on, so nobody else loads it.
    const { createKademlia } = await import('./kademlia.ts')
    return createKademlia(this.#components, {
      protocol: this.#options.protocol,
      namespace: NAMESPACE,
      mode: this.#mode,
      validate: (key, record) => this.#validate(key, record),
      newest: (key, records) => this.#newest(key, records),
      mayBeMet: (peerId) => this.#mayBeMet(peerId),
      heard: (peer) => this.#hear(peer),
      added: (peerId) => this.#places.added(peerId),
      removed: (peerId) => this.#places.removed(peerId),
    })
  }

  /** The library asks alike whether to look at a Node for its table and whether to name it to an asker: it names neighbours too that have the directory off. */
  #mayBeMet(peerId: PeerId): boolean {
    const isForAsker = this.#question.getStore() !== undefined
    return isForAsker ? this.#places.holds(peerId) : this.#options.provenWith(peerId) !== undefined
  }

  /** What neighbours lay down here is judged now, what they answer when it is read: see `seek`. */
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

  #hear({ id, multiaddrs }: PeerInfo): void {
    const name = id.toString()
    this.#heard.delete(name)
    this.#heard.set(name, multiaddrs.slice(0, MAX_HEARD_ADDRESSES))
    const [oldest] = this.#heard.keys()
    if (this.#heard.size > MAX_HEARD && oldest !== undefined) this.#heard.delete(oldest)
  }

  /** Who has what is nothing we ask; and the library takes any name of a plain object's own for a validator. */
  #mayKeep(key: string): void {
    const question = this.#question.getStore()
    const isSound = question === undefined || question.isJudged
    if (question !== undefined) question.isJudged = false
    if (!isSound || !key.startsWith(RECORDS)) this.#refuse('kind-unknown')
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

const isAnswer = (event: QueryEvent): event is Extract<QueryEvent, { name: 'PEER_RESPONSE' }> =>
  event.name === 'PEER_RESPONSE'
