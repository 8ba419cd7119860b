import type { ErrorCode } from '../kernel/errors.ts'
import type { Language } from '../kernel/language.ts'

/** The same sentence in every language, as an ICU message. */
export type Sentence = Readonly<Record<Language, string>>

/**
 * The details that the words for a failure take as arguments. Whoever throws one
 * of these codes must give them; no other sentence takes any.
 */
export const FAILURE_ARGUMENTS = {
  'pin-wrong': ['triesLeft'],
  'pin-blocked': ['retryAtMs'],
  'bundle-invalid': ['reason'],
  'package-changed': ['files', 'first'],
  'bench-unready': ['missing'],
  'call-too-often': ['retryAtMs'],
  'limit-out-of-range': ['least', 'most'],
} as const satisfies Partial<Record<ErrorCode, readonly string[]>>
