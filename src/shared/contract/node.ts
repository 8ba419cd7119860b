import { z } from 'zod'
import { command, event, query } from '../bridge/contract.ts'
import { FederationId, NodeId } from '../kernel/ids.ts'
import { Place } from '../kernel/place.ts'
import { NodeName } from './setup.ts'

export const NodeStatus = z.object({
  nodeId: NodeId,
  name: z.string(),
  place: Place.nullable(),
  federationId: FederationId,
  /** A test federation: the page wears a band. */
  practice: z.boolean(),
  /** The epoch this Node writes under, as `opened ms`-`8 hex digits`. */
  epoch: z.string(),
  /** Another machine writes under a newer epoch of this identity: this one no longer may. */
  superseded: z.boolean(),
  /** Restored, and the last old entry is not yet known from a neighbour: a Mirror may confirm that there is none. */
  epochUnconfirmed: z.boolean(),
  /** Neighbours connected now. */
  neighbours: z.number().int(),
  /** Nodes of this federation ever heard of, this one not counted. */
  knownNodes: z.number().int(),
  isolatedNodes: z.number().int(),
  /** No Mirror is unlocked for this caller. */
  locked: z.boolean(),
  version: z.string(),
  host: z.enum(['electron', 'node']),
  addresses: z.array(z.string()),
  /** How far neighbours' clocks say ours is off, milliseconds; 0 where they agree or nobody is in reach. */
  clockOffMs: z.number().int(),
  /** Nodes outside the neighbourhood keep holding what no neighbour passes on: what reaches this Node may be filtered. */
  seemsFiltered: z.boolean(),
  /** Whether neighbours from outside can dial this Node; `unknown`: none of them could be asked yet. */
  outside: z.enum(['yes', 'no', 'unknown']),
})
export type NodeStatus = z.output<typeof NodeStatus>

/** Who this Node is. */
export const node = {
  status: query({ input: z.object({}), output: NodeStatus, errors: [] }),
  /** What this Node shows of itself to others. `place: null` shows none. */
  setProfile: command({
    input: z.object({ name: NodeName.optional(), place: Place.nullable().optional() }),
    output: z.object({}),
    errors: [],
  }),
  changed: event(z.object({})),
} as const
