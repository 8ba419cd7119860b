import { z } from 'zod'
import { act, command, event, query } from '../bridge/contract.ts'
import { DurationMs, EpochMs, NodeId, TransferId } from '../kernel/ids.ts'
import { optionalProse, prose } from '../kernel/text.ts'
import { QUANTITY_MAX, ResourceName, ResourceState, Unit } from './resources.ts'

/** Longest message in a conversation, in characters. Chosen here: a screenful in any script. */
export const TALK_MAX_CHARS = 2_000
export const ROUTE_MAX_CHARS = 280
/** Time for both sides to decide. Chosen here: a day, so that everybody has slept and had coffee once. */
export const DEFAULT_SETTLE_IN_MS = 24 * 3_600_000
/** Shortest and longest time to decide. Chosen here: a second is for tests alone, a month is a season's planning. */
export const SETTLE_IN_MIN_MS = 1_000
export const SETTLE_IN_MAX_MS = 30 * 24 * 3_600_000

export const TransferPhase = z.enum([
  'offered',
  'deciding',
  'confirming',
  'agreed',
  'under-way',
  'received',
  'closed',
])
export type TransferPhase = z.output<typeof TransferPhase>
export const TransferRole = z.enum(['giver', 'receiver'])
export type TransferRole = z.output<typeof TransferRole>
export const Condition = z.enum(['whole', 'partial', 'spoiled', 'disputed'])
export type Condition = z.output<typeof Condition>
/** How far a message of ours has come: waiting for a way to the other Node, on its way, or stored there. */
export const Delivery = z.enum(['queued', 'sent', 'seen'])
export type Delivery = z.output<typeof Delivery>

const Quantity = z.number().positive().max(QUANTITY_MAX)
/** When the goods are to move. */
export const TransferWindow = z
  .object({ fromMs: EpochMs, untilMs: EpochMs })
  .refine(({ fromMs, untilMs }) => fromMs < untilMs)

const Terms = {
  quantity: Quantity,
  unit: Unit,
  window: TransferWindow.nullable(),
  route: optionalProse(ROUTE_MAX_CHARS),
  /** Share that is expected to get lost on the way, 0 to 1. */
  expectedLossRatio: z.number().min(0).max(1),
  /** Time to decide, from the moment both have agreed on the terms. */
  settleInMs: DurationMs.min(SETTLE_IN_MIN_MS).max(SETTLE_IN_MAX_MS),
}

export const TransferMessage = z.object({
  kind: z.enum(['offer', 'counter', 'talk', 'terms', 'report', 'receipt', 'end']),
  from: NodeId,
  fromName: z.string(),
  own: z.boolean(),
  /** Who signed, where a Mirror did. */
  mirrorName: z.string().nullable(),
  /** Words as they were written; empty where there were none. */
  text: z.string(),
  /** The writer's claim. */
  atMs: EpochMs,
  /** Of our own; null for theirs. */
  delivery: Delivery.nullable(),
})
export type TransferMessage = z.output<typeof TransferMessage>

export const Receipt = z.object({
  quantity: z.number(),
  condition: Condition,
  /** Taken into the level here; always false for the other side, which keeps that to itself. */
  booked: z.boolean(),
  mirrorName: z.string(),
  atMs: EpochMs,
})
export type Receipt = z.output<typeof Receipt>

/**
 * A transfer as either side sees it. No field tells a vote: while the phase is
 * `deciding` nothing in here depends on what any Mirror has answered.
 */
export const TransferView = z.object({
  id: TransferId,
  role: TransferRole,
  peer: NodeId,
  peerName: z.string(),
  /** This Node made the proposal that stands. */
  proposedHere: z.boolean(),
  resource: z.string(),
  ...Terms,
  /** How often the terms were changed; 0 for the first offer. */
  revision: z.number().int(),
  phase: TransferPhase,
  offeredAtMs: EpochMs,
  /** When an open decision ends by itself; null before both agreed on the terms. */
  settleAtMs: EpochMs.nullable(),
  slotMs: z.number().int().nullable(),
  /** How this closed. `not-agreed` covers a no, an open answer and an absent Node alike. */
  outcome: z.enum(['completed', 'not-agreed', 'ended-openly']).nullable(),
  closedAtMs: EpochMs.nullable(),
  /** How many of this Node's Mirrors it takes. */
  mirrorsNeeded: z.number().int(),
  /** Who signed, at each end; empty before the agreement. */
  signedHere: z.array(z.string()),
  signedThere: z.array(z.string()),
  messages: z.array(TransferMessage),
  progress: z.array(z.object({ own: z.boolean(), delivered: z.number(), note: z.string(), atMs: EpochMs })),
  receipts: z.object({ own: Receipt.nullable(), peer: Receipt.nullable() }),
  /** What can be done now from here. */
  can: z.object({
    talk: z.boolean(),
    counter: z.boolean(),
    agreeTerms: z.boolean(),
    decide: z.boolean(),
    endNow: z.boolean(),
    report: z.boolean(),
    confirmReceipt: z.boolean(),
  }),
})
export type TransferView = z.output<typeof TransferView>

/** A need and a plenty that fit, found from what both show openly. Never sent to anybody. */
export const TransferHint = z.object({
  peer: NodeId,
  peerName: z.string(),
  resource: z.string(),
  unit: z.string(),
  /** What this Node would be. */
  role: TransferRole,
  /** What they show. */
  theirs: z.object({ state: ResourceState, low: z.number(), high: z.number(), reportedAtMs: EpochMs }),
  /** What would even it out without bringing either side into need, by what is known here. */
  suggestedQuantity: z.number(),
  /** The two measure in different units: no quantity can be suggested. */
  unitsDiffer: z.boolean(),
})
export type TransferHint = z.output<typeof TransferHint>

