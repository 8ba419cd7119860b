import type { z } from 'zod'
import type {
  AlertKind,
  AlertSeverity,
  AlertState,
  Evidence,
  ReviewVerdict,
} from '../../../shared/contract/alerts.ts'
import type { EntryId, MirrorId, NodeId } from '../../../shared/kernel/ids.ts'

export type EvidenceFile = z.output<typeof Evidence>

/** What an alert says. */
export interface AlertContent {
  readonly kind: AlertKind
  readonly severity: AlertSeverity
  readonly summary: string
  readonly detail: string
  readonly system: string
  readonly evidence: EvidenceFile[]
}

/** A Mirror's judgement of an alert, for their own context. */
export interface ReviewContent {
  readonly alert: EntryId
  readonly verdict: ReviewVerdict
  readonly note: string
}

/** What an alert's author said of it later. */
export interface CorrectionContent {
  readonly alert: EntryId
  readonly kind: 'withdrawn' | 'amended'
  readonly note: string
}

/** An alert as it stands here. */
export interface KnownAlert extends AlertContent {
  readonly id: EntryId
  readonly author: NodeId
  readonly mirrorName: string
  readonly raisedAtMs: number
  readonly receivedAtMs: number
  readonly hops: number
  readonly heldBack: boolean
}

/** An alert in the queue, with the state that counts now: a snooze or an acknowledgement that has run out is 'new' again. */
export interface QueuedAlert extends KnownAlert {
  readonly state: AlertState
}

export interface KnownReview extends Omit<ReviewContent, 'alert'> {
  readonly author: NodeId
  readonly mirrorId: MirrorId
  readonly mirrorName: string
  readonly reviewedAtMs: number
}

export interface KnownCorrection extends Omit<CorrectionContent, 'alert'> {
  readonly author: NodeId
  readonly atMs: number
}

/** One change of an alert's state, by somebody here. Only ever added to. */
export interface Handling {
  readonly state: AlertState
  readonly by: string
  readonly note: string
  readonly atMs: number
  /** End of a snooze; null otherwise. */
  readonly untilMs: number | null
}
