import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSeat, type Seat } from '../../src/main/app/seat.ts'
import type { Surroundings } from '../../src/main/app/surroundings.ts'
import { NodeHost } from '../../src/main/hosts/node/node-host.ts'
import { SimulatedNetwork } from '../../src/main/network/simulated-network.ts'
import { SimulatedTransport } from '../../src/main/network/simulated-transport.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import type { StoppableTimers } from '../../src/main/platform/timers.ts'
import { createInProcessBridge } from '../../src/main/rehearsal/in-process-bridge.ts'
import { MemoryFiles, MemoryVault } from '../../src/main/rehearsal/memory-keeping.ts'
import { SeededRandom } from '../../src/main/rehearsal/seeded-random.ts'
import { VirtualTime } from '../../src/main/rehearsal/virtual-time.ts'
import type { Bridge } from '../../src/shared/contract/index.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import type { Place } from '../../src/shared/kernel/place.ts'

/** A file system in memory, where commits cost nothing. Source: Linux, Documentation/filesystems/tmpfs.rst. */
const MEMORY_DIR = '/dev/shm'
/** What a message takes from Node to Node: as on a good line in one country. */
const DELAY_MS = { min: 5, max: 40 } as const
/** How long joining may take, by the valley's own clock. */
const JOIN_TIMEOUT_MS = 60_000
/** Nobody is locked out while the story is told. */
const AUTO_LOCK_MINUTES = 720

export interface Villager {
  readonly name: string
  readonly mirrorName: string
  readonly pin: string
  readonly place: Place | null
}

/** A Node of the valley, with its Mirror unlocked. */
export interface ValleyNode {
  readonly id: NodeId
  readonly name: string
  readonly bridge: Bridge
  readonly seat: Seat
  readonly folder: string
}

/**
 * Whole Nodes in this process for whom everything is given: keys, chance and
 * every moment come from a seed, and time passes only when told to. Built twice,
 * it is the same to the last byte, and so is every picture of it.
 */
export class ValleyWorld {
  readonly time: VirtualTime
  readonly #network: SimulatedNetwork
  readonly #networkTimers: StoppableTimers
  readonly #folder = mkdtempSync(join(existsSync(MEMORY_DIR) ? MEMORY_DIR : tmpdir(), 'mirrorwell-valley-'))
  readonly #nodes: ValleyNode[] = []
  #host: NodeHost | null = null

  constructor(startMs: number) {
    this.time = new VirtualTime(startMs)
    this.#networkTimers = this.time.createTimers(this.time.clock)
    this.#network = new SimulatedNetwork(
      { clock: this.time.clock, timers: this.#networkTimers, random: new SeededRandom('the roads') },
      { delayMs: DELAY_MS },
    )
  }

  get nowMs(): number {
    return this.time.clock.nowMs()
  }

  /** A Node that founds a federation, or is let in by the one who invites it. */
  async add({ name, place, mirrorName, pin }: Villager, inviter?: ValleyNode): Promise<ValleyNode> {
    const folder = join(this.#folder, String(this.#nodes.length))
    mkdirSync(folder)
    const seat = await openSeat(
      {
        ...{ dataDir: folder, hostKind: 'node', systemLanguage: 'en' },
        ...{ notifications: false, filePicker: false, logger: silentLogger },
        ...{ vault: new MemoryVault(), privateFiles: new MemoryFiles() },
        surroundings: this.#surroundings(name),
      },
      { version: '0.1.0' },
    )
    await seat.create({ name, place, mirrorName, pin, language: 'en' })
    const bridge = createInProcessBridge(() => seat, { sessionId: `life of ${name}` })
    const { nodeId: id } = await bridge.node.status({})
    const node = { id, name, bridge, seat, folder }
    this.#nodes.push(node)
    await bridge.settings.set({ autoLockMinutes: AUTO_LOCK_MINUTES })
    await unlock(bridge, pin)
    if (inviter !== undefined) await this.#join(node, inviter)
    return node
  }

  /** Let time pass for everybody. */
  async pass(ms: number): Promise<void> {
    await this.time.advance(ms)
  }

  /** Nobody reaches this Node any more. */
  cutOff(node: ValleyNode): void {
    const others = this.#nodes.filter(({ id }) => id !== node.id).map(({ id }) => id)
    this.#network.partition([[node.id], others])
  }

  /** Open a Node's page on this machine. @returns its address */
  async face(node: ValleyNode): Promise<string> {
    this.#host = new NodeHost({ seat: node.seat }, { dataDir: node.folder, language: 'en', port: null })
    await this.#host.start()
    return this.#host.url
  }

  async close(): Promise<void> {
    await this.#host?.stop()
    await Promise.all(this.#nodes.map(({ seat }) => seat.stop()))
    this.#networkTimers.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #join(node: ValleyNode, inviter: ValleyNode): Promise<void> {
    const { invite } = await inviter.bridge.invites.create({})
    await this.time.passFor(node.bridge.invites.accept({ invite, timeoutMs: JOIN_TIMEOUT_MS }))
  }

  /** Chance of its own for every Node: what one draws changes nothing at the others. */
  #surroundings(name: string): Surroundings {
    const { clock, openShelf, steadyClock, stretchKey } = this.time
    return {
      ...{ openShelf, stretchKey },
      boot: null,
      ...{ clock, steadyClock, random: new SeededRandom(name) },
      createTimers: (own) => this.time.createTimers(own),
      createTransport: async ({ nodeId }) => new SimulatedTransport(this.#network, nodeId),
    }
  }
}

async function unlock(bridge: Bridge, pin: string): Promise<void> {
  const { mirrors } = await bridge.mirrors.list({})
  const [first] = mirrors
  if (first === undefined) throw new Error('a Node has its first Mirror')
  await bridge.mirrors.unlock({ mirrorId: first.mirrorId, pin })
}
