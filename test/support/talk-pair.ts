import { createTalk, type Talk, type TalkHandlers } from '../../src/main/features/talk/talk.ts'
import { talkMigrations } from '../../src/main/features/talk/talk-store.ts'
import type { SessionMessage } from '../../src/main/network/peer-sessions.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { Signal } from '../../src/main/platform/signal.ts'
import { PrivatePost } from '../../src/main/replica/private-post.ts'
import { wire } from '../../src/main/wire/messages.ts'
import { neighbours as contract, type TalkMessage } from '../../src/shared/contract/neighbours.ts'
import type { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import { TestClock } from './clock.ts'
import { memoryDatabase } from './database.ts'
import { EntryAuthor } from './entry-author.ts'
import { testFederation } from './fake-replica.ts'
import { testLimits } from './limits.ts'
import { SeededRandom } from './random.ts'
import { idle, TestTimers } from './test-timers.ts'

const PAGE = { sessionId: 'page' }
export const LETTER = wire.PrivateFrame.PRIVATE_FRAME_ENVELOPE
export const RECEIPT = wire.PrivateFrame.PRIVATE_FRAME_RECEIPT

type Method = keyof TalkHandlers

interface Life {
  readonly said: Signal<SessionMessage>
  readonly post: PrivatePost
  readonly talk: Talk
}

/** One Node of a pair: talk and the real post over a real database. */
export class TalkEnd {
  readonly database = memoryDatabase(talkMigrations)
  readonly author: EntryAuthor
  /** Faults counted against the other end. */
  readonly refusals: string[] = []
  /** With whom something changed, in order. */
  readonly events: NodeId[] = []
  knowsOther = true
  isolatesOther = false
  /** Why this Node may sign nothing now. */
  closedFor: MirrorError | null = null
  readonly #pair: TalkPair
  #life: Life | null = null

  constructor(pair: TalkPair, author: EntryAuthor) {
    this.#pair = pair
    this.author = author
  }

  get nodeId(): NodeId {
    return this.author.nodeId
  }

  get other(): TalkEnd {
    return this.#pair.a === this ? this.#pair.b : this.#pair.a
  }

  async start(): Promise<void> {
    const life = this.#newLife()
    this.#life = life
    await life.talk.start()
    await life.post.start()
  }

  async stop(): Promise<void> {
    const life = this.#life
    this.#life = null
    await life?.post.stop()
    await life?.talk.stop()
  }

  linked(): void {
    this.#life?.talk.linked(this.other.nodeId)
  }

  async call<M extends Method>(
    method: M,
    input: object = {},
  ): Promise<ReturnType<(typeof contract)[M]['output']['parse']>> {
    const handlers = this.#life?.talk.handlers as
      | Readonly<Record<Method, (input: unknown, caller: typeof PAGE) => unknown>>
      | undefined
    if (handlers === undefined) throw new Error('is stopped')
    const output = await handlers[method](contract[method].input.parse(input), PAGE)
    return contract[method].output.parse(output) as ReturnType<(typeof contract)[M]['output']['parse']>
  }

  /** Say things to the other end, one after the other. */
  async say(...texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.call('talk', { nodeId: this.other.nodeId, text })
  }

  /** The conversation with the other end, oldest first. */
  async messages(page: object = {}): Promise<readonly TalkMessage[]> {
    const { messages } = await this.call('conversation', { nodeId: this.other.nodeId, ...page })
    return messages.toReversed()
  }

  async texts(): Promise<readonly string[]> {
    return (await this.messages({ limit: 1_000 })).map(({ text }) => text)
  }

  async states(): Promise<readonly string[]> {
    return (await this.messages({ limit: 1_000 })).map(({ state }) => state)
  }

  /** Write a payload of this test's own making to the other end, signed as this Node's. */
  async sendPayload(payload: Uint8Array): Promise<void> {
    await this.#life?.post.send(this.other.nodeId, { kind: 'talk', payload })
    await idle()
  }

  hear(message: SessionMessage): void {
    this.#life?.said.emit(message)
  }

  #newLife(): Life {
    const said = new Signal<SessionMessage>()
    const { clock } = this.#pair
    const { author, database } = this
    const timers = new TestTimers(clock)
    const post = new PrivatePost({
      sessions: {
        send: async (_to, content) => this.#pair.carry(this, content),
        onMessage: (listener) => said.listen(listener),
      },
      ...{ clock, signer: author.signer, logger: silentLogger, federation: () => testFederation() },
      limits: testLimits(clock),
      mayPass: () => true,
      countRefusal: (_, reason) => void this.refusals.push(reason),
    })
    const talk = createTalk({
      ...{ clock, database, post, timers, realTimers: timers, self: author.nodeId, logger: silentLogger },
      federation: () => testFederation(),
      random: new SeededRandom(`${author.nodeId} ${this.events.length}`),
      isKnown: (nodeId) => this.knowsOther && nodeId === this.other.nodeId,
      isIsolated: () => this.isolatesOther,
      isLinked: () => this.#pair.isLinked,
      requireWritable: () => {
        if (this.closedFor !== null) throw this.closedFor
      },
      changed: (nodeId) => void this.events.push(nodeId),
    })
    return { said, post, talk }
  }
}

/** Two Nodes with one clock, and what is between them. */
export class TalkPair {
  readonly clock = new TestClock()
  readonly a = new TalkEnd(this, new EntryAuthor(1))
  readonly b = new TalkEnd(this, new EntryAuthor(2))
  /** What went over the line, by type. */
  readonly carried: number[] = []
  /** Whether a frame gets lost: by its type, and how many of all came before it. */
  loses: (type: number, before: number) => boolean = () => false
  #isLinked = true
  #links = 0

  static async started(): Promise<TalkPair> {
    const pair = new TalkPair()
    for (const end of [pair.a, pair.b]) await end.start()
    return pair
  }

  get isLinked(): boolean {
    return this.#isLinked
  }

  /** Part the two, or bring them together in a session of its own, and let follow what does. */
  async setLinked(isLinked: boolean): Promise<void> {
    this.#isLinked = isLinked
    this.#links += 1
    if (isLinked) for (const end of [this.a, this.b]) end.linked()
    await idle()
  }

  /** Let time pass, and everything that follows from it. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms)
    await idle()
  }

  carry(
    end: TalkEnd,
    content: Parameters<ConstructorParameters<typeof PrivatePost>[0]['sessions']['send']>[1],
  ): boolean {
    if (!this.#isLinked) return false
    const link = this.#links
    const sessionId = `00000000-0000-4000-8000-${link.toString(16).padStart(12, '0')}`
    const said = typeof content === 'function' ? content(sessionId) : content
    const isLost = this.loses(said.type, this.carried.length)
    this.carried.push(said.type)
    if (!isLost)
      setImmediate(() => link === this.#links && end.other.hear({ ...said, from: end.nodeId, sessionId }))
    return true
  }
}
