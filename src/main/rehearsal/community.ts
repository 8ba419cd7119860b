import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EntryId, NodeId } from '../../shared/kernel/ids.ts'
import type { WayQuality } from '../network/simulated-way.ts'
import { silentLogger } from '../platform/logger.ts'
import { AlertWatch } from './alert-watch.ts'
import { Chronicle } from './chronicle.ts'
import { type Act, findings, type SeenNode, type Sight } from './invariants.ts'
import { LaneTally } from './lane-tally.ts'
import { LaneTap } from './lane-tap.ts'
import { Liar } from './liar.ts'
import { NodeTables } from './node-tables.ts'
import { SeededRandom } from './seeded-random.ts'
import type { VirtualNode } from './virtual-node.ts'
import { VirtualTime } from './virtual-time.ts'
import { type Crash, World } from './world.ts'

/** When the world begins. Chosen here: any moment will do, as long as it is the same. */
const START_MS = Date.UTC(2026, 5, 1, 8)
/** How far a quartz clock is off. Source: ordinary watch crystals of ±20 ppm, and ten times that for cheap ones in the cold. */
const DRIFT_MAX_PPM = 200
/** Links and profiles have come to rest by then. Chosen here: the longest pause between two tries to link. */
const SETTLE_MS = 60_000
/** Between two looks that cost more. Chosen here: every tenth time that a scenario let time pass. */
const DEAR_EVERY = 10

/** A file system in memory, on systems that have one. Source: Filesystem Hierarchy Standard as of Linux, /dev/shm. */
const MEMORY_FOLDER = '/dev/shm'

export interface CommunityOptions {
  readonly seed: string
  /** Honest ones. */
  readonly nodes: number
  readonly liars: number
  /** How links are once everybody has come. */
  readonly links: WayQuality
  progress(ratio: number): void
}

/**
 * Honest Nodes under one clock and one seed, and somebody who looks at them: at
 * each as soon as its tables have changed, once the moment has come to rest, and
 * at all of them whenever a scenario has let time pass.
 */
export class Community {
  readonly time = new VirtualTime(START_MS)
  readonly world: World
  readonly chronicle: Chronicle
  readonly watch: AlertWatch
  readonly tap: LaneTap
  readonly lanes: LaneTally
  readonly acts: Act[] = []
  readonly liars: Liar[] = []
  /** What contradicted an invariant, once each. */
  readonly broken = new Set<string>()
  /** How often one Node's tables, or everybody's, were held against what must hold. */
  looks = 0
  #passed = 0
  readonly #tables = new Map<NodeId, NodeTables>()
  /** What people had decided at each Node when it came. */
  readonly #decidedAtFirst = new Map<NodeId, string>()
  readonly #stopLooking: () => void

  private constructor({ seed }: CommunityOptions) {
    const { clock } = this.time
    this.world = new World(
      { time: this.time, random: new SeededRandom(`world ${seed}`), logger: silentLogger },
      { folder: folderInMemory(), seat: { version: 'rehearsal' } },
    )
    this.chronicle = new Chronicle(clock, this.world.network)
    this.tap = new LaneTap(this.world.network)
    this.watch = new AlertWatch(clock, this.tap)
    this.lanes = new LaneTally(clock, this.tap)
    this.#stopLooking = this.time.onRest(() => this.#lookAtNews())
  }

  /** Everybody has joined over good links, which are then as they will be. */
  static async gather(options: CommunityOptions): Promise<Community> {
    const community = new Community(options)
    try {
      await community.#populate(options)
      return community
    } catch (thrown) {
      await community.stop()
      throw thrown
    }
  }

  get nodes(): readonly VirtualNode[] {
    return this.world.nodes
  }

