import { beforeAll, describe, expect, test } from 'vitest'
import { crashers, type Fuzzed, fuzz, fuzzAgain, inputsOf, isFullFuzz } from '../support/fuzz.ts'
import { WIRE_TARGETS } from '../support/wire-targets.ts'

const TIMEOUT_MS = 300_000
const TARGETS = WIRE_TARGETS.map((target) => ({ ...target, inputs: inputsOf(target.inputs) }))
const fuzzed = new Map<string, Fuzzed>()

beforeAll(() => console.log(`fuzzed; for the same inputs again: ${fuzzAgain}`))

describe('a decoder given garbage', () => {
  test.each(TARGETS)('takes its valid messages: $name', async ({ run, samples }) => {
    for (const sample of samples) expect(await run(sample)).toBe(true)
  })

  test.each(TARGETS)(
    'lets nothing escape and is never slow: $name, $inputs times',
    async (target) => {
      const result = await fuzz(target)
      fuzzed.set(target.name, result)
      expect(result.findings).toEqual([])
    },
    TIMEOUT_MS,
  )

  test('a million times in all, where the whole is asked for', () => {
    const inputs = (targets: Iterable<{ readonly inputs: number }>): number =>
      [...targets].reduce((sum, target) => sum + target.inputs, 0)
    expect(inputs(WIRE_TARGETS)).toBeGreaterThanOrEqual(1_000_000)
    expect(inputs(fuzzed.values())).toBeGreaterThanOrEqual(isFullFuzz ? 1_000_000 : 50_000)
  })

  test('is given what went wrong before', () => {
    expect(crashers.length).toBeGreaterThan(0)
    expect(crashers.every(({ length }) => length > 0)).toBe(true)
  })

  test('leaves the valid messages as they were', async () => {
    for (const { run, samples } of TARGETS) for (const sample of samples) expect(await run(sample)).toBe(true)
  })

  test('gets garbage that goes deep: some of it is still a message', () => {
    const shallow = [...fuzzed].filter(([, { taken }]) => taken === 0).map(([name]) => name)
    expect(shallow).toEqual([])
    expect([...fuzzed.values()].every(({ inputs, taken }) => taken < inputs)).toBe(true)
  })
})
