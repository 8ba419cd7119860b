import { callMigrations } from '../../src/main/features/calls/call-store.ts'
import { type CallHandlers, type Calls, createCalls } from '../../src/main/features/calls/calls.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { type CallView, neighbourCalls as contract } from '../../src/shared/contract/neighbour-calls.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import { memoryDatabase } from './database.ts'
import { EntryAuthor } from './entry-author.ts'
import { testFederation } from './fake-replica.ts'
import { type Ground, PostEnd, PostPair, type Said } from './post-pair.ts'
import { SeededRandom } from './random.ts'

const PAGE = { sessionId: 'page' }

/** One Node of a pair: calls and the real post over a real database. */
export class CallEnd extends PostEnd<Calls> {
  readonly database = memoryDatabase(callMigrations)
  isPinned = true
  isolatesOther = false
  wakeFrom: 'pinned' | 'nobody' = 'pinned'
  /** Whether this Node has all that the other holds as soon as it looks. */
  catchesUp = true
  /** How often it looked for news. */
  looks = 0
  /** What happened to the link at this end, in order. */
  readonly links: string[] = []
  /** Why the next attempts to link come to nothing. */
  readonly linkFaults: ('no-address' | 'no-answer' | 'not-let-in')[] = []

  call<M extends keyof CallHandlers>(method: M, input: object = {}) {
    const whom = method === 'calls' ? {} : { nodeId: this.other.nodeId }
    return this.ask(contract[method], this.feature.handlers[method], {
      input: { ...whom, ...input },
      caller: PAGE,
    })
  }

  /** Everything kept here, newest first. */
  async kept(): Promise<readonly CallView[]> {
    return (await this.call('calls', { limit: 500 })).calls
  }

  protected create({ limits, post, timers }: Ground): Calls {
    const { author, clock, database } = this
    const calls: Calls = createCalls({
      ...{ clock, database, post, limits, timers, realTimers: timers },
      ...{ self: author.nodeId, logger: silentLogger, steadyClock: clock },
      ...{ version: '0.1.0', upSinceMs: clock.nowMs() },
      federation: () => testFederation(),
      countRefusal: (_: NodeId, reason: string) => void this.refusals.push(reason),
      random: new SeededRandom(`${author.nodeId} ${clock.nowMs()}`),
      isKnown: (nodeId) => nodeId === this.other.nodeId,
      isIsolated: () => this.isolatesOther,
      isPinned: () => this.isPinned,
      isLinked: () => this.isLinked,
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
      openSession: async () => this.isLinked,
    })
    return calls
  }
}

/** Two Nodes that call each other. */
export class CallPair extends PostPair<CallEnd> {
  readonly a = new CallEnd(this, new EntryAuthor(1))
  readonly b = new CallEnd(this, new EntryAuthor(2))
  /** Whether what one end says gets lost. */
  loses: (from: NodeId, type: number) => boolean = () => false
  override onTheWay = (said: Said, from: NodeId): readonly Said[] =>
    this.loses(from, said.type) ? [] : [said]

  static started(): Promise<CallPair> {
    return new CallPair().start()
  }
}
