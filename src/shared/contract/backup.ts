import { z } from 'zod'
import { act, event, query } from '../bridge/contract.ts'
import { EpochMs } from '../kernel/ids.ts'
import { Passphrase } from './setup.ts'

/** Keeping the Node safe from a lost machine. The words themselves never cross the bridge: they go to a file only the owner can read. */
export const backup = {
  status: query({
    input: z.object({}),
    output: z.object({
      wordsWrittenAtMs: EpochMs.nullable(),
      drilledAtMs: EpochMs.nullable(),
      fileWrittenAtMs: EpochMs.nullable(),
      /** Something worth keeping exists here and no drill has passed yet. */
      nudge: z.boolean(),
    }),
    errors: [],
  }),
  /** Write the 24 words to a new file (mode 0600) in the data folder, to be copied to paper. */
  writeWords: act({ input: z.object({}), output: z.object({ path: z.string() }), errors: ['file-exists'] }),
  /** Which words the drill asks for, counted from 1: four of them, chosen anew each time. */
  drillQuestions: query({
    input: z.object({}),
    output: z.object({ positions: z.array(z.number().int()) }),
    errors: [],
  }),
  /** Check the four words from paper. When they are right the file with the words is removed. */
  drill: act({
    input: z.object({
      answers: z
        .array(z.object({ position: z.number().int().min(1).max(24), word: z.string().max(32) }))
        .min(1)
        .max(24),
    }),
    output: z.object({}),
    errors: ['backup-drill-failed'],
  }),
  /** Write an encrypted copy of everything to a new file in the data folder. */
  writeFile: act({
    input: z.object({ passphrase: Passphrase }),
    output: z.object({ path: z.string(), sizeBytes: z.number().int() }),
    errors: ['passphrase-required', 'passphrase-too-short', 'disk-full', 'disk-read-only'],
  }),
  /** Say, after a restore with no neighbour in reach, that no older entry of this Node exists anywhere. */
  confirmEpoch: act({ input: z.object({}), output: z.object({}), errors: [] }),
  changed: event(z.object({})),
} as const
