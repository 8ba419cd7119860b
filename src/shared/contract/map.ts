import { z } from 'zod'
import { event, query } from '../bridge/contract.ts'
import { EpochMs, NodeId } from '../kernel/ids.ts'
import { Place } from '../kernel/place.ts'
import { ResourceName, ResourceState } from './resources.ts'

export const ReportView = z.object({
  nodeId: NodeId,
  name: z.string(),
  resource: z.string(),
  state: ResourceState,
  /** Nine times of ten the true level lies between `low` and `high`, in `unit`. */
  low: z.number(),
  high: z.number(),
  unit: z.string(),
  capacity: z.number(),
  /** The sender's claim. */
  reportedAtMs: EpochMs,
  /** Since when the range has stood, to the minute; the sender's claim. Older than the report where the level stayed, or a change is held. */
  rangeAtMs: EpochMs.optional(),
  /** Our own clock. */
  receivedAtMs: EpochMs,
  /** Nodes it passed on its way here; 1 is straight from the sender. */
  hops: z.number().int(),
  place: Place.nullable(),
  /** Its Node is set apart here just now: nothing is suggested by it. */
  isolated: z.boolean(),
})
export type ReportView = z.output<typeof ReportView>

/** Nodes that one question may name. Chosen here: more than report within a second, and a small part of a frame. */
export const NODES_ASKED_MAX = 500

const Heard = {
  /** The newest report that said so; the sender's claim. */
  reportedAtMs: EpochMs,
  /** When that came; our own clock. */
  receivedAtMs: EpochMs,
}

/** What a Node showed of one resource, for as long as it said the same; or that it took the resource back. */
export const ShownPoint = z.discriminatedUnion('state', [
  z.object({
    state: ResourceState,
    low: z.number(),
    high: z.number(),
    unit: z.string(),
    capacity: z.number(),
    /** The first report that said so; the sender's claim. */
    firstReportedAtMs: EpochMs,
    /** Since when the range has stood; the sender's claim. Older than the first report where only the class changed, or reports were missed. */
    rangeAtMs: EpochMs,
    ...Heard,
  }),
  z.object({ state: z.literal('withdrawn'), ...Heard }),
])
export type ShownPoint = z.output<typeof ShownPoint>

/** What neighbours show of what they have and lack. Source: NODE_SYNCHRONIZATION §2.1, §3. */
export const map = {
  /** The newest report of each Node and resource, newest first; of a few Nodes where they are named. This Node's own are not among them. */
  reports: query({
    input: z.object({
      resource: ResourceName.optional(),
      nodeIds: z.array(NodeId).max(NODES_ASKED_MAX).optional(),
    }),
    output: z.object({ reports: z.array(ReportView) }),
    errors: [],
  }),
  /** The oldest report among them all; null where there is none. */
  oldest: query({
    input: z.object({}),
    output: z.object({ oldest: z.object({ resource: z.string(), reportedAtMs: EpochMs }).nullable() }),
    errors: [],
  }),
  /** What one Node showed of one resource, newest first, as far as it came here; this Node's own too. Empty where nothing did. */
  history: query({
    input: z.object({
      nodeId: NodeId,
      resource: ResourceName,
      limit: z.number().int().min(1).max(1_000).default(200),
      /** Only what was last said before this moment. */
      before: EpochMs.optional(),
    }),
    output: z.object({ points: z.array(ShownPoint) }),
    errors: [],
  }),
  changed: event(z.object({ id: NodeId.optional() })),
} as const
