import { z } from 'zod'
import { act, event, query } from '../bridge/contract.ts'
import { EpochMs, NodeId } from '../kernel/ids.ts'
import { LIMIT_NAMES } from '../kernel/rate-limits.ts'

const LimitName = z.enum(LIMIT_NAMES)

/** What one Node has used of a limit lately, and what was refused to it since this Node started. */
const LimitUse = z.object({
  /** null where all Nodes share one measure. */
  nodeId: NodeId.nullable(),
  name: z.string().nullable(),
  used: z.number().int().nonnegative(),
  refused: z.number().int().nonnegative(),
  lastRefusedAtMs: EpochMs.nullable(),
})

/** How often others may ask something of this Node: so much at once, and so much in each period from then on. */
export const LimitView = z.object({
  name: LimitName,
  count: z.number().int().positive(),
  periodMs: z.number().int().positive(),
  atOnce: z.number().int().positive(),
  /** Whether each Node has its own measure; otherwise all share one. */
  perNode: z.boolean(),
  defaultCount: z.number().int().positive(),
  /** Bounds of what may be set. */
  least: z.number().int().positive(),
  most: z.number().int().positive(),
  /** Who used some of it lately or was refused, who used most first. */
  uses: z.array(LimitUse),
})
export type LimitView = z.output<typeof LimitView>

/** What other Nodes may ask of this one, how often, and what was refused. */
export const limits = {
  list: query({ input: z.object({}), output: z.object({ limits: z.array(LimitView) }), errors: [] }),
  /** Allow more or less in each period; counts from the next asking on. */
  set: act({
    input: z.object({ name: LimitName, count: z.number().int().positive() }),
    output: z.object({ name: LimitName, count: z.number().int() }),
    errors: ['limit-out-of-range'],
  }),
  changed: event(z.object({})),
} as const
