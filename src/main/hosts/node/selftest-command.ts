import type { Language } from '../../../shared/kernel/language.ts'
import { COMMAND_WORDS } from './command-words.ts'
import { KNOWN_ANSWERS, type KnownAnswer } from './known-answers.ts'
import { printJson, printLine } from './terminal.ts'

interface CheckResult {
  readonly name: string
  readonly source: string
  readonly passed: boolean
}

/** Compare this runtime's cryptography with published answers. @returns 1 where one differs */
export async function selftest(flags: { readonly json?: boolean }, language: Language): Promise<number> {
  const checks: CheckResult[] = []
  for (const answer of KNOWN_ANSWERS) {
    const check = { name: answer.name, source: answer.source, passed: await holds(answer) }
    checks.push(check)
    if (!flags.json) printLine(`${check.passed ? '✓' : '✗'} ${check.name} (${check.source})`)
  }
  const passed = checks.every((check) => check.passed)
  if (flags.json) printJson({ passed, runtime: runtime(), checks })
  else printLine(COMMAND_WORDS[passed ? 'selftestPassed' : 'selftestFailed'][language])
  return passed ? 0 : 1
}

async function holds(answer: KnownAnswer): Promise<boolean> {
  try {
    return await answer.holds()
  } catch {
    return false
  }
}

function runtime(): Readonly<Record<string, string>> {
  const { node, openssl } = process.versions
  return { node, openssl: openssl ?? 'unknown', platform: process.platform, architecture: process.arch }
}
