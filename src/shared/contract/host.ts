import { z } from 'zod'
import { query } from '../bridge/contract.ts'

/** What the machine around the Node can do: views ask here and never sniff the browser. */
export const host = {
  describe: query({
    input: z.object({}),
    output: z.object({
      host: z.enum(['electron', 'node']),
      version: z.string(),
      dataDir: z.string(),
      notifications: z.boolean(),
      filePicker: z.boolean(),
    }),
    errors: [],
  }),
  /** A text to send to whoever helps: versions, counts, states; no name, no key, no level. */
  diagnostics: query({ input: z.object({}), output: z.object({ text: z.string() }), errors: [] }),
} as const
