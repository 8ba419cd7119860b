import { encodeFrame, readFrame } from '../../src/main/network/frame-codec.ts'
import type { Lane } from '../../src/main/network/lanes.ts'
import type { DownReason, FrameListener, LaneFrame, NeighbourInfo } from '../../src/main/network/neighbour.ts'
import type { SessionMessage } from '../../src/main/network/peer-sessions.ts'
import type { Topic, TopicJudge, TopicVerdict } from '../../src/main/network/topic.ts'
import { Signal } from '../../src/main/platform/signal.ts'
import type { ReplicaDeps } from '../../src/main/replica/replica.ts'
import { decodeSync, isSyncType, type SyncContent } from '../../src/main/replica/sync-frames.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import type { VerdictReason } from '../../src/shared/kernel/verdict.ts'

/** A frame on its way. */
export interface InFlight {
  readonly from: NodeId
  readonly to: NodeId
  readonly lane: Lane | 'session'
  /** Of a frame in a session; 0 on a lane. */
  readonly type: number
  readonly bytes: Uint8Array
}

/** What of a frame on a lane tests look at. */
export type LaneSaid = Pick<LaneFrame, 'entries' | 'receipts'>
/** What a frame says, wherever it goes. */
export type Said = LaneSaid & SyncContent
/** The name of what it says beside it. */
export type NamedSaid = Said & { readonly content: string }

/** Whether it goes on a lane, and not in a session. */
export const isOfLanes = (said: Said): boolean => said.entries !== undefined || said.receipts !== undefined

type Links = ReplicaDeps['neighbourhood'] & Pick<ReplicaDeps, 'sessions'>

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
    const { bytes, from, lane, to, type } = flying
    const end = this.#ends.get(to)
    if (lane === 'session') {
      await end?.hearSealed({ from, type, bytes })
      return
    }
    const read = readFrame(bytes)
    if ('refused' in read) throw new Error(`a frame of ours cannot be read: ${read.refused}`)
    await end?.hear({ from, lane: lane === 'alert' ? 'alert' : 'main', frame: read.frame })
  }

  /** Let everything arrive in order, and what that sets going, until nothing is on its way. */
  async settle(): Promise<void> {
    for (let next = this.inFlight.shift(); next !== undefined; next = this.inFlight.shift()) {
      await this.deliver(next)
    }
  }
}

/** What a frame on its way says. */
export function saidIn({ bytes, lane, type }: InFlight): NamedSaid {
  if (lane === 'session') {
    const content = decodeSync({ type, bytes }) ?? {}
    return { ...content, content: Object.keys(content)[0] ?? '' }
  }
  const read = readFrame(bytes)
  if ('refused' in read) throw new Error(`a frame of ours cannot be read: ${read.refused}`)
  const { entries, receipts } = read.frame
  return { ...(entries && { entries }), ...(receipts && { receipts }), content: read.content }
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
  /** Sessions that are open as long as links are, unless the test says otherwise. */
  readonly sessions: TestSessions
  readonly refusals: { readonly nodeId: NodeId; readonly reason: VerdictReason }[] = []
  readonly topic = new TestTopic()
  /** How often bulk was told to rest. */
  rests = 0
  /** What `queuedBytes` says of everybody. */
  waitingBytes = 0
  readonly #self: NodeId
  readonly #exchange: FrameExchange
  readonly #listeners = new Set<FrameListener>()

  constructor(self: NodeId, exchange: FrameExchange) {
    this.#self = self
    this.#exchange = exchange
    this.sessions = new TestSessions(self, exchange)
  }

  /** What a neighbour sends: resolves when it is dealt with. */
  async hear(received: Parameters<FrameListener>[0]): Promise<void> {
    for (const listener of this.#listeners) await listener(received)
  }

  /** The same in a session. */
  async hearSealed({ from, type, bytes }: { from: NodeId; type: number; bytes: Uint8Array }): Promise<void> {
    this.sessions.messages.emit({ from, type, bytes, channel: 'control', sessionId: 'test' })
    await new Promise(setImmediate)
  }

  isAlerting(): boolean {
    return false
  }

  restBulk(): void {
    this.rests++
  }

  neighbours(): readonly NeighbourInfo[] {
    return this.#exchange.linked(this.#self).map(infoOf)
  }

  send(nodeId: NodeId, lane: Lane, frame: LaneFrame): boolean {
    if (!this.#exchange.linked(this.#self).includes(nodeId)) return false
    this.#exchange.inFlight.push({ from: this.#self, to: nodeId, lane, type: 0, bytes: encodeFrame(frame) })
    return true
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

/** As a replica takes them. */
export const linksOf = (links: TestLinks) => ({ neighbourhood: links, sessions: links.sessions })

/** One Node's sessions: as good as the links under them. */
export class TestSessions {
  readonly messages = new Signal<SessionMessage>()
  readonly opened = new Signal<NodeId>()
  /** Whether sessions can be had. */
  areOpen = true
  /** Whether so much waits in them that nothing more is taken. */
  areFull = false
  /** How often something was to be said in one that is full. */
  saidInVain = 0
  readonly #self: NodeId
  readonly #exchange: FrameExchange

  constructor(self: NodeId, exchange: FrameExchange) {
    this.#self = self
    this.#exchange = exchange
  }

  isOpen(nodeId: NodeId): boolean {
    return this.areOpen && this.#exchange.linked(this.#self).includes(nodeId)
  }

  async sessionWith(nodeId: NodeId): Promise<boolean> {
    return this.isOpen(nodeId)
  }

  end(): void {}

  /** From now on sessions can be had; all open at once. */
  openAll(): void {
    this.areOpen = true
    for (const nodeId of this.#exchange.linked(this.#self)) this.opened.emit(nodeId)
  }

  readonly send: Links['sessions']['send'] = async (nodeId, sayable) => {
    if (!this.isOpen(nodeId)) return false
    if (this.areFull) return this.#refuse()
    const { bytes, type } = typeof sayable === 'function' ? sayable('test') : sayable
    if (!isSyncType(type)) throw new Error(`no frame of a replica: ${type}`)
    this.#exchange.inFlight.push({ from: this.#self, to: nodeId, lane: 'session', type, bytes })
    return true
  }

  /** In a turn of its own: whoever tries again at once does not keep the test from counting. */
  async #refuse(): Promise<boolean> {
    this.saidInVain += 1
    await new Promise(setImmediate)
    return false
  }

  onMessage(listener: (message: SessionMessage) => void): () => void {
    return this.messages.listen(listener)
  }

  onOpened(listener: (nodeId: NodeId) => void): () => void {
    return this.opened.listen(listener)
  }

  onLost(): () => void {
    return () => {}
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
