import { type ErrorBody, MirrorError } from '../../../shared/kernel/errors.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import { failureText, fillSentence } from '../../app/failure-text.ts'
import { USAGE_WORDS, type UsageWord } from './command-words.ts'

/** The error as scripts get it, with words for whoever reads the script's output. */
export function describeError(thrown: unknown, language: Language): ErrorBody {
  const error = MirrorError.from(thrown)
  return error.toBody(usageText(error, language) ?? failureText(error, language))
}

/** What exactly is wrong with a command line, where the error says so. */
function usageText({ code, details }: MirrorError, language: Language): string | null {
  const word = code === 'usage' ? String(details['word']) : ''
  return Object.hasOwn(USAGE_WORDS, word)
    ? fillSentence(USAGE_WORDS[word as UsageWord], language, details)
    : null
}
