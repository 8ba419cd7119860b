import { z } from 'zod'
import { command, query } from '../bridge/contract.ts'

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
  /**
   * A press of a person, to be brought with the act it was made for: good once, soon, and for this caller.
   * Only pages need one.
   */
  confirm: command({
    input: z.object({ method: z.string().max(100), subject: z.string().min(1).max(100) }),
    output: z.object({ confirmationId: z.string(), untilMs: z.number().int() }),
    errors: ['not-confirmed'],
  }),
  /** A text to send to whoever helps: versions, counts, states; no name, no key, no level. */
  diagnostics: query({ input: z.object({}), output: z.object({ text: z.string() }), errors: [] }),
} as const
