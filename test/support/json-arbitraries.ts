import fc from 'fast-check'
import { z } from 'zod'

/** As much of a JSON Schema as the contract uses. */
interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
}

/** Numbers that code stumbles over. */
const EDGES = [0, -1, 0.1, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, Date.UTC(2026, 0)] as const
/** Texts that code stumbles over. */
const WORDS = [
  '',
  ' ',
  '__proto__',
  '\0',
  '\u202e',
  '𠮷'.repeat(40),
  '../../x',
  'water',
  'L',
  '1234',
  '[]',
] as const

const arbitraryJson = fc.jsonValue({ maxDepth: 3 })
const text = fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 60, unit: 'binary' }))
const figure = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 1_000 }) },
  { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...EDGES), fc.integer(), fc.double({ noNaN: true })) },
)

/** Names and ids that mean something to whoever is asked, so that some inputs do. */
type Known = readonly string[]

/** Inputs of a method: as its schema has them, nearly so, and not at all. */
export function inputsOf(input: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  const fitting = valuesOf(z.toJSONSchema(input, { io: 'input' }) as Schema, known)
  return fc.oneof({ weight: 4, arbitrary: fitting }, { weight: 1, arbitrary: arbitraryJson })
}

function valuesOf(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const right = fittingOf(schema, known)
  return fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: arbitraryJson })
}

function fittingOf(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => valuesOf(choice, known)))
  return byType(schema, known)
}

function byType(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'object':
      return objectsOf(schema, known)
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, known), { maxLength: 3 })
    case 'string':
      return textsOf(schema, known)
    case 'integer':
      return fc.oneof(integersOf(schema), figure)
    case 'number':
      return figure
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return arbitraryJson
  }
}

function objectsOf({ properties = {}, required = [] }: Schema, known: Known): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema, known)] as const)
  return fc.record(Object.fromEntries(members), { requiredKeys: [...required] })
}

function textsOf({ pattern }: Schema, known: Known): fc.Arbitrary<string> {
  const form = pattern === undefined ? null : new RegExp(pattern, 'u')
  const made = form === null ? text : fc.stringMatching(form)
  const meant = known.filter((word) => form === null || form.test(word))
  return meant.length === 0 ? made : fc.oneof(made, fc.constantFrom(...meant))
}

/** Small ones first: a long wait or a far day is found by the edges. */
function integersOf({ minimum = -100, maximum = 100 }: Schema): fc.Arbitrary<number> {
  const min = Math.max(minimum, -(2 ** 31))
  return fc.integer({ min, max: Math.max(min, Math.min(maximum, min + 10_000)) })
}
