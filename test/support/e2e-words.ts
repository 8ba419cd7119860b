import { IntlMessageFormat } from 'intl-messageformat'
import { en } from '../../src/renderer/app/messages/en.ts'
import { ja } from '../../src/renderer/app/messages/ja.ts'
import { sv } from '../../src/renderer/app/messages/sv.ts'
import type { CsvLineCode } from '../../src/shared/contract/resources.ts'
import type { ErrorCode } from '../../src/shared/kernel/errors.ts'
import type { Language } from '../../src/shared/kernel/language.ts'
import { FAILURE_WORDS } from '../../src/shared/words/failure-words.ts'
import { CSV_LINE_WORDS } from '../../src/shared/words/reason-words.ts'

export type WordKey = keyof typeof en
type Values = Readonly<Record<string, string | number>>

const MESSAGES: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = { sv, ja, en }

const fill = (message: string, language: Language, values: Values): string =>
  String(new IntlMessageFormat(message, language).format(values))

/** What the page says in one language, by the same tables as the page. */
export const wordsIn = (language: Language) => ({
  say: (key: WordKey, values: Values = {}): string => fill(MESSAGES[language][key], language, values),
  failure: (code: ErrorCode, values: Values = {}): string =>
    fill(FAILURE_WORDS[code][language], language, values),
  csvLine: (code: CsvLineCode): string => CSV_LINE_WORDS[code][language],
})

/** Foreign text as the page fences it inside a label. Source: Unicode UAX #9, FSI and PDI. */
export const fenced = (text: string): string => `\u2068${text}\u2069`
