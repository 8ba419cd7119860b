import type { SeedCheck } from '../../../shared/contract/seeds.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import type { MessageKey } from '../../app/messages/words.tsx'
import { parseFigure } from '../../parts/parse-figure.ts'
import { isPreset, type Preset } from '../../parts/resource-words.tsx'
import type { CheckFigure } from './check-field.ts'

/** A check as it is being put together. */
export interface CheckDraft {
  readonly resource: Preset | 'other'
  readonly name: string
  readonly figure: CheckFigure
  readonly comparison: SeedCheck['comparison']
  readonly value: string
  readonly state: 'surplus' | 'enough' | 'deficit'
}
export const emptyCheck: CheckDraft = {
  resource: 'water',
  name: '',
  figure: 'level',
  comparison: '>=',
  value: '',
  state: 'enough',
}
export type CheckProblems = Partial<Record<'name' | 'value', MessageKey>>

/** Longest name of a resource. Source: with its figure it fits the `field` of `SeedCheck`. */
const NAME_MAX_CHARS = 60
const PER_CENT = 100

/** The check that was put together, or what is missing. A share is written in per cent and asked from 0 to 1. */
export function readCheck(
  draft: CheckDraft,
  language: Language,
): { readonly check: SeedCheck | null; readonly problems: CheckProblems } {
  const resource = isPreset(draft.resource) ? draft.resource : draft.name.trim()
  const value = draft.figure === 'state' ? draft.state : readValue(draft, language)
  const problems: CheckProblems = {
    ...((resource === '' || resource.length > NAME_MAX_CHARS) && { name: 'check.nameWrong' }),
    ...(value === null && { value: 'check.valueWrong' }),
  }
  if (value === null || Object.keys(problems).length > 0) return { check: null, problems }
  return {
    check: { field: `${resource}.${draft.figure}`, comparison: comparisonOf(draft), value },
    problems,
  }
}

function readValue({ figure, value }: CheckDraft, language: Language): number | null {
  const number = parseFigure(value.replace(/[%％]\s*$/u, ''), language)
  return number !== null && figure === 'ratio' ? number / PER_CENT : number
}

/** States have no order: they are the same or not. */
export const comparisonOf = ({ figure, comparison }: CheckDraft): SeedCheck['comparison'] =>
  figure === 'state' && comparison !== '!=' ? '=' : comparison
