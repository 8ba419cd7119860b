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
})
export type ReportView = z.output<typeof ReportView>

/** What neighbours show of what they have and lack. Source: NODE_SYNCHRONIZATION §2.1, §3. */
export const map = {
  /** The newest report of each Node and resource, newest first. This Node's own are not among them. */
  reports: query({
    input: z.object({ resource: ResourceName.optional() }),
    output: z.object({ reports: z.array(ReportView) }),
    errors: [],
  }),
  changed: event(z.object({ id: NodeId.optional() })),
} as const
