import type { CallView, WAKE_REFUSALS, WokenStatus } from '../../../shared/contract/neighbour-calls.ts'
import type { FederationId, MessageId, NodeId } from '../../../shared/kernel/ids.ts'

/** The Node at the other end of a call, in one federation. */
export interface Callee {
  readonly federation: FederationId
  readonly peer: NodeId
}

export type WakeRefusal = (typeof WAKE_REFUSALS)[number]
export type WakeAnswer = 'awake' | WakeRefusal

/** What a report tells: a person's words, or how a Node fares that was woken. */
export type Reported =
  | { readonly id: MessageId; readonly writtenAtMs: number; readonly text: string }
  | {
      readonly id: MessageId
      readonly writtenAtMs: number
      readonly wakeUp: MessageId
      readonly status: WokenStatus
    }

/** A wake-up of ours that no answer has come to. */
export interface WaitingWakeUp extends Pick<CallView, 'id' | 'atMs' | 'tries'> {
  readonly peer: NodeId
}
