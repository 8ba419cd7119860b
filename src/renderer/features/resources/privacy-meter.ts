import type { OwnResource } from '../../../shared/contract/resources.ts'

const DAY_MS = 86_400_000

/** Part of a limit that is used up, 0 to 1. */
export const usedOf = (spent: number, limit: number): number =>
  limit <= 0 ? 0 : Math.min(1, Math.max(0, spent / limit))

/** When the next day's reports may go out: days are counted in UTC. */
export const nextDayMs = (nowMs: number): number => (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS

/** A range as others might see it at this accuracy, drawn around the level. */
export function exampleRange(
  { level, capacity }: Pick<OwnResource, 'level' | 'capacity'>,
  within: number,
): { readonly low: number; readonly high: number } {
  const half = within * capacity
  return { low: Math.max(0, level - half), high: Math.min(capacity, level + half) }
}
