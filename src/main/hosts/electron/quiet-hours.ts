import type { Settings } from '../../../shared/contract/settings.ts'

const MINUTES_PER_HOUR = 60

/** Whether somebody asked for quiet at this minute of the day; hours may reach over midnight, and equal ends mean none. */
export function isQuietAt(hours: Settings['quietHours'], minuteOfDay: number): boolean {
  if (hours === null || hours.fromMinute === hours.untilMinute) return false
  const { fromMinute, untilMinute } = hours
  return fromMinute < untilMinute
    ? fromMinute <= minuteOfDay && minuteOfDay < untilMinute
    : minuteOfDay >= fromMinute || minuteOfDay < untilMinute
}

/** Minutes since midnight where this machine is. */
export function minuteOfDay(atMs: number): number {
  const at = new Date(atMs)
  return at.getHours() * MINUTES_PER_HOUR + at.getMinutes()
}
