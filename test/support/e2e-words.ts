import { IntlMessageFormat } from 'intl-messageformat'
import type { CsvLineCode } from '../../src/shared/contract/resources.ts'
import type { ErrorCode } from '../../src/shared/kernel/errors.ts'
import type { Language } from '../../src/shared/kernel/language.ts'
import { SPOKEN } from '../../src/shared/words/all-spoken.ts'
import { EVERY_MESSAGE } from './every-message.ts'

export type WordKey = keyof typeof EVERY_MESSAGE.en
type Values = Readonly<Record<string, string | number>>

const fill = (message: string, language: Language, values: Values): string =>
  String(new IntlMessageFormat(message, language).format(values))

/** What the page says in one language, by the same tables as the page. */
export const wordsIn = (language: Language) => ({
  say: (key: WordKey, values: Values = {}): string => fill(EVERY_MESSAGE[language][key], language, values),
  failure: (code: ErrorCode, values: Values = {}): string =>
    fill(SPOKEN[language].failures[code], language, values),
  csvLine: (code: CsvLineCode): string => SPOKEN[language].csvLines[code],
})

/** Foreign text as the page fences it inside a label. Source: Unicode UAX #9, FSI and PDI. */
export const fenced = (text: string): string => `\u2068${text}\u2069`
