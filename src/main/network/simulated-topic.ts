import type { NodeId } from '../../shared/kernel/ids.ts'
import { sha256 } from '../crypto/digests.ts'
import { toHex } from '../platform/bytes.ts'
import type { Clock } from '../platform/clock.ts'
import { TOPIC_MEMORY_MS, type Topic, type TopicJudge } from './topic.ts'
import { TopicFaults } from './topic-faults.ts'
import type { Link, MessageStream, OpenedStream } from './transport.ts'

const IGNORE_ALL: TopicJudge = async () => 'ignore'

export interface SimulatedTopicDeps {
  readonly clock: Clock
  readonly linkWith: (nodeId: NodeId) => Link | undefined
}

/**
 * A model of gossip: each Node passes on what it finds good, once, to everybody
 * whom it has let in and who has let it in. So it costs more copies than gossipsub,
 * has no announcements and no mesh, and reaches whom announcements would reach later.
 */
export class SimulatedTopic implements Topic {
  readonly #deps: SimulatedTopicDeps
  readonly #members = new Set<NodeId>()
  readonly #streams = new Map<NodeId, MessageStream>()
  readonly #opening = new Set<NodeId>()
  readonly #faults: TopicFaults
  /** When each message came or was said first, the oldest first. */
  readonly #knownAtMs = new Map<string, number>()
  #judge: TopicJudge = IGNORE_ALL
  #name: string | null = null

  constructor(deps: SimulatedTopicDeps) {
    this.#deps = deps
    this.#faults = new TopicFaults(deps.clock)
  }

  async start(name: string): Promise<void> {
    if (this.#name !== null) return
    this.#name = name
    for (const nodeId of this.#members) void this.#introduce(nodeId)
  }

  async stop(): Promise<void> {
    this.#name = null
    for (const nodeId of [...this.#streams.keys()]) this.#dismiss(nodeId)
  }

  letIn(nodeId: NodeId): void {
    if (this.#members.has(nodeId)) return
    this.#members.add(nodeId)
    void this.#introduce(nodeId)
  }

  shutOut(nodeId: NodeId): void {
    if (this.#members.delete(nodeId)) this.#dismiss(nodeId)
  }

  publish(message: Uint8Array): void {
    if (this.#name !== null && this.#isNew(message)) this.#passOn(message, null)
  }

  onMessage(judge: TopicJudge): () => void {
    this.#judge = judge
    return () => {
      this.#judge = IGNORE_ALL
    }
  }

  /** Whether a Node may open streams of a protocol for this topic. */
  serves(protocol: string, from: NodeId): boolean {
    return protocol === this.#name && this.#members.has(from)
  }

  /** Whether a stream that a Node opened belongs to this topic: it is read from then on. */
  takes({ protocol, stream }: OpenedStream, from: NodeId): boolean {
    if (!this.serves(protocol, from)) return false
    stream.onMessage((message) => void this.#receive(from, message))
    void this.#introduce(from)
    return true
  }

  linkClosed(nodeId: NodeId): void {
    this.#dismiss(nodeId)
    if (this.#members.has(nodeId)) void this.#introduce(nodeId)
  }

  async #receive(from: NodeId, message: Uint8Array): Promise<void> {
    if (this.#name === null || !this.#members.has(from) || this.#faults.areTooMany(from)) return
    if (!this.#isNew(message)) return
    const verdict = await this.#judge({ from, bytes: message })
    if (verdict === 'reject') this.#faults.note(from)
    if (verdict === 'accept') this.#passOn(message, from)
  }

  #passOn(message: Uint8Array, from: NodeId | null): void {
    for (const [nodeId, stream] of this.#streams) if (nodeId !== from) stream.send(message)
  }

  #isNew(message: Uint8Array): boolean {
    const nowMs = this.#deps.clock.nowMs()
    for (const [id, atMs] of this.#knownAtMs) {
      if (nowMs - atMs < TOPIC_MEMORY_MS) break
      this.#knownAtMs.delete(id)
    }
    const id = toHex(sha256(message))
    if (this.#knownAtMs.has(id)) return false
    this.#knownAtMs.set(id, nowMs)
    return true
  }

  async #introduce(nodeId: NodeId): Promise<void> {
    const link = this.#deps.linkWith(nodeId)
    if (this.#name === null || link === undefined || this.#streams.has(nodeId) || this.#opening.has(nodeId))
      return
    this.#opening.add(nodeId)
    const stream = await link.open(this.#name, new AbortController().signal).catch(() => null) // it takes no part yet; once it does it opens one, and is answered
    this.#opening.delete(nodeId)
    if (stream === null) return
    if (this.#name === null || !this.#members.has(nodeId)) return stream.close()
    this.#streams.set(nodeId, stream)
    stream.onClose(() => {
      if (this.#streams.get(nodeId) === stream) this.#streams.delete(nodeId)
    })
  }

  #dismiss(nodeId: NodeId): void {
    this.#streams.get(nodeId)?.close()
    this.#streams.delete(nodeId)
  }
}
