import type { NodeId } from '../../shared/kernel/ids.ts'

/** What rides a topic is whole in one message. Source: docs/protocol.md, "Topic". */
export const MAX_TOPIC_MESSAGE_BYTES = 16 * 1024
/** For so long the same message is known again, and passed on by nobody twice. Source: docs/protocol.md, "Topic". */
export const TOPIC_MEMORY_MS = 120_000

/** What becomes of a message: it is passed on, or goes no further, or goes no further and counts against whoever brought it. */
export type TopicVerdict = 'accept' | 'ignore' | 'reject'

export interface TopicMessage {
  /** The neighbour that brought it. Nothing in it says who spoke first. */
  readonly from: NodeId
  readonly bytes: Uint8Array
}

/** Judges a message before anybody else gets it. Never rejects. */
export type TopicJudge = (message: TopicMessage) => Promise<TopicVerdict>

/**
 * A second way for what is urgent, beside the lanes: each Node passes on what it
 * finds good to some of those it has let in. Two adapters: gossipsub, and a model
 * of it for simulations; both pass `test/conformance/topic-suite.ts`.
 */
export interface Topic {
  /** Take part, under the name that all who take part use for it. Harmless where it does already. */
  start(name: string): Promise<void>
  /** Take no part: nothing of it is served or sent. Whoever was let in stays so. */
  stop(): Promise<void>
  /** Speak with a Node that there is a proven link with, from now on until it is shut out. */
  letIn(nodeId: NodeId): void
  shutOut(nodeId: NodeId): void
  /** Say something to some of those let in, who pass it on. What was said or heard lately is not said again. */
  publish(message: Uint8Array): void
  /** One judge at a time; while there is none nothing is passed on. */
  onMessage(judge: TopicJudge): () => void
}
