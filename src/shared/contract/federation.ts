import { z } from 'zod'
import { act, query } from '../bridge/contract.ts'
import { EpochMs, FederationId, NodeId } from '../kernel/ids.ts'

/** The circle of Nodes this one belongs to. */
export const federation = {
  describe: query({
    input: z.object({}),
    output: z.object({
      federationId: FederationId,
      practice: z.boolean(),
      founders: z.array(NodeId),
      joinedAtMs: EpochMs,
      /** Federations this Node was in before; what it heard there stays on disk. */
      archived: z.array(z.object({ federationId: FederationId, leftAtMs: EpochMs })),
    }),
    errors: [],
  }),
  /** Go, and found a federation of one's own. What was heard stays on disk as an archive. */
  leave: act({
    input: z.object({}),
    output: z.object({ federationId: FederationId }),
    errors: ['live-only'],
  }),
} as const
