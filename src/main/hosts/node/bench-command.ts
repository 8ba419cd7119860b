import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '../../../shared/kernel/language.ts'
import { fillSentence } from '../../app/failure-text.ts'
import { shortFigure } from '../../rehearsal/rehearsal-report.ts'
import { storageError } from '../../storage/storage-error.ts'
import type { Bench, BenchResult, Figure } from './bench/bench.ts'
import { benchPage, benchPlot } from './bench/bench-report.ts'
import { BENCH_WORDS } from './bench/bench-words.ts'
import { BENCHES } from './bench/benches.ts'
import type { BenchFlags } from './bench-flags.ts'
import { printError, printJson, printLine } from './terminal.ts'
import { usageError } from './usage-error.ts'

/** Rounds where none are asked for. Chosen here: the fewest whose median shrugs off two disturbed ones. */
const DEFAULT_ROUNDS = 5
const ALL = 'all'

export interface BenchDeps {
  readonly language: Language
  /** Those there are. */
  readonly benches?: readonly Bench[]
}

/**
 * Run one bench by name, or all.
 *
 * @returns 1 where a figure misses its goal, as a rehearsal that does not pass
 * @throws MirrorError 'usage' where none has that name, 'bench-unready' where one cannot be measured here
 */
export async function bench(name: string, flags: BenchFlags, deps: BenchDeps): Promise<number> {
  const { language, benches = BENCHES } = deps
  const chosen = name === ALL ? benches : benches.filter((each) => each.name === name)
  if (chosen.length === 0) throw usageError('benchUnknown', name)
  const results: BenchResult[] = []
  for (const each of chosen) {
    const result = await run(each, flags, language)
    results.push(result)
    if (flags.report !== undefined) await writeReport(flags.report, result)
    if (flags.json) printJson(result)
    else printResult(result, language)
  }
  if (name === ALL && flags.json) printJson(summaryOf(results))
  return results.every(isMet) ? 0 : 1
}

function run(chosen: Bench, flags: BenchFlags, language: Language): Promise<BenchResult> {
  return chosen.run({
    rounds: flags.rounds ?? DEFAULT_ROUNDS,
    scale: flags.scale ?? 1,
    progress(step) {
      if (!flags.json) printError(fillSentence(BENCH_WORDS.step, language, { bench: chosen.name, step }))
    },
  })
}

const isMet = ({ figures }: BenchResult): boolean => figures.every(({ met }) => met)

/** All figures in one result, each under the name of its bench: the same form for whoever reads the last line alone. */
const summaryOf = (results: readonly BenchResult[]): BenchResult => ({
  bench: ALL,
  figures: results.flatMap(({ bench: of, figures }) =>
    figures.map((figure) => ({ ...figure, name: `${of}: ${figure.name}` })),
  ),
})

function printResult(result: BenchResult, language: Language): void {
  for (const figure of result.figures) {
    printLine(fillSentence(BENCH_WORDS.figure, language, figureWords(figure)))
    printLine(fillSentence(BENCH_WORDS.against, language, { against: figure.against }))
  }
  const verdict = BENCH_WORDS[isMet(result) ? 'met' : 'missed']
  printLine(fillSentence(verdict, language, { bench: result.bench }))
}

const figureWords = ({ name, value, goal, better, met, rounds, low, high }: Figure) => ({
  mark: met ? '✓' : '✗',
  name,
  value: shortFigure(value),
  goal: `${better === 'lower' ? '≤' : '≥'} ${shortFigure(goal)}`,
  low: shortFigure(low),
  high: shortFigure(high),
  rounds,
})

/** The same figures for programs and for people, and a plot of them. */
async function writeReport(folder: string, result: BenchResult): Promise<void> {
  const stem = join(folder, result.bench)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(`${stem}.json`, `${JSON.stringify(result, null, 2)}\n`)
    await writeFile(`${stem}.md`, benchPage(result))
    await writeFile(`${stem}.svg`, benchPlot(result))
  } catch (thrown) {
    throw storageError(thrown)
  }
}
