import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { Random } from '../platform/random.ts'
import { Signal } from '../platform/signal.ts'
import type { Timers } from '../platform/timers.ts'
import type { SimulatedLink, Utterance, Withheld } from './simulated-link.ts'
import { SimulatedWay, type WayQuality } from './simulated-way.ts'

export interface SimulatedNetworkDeps {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
}

/** One message as anybody on the line would see it: sealed or not, it has a moment and a length. */
export interface SentMessage {
  readonly from: NodeId
  readonly to: NodeId
  readonly sizeBytes: number
  readonly atMs: number
}

/** One message as its sender hands it to the line. */
export interface SpokenMessage extends Utterance {
  readonly from: NodeId
  readonly to: NodeId
}

/** One direction between two Nodes. */
export interface Direction {
  readonly from: NodeId
  readonly to: NodeId
}

/** What a simulated network must know of a Node to lead others to it. */
export interface SimulatedHost {
  readonly nodeId: NodeId
  /** This Node's end of a link, not yet joined to another. `way` leads to the other end. */
  end(remote: NodeId, direction: 'outbound' | 'inbound', way: SimulatedWay): SimulatedLink
  /** A link that somebody dialled has reached this Node. */
  answer(link: SimulatedLink): void
}

const nameOf = ({ from, to }: Direction): string => `${from} ${to}`

/** Links between transports in one process: seeded delays, losses and cuts. Nothing leaves the process. */
export class SimulatedNetwork {
  readonly #deps: SimulatedNetworkDeps
  readonly #hosts = new Map<NodeId, SimulatedHost>()
  readonly #links = new Set<SimulatedLink>()
  readonly #sent = new Signal<SentMessage>()
  readonly #spoken = new Signal<SpokenMessage>()
  readonly #withheld = new Signal<Withheld>()
  readonly #ways = new Map<SimulatedWay, string>()
  readonly #qualities = new Map<string, WayQuality>()
  readonly #blocked = new Set<string>()
  #quality: WayQuality
  #groups: readonly ReadonlySet<NodeId>[] = []

  constructor(deps: SimulatedNetworkDeps, quality: WayQuality) {
    this.#deps = deps
    this.#quality = quality
  }

  get clock(): Clock {
    return this.#deps.clock
  }

  /** Hear of every message that sets out, on whatever link. */
  onSent(listener: (message: SentMessage) => void): () => void {
    return this.#sent.listen(listener)
  }

  /** As `onSent`, with what is in it: for who looks over the senders' shoulders. */
  onSpoken(listener: (message: SpokenMessage) => void): () => void {
    return this.#spoken.listen(listener)
  }

  /** Hear of what senders keep back until it may go. */
  onWithheld(listener: (withheld: Withheld) => void): () => void {
    return this.#withheld.listen(listener)
  }

  noteWithheld(withheld: Withheld): void {
    this.#withheld.emit(withheld)
  }

  noteSent(message: SpokenMessage): void {
    const { bytes, from, to } = message
    this.#sent.emit({ from, to, sizeBytes: bytes.byteLength, atMs: this.#deps.clock.nowMs() })
    this.#spoken.emit(message)
  }

  /** From now on every direction is as good as this, or the one that is named. */
  shape(quality: WayQuality, direction?: Direction): void {
    if (direction === undefined) {
      this.#quality = quality
      this.#qualities.clear()
    } else this.#qualities.set(nameOf(direction), quality)
    const ways = direction === undefined ? this.#ways.keys() : this.#waysOf(direction)
    for (const way of ways) way.shape(quality)
  }

  /** Nothing arrives that way any more, and nobody is told: links stay, and go silent. */
  block(direction: Direction): void {
    this.#blocked.add(nameOf(direction))
    for (const way of this.#waysOf(direction)) way.block()
  }

  unblock(direction: Direction): void {
    this.#blocked.delete(nameOf(direction))
    for (const way of this.#waysOf(direction)) way.unblock()
  }

  /** Break every link between two Nodes, at both ends at once; what was under way is lost. They may link again. */
  reset(a: NodeId, b: NodeId): void {
    const isBetween = ({ local, remote }: SimulatedLink): boolean =>
      (local === a && remote === b) || (local === b && remote === a)
    for (const link of [...this.#links].filter(isBetween)) void link.close()
  }

  /** Nodes of different groups lose their links and find no others. A Node in no group reaches everyone. */
  partition(groups: readonly (readonly NodeId[])[]): void {
    this.#groups = groups.map((group) => new Set(group))
    for (const link of [...this.#links]) {
      if (!this.#reaches(link.local, link.remote)) void link.close()
    }
  }

  /** Nobody is parted from anybody, loudly or in silence. */
  heal(): void {
    this.#groups = []
    this.#blocked.clear()
    for (const way of this.#ways.keys()) way.unblock()
  }

  /** Who is linked with whom, each link once from either end. */
  links(): readonly Direction[] {
    return [...this.#links].map(({ local, remote }) => ({ from: local, to: remote }))
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

  /** Follow both ends of a link, and its ways until no end is left to tell anything. */
  track(ends: readonly SimulatedLink[], ways: readonly SimulatedWay[]): void {
    let left = ends.length
    for (const end of ends) {
      this.#links.add(end)
      end.onClose(() => {
        this.#links.delete(end)
        left -= 1
        if (left === 0) for (const way of ways) this.forget(way)
      })
    }
  }

  /** A new pipe in one direction. */
  way(direction: Direction): SimulatedWay {
    const name = nameOf(direction)
    const way = new SimulatedWay(this.#deps, this.#qualities.get(name) ?? this.#quality)
    if (this.#blocked.has(name)) way.block()
    this.#ways.set(way, name)
    return way
  }

  forget(way: SimulatedWay): void {
    this.#ways.delete(way)
  }

  #waysOf(direction: Direction): readonly SimulatedWay[] {
    return [...this.#ways].filter(([, name]) => name === nameOf(direction)).map(([way]) => way)
  }

  #reaches(a: NodeId, b: NodeId): boolean {
    const groupOf = (nodeId: NodeId) => this.#groups.find((group) => group.has(nodeId))
    const [groupA, groupB] = [groupOf(a), groupOf(b)]
    return groupA === undefined || groupB === undefined || groupA === groupB
  }
}