export const Earmark = z.object({
  resource: z.string(),
  unit: z.string(),
  level: z.number(),
  /** Promised or offered to others in transfers that are still open. */
  earmarked: z.number(),
  /** What is left above the line of need. */
  free: z.number(),
})
export type Earmark = z.output<typeof Earmark>

const OneTransfer = z.object({ id: TransferId })
const PUBLISH_ERRORS = ['epoch-unconfirmed', 'identity-superseded'] as const

/**
 * From an offer to a receipt between two Nodes. Only two green lights move
 * anything, and neither side learns of the other's answer but by both having
 * said yes. Source: NODE_SYNCHRONIZATION §3; docs/security.md, "Blind consent".
 */
export const transfers = {
  /** Offer from one's own, or with `as: 'receiver'` ask for some of theirs. Resolves once it is stored here. */
  offer: act({
    input: z.object({
      to: NodeId,
      as: TransferRole.default('giver'),
      resource: ResourceName,
      quantity: Quantity,
      unit: Unit,
      note: optionalProse(TALK_MAX_CHARS).default(''),
      window: TransferWindow.nullable().default(null),
      route: optionalProse(ROUTE_MAX_CHARS).default(''),
      expectedLossRatio: z.number().min(0).max(1).default(0),
      settleInMs: Terms.settleInMs.default(DEFAULT_SETTLE_IN_MS),
    }),
    output: z.object({
      id: TransferId,
      /** Set where more is promised than there is above the line of need. */
      warning: Earmark.nullable(),
    }),
    errors: [
      'neighbour-unknown',
      'neighbour-isolated',
      'resource-unit-mismatch',
      'mirrors-too-few',
      'transfers-too-many',
      ...PUBLISH_ERRORS,
    ],
  }),
  /** Propose other terms; whoever agreed to the earlier ones has agreed to nothing. */
  counter: act({
    input: z.object({ id: TransferId, ...Terms, note: optionalProse(TALK_MAX_CHARS).default('') }),
    output: z.object({ id: TransferId, warning: Earmark.nullable() }),
    errors: [
      'transfer-unknown',
      'transfer-phase',
      'resource-unit-mismatch',
      'mirrors-too-few',
      ...PUBLISH_ERRORS,
    ],
  }),
  talk: command({
    input: z.object({ id: TransferId, text: prose(TALK_MAX_CHARS) }),
    output: z.object({}),
    errors: ['transfer-unknown', 'transfer-phase', ...PUBLISH_ERRORS],
  }),
  /** Sign the terms as they stand. A proposal is its side's signature; safe to repeat. */
  agreeTerms: command({
    input: z.object({ id: TransferId, revision: z.number().int().min(0).optional() }),
    output: z.object({}),
    errors: [
      'transfer-unknown',
      'transfer-phase',
      'transfer-terms-changed',
      'mirrors-too-few',
      ...PUBLISH_ERRORS,
    ],
  }),
  /** Seal this Mirror's answer. It can be changed until both sides are found to have said yes, or the time is over. */
  decide: act({
    confirm: true,
    input: z.object({ id: TransferId, consent: z.boolean() }),
    output: z.object({}),
    errors: ['transfer-unknown', 'transfer-phase', 'transfer-not-asked', ...PUBLISH_ERRORS],
  }),
  /** End openly: at once, at both ends, without a reason and without a cost. */
  endNow: act({
    input: OneTransfer,
    output: z.object({}),
    errors: ['transfer-unknown', 'transfer-phase', ...PUBLISH_ERRORS],
  }),
  /** Tell how far the goods have come. */
  report: command({
    input: z.object({
      id: TransferId,
      delivered: z.number().min(0).max(QUANTITY_MAX),
      note: optionalProse(TALK_MAX_CHARS).default(''),
    }),
    output: z.object({}),
    errors: ['transfer-unknown', 'transfer-phase', ...PUBLISH_ERRORS],
  }),
  /** Say what arrived, or what was given; with `book` the level here is corrected by it. */
  confirmReceipt: act({
    input: z.object({
      id: TransferId,
      quantity: z.number().min(0).max(QUANTITY_MAX),
      condition: Condition,
      book: z.boolean(),
    }),
    output: z.object({
      /** False where it was asked for and no level of this resource and unit is kept here. */
      booked: z.boolean(),
    }),
    errors: ['transfer-unknown', 'transfer-phase', ...PUBLISH_ERRORS],
  }),
  get: query({ input: OneTransfer, output: TransferView, errors: ['transfer-unknown'] }),
  /** Newest first. The page after is asked for with `before` the last one's time: all of one moment come on one page, also beyond `limit`. */
  list: query({
    input: z.object({
      phase: TransferPhase.optional(),
      limit: z.number().int().min(1).max(500).default(100),
      before: EpochMs.optional(),
    }),
    output: z.object({ transfers: z.array(TransferView.omit({ messages: true, progress: true })) }),
    errors: [],
  }),
  hints: query({ input: z.object({}), output: z.object({ hints: z.array(TransferHint) }), errors: [] }),
  earmarks: query({ input: z.object({}), output: z.object({ earmarks: z.array(Earmark) }), errors: [] }),
  changed: event(z.object({ id: TransferId.optional() })),
} as const
