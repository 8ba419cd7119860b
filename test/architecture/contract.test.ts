import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { EventSpec, Feature, MethodSpec } from '../../src/shared/bridge/contract.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { ERROR_CODES } from '../../src/shared/kernel/errors.ts'
import { LANGUAGES } from '../../src/shared/kernel/language.ts'
import { SPOKEN } from '../../src/shared/words/all-spoken.ts'

/** Names that scripts outside this repository rely on. They may gain company and never change. */
const PROMISED = {
  node: ['status', 'changed'],
  mirrors: ['list', 'add', 'revoke', 'unlock', 'lock', 'changed'],
  policy: ['get', 'set'],
  settings: ['get', 'set'],
  invites: ['create', 'accept', 'revoke', 'list'],
  federation: ['leave'],
  resources: ['record', 'own', 'history', 'importCsv', 'changed'],
  map: ['reports', 'changed'],
  alerts: ['raise', 'correct', 'list', 'review', 'acknowledge', 'snooze', 'resolve', 'changed'],
  neighbours: ['list', 'pin', 'changed'],
} as const

const features: [string, Feature][] = Object.entries(contract)
const members = features.flatMap(([feature, specs]) =>
  Object.entries(specs).map(([member, spec]) => ({ name: `${feature}.${member}`, spec })),
)
/** What a page does only at a person's press. Another one needs a reason in docs/security.md, "A press for an act". */
const AT_A_PRESS = ['transfers.decide', 'seeds.plant']

const isMethod = (entry: {
  name: string
  spec: MethodSpec | EventSpec
}): entry is { name: string; spec: MethodSpec } => entry.spec.kind !== 'event'
const methods = members.filter(isMethod)
const events = members.flatMap(({ name, spec }) => (spec.kind === 'event' ? [{ name, spec }] : []))

describe('the contract', () => {
  test.each(Object.entries(PROMISED))('keeps the promised names of %s', (feature, names) => {
    expect(Object.keys(Object(contract)[feature] ?? {})).toEqual(expect.arrayContaining([...names]))
  })

  test.each(members)('$name is named as feature.verbNoun', ({ name }) => {
    expect(name).toMatch(/^[a-z][a-zA-Z]*\.[a-z][a-zA-Z]*$/u)
  })

  test.each(methods)('$name names only known codes, each once', ({ spec }) => {
    expect(ERROR_CODES).toEqual(expect.arrayContaining([...spec.errors]))
    expect(new Set(spec.errors).size).toBe(spec.errors.length)
  })

  // A schema that JSON Schema cannot say (a date, a bigint, undefined) would change on its way through a channel.
  test.each(methods)('$name speaks JSON both ways', ({ spec }) => {
    expect(() => z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'throw' })).not.toThrow()
    expect(() => z.toJSONSchema(spec.output, { io: 'output', unrepresentable: 'throw' })).not.toThrow()
  })

  test.each(events)('$name carries JSON', ({ spec }) => {
    expect(() => z.toJSONSchema(spec.payload, { io: 'output', unrepresentable: 'throw' })).not.toThrow()
  })

  test.each(methods)('$name takes an object, so that it can grow', ({ spec }) => {
    expect(z.toJSONSchema(spec.input, { io: 'input' }).type).toBe('object')
    expect(z.toJSONSchema(spec.output, { io: 'output' }).type).toBe('object')
  })
})

describe('acts of weight', () => {
  const pressed = methods.filter(({ spec }) => spec.confirm)

  test('are those that are written down', () => {
    expect(pressed.map(({ name }) => name)).toEqual(AT_A_PRESS)
  })

  test.each(pressed)('$name is an act on one thing, and says so when a press is missing', ({ spec }) => {
    expect(spec.kind).toBe('act')
    expect(spec.errors).toContain('not-confirmed')
    const { properties, required } = z.toJSONSchema(spec.input, { io: 'input' })
    expect(properties?.['id']).toMatchObject({ type: 'string' })
    expect(required).toContain('id')
  })
})

describe('words for failures', () => {
  const sentences = ERROR_CODES.flatMap((code) =>
    LANGUAGES.map((language) => ({ code, language, words: SPOKEN[language].failures[code] })),
  )

  test('there is a sentence for every code and none besides', () => {
    expect(Object.keys(SPOKEN.en.failures).sort()).toEqual([...ERROR_CODES].sort())
  })

  test.each(sentences)('$code has words in $language', ({ code, words }) => {
    expect(words.trim().length).toBeGreaterThan(5)
    expect(words).not.toContain(code)
  })
})
