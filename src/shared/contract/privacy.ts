import { z } from 'zod'
import { act, query } from '../bridge/contract.ts'
import { EpochMs } from '../kernel/ids.ts'
import { ResourceName } from './resources.ts'

/** Within which share of its capacity a shown range lies around the level, nine times of ten. */
export const ACCURACIES = [0.1, 0.2, 0.3] as const
export const Accuracy = z.union([z.literal(0.1), z.literal(0.2), z.literal(0.3)])
export type Accuracy = z.output<typeof Accuracy>
export const DEFAULT_ACCURACY: Accuracy = 0.2

export const ResourcePrivacy = z.object({
  resource: z.string(),
  unit: z.string(),
  capacity: z.number(),
  within: Accuracy,
  /** Privacy parameter of one release, derived from `within`. */
  epsilon: z.number(),
  releasesToday: z.number().int(),
  releasesLimit: z.number().int(),
  /** Privacy spent on this resource's level, in ε. */
  spent1Day: z.number(),
  spent30Days: z.number(),
  /** The most that 30 days can cost, in ε. */
  limit30Days: z.number(),
  /** Since when a change waits for tomorrow's budget; null where nothing is held. */
  heldSinceMs: EpochMs.nullable(),
  /** What others can learn, in sentences of the Node's language. */
  learned: z.array(z.string()),
})
export type ResourcePrivacy = z.output<typeof ResourcePrivacy>

/** What leaves about a level, and what that tells. Source: docs/security.md, "Reports". */
export const privacy = {
  /** Choose how exact the shown range is. Finer than ±10 % is refused: it would take little to find the level. */
  setAccuracy: act({
    input: z.object({ resource: ResourceName, within: z.number().positive().max(1) }),
    output: z.object({ resource: z.string(), within: Accuracy, epsilon: z.number() }),
    errors: ['resource-unknown', 'accuracy-too-fine', 'accuracy-unknown'],
  }),
  budget: query({
    input: z.object({}),
    output: z.object({ resources: z.array(ResourcePrivacy) }),
    errors: [],
  }),
} as const
