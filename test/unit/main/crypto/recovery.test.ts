import { describe, expect, it } from 'vitest'
import { deriveKey, rootFromWords, wordsFromRoot } from '../../../../src/main/crypto/recovery.ts'
import { fromHex, toHex } from '../../../../src/main/platform/bytes.ts'
import { MirrorError } from '../../../../src/shared/kernel/errors.ts'

/** Source: the BIP-39 reference vectors (python-mnemonic, vectors.json). */
const VECTORS = [
  { entropy: '00'.repeat(32), words: `${'abandon '.repeat(23)}art` },
  { entropy: 'ff'.repeat(32), words: `${'zoo '.repeat(23)}vote` },
  {
    entropy: '68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c',
    words:
      'hamster diagram private dutch cause delay private meat slide toddler razor book happy fancy gospel tennis maple dilemma loan word shrug inflict delay length',
  },
]

function failure(text: string): unknown {
  try {
    rootFromWords(text)
  } catch (thrown) {
    return thrown instanceof MirrorError ? { code: thrown.code, ...thrown.details } : thrown
  }
  return 'no failure'
}

describe('recovery words', () => {
  it.each(VECTORS)('spell the published entropy: $entropy', ({ entropy, words }) => {
    expect(wordsFromRoot(fromHex(entropy)).join(' ')).toBe(words)
    expect(toHex(rootFromWords(words))).toBe(entropy)
  })

  const [, , { entropy, words }] = VECTORS as [unknown, unknown, { entropy: string; words: string }]
  const list = words.split(' ')

  it.each([
    ['capitals and extra spaces', `  ${words.toUpperCase().replaceAll(' ', '   ')}\n`],
    ['line breaks and tabs', list.join('\r\n\t')],
    ['numbering', list.map((word, at) => `${at + 1}. ${word}`).join('\n')],
    ['commas', list.join(', ')],
    ['full-width letters and spaces', fullWidth(words)],
  ])('are read as a person types them: %s', (_, typed) => {
    expect(toHex(rootFromWords(typed))).toBe(entropy)
  })

  it('say which word is unknown, and never repeat it', () => {
    const typed = list.with(4, 'secretish').join(' ')
    expect(failure(typed)).toEqual({ code: 'recovery-words-invalid', problem: 'word', position: 5 })
  })

  it('say how many there are when there are not 24', () => {
    expect(failure(list.slice(1).join(' '))).toMatchObject({ problem: 'count', count: 23 })
    expect(failure('')).toMatchObject({ problem: 'count', count: 0 })
  })

  it('say so when all words are known and do not belong together', () => {
    expect(failure(list.toReversed().join(' '))).toEqual({
      code: 'recovery-words-invalid',
      problem: 'checksum',
    })
  })
})

describe('derived keys', () => {
  const root = fromHex('00'.repeat(32))

  it('are frozen: a changed label or salt would lose every Node its identity', () => {
    expect(toHex(deriveKey(root, 'node identity', 32))).toMatchInlineSnapshot(
      `"7a0557f6db05a6bd38c52e6c040fed857e63afcbba5becbd8ddc0a0d50a12014"`,
    )
    expect(toHex(deriveKey(root, 'privacy noise', 32))).toMatchInlineSnapshot(
      `"d85a8a72524a2bd4ac536613ec556b3215ef25f9b3565ee6472b1d05fdc0b162"`,
    )
    expect(toHex(deriveKey(root, 'mirror pins', 32))).toMatchInlineSnapshot(
      `"9ce1ca21f024960e410409ad0deb3ec18cfb6410b62fd2583ed35ee0b2ac4c55"`,
    )
  })

  it('differ between roots', () => {
    expect(deriveKey(new Uint8Array(32).fill(1), 'node identity', 32)).not.toEqual(
      deriveKey(root, 'node identity', 32),
    )
  })
})

function fullWidth(text: string): string {
  return [...text]
    .map((c) => (c === ' ' ? '\u3000' : String.fromCodePoint(c.charCodeAt(0) + 0xfee0)))
    .join('')
}
