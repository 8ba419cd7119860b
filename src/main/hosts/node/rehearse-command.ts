import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '../../../shared/kernel/language.ts'
import { fillSentence } from '../../app/failure-text.ts'
import { reportPage, shortFigure } from '../../rehearsal/rehearsal-report.ts'
import type { RehearsalResult, Scenario } from '../../rehearsal/scenario.ts'
import { SCENARIOS } from '../../rehearsal/scenarios.ts'
import { storageError } from '../../storage/storage-error.ts'
import { COMMAND_WORDS } from './command-words.ts'
import type { RehearseFlags } from './rehearse-flags.ts'
import { printError, printJson, printLine } from './terminal.ts'
import { usageError } from './usage-error.ts'

/** Seed where none is asked for. Chosen here: the same for everybody, so that two people see the same. */
const DEFAULT_SEED = 1
const ALL = 'all'

export interface RehearseDeps {
  readonly language: Language
  /** Those there are. */
  readonly scenarios?: readonly Scenario[]
}

/**
 * Run one rehearsal by name, or all.
 *
 * @returns 1 where one does not pass
 * @throws MirrorError 'usage' where none has that name
 */
export async function rehearse(name: string, flags: RehearseFlags, deps: RehearseDeps): Promise<number> {
  const { language, scenarios = SCENARIOS } = deps
  const chosen = name === ALL ? scenarios : scenarios.filter((scenario) => scenario.name === name)
  if (chosen.length === 0) throw usageError('scenarioUnknown', name)
  const results: RehearsalResult[] = []
  for (const scenario of chosen) {
    const result = await run(scenario, flags, language)
    results.push(result)
    if (flags.json) printJson(result)
    else printResult(result, language)
    if (flags.report !== undefined) await writeReport(flags.report, result)
  }
  const passed = results.every((result) => result.passed)
  if (name === ALL) printSummary(results, flags, language)
  return passed ? 0 : 1
}

function run(scenario: Scenario, flags: RehearseFlags, language: Language): Promise<RehearsalResult> {
  let saidPercent = -1
  return scenario.run({
    seed: flags.seed ?? DEFAULT_SEED,
    nodes: flags.nodes ?? null,
    progress(ratio, step) {
      const percent = Math.floor(ratio * 10) * 10
      if (flags.json || percent === saidPercent) return
      saidPercent = percent
      printError(fillSentence(COMMAND_WORDS.rehearsing, language, { scenario: scenario.name, percent, step }))
    },
  })
}

function printResult(result: RehearsalResult, language: Language): void {
  const { scenario, passed, seed, nodes, simulated, checks } = result
  for (const { name, value, target, unit, passed: met } of checks) {
    printLine(`${met ? '✓' : '✗'} ${name}: ${shortFigure(value)} (${shortFigure(target)}) ${unit}`)
  }
  printLine(fillSentence(COMMAND_WORDS.simulated, language, { list: simulated.join('; ') }))
  const verdict = COMMAND_WORDS[passed ? 'rehearsalPassed' : 'rehearsalFailed']
  printLine(fillSentence(verdict, language, { scenario, seed, nodes }))
}

function printSummary(results: readonly RehearsalResult[], flags: RehearseFlags, language: Language): void {
  const failed = results.filter((result) => !result.passed).map(({ scenario }) => scenario)
  const passed = failed.length === 0
  const words = COMMAND_WORDS[passed ? 'allPassed' : 'someFailed']
  if (flags.json) printJson({ scenario: ALL, passed, scenarios: results.length, failed })
  else printLine(fillSentence(words, language, { count: results.length, failed: failed.join(', ') }))
}

/** The same numbers for programs and for people, side by side. */
async function writeReport(folder: string, result: RehearsalResult): Promise<void> {
  const stem = join(folder, result.scenario)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(`${stem}.json`, `${JSON.stringify(result, null, 2)}\n`)
    await writeFile(`${stem}.md`, reportPage(result))
  } catch (thrown) {
    throw storageError(thrown)
  }
}
