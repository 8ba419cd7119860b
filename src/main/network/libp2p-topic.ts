import type { GossipSub, GossipSubComponents } from '@libp2p/gossipsub'
import {
  type Connection,
  type Stream,
  type StreamHandler,
  start,
  stop,
  type Topology,
} from '@libp2p/interface'
import type { Registrar } from '@libp2p/interface-internal'
import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { Turns } from '../platform/turns.ts'
import type { Topic, TopicJudge } from './topic.ts'
import { TopicFaults } from './topic-faults.ts'
import { withOne } from './with-one.ts'

/** The version of gossipsub that we speak, by its own name: the one with IDONTWANT. Source: libp2p specifications, pubsub/gossipsub v1.2. */
const MESHSUB = '/meshsub/1.2.0'
const IGNORE_ALL: TopicJudge = async () => 'ignore'

export interface Libp2pTopicDeps {
  readonly components: Omit<GossipSubComponents, 'registrar'>
  /** The real one: what is served by it is served to everybody. */
  readonly registrar: Registrar
  /** The proven link with a Node that is up, if any. */
  readonly connectionWith: (nodeId: NodeId) => Connection | undefined
  readonly isAdmitted: (connection: Connection) => boolean
  readonly clock: Clock
  readonly logger: Logger
}

interface Life {
  readonly name: string
  readonly gossip: GossipSub
  /** How the library is told who is there. */
  readonly topology: Topology
}

/**
 * The topic over js-libp2p's gossipsub. The library sees nobody but those let in,
 * over their proven links, and its streams have the topic's name instead of
 * their own: to everybody else it does not exist.
 */
export class Libp2pTopic implements Topic {
  readonly #deps: Libp2pTopicDeps
  readonly #members = new Set<NodeId>()
  readonly #faults: TopicFaults
  readonly #turns = new Turns()
  #judge: TopicJudge = IGNORE_ALL
  #life: Life | null = null

  constructor(deps: Libp2pTopicDeps) {
    this.#deps = deps
    this.#faults = new TopicFaults(deps.clock)
  }

  start(name: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#life !== null) return
      this.#life = await this.#begin(name)
      for (const nodeId of this.#members) this.#introduce(nodeId)
    })
  }

  stop(): Promise<void> {
    return this.#inTurn(async () => {
      const life = this.#life
      this.#life = null
      if (life !== null) await stop(life.gossip)
    })
  }

  letIn(nodeId: NodeId): void {
    if (this.#members.has(nodeId)) return
    this.#members.add(nodeId)
    this.#introduce(nodeId)
  }

  shutOut(nodeId: NodeId): void {
    if (this.#members.delete(nodeId)) this.#dismiss(nodeId)
  }

  /** A link with a Node was closed: where another one is up, that one is used. */
  linkClosed(connection: Connection): void {
    const nodeId = connection.remotePeer.toString() as NodeId
    if (!this.#members.has(nodeId) || this.#life === null) return
    void this.#life.topology.onDisconnect?.(connection.remotePeer)
    this.#introduce(nodeId)
  }

  publish(message: Uint8Array): void {
    if (this.#life === null) return
    const { gossip, name } = this.#life
    gossip.publish(name, message).catch((cause) => {
      this.#deps.logger.debug('topic-not-published', { cause: String(cause) })
    })
  }

  onMessage(judge: TopicJudge): () => void {
    this.#judge = judge
    return () => {
      this.#judge = IGNORE_ALL
    }
  }

  async #begin(name: string): Promise<Life> {
    const seen: { topology: Topology } = { topology: {} }
    const registrar = this.#registrar(name, (topology) => {
      seen.topology = topology
    })
    // Few federations grow so large, so nobody else loads it.
    const { createGossip } = await import('./gossip.ts')
    const gossip = createGossip(
      { ...this.#deps.components, registrar },
      {
        name,
        protocol: MESHSUB,
        faultsOf: (nodeId) => this.#faults.of(nodeId),
        mayGoOn: (from, message) => this.#mayGoOn(from, message),
      },
    )
    await start(gossip)
    gossip.subscribe(name)
    return { name, gossip, topology: seen.topology }
  }

  async #mayGoOn(from: NodeId, bytes: Uint8Array): Promise<boolean> {
    if (!this.#members.has(from) || this.#faults.areTooMany(from)) return false
    const verdict = await this.#judge({ from, bytes })
    if (verdict === 'reject') this.#faults.note(from)
    return verdict === 'accept'
  }

  /** What the library registers by: our protocol in the place of its own, and nobody but members. */
  #registrar(name: string, take: (topology: Topology) => void): Registrar {
    const { registrar } = this.#deps
    const guarded =
      (handler: StreamHandler): StreamHandler =>
      (stream, connection) => {
        if (this.#takesPart(connection)) return handler(asMeshsub(stream), speaking(connection, name))
        stream.abort(new Error('no member of the topic'))
      }
    const own: Pick<Registrar, 'handle' | 'unhandle' | 'register' | 'unregister'> = {
      handle: (_, handler, options) => registrar.handle(name, guarded(handler), options),
      unhandle: (_, options) => registrar.unhandle(name, options),
      register: async (protocol, topology) => {
        take(topology)
        return protocol
      },
      unregister: () => {},
    }
    return own as Registrar
  }

  #takesPart(connection: Connection): boolean {
    return this.#members.has(connection.remotePeer.toString() as NodeId) && this.#deps.isAdmitted(connection)
  }

  #introduce(nodeId: NodeId): void {
    const connection = this.#deps.connectionWith(nodeId)
    if (this.#life === null || connection === undefined) return
    const { name, topology } = this.#life
    void topology.onConnect?.(connection.remotePeer, speaking(connection, name))
  }

  #dismiss(nodeId: NodeId): void {
    const peer = this.#life?.gossip.getPeers().find((other) => other.toString() === nodeId)
    if (peer !== undefined) void this.#life?.topology.onDisconnect?.(peer)
  }

  #inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.#turns.take(change)
    done.catch((cause) => this.#deps.logger.warn('topic-failed', { cause: String(cause) }))
    return done
  }
}

/** The connection as the library needs it: whatever it opens there has the topic's name. */
function speaking(connection: Connection, name: string): Connection {
  const open: Connection['newStream'] = async (_, options) =>
    asMeshsub(await connection.newStream(name, options))
  return withOne(connection, 'newStream', () => open)
}

/** The library goes by the name of a stream's protocol to know what the other side understands. */
const asMeshsub = (stream: Stream): Stream => withOne(stream, 'protocol', () => MESHSUB)
