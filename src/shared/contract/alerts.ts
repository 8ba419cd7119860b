import { z } from 'zod'
import { act, command, event, query } from '../bridge/contract.ts'
import { EntryId, EpochMs, MirrorId, NodeId } from '../kernel/ids.ts'
import { line, optionalProse } from '../kernel/text.ts'
import { ALERT_BUNDLE_MAX_CHARS, ALERTS_ASKED_MAX } from './alert-bounds.ts'
import { Delivery } from './delivery.ts'

/** Longest summary, in characters. Chosen here: one screen line. */
export const ALERT_SUMMARY_MAX_CHARS = 280
/** Longest detail, in characters. Chosen here: an alert must fit one frame of 16 KiB in any script. */
export const ALERT_DETAIL_MAX_CHARS = 3_000
export const ALERT_SYSTEM_MAX_CHARS = 120
export const ALERT_NOTE_MAX_CHARS = 1_000
export const ALERT_EVIDENCE_MAX = 8
/** Alerts that can be named for one bundle. Chosen here: as of seeds. */
export const ALERT_BUNDLE_ALERTS_MAX = 200

export const AlertKind = z.enum(['systemic-error', 'hallucination', 'bias-drift'])
export type AlertKind = z.output<typeof AlertKind>
export const AlertSeverity = z.enum(['low', 'medium', 'high'])
export type AlertSeverity = z.output<typeof AlertSeverity>
export const AlertState = z.enum(['new', 'acknowledged', 'snoozed', 'resolved'])
export type AlertState = z.output<typeof AlertState>
export const ReviewVerdict = z.enum(['concur', 'not-here', 'context-differs', 'needs-more'])
export type ReviewVerdict = z.output<typeof ReviewVerdict>

/** A file that backs an alert, named by its hash: the file itself stays where it is. */
export const Evidence = z.object({
  name: line(120),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z
    .number()
    .int()
    .min(0)
    .max(2 ** 50),
})

export const ReviewView = z.object({
  nodeId: NodeId,
  nodeName: z.string(),
  mirrorId: MirrorId,
  mirrorName: z.string(),
  verdict: ReviewVerdict,
  note: z.string(),
  reviewedAtMs: EpochMs,
})
export type ReviewView = z.output<typeof ReviewView>

export const AlertView = z.object({
  id: EntryId,
  kind: AlertKind,
  severity: AlertSeverity,
  summary: z.string(),
  detail: z.string(),
  system: z.string(),
  evidence: z.array(Evidence),
  origin: NodeId,
  originName: z.string(),
  mirrorName: z.string(),
  /** Its Node is set apart here just now: it is shown and goes on, behind others. */
  authorIsolated: z.boolean(),
  /** Raised by this Node. */
  own: z.boolean(),
  /** The author's claim; our own clock. */
  raisedAtMs: EpochMs,
  receivedAtMs: EpochMs,
  hops: z.number().int(),
  /** Neighbours known to hold it. */
  seenBy: z.number().int(),
  /** How far it has come; null for another Node's. */
  delivery: Delivery.nullable(),
  state: AlertState,
  /** Who last changed the state, why and when; null while new. */
  handled: z.object({ by: z.string(), note: z.string(), atMs: EpochMs }).nullable(),
  snoozedUntilMs: EpochMs.nullable(),
  /** Notes of earlier handlings, oldest first: they survive a return to `new`. */
  notes: z.array(z.object({ by: z.string(), note: z.string(), atMs: EpochMs, state: AlertState })),
  /** Beyond its author's 3 an hour or 10 a day: kept, relayed later. */
  heldBack: z.boolean(),
  /** What its author said later; the original stays as it was. */
  corrected: z.object({ kind: z.enum(['withdrawn', 'amended']), note: z.string(), atMs: EpochMs }).nullable(),
  /** The judgement of the Mirror who asks (of this Node's only Mirror where none is unlocked). */
  myReview: ReviewView.nullable(),
  /** Sealed (null) until one's own is signed. */
  otherReviews: z.array(ReviewView).nullable(),
  /** How many others have judged; told before the seal opens, because it gives no direction. */
  otherReviewCount: z.number().int(),
})
export type AlertView = z.output<typeof AlertView>

const OneAlert = z.object({ id: EntryId })
const Note = optionalProse(ALERT_NOTE_MAX_CHARS)

