import { IntlMessageFormat } from 'intl-messageformat'
import type { MirrorError } from '../../shared/kernel/errors.ts'
import type { Language } from '../../shared/kernel/language.ts'
import { SPOKEN } from '../../shared/words/all-spoken.ts'
import type { Sentence } from '../../shared/words/failure-words.ts'

type SentenceValues = Readonly<Record<string, string | number | boolean | null>>

/** A sentence with its arguments filled in. One that lacks an argument is told as it is written, never as an error. */
export const fillSentence = (sentence: Sentence, language: Language, values: SentenceValues = {}): string =>
  fill(sentence[language], language, values)

function fill(text: string, language: Language, values: SentenceValues): string {
  try {
    return String(new IntlMessageFormat(text, language).format({ ...values }))
  } catch {
    return text
  }
}

/** A failure in plain words: what went wrong and what to do next. Of bad input a script is told which field it was. */
export function failureText({ code, details }: MirrorError, language: Language): string {
  const words = fill(SPOKEN[language].failures[code], language, details)
  return code === 'invalid-input' && details['field'] ? `${words} (${details['field']})` : words
}
