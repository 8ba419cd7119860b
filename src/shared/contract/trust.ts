import { z } from 'zod'
import { act, event, query } from '../bridge/contract.ts'
import { EpochMs, NodeId } from '../kernel/ids.ts'
import { prose } from '../kernel/text.ts'
import {
  ISOLATION_DEFAULT_MS,
  ISOLATION_MAX_MS,
  ISOLATION_MIN_TEST_MS,
  TRUST_REASON_MAX_CHARS,
} from './trust-bounds.ts'

const Reason = prose(TRUST_REASON_MAX_CHARS)

/** A Mirror of this Node says that another Node spreads corrupt data or noise. */
export const FlagView = z.object({ byMirror: z.string(), atMs: EpochMs, reason: z.string() })
export type FlagView = z.output<typeof FlagView>

/** A Node set apart for a time: here by a Mirror of ours, or this Node by a Mirror of theirs. */
export const IsolationView = z.object({
  /** The other Node. */
  nodeId: NodeId,
  name: z.string(),
  reason: z.string(),
  byMirror: z.string(),
  /** By the clock of whoever sets apart. */
  sinceMs: EpochMs,
  untilMs: EpochMs,
  /** What a Mirror of the Node that is set apart answered. */
  appeal: z.object({ byMirror: z.string(), atMs: EpochMs, reason: z.string() }).nullable(),
})
export type IsolationView = z.output<typeof IsolationView>

/** An isolation that is over; one that another took the place of is not among them. */
export const EndedIsolationView = z.object({
  /** Set apart here; otherwise this Node was, by the other. */
  ours: z.boolean(),
  reason: z.string(),
  byMirror: z.string(),
  sinceMs: EpochMs,
  /** By this Node's clock. */
  endedAtMs: EpochMs,
  /** The Mirror who ended it before its time; null where its time was over, and nobody did. */
  releasedBy: z.string().nullable(),
})
export type EndedIsolationView = z.output<typeof EndedIsolationView>

const WRITE_ERRORS = ['neighbour-unknown', 'epoch-unconfirmed', 'identity-superseded'] as const

/**
 * What the Mirrors of this Node think of others, and what they keep away for a
 * time. Alerts pass all of it. Source: NODE_SYNCHRONIZATION §4.
 */
export const trust = {
  /** Flags are this Node's own: nobody else is told. */
  get: query({
    input: z.object({ nodeId: NodeId }),
    output: z.object({
      /** Newest first. */
      flags: z.array(FlagView),
      isolation: IsolationView.nullable(),
      /** Until when it is set apart here; null where it is not. */
      isolatedUntilMs: EpochMs.nullable(),
      /** How it has set this Node apart, as far as we were told. */
      isolatedBy: IsolationView.nullable(),
      /** The latest end first. */
      over: z.array(EndedIsolationView),
    }),
    errors: ['neighbour-unknown'],
  }),
  /** Everything that stands now, newest first. */
  list: query({
    input: z.object({}),
    output: z.object({ isolations: z.array(IsolationView), isolatedBy: z.array(IsolationView) }),
    errors: [],
  }),
  flag: act({
    input: z.object({ nodeId: NodeId, reason: Reason }),
    output: z.object({}),
    errors: ['neighbour-unknown'],
  }),
  /** Take and give nothing but alerts for a time. In the place of what stands: it may lengthen or shorten it. Outside test federations at least an hour, or 'test-only'. */
  isolate: act({
    input: z.object({
      nodeId: NodeId,
      reason: Reason,
      forMs: z.number().int().min(ISOLATION_MIN_TEST_MS).max(ISOLATION_MAX_MS).default(ISOLATION_DEFAULT_MS),
    }),
    output: z.object({ untilMs: EpochMs }),
    errors: [...WRITE_ERRORS, 'test-only'],
  }),
  release: act({
    input: z.object({ nodeId: NodeId }),
    output: z.object({}),
    errors: [...WRITE_ERRORS, 'isolation-none'],
  }),
  /** Answer a Node that has set this one apart: once each time. */
  appeal: act({
    input: z.object({ nodeId: NodeId, reason: Reason }),
    output: z.object({}),
    errors: [...WRITE_ERRORS, 'isolation-none', 'appeal-exists'],
  }),
  changed: event(z.object({ id: NodeId.optional() })),
} as const
