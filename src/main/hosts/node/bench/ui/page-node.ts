import { join } from 'node:path'
import type { Language } from '../../../../../shared/kernel/language.ts'
import { realSurroundings } from '../../../../app/surroundings.ts'
import { SimulatedNetwork } from '../../../../network/simulated-network.ts'
import { SimulatedTransport } from '../../../../network/simulated-transport.ts'
import { systemClock } from '../../../../platform/clock.ts'
import { silentLogger } from '../../../../platform/logger.ts'
import { systemRandom } from '../../../../platform/random.ts'
import { ClockTimers } from '../../../../platform/timers.ts'
import { VirtualNode } from '../../../../rehearsal/virtual-node.ts'
import { appVersion } from '../../app-folder.ts'
import { NodeHost } from '../../node-host.ts'
import { type Filling, fillNode } from './fill-node.ts'

export interface PageNodeOptions {
  readonly folder: string
  /** What it has heard before it is opened; null: nothing. */
  readonly filling: Filling | null
}

/** A Node of a test federation with its page on loopback, as `serve` opens it; its network is simulated and has nobody in it. */
export class PageNode {
  readonly #node: VirtualNode
  readonly #host: NodeHost
  readonly #timers: ClockTimers

  private constructor(node: VirtualNode, host: NodeHost, timers: ClockTimers) {
    this.#node = node
    this.#host = host
    this.#timers = timers
  }

  static async open({ folder, filling }: PageNodeOptions): Promise<PageNode> {
    const timers = new ClockTimers(systemClock)
    const network = new SimulatedNetwork(
      { clock: systemClock, timers, random: systemRandom },
      { delayMs: { min: 1, max: 1 } },
    )
    const surroundings = {
      ...realSurroundings,
      createTransport: async ({ nodeId }: { nodeId: VirtualNode['nodeId'] }) =>
        new SimulatedTransport(network, nodeId),
    }
    const node = await VirtualNode.create(
      { surroundings, logger: silentLogger },
      {
        folder: join(folder, 'node'),
        name: 'Fjällbacka',
        mirrorName: 'Anna',
        language: 'en',
        place: { latitude: 58.6, longitude: 11.3, radiusKm: 5 },
        seat: { version: appVersion() },
      },
    )
    if (filling !== null) await reopenFilled(node, filling)
    const host = new NodeHost({ seat: node.seat }, { dataDir: folder, language: 'en', port: null })
    await host.start()
    return new PageNode(node, host, timers)
  }

  /** What a person would open. */
  get url(): string {
    return this.#host.url
  }

  async speak(language: Language): Promise<void> {
    await this.#node.bridge.settings.set({ language })
  }

  async stop(): Promise<void> {
    await this.#host.stop()
    this.#timers.stop()
  }
}

async function reopenFilled(node: VirtualNode, filling: Filling): Promise<void> {
  const { federationId } = node.seat.status()
  if (federationId === null) throw new TypeError('a Node is in a federation')
  await node.close()
  await fillNode({ databasePath: node.databasePath, federationId, self: node.nodeId }, filling, systemClock)
  await node.reopen()
}
