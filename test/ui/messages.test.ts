import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { CSV_LINE_CODES } from '../../src/shared/contract/resources.ts'
import { ERROR_CODES } from '../../src/shared/kernel/errors.ts'
import { LANGUAGES } from '../../src/shared/kernel/language.ts'
import { VERDICT_REASONS } from '../../src/shared/kernel/verdict.ts'
import { SPOKEN } from '../../src/shared/words/all-spoken.ts'
import { FAILURE_ARGUMENTS } from '../../src/shared/words/failure-words.ts'
import { EVERY_MESSAGE } from '../support/every-message.ts'

const { en, sv, ja } = EVERY_MESSAGE

interface AstNode {
  readonly type: number
  readonly value?: unknown
  readonly options?: Readonly<Record<string, { readonly value: readonly AstNode[] }>>
}
/** Node types of the ICU parser: 0 is literal text, 7 the number inside a plural. */
const LITERAL = 0
const POUND = 7

/** The names a message takes, in order of the alphabet. Throws where it is no ICU message. */
function argumentsOf(message: string, language: string): readonly string[] {
  const names = new Set<string>()
  const walk = (nodes: readonly AstNode[]): void => {
    for (const node of nodes) {
      if (node.type !== LITERAL && node.type !== POUND) names.add(String(node.value))
      for (const option of Object.values(node.options ?? {})) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(message, language).getAst() as unknown as readonly AstNode[])
  return [...names].toSorted()
}

/** Messages that are a name, or marks around what somebody else wrote. */
const NAMES_AND_MARKS = [
  'app.name',
  'app.titleCount',
  'ui.quoted',
  'pin.new',
  'resources.ofCapacity',
  'alert.handled',
  'files.act',
]

const pages: Readonly<Record<string, Readonly<Record<string, string>>>> = { sv, ja, en }

describe.each(LANGUAGES)('the page in %s', (language) => {
  const words = pages[language] ?? {}

  test('has every message, none empty', () => {
    expect(Object.keys(words)).toEqual(Object.keys(en))
    expect(Object.entries(words).filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('takes the same arguments as in English', () => {
    const taken = Object.entries(words).map(([key, text]) => [key, argumentsOf(text, language)])
    expect(Object.fromEntries(taken)).toEqual(
      Object.fromEntries(Object.entries(en).map(([key, text]) => [key, argumentsOf(text, 'en')])),
    )
  })
})

test('sv and ja are not left in English', () => {
  const same = Object.entries(en).filter(
    ([key, text]) => (sv as Record<string, string>)[key] === text && text.length > 24,
  )
  expect(same).toEqual([])
  const withoutKana = Object.entries(ja).filter(
    ([, text]) => !/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u.test(text.replace(/\{\w+\}/gu, '')),
  )
  expect(withoutKana.map(([key]) => key).sort()).toEqual([...NAMES_AND_MARKS].sort())
})

describe.each(LANGUAGES)('shared words in %s', (language) => {
  test.each(ERROR_CODES)('%s takes only the details it is promised', (code) => {
    const promised: readonly string[] =
      (FAILURE_ARGUMENTS as Readonly<Record<string, readonly string[]>>)[code] ?? []
    expect(argumentsOf(SPOKEN[language].failures[code], language)).toEqual([...promised].toSorted())
  })

  test('reasons and CSV lines stand by themselves', () => {
    const sentences = [
      ...VERDICT_REASONS.map((reason) => SPOKEN[language].reasons[reason]),
      ...CSV_LINE_CODES.map((code) => SPOKEN[language].csvLines[code]),
    ]
    expect(sentences.flatMap((sentence) => argumentsOf(sentence, language))).toEqual([])
    expect(sentences.every((sentence) => sentence.length > 8)).toBe(true)
  })
})

test.each([
  ['en', 1, 'Wrong PIN. One try left before a pause.'],
  ['sv', 3, 'Fel PIN-kod. 3 försök kvar före en paus.'],
  ['ja', 1, 'PIN が違います。休止までにあと 1 回試せます。'],
] as const)('counts tries as %s does', (language, triesLeft, words) => {
  expect(new IntlMessageFormat(SPOKEN[language].failures['pin-wrong'], language).format({ triesLeft })).toBe(
    words,
  )
})
