import type {
  Condition,
  TransferPhase,
  TransferRole,
  TransferView,
} from '../../../shared/contract/transfers.ts'
import type { NodeId, TransferId } from '../../../shared/kernel/ids.ts'
import type { MirrorMark } from '../../replica/mirror-mark.ts'

/** When the goods are to move. */
export interface TransferWindow {
  readonly fromMs: number
  readonly untilMs: number
}

/** What a person says about what is to be given. */
export interface TermsDraft {
  readonly quantity: number
  readonly unit: string
  readonly window: TransferWindow | null
  readonly route: string
  readonly expectedLossRatio: number
  readonly settleInMs: number
}

/** What both sides sign, in one revision. */
export interface Terms extends TermsDraft {
  readonly transferId: TransferId
  readonly giver: NodeId
  readonly receiver: NodeId
  /** 0 for the first offer, one more for each change. */
  readonly revision: number
  readonly resource: string
  /** Time between two ballots. */
  readonly slotMs: number
}

/** Terms as they stand, beside the bytes that were signed. */
export interface EncodedTerms {
  readonly terms: Terms
  readonly bytes: Uint8Array
}

/** Terms with the moment at which an open decision ends. */
export interface Settled {
  /** The encoded terms, as signed. */
  readonly terms: Uint8Array
  readonly agreedAtMs: number
  readonly settleAtMs: number
}

/** Settled terms beside the bytes that were signed. */
export interface EncodedSettled extends Settled {
  readonly bytes: Uint8Array
}

/** What one message of a conversation carries. */
export type TransferContent =
  | {
      readonly kind: 'proposal'
      readonly proposed: EncodedTerms
      readonly note: string
      readonly mirror: MirrorMark
    }
  | { readonly kind: 'talk'; readonly text: string }
  | { readonly kind: 'agreement'; readonly settled: EncodedSettled; readonly nodeSignature: Uint8Array }
  /** An encoded TransferConsent, judged by the decision alone. */
  | { readonly kind: 'consent'; readonly consent: Uint8Array }
  | { readonly kind: 'report'; readonly delivered: number; readonly note: string }
  | {
      readonly kind: 'receipt'
      readonly quantity: number
      readonly condition: Condition
      readonly mirror: MirrorMark
    }
  | { readonly kind: 'end'; readonly mirror: MirrorMark }
  | { readonly kind: 'closed' }
export type ContentOf<Kind extends TransferContent['kind']> = Extract<TransferContent, { kind: Kind }>

/** One message of a conversation. */
export interface Message {
  readonly transferId: TransferId
  /** The author's count of its messages in this transfer, from 0. */
  readonly number: number
  /** The author's claim. */
  readonly writtenAtMs: number
  readonly content: TransferContent
}

/** A transfer as it stands here. Nothing in it depends on how a Mirror has answered before both sides were found to agree. */
export interface Transfer {
  readonly id: TransferId
  readonly peer: NodeId
  /** What this Node is. */
  readonly role: TransferRole
  readonly phase: TransferPhase
  /** The proposal that stands. */
  readonly proposed: EncodedTerms
  readonly proposedHere: boolean
  readonly proposedAtMs: number
  readonly offeredAtMs: number
  /** Signed by this Node; null before. While `offered`, the other side's signature is still awaited. */
  readonly settled: EncodedSettled | null
  readonly outcome: TransferView['outcome']
  readonly closedAtMs: number | null
  /** Names of the Mirrors whose consents were exchanged. */
  readonly signedHere: readonly string[]
  readonly signedThere: readonly string[]
}

/** What arrived, or what was given, by one side's word. */
export interface GivenReceipt {
  readonly quantity: number
  readonly condition: Condition
  readonly booked: boolean
  readonly mirrorName: string
  readonly atMs: number
}

/** Both sides' receipts, as far as they are here. */
export interface Receipts {
  readonly own: GivenReceipt | null
  readonly peer: GivenReceipt | null
}
