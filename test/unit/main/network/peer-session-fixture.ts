import { onTestFinished } from 'vitest'
import { SESSION_IDLE_MS } from '../../../../src/main/crypto/session/session-limits.ts'
import { createSigner } from '../../../../src/main/crypto/signing.ts'
import { Closing } from '../../../../src/main/network/closing.ts'
import {
  type OpenedSession,
  PeerSessions,
  type SessionCarrier,
  type SessionMessage,
} from '../../../../src/main/network/peer-sessions.ts'
import { ReplayedSignal } from '../../../../src/main/network/replayed-signal.ts'
import type { MessageStream } from '../../../../src/main/network/transport.ts'
import { silentLogger } from '../../../../src/main/platform/logger.ts'
import { Signal } from '../../../../src/main/platform/signal.ts'
import type { NodeId } from '../../../../src/shared/kernel/ids.ts'
import { TestClock } from '../../../support/clock.ts'
import { testFederation } from '../../../support/fake-replica.ts'
import { testLimits } from '../../../support/limits.ts'
import { testNodeId, testSeed } from '../../../support/node-ids.ts'
import { SeededRandom } from '../../../support/random.ts'
import { idle, TestTimers } from '../../../support/test-timers.ts'

/** One end of a stream inside the test. What it carries can be held back. */
class WireStream implements MessageStream {
  readonly #messages = new ReplayedSignal<Uint8Array>()
  readonly #closing = new Closing()
  readonly #wire: Wire
  other: WireStream | null = null
  queuedBytes = 0

  constructor(wire: Wire) {
    this.#wire = wire
  }

  send(message: Uint8Array): void {
    if (this.#closing.closed) return
    this.#wire.carried.push(message)
    this.#wire.carry(() => this.other?.take(message))
  }

  take(message: Uint8Array): void {
    if (!this.#closing.closed) this.#messages.emit(message)
  }

  onIdle(): () => void {
    return () => {}
  }

  onMessage(listener: (message: Uint8Array) => void): () => void {
    return this.#messages.listen(listener)
  }

  onClose(listener: () => void): () => void {
    return this.#closing.listen(listener)
  }

  close(): void {
    if (this.#closing.close()) this.#wire.carry(() => this.other?.close())
  }
}

export interface WireNode {
  readonly id: NodeId
  readonly sessions: PeerSessions
  readonly heard: SessionMessage[]
  /** What was counted against others. */
  readonly refusals: string[]
  readonly changes: NodeId[]
  readonly down: Signal<{ readonly nodeId: NodeId }>
  readonly replaced: Signal<{ readonly nodeId: NodeId }>
}

/** Nodes with sessions over links that a test cuts and holds back. Tasks run in order, later. */
export class Wire {
  readonly carried: Uint8Array[] = []
  /** What everybody has set. */
  idleMs = SESSION_IDLE_MS
  readonly #clock = new TestClock()
  readonly #timers = new TestTimers(this.#clock)
  readonly #doors = new Map<NodeId, (opened: OpenedSession) => void>()
  readonly #cut = new Set<string>()
  readonly #opened = new Map<NodeId, WireStream>()

  carry(task: () => void): void {
    setImmediate(task)
  }

  async add(n: number): Promise<WireNode> {
    const id = testNodeId(n)
    const [down, replaced] = [
      new Signal<{ readonly nodeId: NodeId }>(),
      new Signal<{ readonly nodeId: NodeId }>(),
    ]
    const [heard, refusals, changes]: [SessionMessage[], string[], NodeId[]] = [[], [], []]
    const carrier = {
      ...this.#carrier(id, refusals),
      onDown: down.listen.bind(down),
      onReplaced: replaced.listen.bind(replaced),
    }
    const sessions = new PeerSessions(
      {
        carrier,
        signer: createSigner(testSeed(n)),
        realClock: this.#clock,
        steadyClock: this.#clock,
        steadyTimers: this.#timers,
        random: new SeededRandom(`node ${n}`),
        limits: testLimits(this.#clock),
        logger: silentLogger,
      },
      { federationId: testFederation(), self: id, idleTimeoutMs: () => this.idleMs },
    )
    sessions.onMessage((message) => void heard.push(message))
    sessions.onChanged((nodeId) => void changes.push(nodeId))
    await sessions.start()
    onTestFinished(() => sessions.stop())
    return { id, sessions, heard, refusals, changes, down, replaced }
  }

  /** Two that are neighbours; the one with the smaller public key first. */
  async pair(): Promise<{ readonly small: WireNode; readonly large: WireNode }> {
    const [one, other] = [await this.add(1), await this.add(2)]
    const keys = [1, 2].map((n) => createSigner(testSeed(n)).publicKey)
    const isFirst = Buffer.compare(keys[0] ?? new Uint8Array(), keys[1] ?? new Uint8Array()) < 0
    return isFirst ? { small: one, large: other } : { small: other, large: one }
  }

  /** A stream to a Node as if its neighbour had opened it. */
  knock(at: WireNode, from: NodeId): WireStream {
    const [near, far] = this.#streams()
    this.#doors.get(at.id)?.({ from, address: '/ip4/203.0.113.5/tcp/1', stream: far })
    return near
  }

  /** Whoever opens a stream at this Node from now on meets somebody else. */
  answerAt(nodeId: NodeId, door: (opened: OpenedSession) => void): void {
    this.#doors.set(nodeId, door)
  }

  /** The end of the stream that this Node opened last. */
  lastStreamOf(nodeId: NodeId): WireStream {
    const stream = this.#opened.get(nodeId)
    if (!stream) throw new Error('it has opened none')
    return stream
  }

  /** No streams between the two from now on, or streams again. */
  cut(a: NodeId, b: NodeId, isCut = true): void {
    const key = [a, b].sort().join()
    if (isCut) this.#cut.add(key)
    else this.#cut.delete(key)
  }

  async pass(ms: number): Promise<void> {
    this.#clock.advance(ms)
    await idle()
  }

  #streams(): [WireStream, WireStream] {
    const [near, far] = [new WireStream(this), new WireStream(this)]
    near.other = far
    far.other = near
    return [near, far]
  }

  #carrier(
    id: NodeId,
    refusals: string[],
  ): Pick<SessionCarrier, 'openSession' | 'onSession' | 'countRefusal'> {
    return {
      openSession: async (nodeId) => {
        const door = this.#doors.get(nodeId)
        if (!door || this.#cut.has([id, nodeId].sort().join())) return null
        const [near, far] = this.#streams()
        this.#opened.set(id, near)
        this.carry(() => door({ from: id, address: `/simulated/p2p/${id}`, stream: far }))
        return near
      },
      onSession: (listener) => {
        this.#doors.set(id, listener)
        return () => void this.#doors.delete(id)
      },
      countRefusal: (_nodeId, reason) => void refusals.push(reason),
    }
  }
}

export const content = (said: string, channel: 'control' | 'alert' | 'bulk' = 'control') => ({
  channel,
  type: 16,
  bytes: new Uint8Array(Buffer.from(said, 'utf8')),
})
export const words = (node: WireNode): string[] =>
  node.heard.map(({ bytes }) => Buffer.from(bytes).toString('utf8'))
