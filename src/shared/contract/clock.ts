import { z } from 'zod'
import { command, query } from '../bridge/contract.ts'
import { DurationMs, EpochMs } from '../kernel/ids.ts'

/** The application's clock. Only a test federation may move it, and only forwards; the network keeps the real one. */
export const clock = {
  now: query({
    input: z.object({}),
    output: z.object({ nowMs: EpochMs, advancedMs: DurationMs, adjustable: z.boolean() }),
    errors: [],
  }),
  advance: command({
    input: z.object({
      ms: z
        .number()
        .int()
        .max(10 * 365 * 24 * 3_600_000),
    }),
    output: z.object({ nowMs: EpochMs, advancedMs: DurationMs }),
    errors: ['test-only', 'clock-backwards'],
  }),
} as const
