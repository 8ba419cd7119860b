import { useIntl } from 'react-intl'
import type { SafetyWords as WordsToCompare } from '../../../shared/contract/neighbours.ts'
import { Words } from '../../app/messages/words.tsx'

/** Six words to read to each other: in one's own language where it has a list, and in English for whoever reads that. */
export function SafetyWords({ words }: { readonly words: WordsToCompare }) {
  const isJapanese = useIntl().locale === 'ja'
  return (
    <>
      <Said words={isJapanese ? words.ja : words.en} lang={isJapanese ? 'ja' : 'en'} />
      {isJapanese && (
        <p className="meta">
          <Words id="neighbours.safetyEnglish" values={{ words: <Said words={words.en} lang="en" /> }} />
        </p>
      )}
    </>
  )
}

function Said({ words, lang }: { readonly words: readonly string[]; readonly lang: 'en' | 'ja' }) {
  return (
    <span className="safety" lang={lang}>
      {words.join(lang === 'ja' ? '\u3000' : ' ')}
    </span>
  )
}
