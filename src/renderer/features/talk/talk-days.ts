import type { TalkMessage } from '../../../shared/contract/neighbours.ts'

export interface TalkDay {
  /** The first moment of it that anything was said at. */
  readonly atMs: number
  readonly messages: readonly TalkMessage[]
}

/** A day of the calendar where the reader is. */
const dayOf = (atMs: number): string => new Date(atMs).toDateString()

/** A conversation by the days on which its words came to be here, in their order. */
export function byDay(messages: readonly TalkMessage[]): TalkDay[] {
  const days = Map.groupBy(messages, ({ atMs }) => dayOf(atMs))
  return [...days.values()].map((said) => ({ atMs: said[0]?.atMs ?? 0, messages: said }))
}

/** How many days of the calendar lie between a moment and now: 0 today, 1 yesterday. */
export function daysAgo(atMs: number, nowMs: number): number {
  const midnight = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0)
  return Math.round((midnight(nowMs) - midnight(atMs)) / DAY_MS) // a day may have 23 hours or 25
}

const DAY_MS = 24 * 3_600_000
