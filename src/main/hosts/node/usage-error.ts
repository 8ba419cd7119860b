import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { UsageWord } from './command-words.ts'

/** Wrong use of the command line. `subject` is the option or word it is about; never its value, which may be a secret. */
export function usageError(word: UsageWord, subject = ''): MirrorError {
  return new MirrorError('usage', { word, subject })
}
