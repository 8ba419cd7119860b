import { z } from 'zod'
import { command, event, query } from '../bridge/contract.ts'
import { EpochMs, MessageId, NodeId } from '../kernel/ids.ts'
import { prose } from '../kernel/text.ts'
import { REPORT_MAX_BYTES } from './call-bounds.ts'

/** A report as it is written and sent. */
export const ReportText = prose(REPORT_MAX_BYTES).refine(
  (text) => new TextEncoder().encode(text).length <= REPORT_MAX_BYTES,
)

/** Why a Node does not answer a wake-up by waking. */
export const WAKE_REFUSALS = ['not-pinned', 'nobody-may', 'too-often'] as const

/** What a Node that was woken said of itself. Nothing in it tells whether a person is there. */
const WokenStatus = z.object({
  version: z.string(),
  upSinceMs: EpochMs,
  /** Whether it had everything that the asker holds. */
  caughtUp: z.boolean(),
})
export type WokenStatus = z.output<typeof WokenStatus>

const CallKind = z.enum(['wake-up', 'report'])

/** A wake-up or a report, ours or theirs. */
export const CallView = z.object({
  id: MessageId,
  nodeId: NodeId,
  kind: CallKind,
  ours: z.boolean(),
  /** When it was begun here, or came here. */
  atMs: EpochMs,
  /** Of a report; empty otherwise. */
  text: z.string(),
  /**
   * A wake-up is `waiting` until it is `answered`, `refused`, or there is `no-answer` to three tries. A report of ours is
   * `unsent` or `sent`, and `received` once they have told that it is stored there; theirs is `received`.
   */
  state: z.enum(['waiting', 'answered', 'refused', 'no-answer', 'unsent', 'sent', 'received']),
  /** Why it was refused. */
  reason: z.enum(WAKE_REFUSALS).nullable(),
  /** How often a wake-up of ours was sent so far. */
  tries: z.number().int().nonnegative(),
  /** When the answer came, or was given. */
  answeredAtMs: EpochMs.nullable(),
  /** What they said of themselves after our wake-up. */
  status: WokenStatus.nullable(),
  /** Of theirs, not yet seen here. */
  unseen: z.boolean(),
})
export type CallView = z.output<typeof CallView>

/** Calls given at once. Chosen here: far more than a screen shows; with a limit of one's own, fewer or more. */
const DEFAULT_CALLS_LIMIT = 100
const MAX_CALLS_LIMIT = 500

const MAY_WRITE = ['epoch-unconfirmed', 'identity-superseded'] as const

const RestartStep = z.object({
  /** From 1. */
  attempt: z.number().int(),
  step: z.enum(['session-ended', 'link-closed', 'linked', 'session-opened']),
  done: z.boolean(),
  tookMs: z.number(),
  /** Why not: there is no known way to them, nobody answered, they did not let this Node in, or no session came to be. */
  reason: z.enum(['no-address', 'no-answer', 'not-let-in', 'no-session']).nullable(),
})
export type RestartStep = z.output<typeof RestartStep>

const Restarted = z.object({
  connected: z.boolean(),
  attempts: z.number().int(),
  steps: z.array(RestartStep),
})
export type Restarted = z.output<typeof Restarted>

const Alive = z.object({
  alive: z.boolean(),
  /** There and back through the sealed session; null where no answer came. */
  roundTripMs: z.number().nullable(),
  atMs: EpochMs,
  /** Why nothing is known of them: no link, no session over it, or no answer in time. */
  reason: z.enum(['out-of-reach', 'no-session', 'silent']).nullable(),
})
export type Alive = z.output<typeof Alive>

/** What one Node may ask of another beside talk. Source: PEER_PROTOCOL, "Wake Up Protocol". */
export const neighbourCalls = {
  /** Tell a Node something, once. Resolves when it is on its way, or is known not to be; nothing is sent again. */
  report: command({
    input: z.object({ nodeId: NodeId, text: ReportText }),
    output: z.object({ id: MessageId, sent: z.boolean() }),
    errors: ['neighbour-unknown', 'neighbour-isolated', 'call-too-often', ...MAY_WRITE],
  }),
  /** Ask a Node to look for news now, and its people whether somebody is there. Resolves once it is stored here; of one that waits, gives the same id. */
  wake: command({
    input: z.object({ nodeId: NodeId }),
    output: z.object({ id: MessageId }),
    errors: ['neighbour-unknown', 'neighbour-isolated', 'call-too-often', ...MAY_WRITE],
  }),
  /** Ask a Node whether it is there, and wait for the answer, ten seconds at most. */
  checkAlive: command({
    input: z.object({ nodeId: NodeId }),
    output: Alive,
    errors: ['neighbour-unknown', 'neighbour-isolated'],
  }),
  /** End link and session with a Node and begin both anew, in three attempts at most. Nothing is restarted at their end. */
  restart: command({
    input: z.object({ nodeId: NodeId }),
    output: Restarted,
    errors: ['neighbour-unknown'],
  }),
  /** Wake-ups and reports, newest first; with a Node named, those with it alone. */
  calls: query({
    input: z.object({
      nodeId: NodeId.optional(),
      limit: z.number().int().min(1).max(MAX_CALLS_LIMIT).default(DEFAULT_CALLS_LIMIT),
      before: EpochMs.optional(),
    }),
    output: z.object({ calls: z.array(CallView) }),
    errors: [],
  }),
  /** What a Node has asked and reported so far, or what of one kind, has been seen here. The other side does not learn of it. */
  markSeen: command({
    input: z.object({ nodeId: NodeId, kind: CallKind.optional() }),
    output: z.object({}),
    errors: [],
  }),
  /** A wake-up or a report came, went, or was answered. */
  called: event(z.object({ id: NodeId.optional() })),
} as const
