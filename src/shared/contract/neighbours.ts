import { z } from 'zod'
import { act, event, query } from '../bridge/contract.ts'
import { EpochMs, NodeId } from '../kernel/ids.ts'
import { Place } from '../kernel/place.ts'
import { VERDICT_REASONS } from '../kernel/verdict.ts'

export const NeighbourView = z.object({
  nodeId: NodeId,
  name: z.string(),
  /** Node id in the form of the federation document: `name:lct:web4:ai:…`. */
  alias: z.string(),
  /** Six words to compare by voice. */
  safetyWords: z.array(z.string()),
  place: Place.nullable(),
  connected: z.boolean(),
  lastHeardMs: EpochMs.nullable(),
  security: z.enum(['noise', 'tls']).nullable(),
  roundTripMs: z.number().nullable(),
  address: z.string().nullable(),
  /** State of the sealed session; `expired`: the last one ended of age or silence; null while there is none. */
  session: z.enum(['opening', 'open', 'closing', 'expired']).nullable(),
  /** What holds this Node back just now, and the latest refusals with their reasons. */
  limits: z.array(z.object({ reason: z.enum(VERDICT_REASONS), count: z.number().int(), lastAtMs: EpochMs })),
  pinned: z.boolean(),
  mirrors: z.array(z.object({ name: z.string(), revoked: z.boolean() })),
})
export type NeighbourView = z.output<typeof NeighbourView>

/** The Nodes of this federation that this one has heard of. */
export const neighbours = {
  list: query({ input: z.object({}), output: z.object({ neighbours: z.array(NeighbourView) }), errors: [] }),
  pin: act({
    input: z.object({ nodeId: NodeId, pinned: z.boolean().default(true) }),
    output: z.object({}),
    errors: ['neighbour-unknown'],
  }),
  changed: event(z.object({ id: NodeId.optional() })),
} as const
