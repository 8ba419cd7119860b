import { createTrust, type Trust } from '../../src/main/features/trust/trust.ts'
import { trustMigrations } from '../../src/main/features/trust/trust-store.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import type { EntryKind } from '../../src/main/replica/entry.ts'
import { trust as contract } from '../../src/shared/contract/trust.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { memoryDatabase } from './database.ts'
import { EntryAuthor } from './entry-author.ts'
import { testFederation } from './fake-replica.ts'
import { type Ground, PostEnd, PostPair } from './post-pair.ts'
import { SeededRandom } from './random.ts'
import { idle } from './test-timers.ts'

/** A caller with this name acts as the Mirror of this name; the page is nobody. */
const PAGE = 'page'
type Method = keyof Trust['handlers']
type Output<M extends Method> = ReturnType<(typeof contract)[M]['output']['parse']>

/** One Node of a pair: trust and the real post over a real database. */
export class TrustEnd extends PostEnd<Trust> {
  readonly database = memoryDatabase(trustMigrations)
  /** What followed, in order. */
  readonly events: string[] = []
  /** Letters of talk that were taken. */
  readonly talked: string[] = []
  knowsOther = true
  isTest = true
  /** Why this Node may sign nothing now. */
  closedFor: MirrorError | null = null
  #newest: Trust | null = null

  override async start(): Promise<void> {
    await super.start()
    await idle()
  }

  async call<M extends Method>(method: M, input: object = {}, as = PAGE): Promise<Output<M>> {
    const handler = this.feature.handlers[method]
    const output = await this.ask(contract[method], handler, { input, caller: { sessionId: as } })
    await idle()
    return output as Output<M>
  }

  /** Act on the other end as one of this Node's Mirrors. */
  act<M extends Method>(method: M, input: object = {}, as = 'Anna'): Promise<Output<M>> {
    return this.call(method, { nodeId: this.other.nodeId, ...input }, as)
  }

  standing(): Promise<Output<'get'>> {
    return this.call('get', { nodeId: this.other.nodeId })
  }

  protected create({ post, timers }: Ground): Trust {
    const { author, clock, database } = this
    const trust = createTrust({
      ...{ clock, database, post, timers, realTimers: timers, self: author.nodeId, logger: silentLogger },
      federation: () => testFederation(),
      random: new SeededRandom(`${author.nodeId} ${this.events.length}`),
      isTest: () => this.isTest,
      isKnown: (nodeId) => this.knowsOther && nodeId === this.other.nodeId,
      isLinked: () => this.isLinked,
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
    this.#newest = trust
    return trust
  }

  protected override mayPass(kind: EntryKind | null): boolean {
    return this.#newest?.mayPass(this.other.nodeId, kind) ?? true
  }
}

/** Two Nodes that may set each other apart. */
export class TrustPair extends PostPair<TrustEnd> {
  readonly a = new TrustEnd(this, new EntryAuthor(1))
  readonly b = new TrustEnd(this, new EntryAuthor(2))

  static started(): Promise<TrustPair> {
    return new TrustPair().start()
  }
}
