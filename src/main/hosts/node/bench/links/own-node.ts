import { randomBytes } from 'node:crypto'
import { NodeId } from '../../../../../shared/kernel/ids.ts'
import { createSigner, type Signer } from '../../../../crypto/signing.ts'
import { createLibp2pTransport } from '../../../../network/libp2p-transport.ts'
import { Neighbourhood } from '../../../../network/neighbourhood.ts'
import { systemClock } from '../../../../platform/clock.ts'
import { silentLogger } from '../../../../platform/logger.ts'
import { systemRandom } from '../../../../platform/random.ts'
import { ClockTimers } from '../../../../platform/timers.ts'
import { FEDERATION, LOOPBACK_TCP } from './bench-ground.ts'

/** Connections a second that one host may open: here all are on one host. */
const INBOUND_PER_SECOND = 1_000

/** The links of a Node as they are in the product, on loopback. */
export class OwnNode {
  readonly signer: Signer
  readonly neighbourhood: Neighbourhood
  readonly timers: ClockTimers

  private constructor(signer: Signer, neighbourhood: Neighbourhood, timers: ClockTimers) {
    this.signer = signer
    this.neighbourhood = neighbourhood
    this.timers = timers
  }

  static async start(): Promise<OwnNode> {
    const seed = randomBytes(32)
    const signer = createSigner(seed)
    const transport = await createLibp2pTransport(
      { logger: silentLogger },
      { seed, federationId: FEDERATION, listen: [LOOPBACK_TCP], inboundPerSecond: INBOUND_PER_SECOND },
    )
    const realTimers = new ClockTimers(systemClock)
    const deps = { transport, clock: systemClock, realClock: systemClock, realTimers, random: systemRandom }
    const neighbourhood = new Neighbourhood({ ...deps, logger: silentLogger }, { federationId: FEDERATION })
    await neighbourhood.start()
    return new OwnNode(signer, neighbourhood, realTimers)
  }

  get address(): string {
    const [address] = this.neighbourhood.addresses()
    if (address === undefined) throw new TypeError('a started Node listens somewhere')
    return address
  }

  /** Links with everybody at these addresses. */
  async dial(addresses: readonly string[]): Promise<void> {
    for (const address of addresses) await this.neighbourhood.dialNow([address])
  }

  /** Seeks links among these as the product does: with all of few, with some of many. */
  seek(addresses: readonly string[]): void {
    const targets = addresses.map((address) => ({
      nodeId: NodeId.parse(address.split('/p2p/')[1]),
      addresses: [address],
      keep: false,
    }))
    this.neighbourhood.setTargets(targets)
  }

  async stop(): Promise<void> {
    await this.neighbourhood.stop()
    this.timers.stop()
  }
}
