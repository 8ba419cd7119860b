import { encodeFrame, readFrame } from '../../src/main/network/frame-codec.ts'
import type { Lane } from '../../src/main/network/lanes.ts'
import type { DownReason, FrameListener, LaneFrame, NeighbourInfo } from '../../src/main/network/neighbour.ts'
import type { Topic, TopicJudge, TopicVerdict } from '../../src/main/network/topic.ts'
import { Signal } from '../../src/main/platform/signal.ts'
import type { ReplicaDeps } from '../../src/main/replica/replica.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import type { VerdictReason } from '../../src/shared/kernel/verdict.ts'

/** A frame on its way. */
export interface InFlight {
  readonly from: NodeId
  readonly to: NodeId
  readonly lane: Lane
  readonly bytes: Uint8Array
}

type Links = ReplicaDeps['neighbourhood']

/** Links between Nodes of a test, where the test decides which frame arrives when, twice, or never. */
export class FrameExchange {
  readonly inFlight: InFlight[] = []
  readonly #ends = new Map<NodeId, TestLinks>()
  readonly #cut = new Set<string>()

  /** The links of one Node, as a replica sees them. Everybody is linked with everybody. */
  join(nodeId: NodeId): TestLinks {
    const links = new TestLinks(nodeId, this)
    this.#ends.set(nodeId, links)
    return links
  }

  linked(nodeId: NodeId): NodeId[] {
    return [...this.#ends.keys()].filter((other) => other !== nodeId && !this.#cut.has(pair(nodeId, other)))
  }

  /** Part two Nodes: what is on its way between them is lost. */
  part(a: NodeId, b: NodeId): void {
    if (this.#cut.has(pair(a, b))) return
    this.#cut.add(pair(a, b))
    const kept = this.inFlight.filter(({ from, to }) => pair(from, to) !== pair(a, b))
    this.inFlight.splice(0, this.inFlight.length, ...kept)
    this.#ends.get(a)?.down.emit({ nodeId: b, reason: 'link-closed' })
    this.#ends.get(b)?.down.emit({ nodeId: a, reason: 'link-closed' })
  }

  /** Link two Nodes that were parted, or tell them for the first time. */
  meet(a: NodeId, b: NodeId): void {
    this.#cut.delete(pair(a, b))
    this.#ends.get(a)?.up.emit(infoOf(b))
    this.#ends.get(b)?.up.emit(infoOf(a))
  }

  /** Let one frame arrive, and wait until its receiver has dealt with it. */
  async deliver(flying: InFlight): Promise<void> {
    const read = readFrame(flying.bytes)
    if ('refused' in read) throw new Error(`a frame of ours cannot be read: ${read.refused}`)
    await this.#ends
      .get(flying.to)
      ?.hear({ from: flying.from, lane: flying.lane === 'alert' ? 'alert' : 'main', frame: read.frame })
  }

  /** Let everything arrive in order, and what that sets going, until nothing is on its way. */
  async settle(): Promise<void> {
    for (let next = this.inFlight.shift(); next !== undefined; next = this.inFlight.shift()) {
      await this.deliver(next)
    }
  }
}

/** A Node's end of a topic: what it says is written down, and what it hears a test says. */
export class TestTopic implements Topic {
  readonly members = new Set<NodeId>()
  readonly said: Uint8Array[] = []
  #judge: TopicJudge | null = null

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  letIn(nodeId: NodeId): void {
    this.members.add(nodeId)
  }

  shutOut(nodeId: NodeId): void {
    this.members.delete(nodeId)
  }

  publish(message: Uint8Array): void {
    this.said.push(message)
  }

  onMessage(judge: TopicJudge): () => void {
    this.#judge = judge
    return () => {
      this.#judge = null
    }
  }

  /** A message comes; null where nobody listens. */
  async hear(from: NodeId, bytes: Uint8Array): Promise<TopicVerdict | null> {
    return (await this.#judge?.({ from, bytes })) ?? null
  }
}

/** One Node's links. */
export class TestLinks implements Links {
  readonly up = new Signal<NeighbourInfo>()
  readonly down = new Signal<{ readonly nodeId: NodeId; readonly reason: DownReason }>()
  readonly refusals: { readonly nodeId: NodeId; readonly reason: VerdictReason }[] = []
  readonly topic = new TestTopic()
  /** What `queuedBytes` says of everybody. */
  waitingBytes = 0
  readonly #self: NodeId
  readonly #exchange: FrameExchange
  readonly #listeners = new Set<FrameListener>()

  constructor(self: NodeId, exchange: FrameExchange) {
    this.#self = self
    this.#exchange = exchange
  }

  /** What a neighbour sends: resolves when it is dealt with. */
  async hear(received: Parameters<FrameListener>[0]): Promise<void> {
    for (const listener of this.#listeners) await listener(received)
  }

  neighbours(): readonly NeighbourInfo[] {
    return this.#exchange.linked(this.#self).map(infoOf)
  }

  send(nodeId: NodeId, lane: Lane, frame: LaneFrame): boolean {
    if (!this.#exchange.linked(this.#self).includes(nodeId)) return false
    this.#exchange.inFlight.push({ from: this.#self, to: nodeId, lane, bytes: encodeFrame(frame) })
    return true
  }

  broadcast(lane: Lane, frame: LaneFrame, except?: NodeId): number {
    const others = this.#exchange.linked(this.#self).filter((nodeId) => nodeId !== except)
    return others.filter((nodeId) => this.send(nodeId, lane, frame)).length
  }

  queuedBytes(): number {
    return this.waitingBytes
  }

  onFrame(listener: FrameListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  onUp(listener: (neighbour: NeighbourInfo) => void): () => void {
    return this.up.listen(listener)
  }

  onDown(listener: (gone: { readonly nodeId: NodeId; readonly reason: DownReason }) => void): () => void {
    return this.down.listen(listener)
  }

  countRefusal(nodeId: NodeId, reason: VerdictReason): void {
    this.refusals.push({ nodeId, reason })
  }
}

const pair = (a: NodeId, b: NodeId): string => [a, b].sort().join(' ')

const infoOf = (nodeId: NodeId): NeighbourInfo => ({
  nodeId,
  security: 'simulated',
  address: `/simulated/p2p/${nodeId}`,
  direction: 'outbound',
  connectedAtMs: 0,
  lastHeardMs: 0,
  roundTripMs: null,
  clockOffMs: null,
})