/** Ethical alerts: the lane that pre-empts all others and commands nothing. Source: NODE_SYNCHRONIZATION §2.2. */
export const alerts = {
  /** Sign and send an alert. Resolves once it is stored here, not once a neighbour has it. */
  raise: act({
    input: z.object({
      kind: AlertKind,
      severity: AlertSeverity,
      summary: line(ALERT_SUMMARY_MAX_CHARS),
      detail: optionalProse(ALERT_DETAIL_MAX_CHARS).default(''),
      system: line(ALERT_SYSTEM_MAX_CHARS),
      evidence: z.array(Evidence).max(ALERT_EVIDENCE_MAX).default([]),
    }),
    output: z.object({ id: EntryId, heldBack: z.boolean() }),
    errors: ['epoch-unconfirmed', 'identity-superseded'],
  }),
  /** Withdraw or amend one's own alert; it is shown with the original. */
  correct: act({
    input: z.object({ id: EntryId, kind: z.enum(['withdrawn', 'amended']), note: Note }),
    output: z.object({ id: EntryId }),
    errors: ['alert-unknown', 'alert-not-own', 'alert-withdrawn', 'epoch-unconfirmed', 'identity-superseded'],
  }),
  /** Newest arrival first. Shorter than `limit` where the answer would not fit one frame. */
  list: query({
    input: z.object({
      state: AlertState.optional(),
      limit: z.number().int().min(1).max(1_000).default(200),
      before: EpochMs.optional(),
      /** The last one seen, which arrived at `before`: with it, none that arrived in the same millisecond is passed over. */
      beforeId: EntryId.optional(),
    }),
    /** `more`: older ones are left. */
    output: z.object({ alerts: z.array(AlertView), more: z.boolean().optional() }),
    errors: [],
  }),
  /** These, as they stand now, in no order; those that are not here are left out. */
  get: query({
    input: z.object({ ids: z.array(EntryId).min(1).max(ALERTS_ASKED_MAX) }),
    output: z.object({ alerts: z.array(AlertView) }),
    errors: [],
  }),
  /** Judge an alert for one's own context. Once signed it cannot be changed. */
  review: act({
    input: z.object({ id: EntryId, verdict: ReviewVerdict, note: Note.default('') }),
    output: z.object({ id: EntryId }),
    errors: ['alert-unknown', 'review-exists', 'epoch-unconfirmed', 'identity-superseded'],
  }),
  acknowledge: command({ input: OneAlert, output: z.object({}), errors: ['alert-unknown'] }),
  snooze: command({
    input: z.object({ id: EntryId, untilMs: EpochMs }),
    output: z.object({}),
    errors: ['alert-unknown'],
  }),
  resolve: command({
    input: z.object({ id: EntryId, note: Note.default('') }),
    output: z.object({}),
    errors: ['alert-unknown'],
  }),
  /** Take an acknowledgement, snooze or resolution back. Notes stay. */
  reopen: command({ input: OneAlert, output: z.object({}), errors: ['alert-unknown'] }),
  /** Alerts as one text, each with what was said of it, to carry by hand: signed as on the network. Where none is named, the newest that fit. */
  exportBundle: query({
    input: z.object({ ids: z.array(EntryId).min(1).max(ALERT_BUNDLE_ALERTS_MAX).optional() }),
    output: z.object({ bundle: z.string(), fileName: z.string(), alerts: z.number().int() }),
    errors: ['alert-unknown', 'bundle-too-large'],
  }),
  /** Take in what a bundle holds, as if a neighbour had sent it. With `dryRun` nothing is stored, and the answer is the same. */
  importBundle: command({
    input: z.object({ bundle: z.string().max(ALERT_BUNDLE_MAX_CHARS), dryRun: z.boolean().default(false) }),
    output: z.object({
      /** New alerts. What has been said of them stays sealed as ever. */
      accepted: z.array(z.object({ id: EntryId, summary: z.string(), originName: z.string() })),
      /** Judgements and corrections that are new here. */
      alongside: z.number().int(),
      /** By their place in the bundle, from 1. */
      rejected: z.array(z.object({ number: z.number().int(), reason: z.string() })),
    }),
    errors: ['bundle-invalid'],
  }),
  changed: event(z.object({ id: EntryId.optional() })),
} as const
