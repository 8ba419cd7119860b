/** A shorter time is told in hours. Chosen here: days alone would stand there twice. */
const IN_HOURS_BELOW_MS = 2 * 24 * 60 * 60 * 1_000

type Telling = (atMs: number) => string

export interface MomentWords {
  readonly day: Telling
  readonly hour: Telling
}

/** How moments are told below a plot that spans this long: by day, or by hour with the day where one begins. */
export function momentOf(spanMs: number, { day, hour }: MomentWords): Telling {
  if (spanMs >= IN_HOURS_BELOW_MS) return day
  return (atMs) => (isMidnight(atMs) ? day(atMs) : hour(atMs))
}

const isMidnight = (atMs: number): boolean => new Date(atMs).getHours() + new Date(atMs).getMinutes() === 0
