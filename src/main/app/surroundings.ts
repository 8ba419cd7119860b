import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import { type StretchKey, stretchOnOtherThread } from '../crypto/key-stretching.ts'
import { createLibp2pTransport } from '../network/libp2p-transport.ts'
import type { Transport } from '../network/transport.ts'
import { readBoot } from '../platform/boot.ts'
import { type AdjustableClock, type Clock, steadyClock, systemClock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { type Random, systemRandom } from '../platform/random.ts'
import { ClockTimers, type StoppableTimers } from '../platform/timers.ts'
import { type FileShelf, openShelf } from '../storage/file-shelf.ts'

/** A transport that may also announce its Node on the local network, and help others to be reached. */
export interface NodeTransport extends Transport {
  setLan?(lan: boolean): Promise<void>
  /** Let members be reached through this Node, or stop doing so. */
  setHelper?(helper: boolean): Promise<void>
  /** Keep the directory of whereabouts together with others, or stop doing so. */
  setDht?(dht: boolean): Promise<void>
  /** Ask a neighbour once more what it offers. */
  askAgain?(nodeId: NodeId): Promise<void>
}

/** What a Node asks of a transport to one federation. */
export interface TransportRequest {
  readonly nodeId: NodeId
  /** The Node's Ed25519 seed, 32 bytes. */
  readonly seed: Uint8Array
  readonly federationId: FederationId
  readonly listen: readonly string[]
  readonly lan: boolean
  readonly helper: boolean
  readonly dht: boolean
  readonly isMember: (nodeId: NodeId) => boolean
  readonly security?: readonly ('noise' | 'tls')[]
  readonly logger: Logger
}

/** Time, chance, other threads, files beside the database and the way to other Nodes: all that a Node has around it. */
export interface Surroundings {
  /** The time of day. */
  readonly clock: Clock
  /** Never goes back. */
  readonly steadyClock: Clock
  readonly random: Random
  readonly stretchKey: StretchKey
  /** Where the files of a folder are kept. */
  readonly openShelf: (folder: string) => FileShelf
  /** Which start of the machine this is; null where it cannot be told. */
  readonly boot: string | null
  /** Timers on one of this Node's clocks. */
  createTimers(clock: Clock | AdjustableClock): StoppableTimers
  /** A transport that is not started yet. @throws MirrorError 'address-invalid' */
  createTransport(request: TransportRequest): Promise<NodeTransport>
}

/** The machine's own time and chance, and real networks. */
export const realSurroundings: Surroundings = {
  clock: systemClock,
  steadyClock,
  random: systemRandom,
  stretchKey: stretchOnOtherThread,
  openShelf,
  boot: readBoot(),
  createTimers: (clock) => new ClockTimers(clock),
  createTransport: ({ logger, nodeId: _ofTheSeed, ...options }) => createLibp2pTransport({ logger }, options),
}
