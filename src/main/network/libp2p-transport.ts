import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import type { Connection } from '@libp2p/interface'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import type { Multiaddr } from '@multiformats/multiaddr'
import { MirrorError } from '../../shared/kernel/errors.ts'
import { type FederationId, NodeId } from '../../shared/kernel/ids.ts'
import { createSigner } from '../crypto/signing.ts'
import { steadyClock, systemClock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { Signal } from '../platform/signal.ts'
import { MAX_FRAME_BYTES } from '../wire/limits.ts'
import { Libp2pErrands } from './libp2p-errands.ts'
import { Libp2pLink } from './libp2p-link.ts'
import { createLibp2pNode, type Libp2pNode, type RealSecurity } from './libp2p-node.ts'
import { Libp2pTopic } from './libp2p-topic.ts'
import { checkAddress, dialable, isRelayed } from './named-address.ts'
import { OutsideReach, type OutsideReachOptions } from './outside-reach.ts'
import { lanServiceTag, serviceIds } from './protocol-ids.ts'
import { Relaying } from './relaying.ts'
import { shownAddresses } from './shown-addresses.ts'
import type { Directory, Link, Sighting, Transport } from './transport.ts'
import { WhereaboutsDesk } from './whereabouts-desk.ts'

/** Streams of one protocol that a link may hold each way. Source: docs/security.md, "Connection limits". */
const MAX_STREAMS_PER_PROTOCOL = 4
/** How long the straight ways to a Node are tried before a helper is asked. Chosen here: less than half of a dial. */
const STRAIGHT_MS = 4_000
/** Where a Node listens unless told otherwise: any interface, a port of the system's choice. */
export const DEFAULT_LISTEN: readonly string[] = ['/ip4/0.0.0.0/tcp/0']

export interface Libp2pTransportDeps {
  readonly logger: Logger
}
export interface Libp2pTransportOptions extends OutsideReachOptions {
  /** The Node's Ed25519 seed, 32 bytes. */
  readonly seed: Uint8Array
  readonly federationId: FederationId
  /** Multiaddrs, TCP or WebSocket; port 0 lets the system choose. Default: `DEFAULT_LISTEN`. */
  readonly listen?: readonly string[]
  /** What a link may be guarded by, the preferred first. Default: noise, then tls. */
  readonly security?: readonly RealSecurity[]
  /** Announce this Node on the local network and look for others there. Default: no. */
  readonly lan?: boolean
  /** Let members be reached through this Node. Default: no. */
  readonly helper?: boolean
  /** Keep the directory together with others, and be found in it. Default: no. */
  readonly dht?: boolean
  /** Who may be reached through this Node, and whose whereabouts it keeps. Default: all that have proven the federation. */
  readonly isMember?: (nodeId: NodeId) => boolean
  /** Default: docs/security.md, "Connection limits". A rehearsal on one machine needs more. */
  readonly inboundPerSecond?: number
}

/**
 * A transport over libp2p, not yet started.
 *
 * @throws MirrorError 'address-invalid' with the `address` to listen at that is none
 */
export async function createLibp2pTransport(
  deps: Libp2pTransportDeps,
  options: Libp2pTransportOptions,
): Promise<Libp2pTransport> {
  const listen = options.listen ?? DEFAULT_LISTEN
  for (const address of listen) checkAddress(address)
  const links = new Map<string, Libp2pLink>()
  const relaying = new Relaying()
  const { federationId, isMember = () => true } = options
  const outside = new OutsideReach({ clock: systemClock, steadyClock, node: () => node }, options)
  const errands = new Libp2pErrands(links, () => node)
  const privateKey = await generateKeyPairFromSeed('Ed25519', options.seed)
  const desk = new WhereaboutsDesk(
    {
      clock: systemClock,
      signer: createSigner(options.seed),
      directory: () => node.services.directory,
    },
    { nodeId: NodeId.parse(peerIdFromPrivateKey(privateKey).toString()), federationId, isMember },
  )
  const node: Libp2pNode = await createLibp2pNode({
    privateKey,
    listen,
    security: options.security ?? ['noise', 'tls'],
    lanTag: lanServiceTag(federationId),
    relaying,
    directory: {
      protocol: serviceIds(federationId).kad,
      isMember,
      judge: (nodeId, record) => desk.judge(nodeId, record),
      provenWith: (peerId) => errands.provenWith(peerId),
      visit: (peerId, addresses, signal) => errands.visit(peerId, addresses, signal),
    },
    dialBack: { protocol: serviceIds(federationId).reach, clock: steadyClock },
    meeting: {
      protocol: serviceIds(federationId).meet,
      clock: steadyClock,
      seenAs: () => outside.seenAs,
    },
    isAdmitted: ({ id }) => links.get(id)?.admitted ?? false,
    isMember,
    ...(options.inboundPerSecond === undefined ? {} : { inboundPerSecond: options.inboundPerSecond }),
  })
  const { lan = false, helper = false, dht = false } = options
  return new Libp2pTransport(deps, { node, links, errands, desk, relaying, outside, lan, helper, dht })
}

interface Libp2pTransportParts {
  readonly node: Libp2pNode
  readonly links: Map<string, Libp2pLink>
  readonly errands: Libp2pErrands
  readonly desk: WhereaboutsDesk
  readonly relaying: Relaying
  readonly outside: OutsideReach
  readonly lan: boolean
  readonly helper: boolean
  readonly dht: boolean
}

/** TCP and WebSocket links, secured by Noise or TLS 1.3, multiplexed by yamux. */
export class Libp2pTransport implements Transport {
  readonly nodeId: NodeId
  readonly topic: Libp2pTopic
  readonly #logger: Logger
  readonly #node: Libp2pNode
  /** By libp2p's connection id. */
  readonly #links: Map<string, Libp2pLink>
  readonly #newLinks = new Signal<Link>()
  #accepted: readonly string[] = []
  readonly #relaying: Relaying
  readonly #errands: Libp2pErrands
  readonly outside: OutsideReach
  readonly directory: Directory
  #dht: boolean
  #lan: boolean
  #helper: boolean

  constructor(deps: Libp2pTransportDeps, options: Libp2pTransportParts) {
    this.#logger = deps.logger
    this.outside = options.outside
    this.#node = options.node
    this.#links = options.links
    this.#relaying = options.relaying
    this.#lan = options.lan
    this.#helper = options.helper
    this.#errands = options.errands
    this.#dht = options.dht
    this.directory = {
      announce: () => options.desk.announce(this.addresses()),
      lookUp: (nodeId) => options.desk.lookUp(nodeId),
      onRefusal: (listener) => this.#node.services.directory.onRefusal(listener),
    }
    this.nodeId = NodeId.parse(options.node.peerId.toString())
    this.topic = new Libp2pTopic({
      ...deps,
      ...options.node.services.topicParts,
      clock: steadyClock,
      connectionWith: (nodeId) => this.#provenConnection(nodeId),
      isAdmitted: ({ id }) => this.#links.get(id)?.admitted ?? false,
    })
    this.#node.addEventListener('connection:open', ({ detail }) => this.#add(detail))
    this.#node.addEventListener('connection:close', ({ detail }) => this.#remove(detail))
  }

  /**
   * @throws MirrorError 'port-in-use' where another program listens there
   * @throws MirrorError 'address-invalid' where this machine cannot listen there
   */
  async start(): Promise<void> {
    try {
      await this.#node.start()
    } catch (cause) {
      const isTaken = String(cause).includes('EADDRINUSE')
      throw new MirrorError(isTaken ? 'port-in-use' : 'address-invalid', {}, cause)
    }
    await this.#relaying.help(this.#helper)
    await this.#switch('directory', this.#dht)
    await this.#switch('lan', this.#lan)
  }

  async stop(): Promise<void> {
    await this.#switch('lan', false)
    await this.#switch('directory', false)
    await this.#relaying.help(false)
    await this.#node.stop()
  }

  /** Announce this Node on the local network and look for others there, or stop doing so. */
  async setLan(on: boolean): Promise<void> {
    this.#lan = on
    if (this.#node.status === 'started') await this.#switch('lan', on)
  }

  /** Keep the directory together with others, or stop doing so. */
  async setDht(on: boolean): Promise<void> {
    this.#dht = on
    if (this.#node.status !== 'started') return
    await this.#switch('directory', on)
    if (on) for (const connection of this.#proven()) void this.#getToKnow(connection)
  }

  wake(): void {
    this.outside.forget()
    for (const connection of this.#proven()) void this.#getToKnow(connection)
  }

  /** Ask a neighbour once more what it offers: it may help since, keep the directory since, or know us for a member since. */
  async askAgain(nodeId: NodeId): Promise<void> {
    const connection = this.#provenConnection(nodeId)
    if (!connection) return
    if (this.#relaying.seeksHelp || this.#dht || this.outside.isDue(connection))
      await this.#getToKnow(connection)
  }

  /** Let members be reached through this Node, or stop doing so. */
  async setHelper(on: boolean): Promise<void> {
    this.#helper = on
    if (this.#node.status === 'started') await this.#relaying.help(on)
  }

  addresses(): readonly string[] {
    const own = this.#node.services.reach.addresses()
    return shownAddresses(this.nodeId, { own, reached: this.outside.addresses() })
  }

  async accept(protocols: readonly string[]): Promise<void> {
    const gone = this.#accepted.filter((protocol) => !protocols.includes(protocol))
    const added = protocols.filter((protocol) => !this.#accepted.includes(protocol))
    this.#accepted = [...protocols]
    if (gone.length > 0) await this.#node.unhandle(gone)
    for (const protocol of added) {
      await this.#node.handle(
        protocol,
        (stream, connection) => this.#links.get(connection.id)?.take(protocol, stream),
        {
          maxInboundStreams: MAX_STREAMS_PER_PROTOCOL,
          maxOutboundStreams: MAX_STREAMS_PER_PROTOCOL,
          runOnLimitedConnection: true,
        },
      )
    }
  }

  /** Straight ways first; through a helper only where none of them leads there. */
  async dial(addresses: readonly string[], signal: AbortSignal): Promise<Link> {
    const named = dialable(addresses)
    const straight = named.filter((address) => !isRelayed(address))
    const relayed = named.filter(isRelayed)
    if (relayed.length === 0) return this.#reachOpen(straight, signal)
    try {
      return await this.#reachOpen(straight, AbortSignal.any([signal, AbortSignal.timeout(STRAIGHT_MS)]))
    } catch {
      return await this.#reachThrough(relayed, signal) // why the straight ways failed is no news
    }
  }

  async dialStraight(addresses: readonly string[], signal: AbortSignal): Promise<Link> {
    const straight = dialable(addresses).filter((address) => !isRelayed(address))
    if (straight.length === 0) throw new Error('no straight way is known')
    try {
      return this.#linkOf(await this.#node.dial(straight, { signal, force: true }))
    } catch (thrown) {
      return this.#linkOf(await this.#errands.meet(straight, thrown))
    }
  }

  onLink(listener: (link: Link) => void): () => void {
    return this.#newLinks.listen(listener)
  }

  onSighting(listener: (sighting: Sighting) => void): () => void {
    return this.#node.services.lan.onSighting(listener)
  }

  async #reachOpen(addresses: Multiaddr[], signal: AbortSignal): Promise<Link> {
    if (addresses.length === 0) throw new Error('no straight way is known')
    const link = this.#linkOf(await this.#node.dial(addresses, { signal }))
    if (!link.isClosed) return link
    await link.close() // libp2p still counted it as open: once it is gone, a dial makes another
    return this.#linkOf(await this.#node.dial(addresses, { signal }))
  }

  /** A helper relays for those only who have proven the federation to it: first a link with the helper, then one through it. */
  async #reachThrough(addresses: readonly Multiaddr[], signal: AbortSignal): Promise<Link> {
    let failure: unknown = new Error('no helper is known')
    for (const address of addresses) {
      try {
        const helper = address.decapsulate('/p2p-circuit')
        await this.#linkOf(await this.#node.dial(helper, { signal })).whenAdmitted(signal)
        return await this.#reachOpen([address], signal)
      } catch (thrown) {
        failure = thrown
      }
    }
    throw failure
  }

  #proven(): readonly Connection[] {
    return this.#node.getConnections().filter(({ id }) => this.#links.get(id)?.admitted)
  }

  #linkOf(connection: Connection): Libp2pLink {
    const link = this.#links.get(connection.id)
    if (!link) throw new Error('the link was closed as soon as it was up')
    return link
  }

  #add(connection: Connection): void {
    if (this.#node.services.dialBack.takes(connection)) return
    const link = new Libp2pLink(connection, {
      maxMessageBytes: MAX_FRAME_BYTES,
      maxStreamsPerProtocol: MAX_STREAMS_PER_PROTOCOL,
      isErrand: this.#errands.isErrand(connection),
      proven: () => void this.#getToKnow(connection),
    })
    this.#links.set(connection.id, link)
    this.#newLinks.emit(link)
  }

  #remove(connection: Connection): void {
    this.#links.delete(connection.id)
    this.topic.linkClosed(connection)
  }

  #provenConnection(nodeId: NodeId): Connection | undefined {
    const isProven = ({ id, remotePeer }: Connection): boolean =>
      remotePeer.toString() === nodeId && this.#links.get(id)?.admitted === true
    return this.#node.getConnections().find(isProven)
  }

  /** Learn what a proven neighbour offers, and ask to be reached through it where it helps. */
  async #getToKnow(connection: Connection): Promise<void> {
    try {
      const identity = await this.#node.services.identify.identify(connection)
      if (connection.limits !== undefined) return
      await this.outside.ask(connection, identity.protocols)
      if (this.outside.now === 'yes') return // whoever is reached needs no helper
      await this.#relaying.askFor(connection.remotePeer, identity)
    } catch (cause) {
      this.#logger.debug('no-help-from-neighbour', { cause: String(cause) })
    }
  }

  /** These are conveniences: where one cannot be had, the Node goes on without. */
  async #switch(service: 'lan' | 'directory', on: boolean): Promise<void> {
    try {
      await this.#node.services[service].switch(on)
    } catch (cause) {
      this.#logger.warn(`${service}-unavailable`, { cause: String(cause) })
    }
  }
}
