import { type ReactNode, useEffect, useState } from 'react'
import { createIntl, createIntlCache, type IntlShape, RawIntlProvider, useIntl } from 'react-intl'
import type { Language } from '../../../shared/kernel/language.ts'
import { useUi } from '../../stores/stores.tsx'

type Messages = Readonly<Record<string, string>>

const MAP_MESSAGES: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import('../../app/messages/en/map.ts')).map,
  sv: async () => (await import('../../app/messages/sv/map.ts')).map,
  ja: async () => (await import('../../app/messages/ja/map.ts')).map,
}

/** The map's own words, beside those of the whole page: they come with the map and not before. */
export function MapWords({ children }: { readonly children: ReactNode }) {
  const page = useIntl()
  const language = useUi((state) => state.language)
  const [intl, setIntl] = useState<IntlShape | null>(null)
  useEffect(() => {
    let overtaken = false
    void MAP_MESSAGES[language]().then((own) => {
      if (overtaken || page.locale !== language) return
      setIntl(
        createIntl(
          { locale: language, messages: { ...(page.messages as Messages), ...own } },
          createIntlCache(),
        ),
      )
    })
    return () => {
      overtaken = true
    }
  }, [language, page])
  return intl === null ? null : <RawIntlProvider value={intl}>{children}</RawIntlProvider>
}
