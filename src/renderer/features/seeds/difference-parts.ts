import type { WordChange } from '../../../shared/contract/seeds.ts'

/** A run of a difference as it is shown; `skipped` stands for text that stays as it is and is left out. */
export interface DifferencePart {
  readonly kind: WordChange['kind'] | 'skipped'
  readonly text: string
}

/** How much unchanged text stands on each side of a change. Chosen here: a line or two to find the place by. */
const AROUND_CHARS = 120
/** Shortest unchanged text worth leaving out. Chosen here: less would save no room. */
const SKIPPED_MIN_CHARS = 160

const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' })

/** The changes with some of the text around them; what stays as it is far from any change is left out. */
export function withSurroundings(changes: readonly WordChange[]): readonly DifferencePart[] {
  const last = changes.length - 1
  return changes.flatMap((change, index): readonly DifferencePart[] => {
    const { kind, text } = change
    if (kind !== 'same') return [change]
    const before = index === 0 ? '' : beginning(text, AROUND_CHARS)
    const after = index === last ? '' : ending(text.slice(before.length), AROUND_CHARS)
    const skipped = text.slice(before.length, text.length - after.length)
    if (skipped.length < SKIPPED_MIN_CHARS) return [change]
    const parts: readonly DifferencePart[] = [
      { kind: 'same', text: before },
      { kind: 'skipped', text: skipped },
      { kind: 'same', text: after },
    ]
    return parts.filter((part) => part.text !== '')
  })
}

/** The first words of a text, at least so many characters of it. */
function beginning(text: string, atLeast: number): string {
  let end = 0
  for (const { index, segment } of WORDS.segment(text)) {
    end = index + segment.length
    if (end >= atLeast) break
  }
  return text.slice(0, end)
}

/** The last words of a text, at least so many characters of it. */
function ending(text: string, atLeast: number): string {
  let start = text.length
  for (const { index } of [...WORDS.segment(text)].reverse()) {
    start = index
    if (text.length - start >= atLeast) break
  }
  return text.slice(start)
}
