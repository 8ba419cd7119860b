import { onTestFinished } from 'vitest'
import { createSigner } from '../../src/main/crypto/signing.ts'
import { Neighbourhood } from '../../src/main/network/neighbourhood.ts'
import type { PeerSessions } from '../../src/main/network/peer-sessions.ts'
import { SimulatedNetwork } from '../../src/main/network/simulated-network.ts'
import { SimulatedTransport } from '../../src/main/network/simulated-transport.ts'
import { systemClock } from '../../src/main/platform/clock.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { systemRandom } from '../../src/main/platform/random.ts'
import { ClockTimers } from '../../src/main/platform/timers.ts'
import { TestClock } from './clock.ts'
import { testFederation } from './fake-replica.ts'
import { testNodeId, testSeed } from './node-ids.ts'
import { SeededRandom } from './random.ts'
import { type ReplicaNode, type ReplicaNodeInput, replicaNode } from './replica-node.ts'
import { sessionsOver } from './sessions-over.ts'

export type WorldNode = ReplicaNode & {
  readonly neighbourhood: Neighbourhood
  readonly sessions: PeerSessions
}

/** Replicas with real links, lanes and credit over a simulated network. The application's clock stands still. */
export class SimulatedWorld {
  readonly network: SimulatedNetwork
  readonly clock = new TestClock()
  readonly nodes: WorldNode[] = []
  readonly #timers = new ClockTimers(systemClock)

  constructor(
    options: {
      readonly seed?: number
      readonly delayMs?: { readonly min: number; readonly max: number }
    } = {},
  ) {
    const { seed = 1, delayMs = { min: 0, max: 2 } } = options
    this.network = new SimulatedNetwork(
      { clock: systemClock, timers: this.#timers, random: new SeededRandom(seed) },
      { delayMs },
    )
    onTestFinished(() => this.#stop())
  }

  /** A Node that listens. It links with nobody until it is told to. */
  async add(n: number, more: ReplicaNodeInput['more'] = {}): Promise<WorldNode> {
    const federationId = testFederation()
    const neighbourhood = new Neighbourhood(
      {
        transport: new SimulatedTransport(this.network, testNodeId(n)),
        clock: this.clock,
        realClock: systemClock,
        realTimers: this.#timers,
        random: systemRandom,
        logger: silentLogger,
      },
      { federationId },
    )
    const signer = createSigner(testSeed(n))
    const sessions = sessionsOver({
      carrier: neighbourhood,
      federationId,
      signer,
      steadyTimers: this.#timers,
    })
    const node = {
      ...replicaNode({
        n,
        ...{ neighbourhood, sessions },
        clock: this.clock,
        timing: { clock: systemClock, timers: this.#timers },
        more,
      }),
      neighbourhood,
      sessions,
    }
    await node.replica.start()
    await sessions.start()
    await neighbourhood.start()
    this.nodes.push(node)
    return node
  }

  async link(a: WorldNode, b: WorldNode): Promise<void> {
    await a.neighbourhood.dialNow(b.neighbourhood.addresses())
  }

  /** Everybody keeps links with everybody from now on. */
  linkAll(): void {
    const targets = this.nodes.map(({ neighbourhood, nodeId }) => ({
      nodeId,
      addresses: neighbourhood.addresses(),
      keep: false,
    }))
    for (const { neighbourhood } of this.nodes) neighbourhood.setTargets(targets)
  }

  async #stop(): Promise<void> {
    for (const { neighbourhood, replica, sessions } of this.nodes) {
      await sessions.stop()
      await replica.stop()
      await neighbourhood.stop()
    }
    this.#timers.stop()
  }
}
