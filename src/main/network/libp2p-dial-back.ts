import type { Connection, Startable, Stream } from '@libp2p/interface'
import type { Registrar, TransportManager } from '@libp2p/interface-internal'
import { multiaddr } from '@multiformats/multiaddr'
import type { Clock } from '../platform/clock.ts'
import { MAX_OPENING_BYTES } from '../wire/limits.ts'
import { Libp2pMessageStream } from './libp2p-stream.ts'
import { MessageInbox } from './message-inbox.ts'
import {
  addressOf,
  encodeAnswer,
  encodeQuestion,
  MAX_PORTS,
  type Place,
  readAnswer,
  readQuestion,
} from './reach-messages.ts'

/** One dial back. Source: docs/protocol.md, "Reach". */
const DIAL_BACK_MS = 3_000
/** The whole question. Chosen here: every port, and a slow line. */
const QUESTION_MS = MAX_PORTS * DIAL_BACK_MS + 3_000
/** How long after the answer the neighbour's dial may still come up here. Chosen here: a round trip on the worst line. */
const ARRIVAL_MS = 1_000
/** One neighbour is dialled back no more often. Source: docs/protocol.md, "Reach". */
const ANSWER_AGAIN_MS = 60_000
/** Neighbours whose last question is remembered. Chosen here: far more than links. */
const MAX_REMEMBERED = 256

export interface Libp2pDialBackComponents {
  readonly registrar: Registrar
  readonly transportManager: TransportManager
}
/** What a neighbour found that dialled back. */
export interface DialledBack {
  /** Where it reached this Node, as a multiaddr without its name; null: nowhere. */
  readonly address: string | null
  /** The IP address that it sees this Node at, by its word. */
  readonly host: string
}

export interface Libp2pDialBackOptions {
  readonly protocol: string
  readonly clock: Clock
}

/**
 * Asks neighbours to dial this Node, and dials those who ask: at the address
 * they are seen at and no other, so that nobody is sent to a third. A neighbour
 * is believed only when its dial was seen to arrive.
 */
export class Libp2pDialBack implements Startable {
  readonly #components: Libp2pDialBackComponents
  readonly #options: Libp2pDialBackOptions
  /** Who is being dialled back just now. */
  readonly #probing = new Set<string>()
  /** Who was asked to dial, and what to do when that arrives. */
  readonly #awaited = new Map<string, () => void>()
  readonly #answeredAtMs = new Map<string, number>()

  constructor(components: Libp2pDialBackComponents, options: Libp2pDialBackOptions) {
    this.#components = components
    this.#options = options
  }

  get protocol(): string {
    return this.#options.protocol
  }

  async start(): Promise<void> {
    await this.#components.registrar.handle(
      this.#options.protocol,
      (stream, connection) => this.#answer(stream, connection),
      { maxInboundStreams: 1, maxOutboundStreams: 1 },
    )
  }

  async stop(): Promise<void> {
    await this.#components.registrar.unhandle(this.#options.protocol)
  }

  /** A connection came up. Whether it is one that was made only to see whether it can be: nobody's link. */
  takes({ direction, remotePeer, limits }: Connection): boolean {
    const name = remotePeer.toString()
    if (direction === 'outbound') return limits === undefined && this.#probing.has(name)
    if (limits === undefined) this.#awaited.get(name)?.()
    return false
  }

  /**
   * Have a proven neighbour dial this Node; undefined: it did not try.
   *
   * @throws where the neighbour does not answer
   */
  async ask(connection: Connection, ports: readonly number[]): Promise<DialledBack | undefined> {
    const name = connection.remotePeer.toString()
    if (ports.length === 0 || this.#awaited.has(name)) return undefined
    const arrival = Promise.withResolvers<boolean>()
    this.#awaited.set(name, () => arrival.resolve(true))
    try {
      const answer = await this.#question(connection, ports)
      if (answer === null) return undefined
      const { host } = answer
      if (!ports.includes(answer.port)) return { address: null, host }
      const address = addressOf(host, answer.port)
      AbortSignal.timeout(ARRIVAL_MS).addEventListener('abort', () => arrival.resolve(false))
      return { address: address !== null && (await arrival.promise) ? address : null, host }
    } finally {
      this.#awaited.delete(name)
    }
  }

  async #question(connection: Connection, ports: readonly number[]): Promise<Place | null> {
    const signal = AbortSignal.timeout(QUESTION_MS)
    const opened = await connection.newStream(this.#options.protocol, { signal, maxOutboundStreams: 1 })
    const stream = new Libp2pMessageStream(opened, MAX_OPENING_BYTES)
    const inbox = new MessageInbox(stream)
    stream.send(encodeQuestion(ports))
    const bytes = await inbox.next(signal)
    stream.close()
    return bytes && readAnswer(bytes)
  }

  async #answer(opened: Stream, connection: Connection): Promise<void> {
    const stream = new Libp2pMessageStream(opened, MAX_OPENING_BYTES)
    const bytes = await new MessageInbox(stream).next(AbortSignal.timeout(DIAL_BACK_MS))
    const ports = bytes && readQuestion(bytes)
    const host = hostOf(connection)
    if (ports !== null && host !== null && this.#mayAsk(connection)) {
      const port = await this.#firstReached(connection, { host, ports })
      stream.send(encodeAnswer({ host, port }))
    }
    stream.close()
  }

  #mayAsk({ limits, remotePeer }: Connection): boolean {
    const name = remotePeer.toString()
    const nowMs = this.#options.clock.nowMs()
    const last = this.#answeredAtMs.get(name)
    if (limits !== undefined || this.#probing.has(name)) return false
    if (last !== undefined && nowMs - last < ANSWER_AGAIN_MS) return false
    this.#answeredAtMs.delete(name)
    this.#answeredAtMs.set(name, nowMs)
    const [oldest] = this.#answeredAtMs.keys()
    if (this.#answeredAtMs.size > MAX_REMEMBERED && oldest !== undefined) this.#answeredAtMs.delete(oldest)
    return true
  }

  /** The first port at which the asker itself answers; 0: none. */
  async #firstReached(
    { remotePeer }: Connection,
    { host, ports }: { readonly host: string; readonly ports: readonly number[] },
  ): Promise<number> {
    const name = remotePeer.toString()
    this.#probing.add(name)
    try {
      for (const port of ports) {
        const address = addressOf(host, port)
        if (address !== null && (await this.#reaches(`${address}/p2p/${name}`))) return port
      }
      return 0
    } finally {
      this.#probing.delete(name)
    }
  }

  /** Past libp2p's own dialling, which would find the connection there is; and never by any address but this one. */
  async #reaches(address: string): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(DIAL_BACK_MS)
      const connection = await this.#components.transportManager.dial(multiaddr(address), { signal })
      void connection.close().catch((cause: Error) => connection.abort(cause))
      return true
    } catch {
      return false // that is what was asked
    }
  }
}

/** The IP address that a neighbour is seen at; null: it has none. */
function hostOf({ remoteAddr }: Connection): string | null {
  const [, family, host] = remoteAddr.toString().split('/')
  return host !== undefined && (family === 'ip4' || family === 'ip6') ? host : null
}
