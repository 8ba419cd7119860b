import { IntlMessageFormat } from 'intl-messageformat'
import { type ErrorBody, MirrorError } from '../../../shared/kernel/errors.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import { FAILURE_WORDS, type Sentence } from '../../../shared/words/failure-words.ts'
import { USAGE_WORDS, type UsageWord } from './command-words.ts'

type SentenceValues = Readonly<Record<string, string | number | boolean | null>>

/** A sentence with its arguments filled in. One that lacks an argument is told as it is written, never as an error. */
export function fillSentence(sentence: Sentence, language: Language, values: SentenceValues = {}): string {
  try {
    return String(new IntlMessageFormat(sentence[language], language).format({ ...values }))
  } catch {
    return sentence[language]
  }
}

/** The error as scripts get it, with words for whoever reads the script's output. */
export function describeError(thrown: unknown, language: Language): ErrorBody {
  const error = MirrorError.from(thrown)
  return error.toBody(fillSentence(sentenceOf(error), language, error.details))
}

function sentenceOf({ code, details }: MirrorError): Sentence {
  const word = code === 'usage' ? String(details['word']) : ''
  return Object.hasOwn(USAGE_WORDS, word) ? USAGE_WORDS[word as UsageWord] : FAILURE_WORDS[code]
}
