import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import type { Connection } from '@libp2p/interface'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import { MirrorError } from '../../shared/kernel/errors.ts'
import { type FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { Logger } from '../platform/logger.ts'
import { Signal } from '../platform/signal.ts'
import { MAX_FRAME_BYTES } from '../wire/limits.ts'
import { Libp2pLink } from './libp2p-link.ts'
import { createLibp2pNode, guardServices, type Libp2pNode, type RealSecurity } from './libp2p-node.ts'
import { lanServiceTag } from './protocol-ids.ts'
import type { Link, Sighting, Transport } from './transport.ts'

/** Streams of one protocol that a link may hold each way. Source: docs/security.md, "Connection limits". */
const MAX_STREAMS_PER_PROTOCOL = 4
/** Where a Node listens unless told otherwise: any interface, a port of the system's choice. */
export const DEFAULT_LISTEN: readonly string[] = ['/ip4/0.0.0.0/tcp/0']

export interface Libp2pTransportDeps {
  readonly logger: Logger
}
export interface Libp2pTransportOptions {
  /** The Node's Ed25519 seed, 32 bytes. */
  readonly seed: Uint8Array
  readonly federationId: FederationId
  /** Multiaddrs, TCP or WebSocket; port 0 lets the system choose. Default: `DEFAULT_LISTEN`. */
  readonly listen?: readonly string[]
  /** What a link may be guarded by, the preferred first. Default: noise, then tls. */
  readonly security?: readonly RealSecurity[]
  /** Announce this Node on the local network and look for others there. Default: no. */
  readonly lan?: boolean
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
  const node = await createLibp2pNode({
    privateKey: await generateKeyPairFromSeed('Ed25519', options.seed),
    listen,
    security: options.security ?? ['noise', 'tls'],
    lanTag: lanServiceTag(options.federationId),
    ...(options.inboundPerSecond === undefined ? {} : { inboundPerSecond: options.inboundPerSecond }),
  })
  return new Libp2pTransport(deps, { node, lan: options.lan ?? false })
}

/** TCP and WebSocket links, secured by Noise or TLS 1.3, multiplexed by yamux. */
export class Libp2pTransport implements Transport {
  readonly nodeId: NodeId
  readonly #logger: Logger
  readonly #node: Libp2pNode
  readonly #links = new Map<string, Libp2pLink>()
  readonly #newLinks = new Signal<Link>()
  #accepted: readonly string[] = []
  #lan: boolean

  constructor(deps: Libp2pTransportDeps, options: { readonly node: Libp2pNode; readonly lan: boolean }) {
    this.#logger = deps.logger
    this.#node = options.node
    this.#lan = options.lan
    this.nodeId = NodeId.parse(options.node.peerId.toString())
    this.#node.addEventListener('connection:open', ({ detail }) => this.#add(detail))
    this.#node.addEventListener('connection:close', ({ detail }) => void this.#links.delete(detail.id))
    guardServices(this.#node, (connection) => this.#links.get(connection.id)?.admitted ?? false)
  }

  /**
   * @throws MirrorError 'port-in-use' where another program listens there
   * @throws MirrorError 'address-invalid' where this machine cannot listen there
   */
  async start(): Promise<void> {
    try {
      await this.#node.start()
    } catch (cause) {
      throw new MirrorError(
        String(cause).includes('EADDRINUSE') ? 'port-in-use' : 'address-invalid',
        {},
        cause,
      )
    }
    await this.#switchLan(this.#lan)
  }

  async stop(): Promise<void> {
    await this.#switchLan(false)
    await this.#node.stop()
  }

  /** Announce this Node on the local network and look for others there, or stop doing so. */
  async setLan(on: boolean): Promise<void> {
    this.#lan = on
    if (this.#node.status === 'started') await this.#switchLan(on)
  }

  addresses(): readonly string[] {
    return this.#node.getMultiaddrs().map((address) => address.toString())
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
        },
      )
    }
  }

  async dial(addresses: readonly string[], signal: AbortSignal): Promise<Link> {
    const named = addresses.map(namedAddress)
    const link = await this.#reach(named, signal)
    if (!link.isClosed) return link
    await link.close() // libp2p still counted it as open: once it is gone, a dial makes another
    return this.#reach(named, signal)
  }

  onLink(listener: (link: Link) => void): () => void {
    return this.#newLinks.listen(listener)
  }

  onSighting(listener: (sighting: Sighting) => void): () => void {
    return this.#node.services.lan.onSighting(listener)
  }

  async #reach(addresses: Multiaddr[], signal: AbortSignal): Promise<Libp2pLink> {
    const connection = await this.#node.dial(addresses, { signal })
    const link = this.#links.get(connection.id)
    if (!link) throw new Error('the link was closed as soon as it was up')
    return link
  }

  #add(connection: Connection): void {
    const link = new Libp2pLink(connection, {
      maxMessageBytes: MAX_FRAME_BYTES,
      maxStreamsPerProtocol: MAX_STREAMS_PER_PROTOCOL,
    })
    this.#links.set(connection.id, link)
    this.#newLinks.emit(link)
  }

  /** The local network is a convenience: where its port is taken, the Node goes on without. */
  async #switchLan(on: boolean): Promise<void> {
    try {
      await this.#node.services.lan.switch(on)
    } catch (cause) {
      this.#logger.warn('lan-discovery-unavailable', { cause: String(cause) })
    }
  }
}

function checkAddress(address: string): void {
  try {
    multiaddr(address)
  } catch (cause) {
    throw new MirrorError('address-invalid', { address }, cause)
  }
}

/** An address that names the Node it leads to: without, anyone might answer. */
function namedAddress(text: string): Multiaddr {
  const address = multiaddr(text)
  if (!address.getComponents().some(({ name }) => name === 'p2p'))
    throw new Error('the address names no Node')
  return address
}
