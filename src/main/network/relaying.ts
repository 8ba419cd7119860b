import {
  type CircuitRelayServerComponents,
  type CircuitRelayService,
  type CircuitRelayTransportComponents,
  circuitRelayServer,
  circuitRelayTransport,
  RELAY_V2_HOP_CODEC,
} from '@libp2p/circuit-relay-v2'
import {
  type IdentifyResult,
  type PeerId,
  start,
  stop,
  type TopologyFilter,
  type Transport,
} from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import { Turns } from '../platform/turns.ts'

/** Nodes that a helper lets others reach through it. Source: docs/security.md, "Helpers". */
const MAX_RESERVATIONS = 32
/** Links through a helper that one neighbour may hold open. Source: docs/security.md, "Helpers". */
const MAX_LINKS_OF_ONE_NODE = 8
/** A link through a helper ends after so long, and may be opened again. Source: docs/security.md, "Helpers". */
const MAX_LINK_MS = 12 * 3_600_000
/** Bytes that one link through a helper carries, both ways together. Source: docs/security.md, "Helpers". */
const MAX_LINK_BYTES = 256n * 1024n * 1024n
/** Helpers that a Node lets itself be reached through. Chosen here: one may be switched off. */
const MAX_HELPERS = 2

/** The library would try whoever helps by itself, and get into the way of our own asking. */
const NOBODY_UNASKED: TopologyFilter = { has: () => true, add: () => {}, remove: () => {} }

type RelayTransport = Transport & {
  readonly reservationStore: {
    hasReservation(peerId: PeerId): boolean
    reservationCount(): number
    addRelay(peerId: PeerId, type: 'configured'): Promise<unknown>
  }
}

/**
 * Both ends of relaying: asking a helper to be reached through it, and being
 * one. What goes through a helper is a link like any other, proven and sealed
 * from end to end; the helper sees who, when and how much.
 * Source: libp2p specifications, circuit v2.
 */
export class Relaying {
  readonly #asked = new Set<string>()
  readonly #turns = new Turns()
  #components: (CircuitRelayServerComponents & CircuitRelayTransportComponents) | null = null
  #transport: RelayTransport | null = null
  #server: CircuitRelayService | null = null

  /** The libp2p transport for links through others. */
  createTransport(components: CircuitRelayServerComponents & CircuitRelayTransportComponents): Transport {
    const transport = circuitRelayTransport({ discoveryFilter: NOBODY_UNASKED })(components)
    this.#components = components
    this.#transport = isRelayTransport(transport) ? transport : null
    return transport
  }

  /** Let proven neighbours be reached through this Node, or stop doing so: links through it then end. */
  help(on: boolean): Promise<void> {
    return this.#turns.take(() => this.#help(on))
  }

  /** Whether another helper would be welcome. */
  get seeksHelp(): boolean {
    return this.#transport !== null && this.#transport.reservationStore.reservationCount() < MAX_HELPERS
  }

  /** Ask a proven neighbour to be reached through it, where it helps and too few do already. */
  async askFor(peerId: PeerId, { protocols }: Pick<IdentifyResult, 'protocols'>): Promise<void> {
    const store = this.#transport?.reservationStore
    if (store === undefined || !protocols.includes(RELAY_V2_HOP_CODEC)) return
    if (store.hasReservation(peerId) || !this.seeksHelp) return
    const name = peerId.toString()
    // The first time with a listener, which from then on follows every later reservation there.
    if (this.#asked.has(name)) await store.addRelay(peerId, 'configured')
    else await this.#components?.transportManager.listen([multiaddr(`/p2p/${name}/p2p-circuit`)])
    this.#asked.add(name)
  }

  async #help(on: boolean): Promise<void> {
    if (on === (this.#server !== null) || this.#components === null) return
    if (!on) {
      const server = this.#server
      this.#server = null
      await stop(server)
      return
    }
    // A server that was stopped does not relay again: each time another one.
    const server = circuitRelayServer({
      maxInboundHopStreams: MAX_LINKS_OF_ONE_NODE,
      reservations: {
        maxReservations: MAX_RESERVATIONS,
        defaultDurationLimit: MAX_LINK_MS,
        defaultDataLimit: MAX_LINK_BYTES,
      },
    })(this.#components)
    this.#server = server
    await start(server)
  }
}

const isRelayTransport = (transport: Transport): transport is RelayTransport =>
  'reservationStore' in transport
