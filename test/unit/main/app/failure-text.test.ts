import { describe, expect, test } from 'vitest'
import { failureText, fillSentence } from '../../../../src/main/app/failure-text.ts'
import { ERROR_CODES, MirrorError } from '../../../../src/shared/kernel/errors.ts'
import { LANGUAGES } from '../../../../src/shared/kernel/language.ts'

describe('a failure in words', () => {
  test.each(LANGUAGES)('has a sentence for every code: %s', (language) => {
    for (const code of ERROR_CODES) {
      const sentence = failureText(new MirrorError(code), language)
      expect(sentence.length, code).toBeGreaterThan(3)
    }
  })

  test('differs from language to language', () => {
    const sentences = LANGUAGES.map((language) => failureText(new MirrorError('disk-full'), language))
    expect(new Set(sentences).size).toBe(LANGUAGES.length)
  })
})

describe('a sentence', () => {
  const sentence = {
    sv: '{n, plural, one {# försök} other {# försök}} kvar',
    ja: 'あと{n}回',
    en: '{n, plural, one {# try} other {# tries}} left',
  }

  test.each([
    ['en', 1, '1 try left'],
    ['en', 3, '3 tries left'],
    ['ja', 3, 'あと3回'],
  ] as const)('is filled in, in %s with %i', (language, n, expected) => {
    expect(fillSentence(sentence, language, { n })).toBe(expected)
  })

  test('that lacks its arguments is told as it is written', () => {
    expect(fillSentence(sentence, 'en')).toBe(sentence.en)
  })
})
