import { IntlMessageFormat } from 'intl-messageformat'
import type { MirrorError } from '../../shared/kernel/errors.ts'
import type { Language } from '../../shared/kernel/language.ts'
import { FAILURE_WORDS, type Sentence } from '../../shared/words/failure-words.ts'

type SentenceValues = Readonly<Record<string, string | number | boolean | null>>

/** A sentence with its arguments filled in. One that lacks an argument is told as it is written, never as an error. */
export function fillSentence(sentence: Sentence, language: Language, values: SentenceValues = {}): string {
  try {
    return String(new IntlMessageFormat(sentence[language], language).format({ ...values }))
  } catch {
    return sentence[language]
  }
}

/** A failure in plain words: what went wrong and what to do next. */
export const failureText = ({ code, details }: MirrorError, language: Language): string =>
  fillSentence(FAILURE_WORDS[code], language, details)
