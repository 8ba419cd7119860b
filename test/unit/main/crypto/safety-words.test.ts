import { expect, it } from 'vitest'
import { safetyWords } from '../../../../src/main/crypto/safety-words.ts'

const a = new Uint8Array(32).fill(1)
const b = new Uint8Array(32).fill(2)
const c = new Uint8Array(32).fill(3)

it('are the same six words on both sides, and frozen', () => {
  expect(safetyWords(a, b)).toEqual(safetyWords(b, a))
  expect(safetyWords(a, b).join(' ')).toMatchInlineSnapshot(`"glare join arctic fan venture dirt"`)
})

it('differ for another pair', () => {
  expect(safetyWords(a, b)).not.toEqual(safetyWords(a, c))
})

it('are six words for any pair', () => {
  for (let n = 0; n < 50; n++) {
    const words = safetyWords(new Uint8Array(32).fill(n), b)
    expect(words.filter((word) => /^[a-z]{3,8}$/.test(word))).toHaveLength(6)
  }
})
