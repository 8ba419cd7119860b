import { expect, it } from 'vitest'
import { safetyWords } from '../../../../src/main/crypto/safety-words.ts'

const a = new Uint8Array(32).fill(1)
const b = new Uint8Array(32).fill(2)
const c = new Uint8Array(32).fill(3)

it('are the same six words on both sides, and frozen', () => {
  expect(safetyWords(a, b)).toEqual(safetyWords(b, a))
  expect(safetyWords(a, b).en.join(' ')).toMatchInlineSnapshot(`"glare join arctic fan venture dirt"`)
  expect(safetyWords(a, b).ja.join(' ')).toMatchInlineSnapshot(
    `"しごと せもたれ いたりあ このみ ゆにゅう くやくしょ"`,
  )
})

it('differ for another pair', () => {
  expect(safetyWords(a, b)).not.toEqual(safetyWords(a, c))
})

it.each([
  ['en', /^[a-z]{3,8}$/u],
  ['ja', /^\p{Script=Hiragana}{2,8}$/u],
] as const)('are six words for any pair: %s', (language, form) => {
  for (let n = 0; n < 50; n++) {
    const words = safetyWords(new Uint8Array(32).fill(n), b)[language]
    expect(words.filter((word) => form.test(word))).toHaveLength(6)
  }
})

it('say the same of a pair in every language: where one word differs, so does the other', () => {
  const pairs = Array.from({ length: 50 }, (_, n) => safetyWords(new Uint8Array(32).fill(n), b))
  const same = (language: 'en' | 'ja') =>
    pairs.map((words) => pairs.map((other) => words[language][0] === other[language][0]))
  expect(same('ja')).toEqual(same('en'))
})
