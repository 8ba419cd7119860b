import { createTrust, type Trust } from '../../src/main/features/trust/trust.ts'
import { trustMigrations } from '../../src/main/features/trust/trust-store.ts'
import type { SessionMessage } from '../../src/main/network/peer-sessions.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { Signal } from '../../src/main/platform/signal.ts'
import type { EntryKind } from '../../src/main/replica/entry.ts'
import { PrivatePost, type PrivatePostDeps } from '../../src/main/replica/private-post.ts'
import { trust as contract } from '../../src/shared/contract/trust.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import { TestClock } from './clock.ts'
import { memoryDatabase } from './database.ts'
import { EntryAuthor } from './entry-author.ts'
import { testFederation } from './fake-replica.ts'
import { testLimits } from './limits.ts'
import { SeededRandom } from './random.ts'
import { idle, TestTimers } from './test-timers.ts'

/** A caller with this name acts as the Mirror of this name; the page is nobody. */
const PAGE = 'page'
type Method = keyof Trust['handlers']
type Output<M extends Method> = ReturnType<(typeof contract)[M]['output']['parse']>

interface Life {
  readonly said: Signal<SessionMessage>
  readonly post: PrivatePost
  readonly trust: Trust
}

/** One Node of a pair: trust and the real post over a real database. */
export class TrustEnd {
  readonly database = memoryDatabase(trustMigrations)
  readonly author: EntryAuthor
  /** Faults counted against the other end. */
  readonly refusals: string[] = []
  /** What followed, in order. */
  readonly events: string[] = []
  /** Letters of talk that were taken. */
  readonly talked: string[] = []
  knowsOther = true
  isTest = true
  /** Why this Node may sign nothing now. */
  closedFor: MirrorError | null = null
  readonly #pair: TrustPair
  #life: Life | null = null

  constructor(pair: TrustPair, author: EntryAuthor) {
    this.#pair = pair
    this.author = author
  }

  get nodeId(): NodeId {
    return this.author.nodeId
  }

  get other(): TrustEnd {
    return this.#pair.a === this ? this.#pair.b : this.#pair.a
  }

  get trust(): Trust {
    if (this.#life === null) throw new Error('is stopped')
    return this.#life.trust
  }

  async start(): Promise<void> {
    const life = this.#newLife()
    this.#life = life
    await life.trust.start()
    await life.post.start()
    await idle()
  }

  async stop(): Promise<void> {
    const life = this.#life
    this.#life = null
    await life?.post.stop()
    await life?.trust.stop()
  }

  linked(): void {
    this.#life?.trust.linked(this.other.nodeId)
  }

  async call<M extends Method>(method: M, input: object = {}, as = PAGE): Promise<Output<M>> {
    const handlers = this.trust.handlers as Readonly<
      Record<Method, (input: unknown, caller: { sessionId: string }) => unknown>
    >
    const output = await handlers[method](contract[method].input.parse(input), { sessionId: as })
    await idle()
    return contract[method].output.parse(output) as Output<M>
  }

  /** Act on the other end as one of this Node's Mirrors. */
  act<M extends Method>(method: M, input: object = {}, as = 'Anna'): Promise<Output<M>> {
    return this.call(method, { nodeId: this.other.nodeId, ...input }, as)
  }

  standing(): Promise<Output<'get'>> {
    return this.call('get', { nodeId: this.other.nodeId })
  }

  /** Write a payload of this test's own making to the other end, signed as this Node's. */
  async send(kind: EntryKind, payload: Uint8Array): Promise<boolean> {
    const isSent = (await this.#life?.post.send(this.other.nodeId, { kind, payload })) ?? false
    await idle()
    return isSent
  }

  hear(message: SessionMessage): void {
    this.#life?.said.emit(message)
  }

  #newLife(): Life {
    const said = new Signal<SessionMessage>()
    const { clock } = this.#pair
    const timers = new TestTimers(clock)
    const { author, database } = this
    const federation = testFederation
    const post = new PrivatePost({
      sessions: {
        send: async (_to, content) => this.#pair.carry(this, content),
        onMessage: (listener) => said.listen(listener),
      },
      ...{ clock, signer: author.signer, logger: silentLogger, federation: () => federation() },
      limits: testLimits(clock),
      mayPass: (nodeId, kind) => trust.mayPass(nodeId, kind),
      countRefusal: (_, reason) => void this.refusals.push(reason),
    })
    const trust = createTrust({
      ...{ clock, database, post, timers, realTimers: timers, self: author.nodeId, logger: silentLogger },
      federation: () => federation(),
      random: new SeededRandom(`${author.nodeId} ${this.events.length}`),
      isTest: () => this.isTest,
      isKnown: (nodeId) => this.knowsOther && nodeId === this.other.nodeId,
      isLinked: () => this.#pair.isLinked,
      nameOf: (nodeId) => `name of ${nodeId.slice(-4)}`,
      mirrorSigner({ sessionId }) {
        if (sessionId === PAGE) throw new MirrorError('mirror-locked')
        return author.mirror(sessionId)
      },
      requireWritable: () => {
        if (this.closedFor !== null) throw this.closedFor
      },
      shut: () => void this.events.push('shut'),
      opened: () => void this.events.push('opened'),
      letIn: () => void this.events.push('let in'),
      changed: () => void this.events.push('changed'),
    })
    post.onLetter('talk', async ({ payload }) => {
      this.talked.push(Buffer.from(payload).toString())
      return { action: 'accept' }
    })
    return { said, post, trust }
  }
}

/** Two Nodes with one clock, and what is between them. */
export class TrustPair {
  readonly clock = new TestClock()
  readonly a = new TrustEnd(this, new EntryAuthor(1))
  readonly b = new TrustEnd(this, new EntryAuthor(2))
  #isLinked = true
  #links = 0

  static async started(): Promise<TrustPair> {
    const pair = new TrustPair()
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

  carry(end: TrustEnd, content: Parameters<PrivatePostDeps['sessions']['send']>[1]): boolean {
    if (!this.#isLinked) return false
    const link = this.#links
    const sessionId = `00000000-0000-4000-8000-${link.toString(16).padStart(12, '0')}`
    const said = typeof content === 'function' ? content(sessionId) : content
    setImmediate(() => link === this.#links && end.other.hear({ ...said, from: end.nodeId, sessionId }))
    return true
  }
}
