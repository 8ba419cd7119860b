import type { Language } from '../../../shared/kernel/language.ts'
import { fillSentence } from '../../app/failure-text.ts'
import { COMMAND_WORDS } from './command-words.ts'
import { dataDirFrom } from './data-folder.ts'
import { examine, type Finding } from './doctor-checks.ts'
import { DOCTOR_WORDS } from './doctor-words.ts'
import { printJson, printLine } from './terminal.ts'

const MARKS = { good: '✓', note: '·', problem: '✗' } as const

export interface DoctorFlags {
  readonly data?: string
  readonly json?: boolean
}

/** Say what Mirrorwell finds on this machine. @returns 1 where something keeps it from running well */
export async function doctor(flags: DoctorFlags, language: Language): Promise<number> {
  const findings = await examine(dataDirFrom(flags.data))
  const isWell = findings.every((finding) => finding.state !== 'problem')
  const inWords = (finding: Finding): string =>
    fillSentence(DOCTOR_WORDS[finding.word], language, { what: finding.what })
  if (flags.json) {
    const checks = findings.map((finding) => ({ ...finding, words: inWords(finding) }))
    printJson({ well: isWell, checks })
  } else {
    for (const finding of findings) printLine(`${MARKS[finding.state]} ${inWords(finding)}`)
    printLine(COMMAND_WORDS[isWell ? 'doctorWell' : 'doctorIll'][language])
  }
  return isWell ? 0 : 1
}
