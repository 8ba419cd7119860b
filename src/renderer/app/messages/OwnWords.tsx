import { type ReactNode, useEffect, useState } from 'react'
import { createIntl, createIntlCache, type IntlShape, RawIntlProvider, useIntl } from 'react-intl'
import type { Language } from '../../../shared/kernel/language.ts'
import { useUi } from '../../stores/stores.tsx'

type Messages = Readonly<Record<string, string>>
type InEachLanguage = Readonly<Record<Language, () => Promise<Messages>>>

/** Words that come with what speaks them, and not with the first screen. */
const OWN_WORDS = {
  attachments: {
    en: async () => (await import('./en/attachments.ts')).attachments,
    sv: async () => (await import('./sv/attachments.ts')).attachments,
    ja: async () => (await import('./ja/attachments.ts')).attachments,
  },
  calls: {
    en: async () => (await import('./en/calls.ts')).calls,
    sv: async () => (await import('./sv/calls.ts')).calls,
    ja: async () => (await import('./ja/calls.ts')).calls,
  },
  carry: {
    en: async () => (await import('./en/carry.ts')).carry,
    sv: async () => (await import('./sv/carry.ts')).carry,
    ja: async () => (await import('./ja/carry.ts')).carry,
  },
  codes: {
    en: async () => (await import('./en/codes.ts')).codes,
    sv: async () => (await import('./sv/codes.ts')).codes,
    ja: async () => (await import('./ja/codes.ts')).codes,
  },
  spread: {
    en: async () => (await import('./en/spread.ts')).spread,
    sv: async () => (await import('./sv/spread.ts')).spread,
    ja: async () => (await import('./ja/spread.ts')).spread,
  },
  design: {
    en: async () => (await import('./en/design.ts')).design,
    sv: async () => (await import('./sv/design.ts')).design,
    ja: async () => (await import('./ja/design.ts')).design,
  },
  files: {
    en: async () => (await import('./en/files.ts')).files,
    sv: async () => (await import('./sv/files.ts')).files,
    ja: async () => (await import('./ja/files.ts')).files,
  },
  find: {
    en: async () => (await import('./en/find.ts')).find,
    sv: async () => (await import('./sv/find.ts')).find,
    ja: async () => (await import('./ja/find.ts')).find,
  },
  log: {
    en: async () => (await import('./en/log.ts')).log,
    sv: async () => (await import('./sv/log.ts')).log,
    ja: async () => (await import('./ja/log.ts')).log,
  },
  map: {
    en: async () => (await import('./en/map.ts')).map,
    sv: async () => (await import('./sv/map.ts')).map,
    ja: async () => (await import('./ja/map.ts')).map,
  },
  meetings: {
    en: async () => (await import('./en/meetings.ts')).meetings,
    sv: async () => (await import('./sv/meetings.ts')).meetings,
    ja: async () => (await import('./ja/meetings.ts')).meetings,
  },
  report: {
    en: async () => (await import('./en/report.ts')).report,
    sv: async () => (await import('./sv/report.ts')).report,
    ja: async () => (await import('./ja/report.ts')).report,
  },
  talk: {
    en: async () => (await import('./en/talk.ts')).talk,
    sv: async () => (await import('./sv/talk.ts')).talk,
    ja: async () => (await import('./ja/talk.ts')).talk,
  },
  trust: {
    en: async () => (await import('./en/trust.ts')).trust,
    sv: async () => (await import('./sv/trust.ts')).trust,
    ja: async () => (await import('./ja/trust.ts')).trust,
  },
} as const satisfies Readonly<Record<string, InEachLanguage>>

interface OwnWordsProps {
  readonly of: keyof typeof OWN_WORDS
  readonly children: ReactNode
}

/** Thrown while drawing, it is for the nearest `ErrorBoundary`: without its words a part cannot be shown. */
function fallWith(thrown: unknown): never {
  throw thrown
}

/** Gives what is below its own words beside those of the page; until they are here there is nothing. */
export function OwnWords({ of, children }: OwnWordsProps) {
  const page = useIntl()
  const language = useUi((state) => state.language)
  const [intl, setIntl] = useState<IntlShape | null>(null)
  useEffect(() => {
    let overtaken = false
    OWN_WORDS[of]
      [language]()
      .then((own) => {
        if (overtaken || page.locale !== language) return
        const messages = { ...(page.messages as Messages), ...own }
        setIntl(createIntl({ locale: language, messages }, createIntlCache()))
      })
      .catch((thrown: unknown) => setIntl(() => fallWith(thrown)))
    return () => {
      overtaken = true
    }
  }, [of, language, page])
  return intl === null ? null : <RawIntlProvider value={intl}>{children}</RawIntlProvider>
}
