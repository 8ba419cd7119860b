import type { ConversationSummary, TalkMessage } from '../../../shared/contract/neighbours.ts'
import type { KeptSaid } from './talk-types.ts'

const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
/** What was said is let go after so long, on each side by its own clock. Source: docs/protocol.md, "Talk". */
export const KEPT_MS = 90 * DAY_MS
/** Messages kept of one conversation, both sides' together. Source: docs/protocol.md, "Limits". */
export const KEPT_MAX = 1_000
/** Messages of ours that may wait for one Node. Source: docs/protocol.md, "Limits". */
export const WAITING_MAX = 200
/** Messages taken from one Node in 24 hours, by this Node's clock. Source: docs/protocol.md, "Limits". */
export const TAKEN_MAX_PER_DAY = 300

/** A message as it is shown. What its author dated ahead of this Node's clock was written when it came, at the latest. */
export function toTalkMessage({ atMs, ours, receiptedAtMs, said, state }: KeptSaid): TalkMessage {
  return {
    id: said.id,
    ours,
    text: said.text,
    sentAtMs: ours ? said.writtenAtMs : Math.min(said.writtenAtMs, atMs),
    receivedAtMs: ours ? receiptedAtMs : atMs,
    atMs,
    state,
  }
}

/** A conversation by its newest message. */
export function toSummary(
  nodeId: ConversationSummary['nodeId'],
  newest: KeptSaid,
  unread: number,
): ConversationSummary {
  return { nodeId, lastText: newest.said.text, lastAtMs: newest.atMs, unread }
}
