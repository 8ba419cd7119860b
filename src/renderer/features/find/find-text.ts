import type { Language } from '../../../shared/kernel/language.ts'

const KATAKANA = /[\u30a1-\u30f6]/gu
/** Distance from a katakana letter to its hiragana. Source: Unicode blocks 3040 and 30A0. */
const KANA_OFFSET = 0x60
const DIACRITICS = /[\u0300-\u036f]/gu
/** Fences around names of others, which nobody types. Source: Unicode UAX #9, FSI and PDI. */
const FENCES = /[\u2068\u2069]/gu
/** Letters of their own in Swedish, and how it sorts its neighbours' among them. Source: Unicode CLDR, Swedish collation. */
const SWEDISH: Readonly<Record<string, string>> = {
  å: '\ue000',
  ä: '\ue001',
  ö: '\ue002',
  æ: '\ue001',
  ø: '\ue002',
}

/**
 * Text as it is compared: without case, width, kind of kana and diacritics. In
 * Swedish å, ä and ö are letters of their own, so that "Ås" is not "as"; the
 * marks that make が of か stay in every language.
 */
export function foldFor(text: string, language: Language): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(FENCES, '')
  const own = language === 'sv' ? plain.replace(/[åäöæø]/gu, (letter) => SWEDISH[letter] ?? letter) : plain
  return own
    .normalize('NFD')
    .replace(DIACRITICS, '')
    .normalize('NFC')
    .replace(KATAKANA, (letter) => String.fromCharCode(letter.charCodeAt(0) - KANA_OFFSET))
}

/** The words of a question, folded. */
export const wordsOf = (query: string, language: Language): readonly string[] =>
  foldFor(query, language).split(/\s+/u).filter(Boolean)

export interface MarkedPart {
  readonly text: string
  readonly marked: boolean
}

/** A text cut where the words of a question stand in it, whole characters at a time. */
export function markedParts(
  text: string,
  words: readonly string[],
  language: Language,
): readonly MarkedPart[] {
  const characters = [...new Intl.Segmenter(language).segment(text)].map(({ segment }) => ({
    segment,
    folded: foldFor(segment, language),
  }))
  const folded = characters.map((character) => character.folded).join('')
  const spans = words.flatMap((word) => spansOf(folded, word))
  let at = 0
  const parts: { text: string; marked: boolean }[] = []
  for (const { segment, folded: own } of characters) {
    const end = at + own.length
    const marked = own !== '' && spans.some((span) => span.from < end && span.to > at)
    const last = parts.at(-1)
    if (last?.marked === marked) last.text += segment
    else parts.push({ text: segment, marked })
    at = end
  }
  return parts
}

function spansOf(folded: string, word: string): readonly { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = []
  for (let from = folded.indexOf(word); from !== -1; from = folded.indexOf(word, from + word.length))
    spans.push({ from, to: from + word.length })
  return spans
}

/** How well a title meets a question: 0 begins with it, 1 at the beginning of words, 2 within, 3 only elsewhere. */
export function closeness(foldedTitle: string, words: readonly string[]): number {
  if (foldedTitle.startsWith(words.join(' '))) return 0
  if (words.every((word) => beginsWord(foldedTitle, word))) return 1
  return words.every((word) => foldedTitle.includes(word)) ? 2 : 3
}

const beginsWord = (folded: string, word: string): boolean =>
  spansOf(folded, word).some(
    ({ from }) => from === 0 || !/[\p{L}\p{N}\ue000-\ue002]/u.test(folded[from - 1] ?? ''),
  )
