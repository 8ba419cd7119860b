const HOUR_MS = 3_600_000
const WEEK_MS = 7 * 24 * HOUR_MS
/** The hour at which a new day's work begins. Chosen here. */
const MORNING_HOUR = 8

export const SNOOZES = ['hour', 'tomorrow', 'week'] as const
export type Snooze = (typeof SNOOZES)[number]

/** When an alert put off comes back, by the reader's own clock. */
export function snoozeUntilMs(snooze: Snooze, nowMs: number): number {
  if (snooze === 'hour') return nowMs + HOUR_MS
  if (snooze === 'week') return nowMs + WEEK_MS
  const morning = new Date(nowMs)
  morning.setDate(morning.getDate() + 1)
  morning.setHours(MORNING_HOUR, 0, 0, 0)
  return morning.getTime()
}
