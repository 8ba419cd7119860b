import { z } from 'zod'
import { query } from '../bridge/contract.ts'
import { EpochMs, NodeId } from '../kernel/ids.ts'

/** Steps of a handshake, each as one side sees it. Source: PEER_PROTOCOL, "Handshake Protocol (3-Way)". */
export const HANDSHAKE_STEPS = [
  'handshake-sent',
  'handshake-received',
  'ack-sent',
  'ack-received',
  'confirm-sent',
  'confirm-received',
  'confirmation-sent',
  'confirmation-received',
] as const

/** What happens to sessions with a neighbour. */
export const SESSION_EVENT_KINDS = [
  'opened',
  'renewed',
  'rekeyed',
  'closed',
  'expired',
  'replay-refused',
  'gap-refused',
  'downgrade-refused',
  'refused',
  'failed',
] as const

const Channel = z.object({
  channel: z.enum(['control', 'alert', 'bulk']),
  /** Frames so far, numbered from 0 without gaps: also the next number. */
  sent: z.number().int().nonnegative(),
  received: z.number().int().nonnegative(),
})

/** The sealed session with one Node, and what happened to it and those before. */
export const SessionDetail = z.object({
  nodeId: NodeId,
  name: z.string(),
  state: z.enum(['none', 'opening', 'open', 'closing']),
  /** The beginning of its id, enough to see at both ends that it is the same; null while there is none. */
  shortId: z.string().nullable(),
  openedAtMs: EpochMs.nullable(),
  lastFrameAtMs: EpochMs.nullable(),
  /** Until it ends if nothing more is said, and at the latest. */
  idleLeftMs: z.number().nullable(),
  ageLeftMs: z.number().nullable(),
  /** Changes of keys, both directions counted. */
  rekeys: z.number().int().nonnegative(),
  channels: z.array(Channel),
  /** Of the session that was begun last, also where it came to nothing; null before the first. */
  handshake: z
    .object({
      begunHere: z.boolean(),
      steps: z.array(z.object({ step: z.enum(HANDSHAKE_STEPS), atMs: EpochMs })),
    })
    .nullable(),
  /** Newest first, since this Node started. */
  events: z.array(
    z.object({
      kind: z.enum(SESSION_EVENT_KINDS),
      atMs: EpochMs,
      /** A word of the protocol, for whoever looks closely. */
      reason: z.string().nullable(),
      /** How often in a row. */
      count: z.number().int().positive(),
    }),
  ),
})
export type SessionDetail = z.output<typeof SessionDetail>

/** How the table of sessions is kept small. */
const Housekeeping = z.object({
  everyMs: z.number().int(),
  lastAtMs: EpochMs.nullable(),
  halfOpen: z.number().int().nonnegative(),
  /** Ids of sessions, open and ended lately, that cannot come a second time. */
  remembered: z.number().int().nonnegative(),
})

export const neighbourSessions = {
  /** Sessions with all known Nodes, or with one. */
  sessions: query({
    input: z.object({ nodeId: NodeId.optional() }),
    output: z.object({ sessions: z.array(SessionDetail), housekeeping: Housekeeping }),
    errors: ['neighbour-unknown'],
  }),
} as const
