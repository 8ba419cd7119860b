import { randomBytes } from 'node:crypto'
import type { NodeTransport } from '../../src/main/app/surroundings.ts'
import { createLibp2pTransport, type Libp2pTransport } from '../../src/main/network/libp2p-transport.ts'
import type { DownReason, ReceivedFrame } from '../../src/main/network/neighbour.ts'
import { Neighbourhood } from '../../src/main/network/neighbourhood.ts'
import { AdjustableClock, type Clock, systemClock } from '../../src/main/platform/clock.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { systemRandom } from '../../src/main/platform/random.ts'
import { ClockTimers } from '../../src/main/platform/timers.ts'
import { FederationId, type NodeId } from '../../src/shared/kernel/ids.ts'

export const FEDERATION: FederationId = FederationId.parse('7e'.padEnd(64, 'a'))
export const OTHER_FEDERATION: FederationId = FederationId.parse('7e'.padEnd(64, 'b'))

export interface NetworkNodeOptions {
  readonly federationId?: FederationId
  readonly security?: readonly ('noise' | 'tls')[]
  /** The application's clock; default the system's. */
  readonly clock?: Clock
  readonly listen?: readonly string[]
  readonly seed?: Uint8Array
  readonly helper?: boolean
  readonly dht?: boolean
  /** Whose word counts for being reached from outside. */
  readonly isOutside?: (address: string) => boolean
  readonly isMember?: (nodeId: NodeId) => boolean
}

export interface NetworkNode {
  readonly id: NodeId
  readonly neighbourhood: Neighbourhood
  readonly transport: NodeTransport
  /** Moved forwards, it makes liveness and back-off believe that time has passed. */
  readonly realClock: AdjustableClock
  readonly frames: ReceivedFrame[]
  readonly ups: NodeId[]
  readonly downs: { readonly nodeId: NodeId; readonly reason: DownReason }[]
  stop(): Promise<void>
}

/** A real libp2p Node on loopback. */
export async function startNetworkNode(options: NetworkNodeOptions = {}): Promise<NetworkNode> {
  const transport: Libp2pTransport = await createLibp2pTransport(
    { logger: silentLogger },
    {
      seed: options.seed ?? randomBytes(32),
      federationId: options.federationId ?? FEDERATION,
      listen: options.listen ?? ['/ip4/127.0.0.1/tcp/0'],
      inboundPerSecond: 1000,
      helper: options.helper ?? false,
      dht: options.dht ?? false,
      ...(options.isOutside ? { isOutside: options.isOutside } : {}),
      ...(options.isMember ? { isMember: options.isMember } : {}),
      ...(options.security ? { security: options.security } : {}),
    },
  )
  return startOverTransport(transport, options)
}

/** A neighbourhood over any transport, with everything it tells written down. */
export async function startOverTransport(
  transport: NodeTransport,
  options: NetworkNodeOptions = {},
): Promise<NetworkNode> {
  const realClock = new AdjustableClock(systemClock)
  const realTimers = new ClockTimers(realClock)
  const neighbourhood = new Neighbourhood(
    {
      transport,
      clock: options.clock ?? systemClock,
      realClock,
      realTimers,
      random: systemRandom,
      logger: silentLogger,
    },
    { federationId: options.federationId ?? FEDERATION },
  )
  const node: NetworkNode = {
    id: transport.nodeId,
    neighbourhood,
    transport,
    realClock,
    frames: [],
    ups: [],
    downs: [],
    async stop() {
      await neighbourhood.stop()
      realTimers.stop()
    },
  }
  neighbourhood.onFrame((received) => void node.frames.push(received))
  neighbourhood.onUp(({ nodeId }) => void node.ups.push(nodeId))
  neighbourhood.onDown((gone) => void node.downs.push(gone))
  await neighbourhood.start()
  return node
}
