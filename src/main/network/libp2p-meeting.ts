import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Connection, PeerId, Startable, Stream, Upgrader } from '@libp2p/interface'
import type { Registrar, TransportManager } from '@libp2p/interface-internal'
import { multiaddr } from '@multiformats/multiaddr'
import type { Clock } from '../platform/clock.ts'
import { MAX_OPENING_BYTES } from '../wire/limits.ts'
import { Libp2pMessageStream } from './libp2p-stream.ts'
import { MessageInbox } from './message-inbox.ts'
import { addressOf, encodePlace, type Place, readPlace } from './reach-messages.ts'
import { withOne } from './with-one.ts'

/** Telling each other where. Source: docs/protocol.md, "Helpers". */
const TELLING_MS = 5_000
/** Dialling each other. Source: docs/protocol.md, "Helpers". */
const DIALLING_MS = 4_000
/** A router may answer "nobody there" until the other side's first packet has gone out. Chosen here: a few tries in a round trip. */
const TRY_AGAIN_MS = 50
/** One neighbour is met no more often. Source: docs/protocol.md, "Helpers". */
const MEET_AGAIN_MS = 60_000
/** Neighbours whose last meeting is remembered. Chosen here: far more than links. */
const MAX_REMEMBERED = 256

export interface Libp2pMeetingComponents {
  readonly registrar: Registrar
  readonly transportManager: TransportManager
  readonly upgrader: Upgrader
}

export interface Libp2pMeetingOptions {
  readonly protocol: string
  readonly clock: Clock
  /** How a neighbour outside sees this Node; null: it needs no meetings, or none has said. */
  readonly seenAs: () => string | null
}

interface MeetingDial {
  /** Handed on to `net.connect`. */
  readonly localPort: number
  /** Both dial, and one must answer: it secures and multiplexes the connection as if it had come in. */
  readonly initiator: boolean
}

/**
 * A link between two Nodes whose routers both let nobody in: over the link through a helper they agree on a moment,
 * and dial each other from ports whose numbers their routers mostly keep. Each router then takes the other's packet for an answer.
 * Source: RFC 9293 §3.5 (simultaneous open); libp2p specifications, DCUtR.
 */
export class Libp2pMeeting implements Startable {
  readonly #components: Libp2pMeetingComponents
  readonly #options: Libp2pMeetingOptions
  readonly #metAtMs = new Map<string, number>()

  constructor(components: Libp2pMeetingComponents, options: Libp2pMeetingOptions) {
    this.#components = components
    this.#options = options
  }

  async start(): Promise<void> {
    await this.#components.registrar.handle(
      this.#options.protocol,
      (stream, connection) => this.#come(stream, connection),
      { maxInboundStreams: 1, maxOutboundStreams: 1, runOnLimitedConnection: true },
    )
  }

  async stop(): Promise<void> {
    await this.#components.registrar.unhandle(this.#options.protocol)
  }

  /**
   * Call the other end of a link through a helper to a meeting.
   *
   * @throws where it does not come, or the two miss each other
   */
  async call(connection: Connection): Promise<Connection> {
    const own = await this.#ownPlace(connection)
    const signal = AbortSignal.timeout(TELLING_MS)
    const opened = await connection.newStream(this.#options.protocol, {
      signal,
      maxOutboundStreams: 1,
      runOnLimitedConnection: true,
    })
    const stream = new Libp2pMessageStream(opened, MAX_OPENING_BYTES)
    const inbox = new MessageInbox(stream)
    const sinceMs = this.#options.clock.nowMs()
    stream.send(encodePlace(own))
    const theirs = await placeTold(inbox, signal)
    if (theirs === null) throw new Error('nobody comes')
    const halfWayMs = (this.#options.clock.nowMs() - sinceMs) / 2
    stream.send(encodePlace({ host: '', port: 0 }))
    stream.close()
    await passed(halfWayMs)
    return this.#meet(connection.remotePeer, theirs, { localPort: own.port, initiator: true })
  }

  async #come(opened: Stream, connection: Connection): Promise<void> {
    const stream = new Libp2pMessageStream(opened, MAX_OPENING_BYTES)
    try {
      const inbox = new MessageInbox(stream)
      const signal = AbortSignal.timeout(TELLING_MS)
      const theirs = await placeTold(inbox, signal)
      const own = await this.#ownPlace(connection)
      if (theirs === null) return
      stream.send(encodePlace(own))
      if ((await inbox.next(signal)) === null) return
      await this.#meet(connection.remotePeer, theirs, { localPort: own.port, initiator: false })
    } catch {
      // Missed, or not to be met just now: the helper stays in between.
    } finally {
      stream.close()
    }
  }

  /** Where this Node will be seen, if its router keeps the port. */
  async #ownPlace({ limits, remotePeer }: Connection): Promise<Place> {
    const host = this.#options.seenAs()
    const name = remotePeer.toString()
    const nowMs = this.#options.clock.nowMs()
    const last = this.#metAtMs.get(name)
    const isTooSoon = last !== undefined && nowMs - last < MEET_AGAIN_MS
    if (host === null || limits === undefined || isTooSoon) throw new Error('no meeting just now')
    this.#metAtMs.delete(name)
    this.#metAtMs.set(name, nowMs)
    const [oldest] = this.#metAtMs.keys()
    if (this.#metAtMs.size > MAX_REMEMBERED && oldest !== undefined) this.#metAtMs.delete(oldest)
    return { host, port: await freePort() }
  }

  async #meet(peerId: PeerId, { host, port }: Place, how: MeetingDial): Promise<Connection> {
    const address = addressOf(host, port)
    if (address === null) throw new Error('no place')
    const named = multiaddr(`${address}/p2p/${peerId.toString()}`)
    const signal = AbortSignal.timeout(DIALLING_MS)
    const upgrader = how.initiator ? this.#components.upgrader : this.#answering()
    for (;;) {
      try {
        const options = { signal, ...how, upgrader }
        const connection = await this.#components.transportManager
          .dialTransportForMultiaddr(named)
          ?.dial(named, options)
        if (connection !== undefined) return connection
        throw new Error('no TCP')
      } catch (thrown) {
        if (signal.aborted || !String(thrown).includes('ECONNREFUSED')) throw thrown
        await passed(TRY_AGAIN_MS)
      }
    }
  }

  /** The upgrader knows of simultaneous opens, yamux does not: it goes by which way the socket was opened. */
  #answering(): Upgrader {
    const { upgrader } = this.#components
    const upgradeOutbound: Upgrader['upgradeOutbound'] = (socket, options) =>
      upgrader.upgradeOutbound(Object.assign(socket, { direction: 'inbound' as const }), options)
    return withOne(upgrader, 'upgradeOutbound', () => upgradeOutbound)
  }
}

/** Where the other side says that it will be; null where it says nothing. */
async function placeTold(inbox: MessageInbox, signal: AbortSignal): Promise<Place | null> {
  const bytes = await inbox.next(signal)
  return bytes && readPlace(bytes)
}

const passed = (delayMs: number): Promise<unknown> =>
  once(AbortSignal.timeout(Math.max(1, Math.round(delayMs))), 'abort')

/** A port that nobody here uses, by the system's choice. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
