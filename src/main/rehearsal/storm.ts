import { MirrorError } from '../../shared/kernel/errors.ts'
import type { WayQuality } from '../network/simulated-way.ts'
import type { Random } from '../platform/random.ts'
import type { Community } from './community.ts'
import { DISK_FAULTS } from './crash-image.ts'
import { clockOff, cutOff, diskFull, type Fault, type Mishap, poorLine, unheardBy } from './faults.ts'
import type { VirtualNode } from './virtual-node.ts'

const HOUR_MS = 3_600_000
/** A link on which hardly anything gets through. */
const POOR: WayQuality = { delayMs: { min: 100, max: 800 }, lossRatio: 0.2, bytesPerSecond: 8_000 }
/** Times a link breaks that flaps. */
const FLAPS = 3
/** Between two of them, at most: a link is hardly up again. */
const FLAP_MS = 2_000
/** What the last alerts of a storm have before it ends. */
const LAST_MS = 2_000
/** Share of Nodes in trouble at once. Chosen here: the rest stays a federation. */
const TROUBLED_RATIO = 1 / 2
/** Disks that keep what they said they have. `unsynced` is none: see `crash-image.ts`. */
const HONEST_DISKS = DISK_FAULTS.filter((fault) => fault !== 'unsynced')

/** A fault that ends after a while. */
interface Begun extends Fault {
  readonly lastsMs: number
}

/** A trouble lasts so long, by chance. */
interface Lasts {
  readonly minMs: number
  readonly maxMs: number
}

/** Something that is wrong with a Node for a while. */
interface Trouble extends Fault {
  readonly node: VirtualNode
  readonly untilMs: number
}

export interface StormOptions {
  readonly events: number
  /** Longest pause between two events. */
  readonly pauseMs: number
  /** What else may happen, drawn like the rest. */
  readonly more?: readonly (() => string)[]
  progress(ratio: number): void
}

/**
 * Troubles and acts in an order that chance decides, each overlapping others.
 * After each everything is looked at. At the end all troubles have ended.
 */
export class Storm {
  /** What people asked for and was refused, with the reason: that is no act. */
  readonly refused: string[] = []
  readonly #community: Community
  readonly #random: Random
  #troubles: Trouble[] = []

  constructor(community: Community, random: Random) {
    this.#community = community
    this.#random = random
  }

  async rage({ events, more = [], pauseMs, progress }: StormOptions): Promise<void> {
    const acts = [() => this.#raise(), () => this.#raise(), ...more]
    const troubles = this.#kinds()
    for (let event = 0; event < events; event += 1) {
      await this.#endDue()
      const kind = this.#random.int(troubles.length + acts.length)
      const act = acts[kind - troubles.length]
      this.#community.chronicle.note((await act?.()) ?? (await this.#begin(troubles[kind])))
      await this.#community.pass(this.#random.int(pauseMs))
      progress(event / events)
    }
    for (const _ of this.#community.nodes) this.#community.chronicle.note(await this.#raise())
    await this.#community.pass(LAST_MS)
    await this.#endDue(Number.POSITIVE_INFINITY)
    this.#community.look()
  }

  #kinds(): readonly ((node: VirtualNode) => Promise<Begun> | Begun)[] {
    return [
      (node) => this.#suffer(node, cutOff, { minMs: 2_000, maxMs: 30_000 }),
      (node) => this.#silence(node),
      (node) => this.#flap(node),
      (node) => this.#crash(node),
      (node) => this.#step(node),
      (node) => this.#suffer(node, diskFull, { minMs: 1_000, maxMs: 20_000 }),
      (node) => this.#suffer(node, poorLine(POOR), { minMs: 5_000, maxMs: 30_000 }),
    ]
  }

  async #begin(kind: ((node: VirtualNode) => Promise<Begun> | Begun) | undefined): Promise<string> {
    const well = this.#well()
    const node = this.#oneOf(well)
    const mostTroubled = this.#community.nodes.length * TROUBLED_RATIO
    if (kind === undefined || node === undefined || this.#troubles.length >= mostTroubled) return 'nothing'
    const { lastsMs, ...begun } = await kind(node)
    this.#troubles.push({ node, untilMs: this.#community.time.clock.nowMs() + lastsMs, ...begun })
    return `${begun.name} ${node.name} for ${lastsMs} ms`
  }

  async #endDue(nowMs = this.#community.time.clock.nowMs()): Promise<void> {
    const due = this.#troubles.filter(({ untilMs }) => untilMs <= nowMs)
    this.#troubles = this.#troubles.filter(({ untilMs }) => untilMs > nowMs)
    for (const { end, name, node } of due) {
      await end()
      this.#community.chronicle.note(`no longer ${name} ${node.name}`)
    }
  }

  /** Nodes with nothing wrong. */
  #well(): readonly VirtualNode[] {
    const troubled = new Set(this.#troubles.map(({ node }) => node))
    return this.#community.up().filter((node) => !troubled.has(node))
  }

  /** A Node with a good clock warns the others, in whatever other trouble it is. */
  async #raise(): Promise<string> {
    const { world } = this.#community
    const node = this.#oneOf(this.#community.up().filter((up) => world.clockOf(up).steppedMs === 0))
    if (node === undefined) return 'nobody'
    try {
      const { heldBack } = await this.#community.raise(node, { summary: `Seen in the storm by ${node.name}` })
      return `alert of ${node.name}${heldBack ? ', held back' : ''}`
    } catch (thrown) {
      const { code } = MirrorError.from(thrown)
      this.refused.push(code)
      return `alert of ${node.name} refused: ${code}`
    }
  }

  #suffer(node: VirtualNode, mishap: Mishap, lasts: Lasts): Begun {
    return { ...mishap(this.#community.world, node), lastsMs: this.#between(lasts) }
  }

  #silence(node: VirtualNode): Begun {
    const other = this.#oneOf(this.#community.nodes.filter((one) => one !== node)) ?? node
    return this.#suffer(node, unheardBy(other), { minMs: 2_000, maxMs: 45_000 })
  }

  async #flap({ nodeId }: VirtualNode): Promise<Begun> {
    const { network } = this.#community.world
    for (let flap = 0; flap < FLAPS; flap += 1) {
      for (const { to } of network.links().filter(({ from }) => from === nodeId)) network.reset(nodeId, to)
      await this.#community.pass(this.#random.int(FLAP_MS))
    }
    return { name: 'flapping', lastsMs: 0, end: () => {} }
  }

  async #crash(node: VirtualNode): Promise<Begun> {
    const disk = this.#oneOf(HONEST_DISKS) ?? 'whole'
    const silent = this.#random.int(2) === 0
    await this.#community.crash(node, { disk, silent })
    return {
      name: `${silent ? 'without power' : 'killed'}, disk ${disk}:`,
      lastsMs: this.#between({ minMs: 1_000, maxMs: 20_000 }),
      end: () => this.#community.restart(node),
    }
  }

  #step(node: VirtualNode): Begun {
    const isAhead = this.#random.int(2) === 0
    const name = `clock an hour ${isAhead ? 'ahead' : 'behind'}:`
    const mishap = clockOff(isAhead ? HOUR_MS : -HOUR_MS, name)
    return this.#suffer(node, mishap, { minMs: 1_000, maxMs: 20_000 })
  }

  #between({ maxMs, minMs }: Lasts): number {
    return minMs + this.#random.int(maxMs - minMs)
  }

  #oneOf<T>(list: readonly T[]): T | undefined {
    return list[this.#random.int(list.length)]
  }
}
