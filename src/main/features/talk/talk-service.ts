import type { ConversationSummary, TalkMessage } from '../../../shared/contract/neighbours.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, MessageId, NodeId } from '../../../shared/kernel/ids.ts'
import { toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Random } from '../../platform/random.ts'
import type { PrivateOutbox } from '../../replica/private-outbox.ts'
import type { Database } from '../../storage/database.ts'
import { toSummary, toTalkMessage, WAITING_MAX } from './talk-rules.ts'
import type { TalkStore } from './talk-store.ts'
import type { Conversation } from './talk-types.ts'

const MESSAGE_ID_BYTES = 16

export interface TalkServiceDeps {
  readonly database: Database
  readonly store: TalkStore
  readonly outbox: Pick<PrivateOutbox<NodeId>, 'flush'>
  /** The application's clock. */
  readonly clock: Clock
  readonly random: Random
  readonly self: NodeId
  readonly federation: () => FederationId
  readonly isKnown: (nodeId: NodeId) => boolean
  /** Whether this Node has set another apart just now. */
  readonly isIsolated: (nodeId: NodeId) => boolean
  /** @throws MirrorError 'epoch-unconfirmed' | 'identity-superseded' while this Node may sign nothing */
  readonly requireWritable: () => void
  /** Something about a conversation changed. */
  readonly changed: (peer: NodeId) => void
  /** Somebody here has said something, and it is stored. */
  readonly said: (peer: NodeId) => void
}

/** Conversations with the other Nodes of the federation we are in. */
export class TalkService {
  readonly #deps: TalkServiceDeps

  constructor(deps: TalkServiceDeps) {
    this.#deps = deps
  }

  /**
   * Say something. Resolves once it is stored here.
   *
   * @throws MirrorError 'neighbour-unknown' | 'neighbour-isolated' | 'talk-waiting-full' | 'epoch-unconfirmed' | 'identity-superseded'
   */
  async say(nodeId: NodeId, text: string): Promise<MessageId> {
    const { changed, clock, database, isIsolated, outbox, random, requireWritable, said, store } = this.#deps
    requireWritable()
    const conversation = this.#with(nodeId)
    if (isIsolated(nodeId)) throw new MirrorError('neighbour-isolated')
    const id = toHex(random.bytes(MESSAGE_ID_BYTES)) as MessageId
    await database.write(() => {
      if (store.countWaiting(conversation) >= WAITING_MAX) throw new MirrorError('talk-waiting-full')
      store.addOurs(conversation, { id, writtenAtMs: clock.nowMs(), text })
    })
    outbox.flush(nodeId)
    changed(nodeId)
    said(nodeId)
    return id
  }

  /** @throws MirrorError 'neighbour-unknown' */
  conversation(
    nodeId: NodeId,
    { before = Number.MAX_SAFE_INTEGER, limit }: { before?: number | undefined; limit: number },
  ): TalkMessage[] {
    return this.#deps.store.list(this.#with(nodeId), { beforeMs: before, limit }).map(toTalkMessage)
  }

  /** With whom there is anything said, the newest first. */
  conversations(): ConversationSummary[] {
    const { federation, store } = this.#deps
    const home = federation()
    const summaries = store.peers(home).flatMap((peer) => {
      const newest = store.newest({ federation: home, peer })
      return newest === null ? [] : [toSummary(peer, newest, store.countUnread({ federation: home, peer }))]
    })
    return summaries.sort((a, b) => b.lastAtMs - a.lastAtMs)
  }

  /** @throws MirrorError 'neighbour-unknown' */
  async markRead(nodeId: NodeId): Promise<void> {
    const { changed, database, store } = this.#deps
    const conversation = this.#with(nodeId)
    if (await database.write(() => store.markRead(conversation))) changed(nodeId)
  }

  #with(peer: NodeId): Conversation {
    const { federation, isKnown, self } = this.#deps
    if (peer === self || !isKnown(peer)) throw new MirrorError('neighbour-unknown')
    return { federation: federation(), peer }
  }
}
