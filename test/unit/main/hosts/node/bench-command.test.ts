import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { type Bench, type BenchRun, figureOf } from '../../../../../src/main/hosts/node/bench/bench.ts'
import { bench } from '../../../../../src/main/hosts/node/bench-command.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import { failureOf } from '../../../../support/failure.ts'
import { temporaryFolder } from '../../../../support/folder.ts'

const runs: BenchRun[] = []
const measuring = (name: string, goal: number): Bench => ({
  name,
  async run(run) {
    runs.push(run)
    run.progress('counts')
    return {
      bench: name,
      figures: [figureOf({ name: 'count', goal, better: 'lower', against: 'none' }, [1, 2, 3])],
    }
  },
})
const benches = [measuring('good', 2), measuring('bad', 1)]
let lines: string[] = []

beforeEach(() => {
  lines = []
  runs.length = 0
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
})

const json = (): unknown[] => lines.map((line) => JSON.parse(line))

test('prints one line of JSON with exactly the fields of a result', async () => {
  expect(await bench('good', { json: true }, { language: 'en', benches })).toBe(0)
  const figure = {
    ...{ name: 'count', value: 2, goal: 2, better: 'lower', met: true, rounds: 3, low: 1, high: 3 },
    against: 'none',
  }
  expect(json()).toEqual([{ bench: 'good', figures: [figure] }])
  expect(runs.map(({ rounds, scale }) => ({ rounds, scale }))).toEqual([{ rounds: 5, scale: 1 }])
})

test('all ends with every figure under the name of its bench, and fails where one misses its goal', async () => {
  expect(await bench('all', { json: true, rounds: 7 }, { language: 'en', benches })).toBe(1)
  expect(json()).toMatchObject([
    { bench: 'good' },
    { bench: 'bad' },
    {
      bench: 'all',
      figures: [
        { name: 'good: count', met: true },
        { name: 'bad: count', met: false },
      ],
    },
  ])
  expect(runs.map(({ rounds }) => rounds)).toEqual([7, 7])
})

test.for([
  ['en', '✗ count: 2 (goal ≤ 1; 1 to 3 in 3 rounds)'],
  ['sv', '✗ count: 2 (mål ≤ 1; 1 till 3 på 3 omgångar)'],
  ['ja', '✗ count：2（目標 ≤ 1、3 回で 1～3）'],
] as const)('tells a person in %s', async ([language, line]) => {
  await bench('bad', {}, { language, benches })
  expect(lines[0]).toBe(`${line}\n`)
})

test('writes the figures, a page and a plot', async () => {
  const folder = join(await temporaryFolder(), 'report')
  await bench('good', { json: true, report: folder }, { language: 'en', benches })
  expect([JSON.parse(await readFile(join(folder, 'good.json'), 'utf8'))]).toEqual(json())
  expect(await readFile(join(folder, 'good.md'), 'utf8')).toContain('(good.svg)')
  expect(await readFile(join(folder, 'good.svg'), 'utf8')).toContain('<svg')
})

test('a name that no bench has is wrong use, and what cannot be measured here says so', async () => {
  expect(await failureOf(bench('fast', {}, { language: 'en', benches }))).toMatchObject({ code: 'usage' })
  const unready: Bench = {
    name: 'unready',
    run: () => Promise.reject(new MirrorError('bench-unready', { missing: 'Chromium' })),
  }
  expect(await failureOf(bench('unready', {}, { language: 'en', benches: [unready] }))).toMatchObject({
    code: 'bench-unready',
  })
})
