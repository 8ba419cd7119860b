import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { createIntl, createIntlCache, type IntlShape, RawIntlProvider, useIntl } from 'react-intl'
import type { CsvLineCode } from '../../../shared/contract/resources.ts'
import type { ErrorCode } from '../../../shared/kernel/errors.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import type { VerdictReason } from '../../../shared/kernel/verdict.ts'
import type { SpokenWords } from '../../../shared/words/spoken-words.ts'
import type { attachments } from './en/attachments.ts'
import type { calls } from './en/calls.ts'
import type { carry } from './en/carry.ts'
import type { codes } from './en/codes.ts'
import type { design } from './en/design.ts'
import type { files } from './en/files.ts'
import type { find } from './en/find.ts'
import type { log } from './en/log.ts'
import type { map } from './en/map.ts'
import type { meetings } from './en/meetings.ts'
import type { report } from './en/report.ts'
import type { spread } from './en/spread.ts'
import type { talk } from './en/talk.ts'
import type { trust } from './en/trust.ts'
import type { en } from './en.ts'

/** What is loaded by `OwnWords`, below which alone it can be said. */
type OwnMessageKey = keyof (typeof calls &
  typeof carry &
  typeof codes &
  typeof spread &
  typeof design &
  typeof attachments &
  typeof files &
  typeof find &
  typeof log &
  typeof map &
  typeof meetings &
  typeof report &
  typeof talk &
  typeof trust)
export type MessageKey =
  | keyof typeof en
  | OwnMessageKey
  | `failure.${ErrorCode}`
  | `reason.${VerdictReason}`
  | `csv-line.${CsvLineCode}`
export type WordValues = Readonly<Record<string, string | number | Date>>
/** One message as a string. */
export type Say = (key: MessageKey, values?: WordValues) => string

type Messages = Readonly<Record<string, string>>

/** Each language is files of its own: a page speaks one at a time. */
const PAGE_MESSAGES: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import('./en.ts')).en,
  sv: async () => (await import('./sv.ts')).sv,
  ja: async () => (await import('./ja.ts')).ja,
}
const SPOKEN_WORDS: Readonly<Record<Language, () => Promise<SpokenWords>>> = {
  en: async () => (await import('../../../shared/words/spoken-en.ts')).en,
  sv: async () => (await import('../../../shared/words/spoken-sv.ts')).sv,
  ja: async () => (await import('../../../shared/words/spoken-ja.ts')).ja,
}

/** Every message of the page in one language, those among them that the Node says too. */
export async function loadCatalogue(language: Language): Promise<Messages> {
  const [page, { csvLines, failures, reasons }] = await Promise.all([
    PAGE_MESSAGES[language](),
    SPOKEN_WORDS[language](),
  ])
  return {
    ...page,
    ...named('failure', failures),
    ...named('reason', reasons),
    ...named('csv-line', csvLines),
  }
}

const named = (kind: string, words: Messages): Messages =>
  Object.fromEntries(Object.entries(words).map(([name, text]) => [`${kind}.${name}`, text]))

interface WordsProviderProps {
  readonly language: Language
  readonly children: ReactNode
}

/** Words, numbers and dates below speak this language, and the document says so. Until its words are here, the ones before stay. */
export function WordsProvider({ language, children }: WordsProviderProps) {
  const [intl, setIntl] = useState<IntlShape | null>(null)
  useEffect(() => {
    let overtaken = false
    void loadCatalogue(language).then((messages) => {
      if (overtaken) return
      setIntl(createIntl({ locale: language, messages: { ...messages } }, createIntlCache()))
      document.documentElement.lang = language
    })
    return () => {
      overtaken = true
    }
  }, [language])
  if (intl === null) return null
  return (
    <RawIntlProvider value={intl}>
      <I18nProvider locale={intl.locale}>{children}</I18nProvider>
    </RawIntlProvider>
  )
}

const format = (intl: IntlShape, key: MessageKey, values: object): unknown =>
  (intl.formatMessage as (descriptor: { id: string }, values: object) => unknown)({ id: key }, values)

export function useSay(): Say {
  const intl = useIntl()
  return useCallback((key, values = {}) => String(format(intl, key, values)), [intl])
}

interface WordsProps {
  readonly id: MessageKey
  readonly values?: Readonly<Record<string, ReactNode>>
}

/** One message as nodes: values may be elements, which is how names keep to themselves in any script. */
export function Words({ id, values = {} }: WordsProps) {
  const intl = useIntl()
  return <>{format(intl, id, keyed(values)) as ReactNode}</>
}

/** Elements inside a message need keys; each is wrapped in one that carries its name. */
function keyed(values: Readonly<Record<string, ReactNode>>): Record<string, unknown> {
  const pairs = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null ? <span key={name}>{value}</span> : value,
  ])
  return Object.fromEntries(pairs)
}

/** Foreign text inside a plain string, fenced so that its direction does not spill. Source: Unicode UAX #9, FSI and PDI. */
export const isolate = (text: string): string => `\u2068${text}\u2069`
