import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { Random } from '../platform/random.ts'
import { Signal } from '../platform/signal.ts'
import type { Timers } from '../platform/timers.ts'
import type { Carry, SimulatedLink } from './simulated-link.ts'

export interface SimulatedNetworkDeps {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
}
export interface SimulatedNetworkOptions {
  /** Each message takes a time between the two, by chance; messages one way never overtake each other. */
  readonly delayMs: { readonly min: number; readonly max: number }
}

/** One message as anybody on the line would see it: sealed or not, it has a moment and a length. */
export interface SentMessage {
  readonly from: NodeId
  readonly to: NodeId
  readonly sizeBytes: number
  readonly atMs: number
}

/** What a simulated network must know of a Node to lead others to it. */
export interface SimulatedHost {
  readonly nodeId: NodeId
  /** This Node's end of a link, not yet joined to another. `carry` is the way to the other end. */
  end(remote: NodeId, direction: 'outbound' | 'inbound', carry: Carry): SimulatedLink
  /** A link that somebody dialled has reached this Node. */
  answer(link: SimulatedLink): void
}

/** Links between transports in one process: seeded delays, and cuts between groups of Nodes. Nothing leaves the process. */
export class SimulatedNetwork {
  readonly #deps: SimulatedNetworkDeps
  readonly #options: SimulatedNetworkOptions
  readonly #hosts = new Map<NodeId, SimulatedHost>()
  readonly #links = new Set<SimulatedLink>()
  readonly #sent = new Signal<SentMessage>()
  #groups: readonly ReadonlySet<NodeId>[] = []

  constructor(deps: SimulatedNetworkDeps, options: SimulatedNetworkOptions) {
    this.#deps = deps
    this.#options = options
  }

  /** Hear of every message that sets out, on whatever link. */
  onSent(listener: (message: SentMessage) => void): () => void {
    return this.#sent.listen(listener)
  }

  noteSent(message: Omit<SentMessage, 'atMs'>): void {
    this.#sent.emit({ ...message, atMs: this.#deps.clock.nowMs() })
  }

  /** Nodes of different groups lose their links and find no others. A Node in no group reaches everyone. */
  partition(groups: readonly (readonly NodeId[])[]): void {
    this.#groups = groups.map((group) => new Set(group))
    for (const link of [...this.#links]) {
      if (!this.#reaches(link.local, link.remote)) void link.close()
    }
  }

  heal(): void {
    this.#groups = []
  }

  join(host: SimulatedHost): void {
    this.#hosts.set(host.nodeId, host)
  }

  leave(host: SimulatedHost): void {
    if (this.#hosts.get(host.nodeId) === host) this.#hosts.delete(host.nodeId)
  }

  /** @throws where that Node is not there, or cut off */
  find(from: NodeId, to: NodeId): SimulatedHost {
    const host = this.#hosts.get(to)
    if (!host || !this.#reaches(from, to)) throw new Error('no simulated Node answers at that address')
    return host
  }

  track(link: SimulatedLink): void {
    this.#links.add(link)
    link.onClose(() => void this.#links.delete(link))
  }

  /** One direction of a pipe: tasks run in the order they were handed over, each after a delay of its own. */
  way(): Carry {
    const { clock, timers } = this.#deps
    let freeAtMs = 0
    return (task) => {
      freeAtMs = Math.max(freeAtMs, clock.nowMs() + this.#delayMs())
      timers.at(freeAtMs, task)
    }
  }

  #delayMs(): number {
    const { min, max } = this.#options.delayMs
    return min + this.#deps.random.int(max - min + 1)
  }

  #reaches(a: NodeId, b: NodeId): boolean {
    const groupOf = (nodeId: NodeId) => this.#groups.find((group) => group.has(nodeId))
    const [groupA, groupB] = [groupOf(a), groupOf(b)]
    return groupA === undefined || groupB === undefined || groupA === groupB
  }
}
