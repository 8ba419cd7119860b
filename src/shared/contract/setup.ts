import { z } from 'zod'
import { command, event, query } from '../bridge/contract.ts'
import { NodeId } from '../kernel/ids.ts'
import { LANGUAGES } from '../kernel/language.ts'
import { Place } from '../kernel/place.ts'
import { line } from '../kernel/text.ts'

/** Shortest passphrase of a Node, in characters. Chosen here: with Argon2id at 64 MiB a shorter one falls to a patient neighbour. */
export const PASSPHRASE_MIN_CHARS = 10
/** Shortest PIN of a Mirror, in characters. Chosen here: tries are limited, so four digits hold. */
export const PIN_MIN_CHARS = 4
export const NODE_NAME_MAX_CHARS = 60
export const MIRROR_NAME_MAX_CHARS = 60

/** Secrets are taken as typed: NFKC, because the same passphrase may be composed differently by two keyboards (RFC 8265 §4.2). */
export const Passphrase = z
  .string()
  .max(1024)
  .transform((raw) => raw.normalize('NFKC'))
export const Pin = z
  .string()
  .min(PIN_MIN_CHARS)
  .max(64)
  .transform((raw) => raw.normalize('NFKC'))
export const NodeName = line(NODE_NAME_MAX_CHARS)
export const MirrorName = line(MIRROR_NAME_MAX_CHARS)

const FirstMirror = { mirrorName: MirrorName, pin: Pin }
const NodeProfile = { name: NodeName, language: z.enum(LANGUAGES), place: Place.nullable().default(null) }
const Secret = { passphrase: Passphrase.optional() }

/** Getting from an empty folder to an open Node. The only feature that answers before one is open, beside `host`. */
export const setup = {
  /** Where this folder stands. `vault` says whether a person's passphrase or the system keeps the keys. */
  status: query({
    input: z.object({}),
    output: z.object({
      phase: z.enum(['empty', 'locked', 'opening', 'open']),
      vault: z.enum(['passphrase', 'os']),
      suggestedLanguage: z.enum(LANGUAGES),
    }),
    errors: [],
  }),

  /** Make a Node with its first Mirror, and found its federation. */
  create: command({
    input: z.object({ ...NodeProfile, ...FirstMirror, ...Secret }),
    output: z.object({ nodeId: NodeId }),
    errors: ['node-exists', 'passphrase-required', 'passphrase-too-short'],
  }),

  /** Bring a Node back from its 24 words, in a new epoch. Mirrors' keys are random and do not come back: a first Mirror is made anew. */
  restore: command({
    input: z.object({ ...NodeProfile, ...FirstMirror, ...Secret, words: z.string().max(2000) }),
    output: z.object({ nodeId: NodeId }),
    errors: ['node-exists', 'passphrase-required', 'passphrase-too-short', 'recovery-words-invalid'],
  }),

  /** Open the vault and start the Node. */
  unlock: command({
    input: z.object({ passphrase: Passphrase }),
    output: z.object({ nodeId: NodeId }),
    errors: ['node-absent', 'passphrase-wrong', 'vault-damaged'],
  }),

  changed: event(z.object({})),
} as const
