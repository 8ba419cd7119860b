import { z } from 'zod'
import { act, query } from '../bridge/contract.ts'

const Policy = z.object({
  /** How many of this Node's Mirrors a transfer needs. */
  transfersNeed: z.number().int().min(1).max(20),
})

/** What this Node's Mirrors agreed on among themselves. */
export const policy = {
  get: query({ input: z.object({}), output: Policy, errors: [] }),
  set: act({ input: Policy, output: Policy, errors: [] }),
} as const
