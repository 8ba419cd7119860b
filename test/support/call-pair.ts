import { callMigrations } from '../../src/main/features/calls/call-store.ts'
import { type CallHandlers, type Calls, createCalls } from '../../src/main/features/calls/calls.ts'
import type { SessionMessage } from '../../src/main/network/peer-sessions.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { Signal } from '../../src/main/platform/signal.ts'
import { PrivatePost, type PrivatePostDeps } from '../../src/main/replica/private-post.ts'
import { type CallView, neighbourCalls as contract } from '../../src/shared/contract/neighbour-calls.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import { TestClock } from './clock.ts'
import { memoryDatabase } from './database.ts'
import { EntryAuthor } from './entry-author.ts'
import { testFederation } from './fake-replica.ts'
import { testLimits } from './limits.ts'
import { SeededRandom } from './random.ts'
import { idle, TestTimers } from './test-timers.ts'

const PAGE = { sessionId: 'page' }
const SESSION = '00000000-0000-4000-8000-000000000001'

interface Life {
  readonly said: Signal<SessionMessage>
  readonly post: PrivatePost
  readonly calls: Calls
}

/** One Node of a pair: calls and the real post over a real database. */
export class CallEnd {
  readonly database = memoryDatabase(callMigrations)
  readonly author: EntryAuthor
  /** Faults counted against the other end. */
  readonly refusals: string[] = []
  isPinned = true
  wakeFrom: 'pinned' | 'nobody' = 'pinned'
  /** Whether this Node has all that the other holds as soon as it looks. */
  catchesUp = true
  /** How often it looked for news. */
  looks = 0
  /** What happened to the link at this end, in order. */
  readonly links: string[] = []
  /** Why the next attempts to link come to nothing. */
  readonly linkFaults: ('no-address' | 'no-answer' | 'not-let-in')[] = []
  readonly #pair: CallPair
  #life: Life | null = null

  constructor(pair: CallPair, author: EntryAuthor) {
    this.#pair = pair
    this.author = author
  }

  get nodeId(): NodeId {
    return this.author.nodeId
  }

  get other(): CallEnd {
    return this.#pair.a === this ? this.#pair.b : this.#pair.a
  }

  async start(): Promise<void> {
    const life = this.#newLife()
    this.#life = life
    await life.calls.start()
    await life.post.start()
  }

  async stop(): Promise<void> {
    const life = this.#life
    this.#life = null
    await life?.post.stop()
    await life?.calls.stop()
  }

  async call<M extends keyof CallHandlers>(
    method: M,
    input: object = {},
  ): Promise<ReturnType<(typeof contract)[M]['output']['parse']>> {
    const handlers = this.#life?.calls.handlers as
      | Readonly<Record<keyof CallHandlers, (input: unknown, caller: typeof PAGE) => unknown>>
      | undefined
    if (handlers === undefined) throw new Error('is stopped')
    const whom = method === 'calls' ? {} : { nodeId: this.other.nodeId }
    const output = await handlers[method](contract[method].input.parse({ ...whom, ...input }), PAGE)
    return contract[method].output.parse(output) as ReturnType<(typeof contract)[M]['output']['parse']>
  }

  /** Everything kept here, newest first. */
  async kept(): Promise<readonly CallView[]> {
    return (await this.call('calls', { limit: 500 })).calls
  }

  hear(message: SessionMessage): void {
    this.#life?.said.emit(message)
  }

  #newLife(): Life {
    const said = new Signal<SessionMessage>()
    const { clock } = this.#pair
    const { author, database } = this
    const limits = testLimits(clock)
    const federation = () => testFederation()
    const countRefusal = (_: NodeId, reason: string): void => void this.refusals.push(reason)
    const post = new PrivatePost({
      sessions: {
        send: async (_to, content) => this.#pair.carry(this, content),
        onMessage: (listener) => said.listen(listener),
      },
      ...{ clock, signer: author.signer, logger: silentLogger, federation, countRefusal, limits },
      mayPass: () => true,
    })
    const timers = new TestTimers(clock)
    const calls: Calls = createCalls({
      ...{ clock, database, post, limits, federation, countRefusal, timers, realTimers: timers },
      ...{ self: author.nodeId, logger: silentLogger, steadyClock: clock },
      ...{ version: '0.1.0', upSinceMs: clock.nowMs() },
      random: new SeededRandom(`${author.nodeId} ${clock.nowMs()}`),
      isKnown: (nodeId) => nodeId === this.other.nodeId,
      isPinned: () => this.isPinned,
      isLinked: () => this.#pair.isLinked,
      wakeFrom: () => this.wakeFrom,
      requireWritable: () => {},
      changed: () => {},
      lookForNews: (from) => {
        this.looks += 1
        if (this.catchesUp) calls.caughtUp(from)
      },
      endSession: () => void this.links.push('session-ended'),
      closeLink: () => void this.links.push('link-closed'),
      seek: async () => {
        this.links.push('sought')
        return this.linkFaults.shift() ?? null
      },
      openSession: async () => this.#pair.isLinked,
    })
    return { said, post, calls }
  }
}

/** Two Nodes with one clock, and what is between them. */
export class CallPair {
  readonly clock = new TestClock()
  readonly a = new CallEnd(this, new EntryAuthor(1))
  readonly b = new CallEnd(this, new EntryAuthor(2))
  isLinked = true
  /** Whether what one end says gets lost. */
  loses: (from: CallEnd, type: number) => boolean = () => false

  static async started(): Promise<CallPair> {
    const pair = new CallPair()
    for (const end of [pair.a, pair.b]) await end.start()
    return pair
  }

  /** Let time pass, and everything that follows from it. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms)
    await idle()
  }

  carry(end: CallEnd, content: Parameters<PrivatePostDeps['sessions']['send']>[1]): boolean {
    if (!this.isLinked) return false
    const said = typeof content === 'function' ? content(SESSION) : content
    if (!this.loses(end, said.type)) {
      setImmediate(() => end.other.hear({ ...said, from: end.nodeId, sessionId: SESSION }))
    }
    return true
  }
}
