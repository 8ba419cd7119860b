import { z } from 'zod'

/**
 * How far something this Node said has come.
 * - `queued`: on disk here, and not under way; `reason` says what it waits for.
 * - `sent`: under way to Nodes in reach, none of which has said that it is there.
 * - `seen`: `seenBy` Nodes have it on disk.
 * - `failed`: nobody takes it; `reason` says why. It is offered on all the same.
 */
export const Delivery = z.object({
  state: z.enum(['queued', 'sent', 'seen', 'failed']),
  /** Nodes that told this one that they hold it. Others may have it from them. */
  seenBy: z.number().int(),
  /** From when it was said until this Node last heard that one more has it; null where none has, or the time was not kept. */
  spreadMs: z.number().int().nullable(),
  /** Other Nodes known here. */
  knownNodes: z.number().int(),
  reason: z.enum(['nobody-in-reach', 'held-back', 'unanswered', 'epoch-closed']).nullable(),
})
export type Delivery = z.output<typeof Delivery>
