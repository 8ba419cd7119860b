import type { CheckResult, SeedCheck } from '../../../shared/contract/seeds.ts'

/** What this Node measures of one resource. */
export interface Figures {
  readonly level: number
  /** Of the capacity, 0 to 1. */
  readonly ratio: number
  readonly daysLeft: number | null
  readonly state: string
}

/** A resource's figures; null where nothing of the kind is measured here. */
export type FiguresOf = (resource: string) => Figures | null

const FIGURES = ['level', 'ratio', 'daysLeft', 'state'] as const

const COMPARED: Readonly<Record<SeedCheck['comparison'], (actual: number, value: number) => boolean>> = {
  '<': (actual, value) => actual < value,
  '<=': (actual, value) => actual <= value,
  '=': (actual, value) => actual === value,
  '!=': (actual, value) => actual !== value,
  '>=': (actual, value) => actual >= value,
  '>': (actual, value) => actual > value,
}

/** Ask a lesson's questions of this Node's own figures. The answers stay here. */
export function answerChecks(checks: readonly SeedCheck[], figures: FiguresOf): CheckResult[] {
  return checks.map((check) => {
    const actual = actualOf(check.field, figures)
    return { ...check, actual, passed: actual === null ? null : compare(actual, check) }
  })
}

/** The last dot parts a resource from its figure: a resource's name may have dots of its own. */
function actualOf(field: string, figures: FiguresOf): number | string | null {
  const dot = field.lastIndexOf('.')
  const figure = FIGURES.find((name) => name === field.slice(dot + 1))
  const measured = dot < 1 || figure === undefined ? null : figures(field.slice(0, dot))
  return measured === null || figure === undefined ? null : measured[figure]
}

/** null where the two cannot be compared: a word with a number, or words by size. */
function compare(actual: number | string, { comparison, value }: SeedCheck): boolean | null {
  if (typeof actual === 'number' && typeof value === 'number') return COMPARED[comparison](actual, value)
  if (typeof actual === 'number' || typeof value === 'number') return null
  if (comparison === '=') return actual === value
  return comparison === '!=' ? actual !== value : null
}
