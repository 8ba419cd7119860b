import { IntlMessageFormat } from 'intl-messageformat'
import { map as mapEn } from '../../src/renderer/app/messages/en/map.ts'
import { en as pageEn } from '../../src/renderer/app/messages/en.ts'
import { map as mapJa } from '../../src/renderer/app/messages/ja/map.ts'
import { ja as pageJa } from '../../src/renderer/app/messages/ja.ts'
import { map as mapSv } from '../../src/renderer/app/messages/sv/map.ts'
import { sv as pageSv } from '../../src/renderer/app/messages/sv.ts'
import type { CsvLineCode } from '../../src/shared/contract/resources.ts'
import type { ErrorCode } from '../../src/shared/kernel/errors.ts'
import type { Language } from '../../src/shared/kernel/language.ts'
import { SPOKEN } from '../../src/shared/words/all-spoken.ts'

export type WordKey = keyof typeof pageEn | keyof typeof mapEn
type Values = Readonly<Record<string, string | number>>

const MESSAGES: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = {
  sv: { ...pageSv, ...mapSv },
  ja: { ...pageJa, ...mapJa },
  en: { ...pageEn, ...mapEn },
}

const fill = (message: string, language: Language, values: Values): string =>
  String(new IntlMessageFormat(message, language).format(values))

/** What the page says in one language, by the same tables as the page. */
export const wordsIn = (language: Language) => ({
  say: (key: WordKey, values: Values = {}): string => fill(MESSAGES[language][key], language, values),
  failure: (code: ErrorCode, values: Values = {}): string =>
    fill(SPOKEN[language].failures[code], language, values),
  csvLine: (code: CsvLineCode): string => SPOKEN[language].csvLines[code],
})

/** Foreign text as the page fences it inside a label. Source: Unicode UAX #9, FSI and PDI. */
export const fenced = (text: string): string => `\u2068${text}\u2069`
