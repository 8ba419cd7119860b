import type { Bridge } from '../../shared/contract/index.ts'
import type { ConversationSummary, TalkMessage } from '../../shared/contract/neighbours.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import { type AnswerStore, createAnswerStore } from './answer-store.ts'

/** Messages shown at first. Chosen here: some screens of them. */
const FIRST_LIMIT = 60
/** The most the Node gives at once, and about all that it keeps. Source: docs/protocol.md, "Limits". */
const LIMIT_MAX = 1_000
/** How many times more are asked for each time earlier ones are wanted. */
const MORE = 4

/** A conversation as far as it is shown, oldest first. */
export interface ShownTalk {
  readonly messages: readonly TalkMessage[]
  readonly hasEarlier: boolean
}

/** What is said between this Node and others: with whom, and each conversation. */
export function createTalkStore(bridge: Bridge) {
  const ask = async (): Promise<readonly ConversationSummary[]> =>
    (await bridge.neighbours.conversations({})).conversations
  const answers = createAnswerStore(ask, [bridge.neighbours.changed])
  const opened = new Map<NodeId, AnswerStore<ShownTalk>>()
  const limits = new Map<NodeId, number>()

  /** The conversation with one Node, as a cache of its own. */
  function one(nodeId: NodeId): AnswerStore<ShownTalk> {
    const known = opened.get(nodeId) ?? createAnswerStore(() => askFor(nodeId), [changesOf(nodeId)])
    opened.set(nodeId, known)
    return known
  }
  async function askFor(nodeId: NodeId): Promise<ShownTalk> {
    const limit = limits.get(nodeId) ?? FIRST_LIMIT
    const { messages } = await bridge.neighbours.conversation({ nodeId, limit })
    return { messages: messages.toReversed(), hasEarlier: messages.length >= limit && limit < LIMIT_MAX }
  }
  const changesOf = (nodeId: NodeId) => (listener: () => void) =>
    bridge.neighbours.changed(({ id }) => {
      if (id === undefined || id === nodeId) listener()
    })

  const actions = {
    async talk(nodeId: NodeId, text: string): Promise<void> {
      await bridge.neighbours.talk({ nodeId, text })
      await one(nodeId).load()
    },
    async markRead(nodeId: NodeId): Promise<void> {
      await bridge.neighbours.markRead({ nodeId })
      await answers.load()
    },
    showEarlier(nodeId: NodeId): Promise<void> {
      limits.set(nodeId, Math.min((limits.get(nodeId) ?? FIRST_LIMIT) * MORE, LIMIT_MAX))
      return one(nodeId).load()
    },
  }
  return { ...answers, one, actions }
}
