import type { TalkMessage } from '../../../shared/contract/neighbours.ts'
import type { FederationId, MessageId, NodeId } from '../../../shared/kernel/ids.ts'

/** What one side said, as its author wrote it. */
export interface Said {
  readonly id: MessageId
  /** The author's clock. */
  readonly writtenAtMs: number
  readonly text: string
}

/** What this Node and another say to each other in one federation. */
export interface Conversation {
  readonly federation: FederationId
  readonly peer: NodeId
}

/** A message as it is kept. */
export interface KeptSaid {
  readonly said: Said
  readonly ours: boolean
  /** When it came to be here; never before what came earlier. */
  readonly atMs: number
  /** Of ours, when the other side's receipt came. */
  readonly receiptedAtMs: number | null
  readonly state: TalkMessage['state']
}
