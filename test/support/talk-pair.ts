import { createTalk, type Talk, type TalkHandlers } from '../../src/main/features/talk/talk.ts'
import { talkMigrations } from '../../src/main/features/talk/talk-store.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { wire } from '../../src/main/wire/messages.ts'
import { neighbours as contract, type TalkMessage } from '../../src/shared/contract/neighbours.ts'
import type { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import { memoryDatabase } from './database.ts'
import { EntryAuthor } from './entry-author.ts'
import { testFederation } from './fake-replica.ts'
import { type Ground, PostEnd, PostPair, type Said } from './post-pair.ts'
import { SeededRandom } from './random.ts'

const PAGE = { sessionId: 'page' }
export const LETTER = wire.PrivateFrame.PRIVATE_FRAME_ENVELOPE
export const RECEIPT = wire.PrivateFrame.PRIVATE_FRAME_RECEIPT

/** One Node of a pair: talk and the real post over a real database. */
export class TalkEnd extends PostEnd<Talk> {
  readonly database = memoryDatabase(talkMigrations)
  /** With whom something changed, in order. */
  /** To whom somebody here has said something. */
  readonly saidTo: NodeId[] = []
  readonly events: NodeId[] = []
  knowsOther = true
  isolatesOther = false
  /** Why this Node may sign nothing now. */
  closedFor: MirrorError | null = null

  call<M extends keyof TalkHandlers>(method: M, input: object = {}) {
    return this.ask(contract[method], this.feature.handlers[method], { input, caller: PAGE })
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

  protected create({ post, timers }: Ground): Talk {
    const { author, clock, database } = this
    return createTalk({
      ...{ clock, database, post, timers, realTimers: timers, self: author.nodeId, logger: silentLogger },
      federation: () => testFederation(),
      random: new SeededRandom(`${author.nodeId} ${this.events.length}`),
      isKnown: (nodeId) => this.knowsOther && nodeId === this.other.nodeId,
      isIsolated: () => this.isolatesOther,
      isLinked: () => this.isLinked,
      requireWritable: () => {
        if (this.closedFor !== null) throw this.closedFor
      },
      changed: (nodeId) => void this.events.push(nodeId),
      said: (nodeId) => void this.saidTo.push(nodeId),
    })
  }
}

/** Two Nodes that talk. */
export class TalkPair extends PostPair<TalkEnd> {
  readonly a = new TalkEnd(this, new EntryAuthor(1))
  readonly b = new TalkEnd(this, new EntryAuthor(2))
  /** Whether a frame gets lost: by its type, and how many of all came before it. */
  loses: (type: number, before: number) => boolean = () => false
  override onTheWay = (said: Said): readonly Said[] =>
    this.loses(said.type, this.carried.length) ? [] : [said]

  static started(): Promise<TalkPair> {
    return new TalkPair().start()
  }
}
