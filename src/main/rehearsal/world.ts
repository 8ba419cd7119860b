import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NodeId } from '../../shared/kernel/ids.ts'
import type { SeatOptions, SeatPorts } from '../app/seat-ports.ts'
import type { Surroundings } from '../app/surroundings.ts'
import { SimulatedNetwork } from '../network/simulated-network.ts'
import { SimulatedTransport } from '../network/simulated-transport.ts'
import type { Logger } from '../platform/logger.ts'
import type { Random } from '../platform/random.ts'
import type { StoppableTimers } from '../platform/timers.ts'
import { VirtualNode, type VirtualProfile } from './virtual-node.ts'
import type { WorldTime } from './world-time.ts'

/** How long a virtual Node may take to be let in. Chosen here: two busy cores need a second or two. */
const JOIN_TIMEOUT_MS = 60_000
/** What a message takes from Node to Node. Chosen here: as on a good line in one country. */
const DELAY_MS = { min: 5, max: 40 } as const

export interface WorldDeps {
  readonly time: WorldTime
  readonly random: Random
  readonly logger: Logger
}

export interface WorldOptions {
  /** Holds the Nodes' folders; removed at the end. Default: one of the system's temporary folders. */
  readonly folder?: string
  readonly seat: Pick<SeatOptions, 'version' | 'reportIntervalMs' | 'slotMs'>
  readonly delayMs?: { readonly min: number; readonly max: number }
}

/** How one Node comes into the world. */
export interface Arrival extends VirtualProfile {
  /** Who invites it; none: it founds the federation. */
  readonly inviter?: VirtualNode
  readonly host?: Pick<SeatPorts, 'hostKind' | 'notifications' | 'filePicker'>
}

/** Virtual Nodes in this process, and the one network they have: no socket is opened. */
export class World {
  readonly nodes: VirtualNode[] = []
  readonly network: SimulatedNetwork
  readonly #deps: WorldDeps
  readonly #options: WorldOptions
  readonly #folder: string
  readonly #surroundings: Surroundings
  readonly #networkTimers: StoppableTimers

  constructor(deps: WorldDeps, options: WorldOptions) {
    this.#deps = deps
    this.#options = options
    this.#folder = options.folder ?? mkdtempSync(join(tmpdir(), 'mirrorwell-rehearsal-'))
    const { random, time } = deps
    this.#networkTimers = time.createTimers(time.clock)
    this.network = new SimulatedNetwork(
      { clock: time.clock, timers: this.#networkTimers, random },
      { delayMs: options.delayMs ?? DELAY_MS },
    )
    this.#surroundings = {
      clock: time.clock,
      steadyClock: time.steadyClock,
      random,
      createTimers: (clock) => time.createTimers(clock),
      createTransport: async ({ nodeId }) => new SimulatedTransport(this.network, nodeId),
    }
  }

  /** A Node that has been made and, where somebody invites it, let in, as in life: by an invitation that it follows. */
  async add({ inviter, ...profile }: Arrival): Promise<VirtualNode> {
    const node = await VirtualNode.create(
      { surroundings: this.#surroundings, logger: this.#deps.logger },
      { ...profile, folder: join(this.#folder, String(this.nodes.length)), seat: this.#options.seat },
    )
    this.nodes.push(node)
    if (inviter === undefined) return node
    const { invite } = await inviter.bridge.invites.create({})
    await this.#deps.time.passFor(node.bridge.invites.accept({ invite, timeoutMs: JOIN_TIMEOUT_MS }))
    return node
  }

  /** Cut one Node off from all others. */
  cutOff(nodeId: NodeId): void {
    const others = this.nodes.filter((node) => node.nodeId !== nodeId).map((node) => node.nodeId)
    this.network.partition([[nodeId], others])
  }

  /** Nobody is cut off any more, and everybody looks for the others at once. */
  heal(): void {
    this.network.heal()
    for (const { seat } of this.nodes) seat.wake()
  }

  /** End every Node and remove what they kept. */
  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.close()))
    this.#networkTimers.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
