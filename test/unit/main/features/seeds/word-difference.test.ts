import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { lineCounts, wordDifference } from '../../../../../src/main/features/seeds/word-difference.ts'

const shown = (before: string, after: string): string =>
  wordDifference(before, after)
    .changes.map(({ kind, text }) => ({ same: text, added: `{+${text}+}`, removed: `[-${text}-]` })[kind])
    .join('')
const joined = (before: string, after: string, without: 'added' | 'removed'): string =>
  wordDifference(before, after)
    .changes.filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('')

describe('the difference', () => {
  test.each([
    ['Water at noon', 'Water at dusk', 'Water at [-noon-]{+dusk+}', 1, 1],
    ['', 'A new page', '{+A new page+}', 3, 0],
    ['Same', 'Same', 'Same', 0, 0],
    ['One two three', 'One three', 'One [-two -]three', 0, 1],
    ['朝に水をやる', '夕方に水をやる', '[-朝-]{+夕方+}に水をやる', 1, 1],
    ['Vattna i gryningen', 'Vattna tidigt i gryningen', 'Vattna {+tidigt +}i gryningen', 1, 0],
    ['a b', 'a  b', 'a[- -]{+  +}b', 0, 0],
    ['Mulch, then water.', 'Mulch; then water!', 'Mulch[-,-]{+;+} then water[-.-]{+!+}', 0, 0],
  ])('between "%s" and "%s" is by words', (before, after, runs, added, removed) => {
    expect(shown(before, after)).toBe(runs)
    expect(wordDifference(before, after)).toMatchObject({ wordsAdded: added, wordsRemoved: removed })
  })

  test.each([
    ['', 'a\nb', 2, 0],
    ['a\nb', 'a\nb\nc', 2, 1],
    ['a\nb\n', 'a\nb\nc\n', 1, 0],
    ['a\n\nb', 'a\nb', 0, 1],
    ['a', 'a', 0, 0],
    ['a', 'b', 1, 1],
  ])('between %j and %j counts lines', (before, after, linesAdded, linesRemoved) => {
    expect(lineCounts(before, after)).toEqual({ linesAdded, linesRemoved })
  })

  const Text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '水', 'を', '.', 'é'), maxLength: 60 })

  property.prop([Text, Text], { seed: 5 })('holds both texts whole', (before, after) => {
    expect(joined(before, after, 'added')).toBe(before)
    expect(joined(before, after, 'removed')).toBe(after)
  })
})

describe('texts made to cost much', () => {
  const many = (word: string, count: number) =>
    Array.from({ length: count }, (_, n) => `${word}${n}`).join(' ')

  // Without a bound the first of them takes a minute, which the time-out of a test does not wait for.
  test.each([
    ['nothing in common', 'a.'.repeat(6_000), 'b!'.repeat(6_000)],
    ['other words all through', many('a', 1_700), many('b', 1_700)],
    ['single signs', ',;'.repeat(6_000), ';,,'.repeat(4_000)],
    ['nothing but line feeds between', 'a\n'.repeat(6_000), 'b\n'.repeat(6_000)],
    ['one line without a word', '水'.repeat(4_000), '火'.repeat(4_000)],
  ])('%s: take little, and nothing is lost', (_, before, after) => {
    expect(joined(before, after, 'added')).toBe(before)
    expect(joined(before, after, 'removed')).toBe(after)
    expect(lineCounts(before, after).linesAdded).toBeGreaterThan(0)
  })

  test('are compared by lines where words are too many', () => {
    const line = 'a shared line that stays\n'
    const before = `${line}${'x.'.repeat(3_000)}\n${line}`
    const after = `${line}${'y!'.repeat(3_000)}\n${line}`
    const { changes } = wordDifference(before, after)
    expect(changes.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same'])
    expect(changes[0]?.text).toBe(line)
  })
})
