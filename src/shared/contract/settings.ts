import { z } from 'zod'
import { command, event, query } from '../bridge/contract.ts'
import { LANGUAGES } from '../kernel/language.ts'

/** Minutes since midnight, local time. */
const MinuteOfDay = z.number().int().min(0).max(1439)

export const Settings = z.object({
  language: z.enum(LANGUAGES),
  /** Be found by, and find, Nodes of this federation on the local network. */
  lan: z.boolean(),
  /** Let members of the federation be reached through this Node. */
  helper: z.boolean(),
  /** Keep a directory of where Nodes are together with other Nodes, and be found in it. */
  dht: z.boolean(),
  /** A Mirror left idle is locked after this long. */
  autoLockMinutes: z.number().int().min(1).max(720),
  /** An acknowledged alert comes back as new when nobody resolved it in this time. */
  acknowledgedReturnHours: z.number().int().min(1).max(720),
  /** A sealed session in which nothing is said ends after this long. */
  sessionIdleMinutes: z.number().int().min(1).max(720),
  /** Whose wake-ups this Node answers: of Nodes kept close, or of nobody. */
  wakeFrom: z.enum(['pinned', 'nobody']),
  quietHours: z.object({ fromMinute: MinuteOfDay, untilMinute: MinuteOfDay }).nullable(),
})
export type Settings = z.output<typeof Settings>

/** What this Node prefers. Only what is named in `set` changes. */
export const settings = {
  get: query({ input: z.object({}), output: Settings, errors: [] }),
  set: command({ input: Settings.partial(), output: Settings, errors: [] }),
  changed: event(z.object({})),
} as const
