import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { COMMAND_WORDS, HELP_WORDS, USAGE_WORDS } from '../../../../../src/main/hosts/node/command-words.ts'
import { DOCTOR_WORDS } from '../../../../../src/main/hosts/node/doctor-words.ts'
import { usageError } from '../../../../../src/main/hosts/node/usage-error.ts'
import { describeError } from '../../../../../src/main/hosts/node/words.ts'
import { ERROR_CODES, MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import { LANGUAGES } from '../../../../../src/shared/kernel/language.ts'

const TABLES = { COMMAND_WORDS, DOCTOR_WORDS, HELP_WORDS, USAGE_WORDS }
const SENTENCES = Object.entries(TABLES).flatMap(([table, sentences]) =>
  Object.entries(sentences).map(([key, sentence]) => [`${table}.${key}`, sentence] as const),
)

const argumentsOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? '').sort()

describe('what the command line says', () => {
  test.for(SENTENCES)('%s exists in every language with the same arguments', ([, sentence]) => {
    for (const language of LANGUAGES) {
      expect(sentence[language].trim()).not.toBe('')
      expect(argumentsOf(sentence[language])).toEqual(argumentsOf(sentence.en))
      expect(() => new IntlMessageFormat(sentence[language], language)).not.toThrow()
    }
  })

  test('tells every code in every language', () => {
    for (const language of LANGUAGES) {
      const told = ERROR_CODES.map((code) => describeError(new MirrorError(code), language).message)
      expect(told.every((message) => message.length > 0)).toBe(true)
      expect(new Set(told).size).toBe(told.length)
    }
  })

  test('fills details in, and never fails over one that is missing', () => {
    expect(describeError(new MirrorError('pin-wrong', { triesLeft: 1 }), 'sv').message).toBe(
      'Fel PIN-kod. Ett försök kvar före en paus.',
    )
    expect(describeError(new MirrorError('pin-wrong'), 'sv').message).toContain('Fel PIN-kod')
  })

  test('names what a wrong command line stumbled over', () => {
    expect(describeError(usageError('commander.unknownOption', '--frob'), 'ja').message).toBe(
      'オプション「--frob」はここにはありません。',
    )
    expect(describeError(new MirrorError('usage', { word: 'toString' }), 'en').message).toContain('--help')
  })

  test('tells nothing of an unexpected failure but that it happened', () => {
    const body = describeError(new Error('PIN 2468'), 'en')
    expect(body.code).toBe('internal')
    expect(JSON.stringify(body)).not.toContain('2468')
  })
})
