import type { Language } from '../../../shared/kernel/language.ts'
import { closeness, foldFor, wordsOf } from './find-text.ts'

/** What can be found, in the order in which it is shown. */
export const FIND_KINDS = [
  'go',
  'do',
  'alert',
  'transfer',
  'node',
  'resource',
  'seed',
  'page',
  'setting',
] as const
export type FindKind = (typeof FIND_KINDS)[number]

/** Where something found leads: an address of the page, or something done at once. */
export type FindWay = { readonly address: string } | { readonly run: () => void }

export interface FindEntry {
  readonly key: string
  readonly kind: FindKind
  readonly title: string
  /** A second line. */
  readonly detail: string
  /** Searched too, but not shown. */
  readonly unseen: string
  /** How recent it is; 0 for what has no time. */
  readonly atMs: number
  readonly way: FindWay
}

export interface FoundGroup {
  readonly kind: FindKind | 'recent'
  readonly entries: readonly FindEntry[]
  /** How many more of the kind fit. */
  readonly more: number
}

export interface FindQuestion {
  readonly text: string
  readonly language: Language
  /** Keys of what was last gone to, newest first. */
  readonly lastFound: readonly string[]
}

/** Most of one kind shown at once. Chosen here: several kinds stay in sight together. */
const SHOWN_PER_KIND = 8
/** What is offered before anything is asked. */
const UNASKED: readonly FindKind[] = ['go', 'do']

/** What fits, by kind; before anything is asked, what was last gone to and the ways there are. */
export function findIn(entries: readonly FindEntry[], question: FindQuestion): readonly FoundGroup[] {
  const words = wordsOf(question.text, question.language)
  if (words.length === 0) return unasked(entries, question.lastFound)
  const fitting = byCloseness(entries, words, question.language)
  return FIND_KINDS.map((kind) => {
    const ofKind = fitting.filter((entry) => entry.kind === kind)
    const shown = ofKind.slice(0, SHOWN_PER_KIND)
    return { kind, entries: shown, more: ofKind.length - shown.length }
  }).filter(({ entries: shown }) => shown.length > 0)
}

function unasked(entries: readonly FindEntry[], lastFound: readonly string[]): readonly FoundGroup[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]))
  const recent = lastFound.flatMap((key) => byKey.get(key) ?? [])
  const ways = UNASKED.map((kind) => ({
    kind,
    entries: entries.filter((entry) => entry.kind === kind && !lastFound.includes(entry.key)),
    more: 0,
  }))
  return [{ kind: 'recent' as const, entries: recent, more: 0 }, ...ways].filter(
    ({ entries: shown }) => shown.length > 0,
  )
}

interface Folded {
  readonly title: string
  readonly all: string
}

/** What an entry is searched in, made once for each language: every letter typed asks thousands of them. */
const folds: Readonly<Record<Language, WeakMap<FindEntry, Folded>>> = {
  sv: new WeakMap(),
  ja: new WeakMap(),
  en: new WeakMap(),
}

function foldedOf(entry: FindEntry, language: Language): Folded {
  const known = folds[language].get(entry)
  if (known !== undefined) return known
  const title = foldFor(entry.title, language)
  const made = { title, all: `${title}\n${foldFor(`${entry.detail}\n${entry.unseen}`, language)}` }
  folds[language].set(entry, made)
  return made
}

function byCloseness(
  entries: readonly FindEntry[],
  words: readonly string[],
  language: Language,
): readonly FindEntry[] {
  const collator = new Intl.Collator(language, { numeric: true })
  return entries
    .flatMap((entry) => {
      const { title, all } = foldedOf(entry, language)
      return words.every((word) => all.includes(word)) ? [{ entry, close: closeness(title, words) }] : []
    })
    .toSorted(
      (one, other) =>
        one.close - other.close ||
        other.entry.atMs - one.entry.atMs ||
        collator.compare(one.entry.title, other.entry.title),
    )
    .map(({ entry }) => entry)
}
