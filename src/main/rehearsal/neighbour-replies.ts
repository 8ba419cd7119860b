import type { Bridge } from '../../shared/contract/index.ts'

/**
 * Answer everybody who has said something since the last look, each with the next of the sentences
 * written beforehand: nothing here understands what was said.
 */
export async function replyToNeighbours(
  { neighbours }: Pick<Bridge, 'neighbours'>,
  replies: readonly string[],
): Promise<void> {
  const { conversations } = await neighbours.conversations({})
  for (const { nodeId } of conversations.filter(({ unread }) => unread > 0)) {
    const { messages } = await neighbours.conversation({ nodeId })
    const said = messages.filter(({ ours }) => ours).length
    const text = replies[said % replies.length]
    await neighbours.markRead({ nodeId })
    if (text !== undefined) await neighbours.talk({ nodeId, text })
  }
}
