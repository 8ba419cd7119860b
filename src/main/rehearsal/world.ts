import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NodeId } from '../../shared/kernel/ids.ts'
import type { SeatOptions, SeatPorts } from '../app/seat-ports.ts'
import type { Surroundings } from '../app/surroundings.ts'
import { SimulatedNetwork } from '../network/simulated-network.ts'
import { SimulatedTransport } from '../network/simulated-transport.ts'
import type { WayQuality } from '../network/simulated-way.ts'
import type { Logger } from '../platform/logger.ts'
import type { Random } from '../platform/random.ts'
import type { StoppableTimers } from '../platform/timers.ts'
import type { DiskFault } from './crash-image.ts'
import { NodeClock } from './node-clock.ts'
import { VirtualNode, type VirtualProfile } from './virtual-node.ts'
import type { WorldTime } from './world-time.ts'

/** How long a virtual Node may take to be let in. Chosen here: two busy cores need a second or two. */
const JOIN_TIMEOUT_MS = 60_000
/** What a message takes from Node to Node. Chosen here: as on a good line in one country. */
const GOOD_LINKS: WayQuality = { delayMs: { min: 5, max: 40 } }

export interface WorldDeps {
  readonly time: WorldTime
  readonly random: Random
  readonly logger: Logger
}

export interface WorldOptions {
  /** Holds the Nodes' folders; removed at the end. Default: one of the system's temporary folders. */
  readonly folder?: string
  readonly seat: Pick<SeatOptions, 'version' | 'reportIntervalMs' | 'slotMs'>
  /** How links are where nothing is wrong. Default: good. */
  readonly links?: WayQuality
}

/** How one Node comes into the world. */
export interface Arrival extends VirtualProfile {
  /** Who invites it; none: it founds the federation. */
  readonly inviter?: VirtualNode
  /** How fast its clocks run, in millionths. Default: as fast as the world's. */
  readonly driftPpm?: number
  readonly host?: Pick<SeatPorts, 'hostKind' | 'notifications' | 'filePicker'>
}

/** How a Node goes down. */
export interface Crash {
  readonly disk: DiskFault
  /** Whether the machine goes with it: then nobody hears that the Node has gone. */
  readonly silent: boolean
}

/** Virtual Nodes in this process, and the one network they have: no socket is opened. */
export class World {
  readonly nodes: VirtualNode[] = []
  readonly network: SimulatedNetwork
  readonly #deps: WorldDeps
  readonly #options: WorldOptions
  readonly #folder: string
  readonly #networkTimers: StoppableTimers
  readonly #clocks = new Map<NodeId, NodeClock>()
  readonly #apart = new Set<NodeId>()
  #links: WayQuality

  constructor(deps: WorldDeps, options: WorldOptions) {
    this.#deps = deps
    this.#options = options
    this.#links = options.links ?? GOOD_LINKS
    this.#folder = options.folder ?? mkdtempSync(join(tmpdir(), 'mirrorwell-rehearsal-'))
    const { random, time } = deps
    this.#networkTimers = time.createTimers(time.clock)
    this.network = new SimulatedNetwork(
      { clock: time.clock, timers: this.#networkTimers, random },
      this.#links,
    )
  }

  /** How links are where nothing is wrong. */
  get links(): WayQuality {
    return this.#links
  }

  /** From now on all links are so. */
  relink(quality: WayQuality): void {
    this.#links = quality
    this.network.shape(quality)
  }

  /** A Node that has been made and, where somebody invites it, let in, as in life: by an invitation that it follows. */
  async add({ inviter, driftPpm, ...profile }: Arrival): Promise<VirtualNode> {
    const clock = new NodeClock(this.#deps.time, driftPpm)
    const node = await VirtualNode.create(
      { surroundings: this.#surroundingsOf(clock), logger: this.#deps.logger },
      { ...profile, folder: join(this.#folder, String(this.nodes.length)), seat: this.#options.seat },
    )
    this.nodes.push(node)
    this.#clocks.set(node.nodeId, clock)
    if (inviter === undefined) return node
    const { invite } = await inviter.bridge.invites.create({})
    await this.#deps.time.passFor(node.bridge.invites.accept({ invite, timeoutMs: JOIN_TIMEOUT_MS }))
    return node
  }

  /** The clocks of one Node: they can be set. */
  clockOf({ nodeId }: VirtualNode): NodeClock {
    const clock = this.#clocks.get(nodeId)
    if (clock === undefined) throw new TypeError('a Node of another world')
    return clock
  }

  /** Cut one Node off from all others, and everybody hears it. */
  cutOff(nodeId: NodeId): void {
    this.#apart.add(nodeId)
    this.#part()
  }

  /** Take back `cutOff` for one Node. Whoever seeks it finds it at the next try. */
  letIn(nodeId: NodeId): void {
    this.#apart.delete(nodeId)
    this.#part()
  }

  /** Let a Node die at this moment, and stay down until it is restarted. */
  async crash(node: VirtualNode, { disk, silent }: Crash): Promise<void> {
    const bury = node.kill(disk)
    if (silent) for (const direction of this.#directionsOf(node)) this.network.block(direction)
    else this.cutOff(node.nodeId)
    await bury()
  }

  /** Open a Node that went down, with its Mirrors locked; what is left of its old links breaks. */
  async restart(node: VirtualNode): Promise<void> {
    for (const direction of this.#directionsOf(node)) {
      this.network.reset(direction.from, direction.to)
      this.network.unblock(direction)
    }
    this.letIn(node.nodeId)
    await this.#deps.time.passFor(node.reopen())
  }

  /** Nobody is cut off any more, and everybody looks for the others at once. */
  heal(): void {
    this.#apart.clear()
    this.network.heal()
    for (const { seat } of this.nodes) seat.wake()
  }

  /** End every Node and remove what they kept. */
  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.close()))
    this.#networkTimers.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }

  #surroundingsOf(clock: NodeClock): Surroundings {
    const { random, time } = this.#deps
    return {
      clock,
      steadyClock: clock.steady,
      random,
      stretchKey: time.stretchKey,
      openShelf: time.openShelf,
      boot: null,
      createTimers: (of) => time.createTimers(of),
      createTransport: async ({ nodeId }) => new SimulatedTransport(this.network, nodeId),
    }
  }

  /** Everybody who is apart is so alone. */
  #part(): void {
    const others = this.nodes.map(({ nodeId }) => nodeId).filter((nodeId) => !this.#apart.has(nodeId))
    const alone = [...this.#apart].map((nodeId) => [nodeId])
    this.network.partition(alone.length === 0 ? [] : [...alone, others])
  }

  #directionsOf({ nodeId }: VirtualNode): readonly { readonly from: NodeId; readonly to: NodeId }[] {
    const others = this.nodes.filter((node) => node.nodeId !== nodeId)
    return others.flatMap((other) => [
      { from: nodeId, to: other.nodeId },
      { from: other.nodeId, to: nodeId },
    ])
  }
}