  /** Honest Nodes that are open now. */
  up(): readonly VirtualNode[] {
    return this.nodes.filter(({ nodeId }) => this.#tables.has(nodeId))
  }

  /** Let time pass, and look at everybody. */
  async pass(ms: number): Promise<void> {
    await this.time.advance(ms)
    this.look()
  }

  /** Hold everybody against all that must hold. */
  look({ dear = this.#passed % DEAR_EVERY === 0 } = {}): void {
    this.#passed += 1
    this.#hold(this.sight(), dear)
  }

  sight(at: readonly VirtualNode[] = this.up()): Sight {
    const nodes = at.flatMap(({ name, nodeId }): SeenNode[] => {
      const tables = this.#tables.get(nodeId)
      const decidedBefore = this.#decidedAtFirst.get(nodeId)
      if (tables === undefined || decidedBefore === undefined) return []
      return [{ nodeId, name, tables, decidedBefore }]
    })
    const honest = new Set(this.nodes.map(({ nodeId }) => nodeId))
    const forged = this.liars.flatMap((liar) => liar.forged)
    return { nodes, honest, acts: this.acts, forged, lanes: this.lanes }
  }

  tablesOf({ nodeId }: VirtualNode): NodeTables | null {
    return this.#tables.get(nodeId) ?? null
  }

  /** What a Node's Mirror says, and remembers to have said. */
  acknowledged(act: Act): void {
    this.acts.push(act)
  }

  /** @throws MirrorError as `alerts.raise` */
  async raise(
    node: VirtualNode,
    words: { readonly summary: string; readonly detail?: string },
  ): Promise<{ readonly id: EntryId; readonly heldBack: boolean; readonly atMs: number }> {
    const atMs = this.time.clock.nowMs()
    const kinds = { kind: 'hallucination', severity: 'high', system: 'Forecast' } as const
    const alert = { ...kinds, ...words }
    if ((await node.bridge.node.status({})).locked) await node.unlockFirst()
    const raised = await this.time.passFor(node.bridge.alerts.raise(alert))
    this.acknowledged({ nodeId: node.nodeId, id: raised.id })
    return { ...raised, atMs }
  }

  async crash(node: VirtualNode, crash: Crash): Promise<void> {
    this.tablesOf(node)?.close()
    this.#tables.delete(node.nodeId)
    await this.world.crash(node, crash)
  }

  async restart(node: VirtualNode): Promise<void> {
    await this.world.restart(node)
    await node.unlockFirst()
    this.#meet(node)
  }

  /** Everything that happened and how things stand, in one digest. */
  digest(): string {
    const states = this.up().map((node) => `${node.name} ${this.tablesOf(node)?.digest()}`)
    return this.chronicle.digest(states)
  }

  async stop(): Promise<void> {
    this.#stopLooking()
    this.chronicle.stop()
    this.tap.stop()
    for (const tables of this.#tables.values()) tables.close()
    for (const liar of this.liars) await liar.stop()
    await this.world.stop()
  }

  /** What has not changed still holds. */
  #lookAtNews(): void {
    const changed = this.up().filter((node) => this.tablesOf(node)?.hasNews())
    if (changed.length > 0) this.#hold(this.sight(changed), false)
  }

  #hold(sight: Sight, dear: boolean): void {
    this.looks += 1
    for (const finding of findings(sight, { dear })) this.broken.add(finding)
  }

  async #populate({ liars, links, nodes, progress, seed }: CommunityOptions): Promise<void> {
    const chance = new SeededRandom(`clocks ${seed}`)
    for (let number = 1; number <= nodes; number += 1) {
      const driftPpm = chance.int(2 * DRIFT_MAX_PPM + 1) - DRIFT_MAX_PPM
      const [founder] = this.nodes
      const profile = { name: `Node ${number}`, mirrorName: 'Mirror', language: 'en', place: null } as const
      await this.world.add({ ...profile, driftPpm, ...(founder === undefined ? {} : { inviter: founder }) })
      progress(number / nodes)
    }
    for (let number = 1; number <= liars; number += 1)
      await this.#admit(new SeededRandom(`liar ${number} ${seed}`))
    this.world.relink(links)
    await this.time.advance(SETTLE_MS)
    for (const node of this.nodes) this.#meet(node)
  }

  async #admit(random: SeededRandom): Promise<void> {
    const [founder] = this.nodes
    if (founder === undefined) return
    const { invite } = await founder.bridge.invites.create({})
    const others = this.nodes.map(({ nodeId }) => nodeId)
    this.liars.push(await Liar.join({ network: this.world.network, time: this.time, random }, invite, others))
  }

  #meet(node: VirtualNode): void {
    const tables = new NodeTables(node.databasePath)
    this.#tables.set(node.nodeId, tables)
    if (!this.#decidedAtFirst.has(node.nodeId)) this.#decidedAtFirst.set(node.nodeId, tables.decided())
    this.watch.follow(node)
  }
}

/** Where Nodes keep their files. Waiting for a disk is not rehearsed, so memory will do where there is some. */
const folderInMemory = (): string =>
  mkdtempSync(join(existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : tmpdir(), 'mirrorwell-rehearsal-'))
