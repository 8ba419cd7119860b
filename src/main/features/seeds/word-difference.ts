import { diffArrays } from 'diff'
import type { WordChange } from '../../../shared/contract/seeds.ts'

/**
 * Most words to change before the search for the shortest difference is given
 * up. Chosen here: the work grows with its square, and this much takes a tenth of
 * a second; a page that differs more reads better by whole lines anyway.
 */
const EDITS_MAX = 1_000
/** Words of any script, alike on every machine; the dictionary for Japanese comes with every locale. */
const words = new Intl.Segmenter('en', { granularity: 'word' })

export interface WordDifference {
  readonly changes: WordChange[]
  readonly wordsAdded: number
  readonly wordsRemoved: number
}

/** A piece of a text that is compared as a whole: a word, what stands between words, or a line. */
interface Piece {
  readonly text: string
  readonly isWord: boolean
}

interface Run {
  readonly kind: WordChange['kind']
  readonly pieces: readonly Piece[]
}

/**
 * What was added to a text and what removed, by words. Its 'same' and 'removed'
 * runs joined are the text before, its 'same' and 'added' runs the text after.
 * Where the two differ too much for that, by lines, and in the end as a whole:
 * the work is bounded for any two texts.
 */
export function wordDifference(before: string, after: string): WordDifference {
  const byWords = compared(wordsOf(before), wordsOf(after))
  const runs = byWords ?? byLines(before, after)
  const count = (kind: Run['kind']): number => {
    const pieces = piecesOf(runs, kind)
    const inWords = byWords === null ? pieces.flatMap(({ text }) => wordsOf(text)) : pieces
    return inWords.filter(({ isWord }) => isWord).length
  }
  return {
    changes: runs.map(({ kind, pieces }) => ({ kind, text: pieces.map(({ text }) => text).join('') })),
    wordsAdded: count('added'),
    wordsRemoved: count('removed'),
  }
}

/** How many lines were added and removed. Of texts that share too little, all of them. */
export function lineCounts(before: string, after: string): { linesAdded: number; linesRemoved: number } {
  const runs = byLines(before, after)
  return { linesAdded: piecesOf(runs, 'added').length, linesRemoved: piecesOf(runs, 'removed').length }
}

function byLines(before: string, after: string): Run[] {
  const [was, is] = [linesOf(before), linesOf(after)]
  return compared(was, is) ?? replaced(was, is)
}

/** The shortest difference, or null where finding it takes too much. */
function compared(before: readonly Piece[], after: readonly Piece[]): Run[] | null {
  const found = diffArrays([...before], [...after], {
    comparator: (a, b) => a.text === b.text,
    maxEditLength: EDITS_MAX,
  })
  if (found === undefined) return null
  return found.map(({ added, removed, value }) => ({ kind: kindOf(added, removed), pieces: value }))
}

function replaced(before: readonly Piece[], after: readonly Piece[]): Run[] {
  const runs: Run[] = [
    { kind: 'removed', pieces: before },
    { kind: 'added', pieces: after },
  ]
  return runs.filter(({ pieces }) => pieces.length > 0)
}

function kindOf(added: boolean, removed: boolean): WordChange['kind'] {
  if (added) return 'added'
  return removed ? 'removed' : 'same'
}

const piecesOf = (runs: readonly Run[], kind: Run['kind']): Piece[] =>
  runs.filter((run) => run.kind === kind).flatMap(({ pieces }) => pieces)

const wordsOf = (text: string): Piece[] =>
  [...words.segment(text)].map(({ segment, isWordLike }) => ({ text: segment, isWord: isWordLike === true }))

/** Each line with its line feed; the last may have none. */
const linesOf = (text: string): Piece[] =>
  (text.match(/[^\n]*\n|[^\n]+$/gu) ?? []).map((line) => ({ text: line, isWord: false }))
