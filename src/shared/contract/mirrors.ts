import { z } from 'zod'
import { command, event, query } from '../bridge/contract.ts'
import { EpochMs, MirrorId } from '../kernel/ids.ts'
import { MirrorName, Pin } from './setup.ts'

/** Wrong PINs in a row before a Mirror is blocked. Chosen here: with 4 digits, 1 in 2,000 per block. */
export const PIN_TRIES = 5

export const MirrorView = z.object({
  mirrorId: MirrorId,
  name: z.string(),
  sinceMs: EpochMs,
  untilMs: EpochMs.nullable(),
  /** Unlocked for this caller: another window or script has to unlock for itself. */
  unlocked: z.boolean(),
  revoked: z.boolean(),
  triesLeft: z.number().int(),
  blockedUntilMs: EpochMs.nullable(),
})
export type MirrorView = z.output<typeof MirrorView>

const OneMirror = z.object({ mirrorId: MirrorId })

/** The people of this Node. Each has a key of their own, wrapped by their own PIN. */
export const mirrors = {
  list: query({ input: z.object({}), output: z.object({ mirrors: z.array(MirrorView) }), errors: [] }),
  add: command({
    input: z.object({ name: MirrorName, pin: Pin }),
    output: OneMirror,
    errors: ['mirror-exists', 'epoch-unconfirmed', 'identity-superseded'],
  }),
  /** Tell all Nodes that this Mirror no longer speaks here. Cannot be undone; past acts keep standing. */
  revoke: command({
    input: OneMirror,
    output: z.object({}),
    errors: ['mirror-unknown', 'mirror-revoked', 'mirror-last'],
  }),
  /** Unlock for this caller only. `details.triesLeft` or `details.retryAtMs` go with a refusal. */
  unlock: command({
    input: z.object({
      mirrorId: MirrorId,
      pin: z
        .string()
        .max(64)
        .transform((raw) => raw.normalize('NFKC')),
    }),
    output: z.object({}),
    errors: ['mirror-unknown', 'mirror-revoked', 'pin-wrong', 'pin-blocked'],
  }),
  lock: command({ input: OneMirror, output: z.object({}), errors: ['mirror-unknown'] }),
  changePin: command({
    input: z.object({ mirrorId: MirrorId, pin: z.string().max(64), newPin: Pin }),
    output: z.object({}),
    errors: ['mirror-unknown', 'mirror-revoked', 'pin-wrong', 'pin-blocked'],
  }),
  changed: event(z.object({ id: MirrorId.optional() })),
} as const
