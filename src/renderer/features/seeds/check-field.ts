import type { SeedCheck } from '../../../shared/contract/seeds.ts'

/** What a check can ask of a resource. Source: `SeedCheck` in the contract. */
export const CHECK_FIGURES = ['level', 'ratio', 'daysLeft', 'state'] as const
export type CheckFigure = (typeof CHECK_FIGURES)[number]
export const COMPARISONS = ['<', '<=', '=', '!=', '>=', '>'] as const satisfies SeedCheck['comparison'][]

/** Which figure of which resource a check names; null where it names something nobody here knows. */
export function readCheckField(
  field: string,
): { readonly resource: string; readonly figure: CheckFigure } | null {
  const dot = field.lastIndexOf('.')
  const figure = CHECK_FIGURES.find((known) => known === field.slice(dot + 1))
  return dot < 1 || figure === undefined ? null : { resource: field.slice(0, dot), figure }
}
