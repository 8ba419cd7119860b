import type { ShownPoint } from '../../../shared/contract/map.ts'
import { isRange, type ShownRange } from './shown-band.ts'

const DAY_MS = 86_400_000
/** How far back a fall is looked for. Chosen here: two weeks, so that market days and bath days even out. */
const LOOK_BACK_DAYS = 14
/** Shortest fall that says anything. Chosen here: within a day a level moves for reasons that pass. */
const SHORTEST_DAYS = 1
/** From this age of the newest word on nothing is foretold. Chosen here: two days without a report. */
const OLDEST_DAYS = 2
/** Days beyond which nothing is foretold. Chosen here: about a season's half; such a slow fall drowns in the ranges. */
const FARTHEST_DAYS = 45

/** How a level seems to fall. `toDays` is null where it may as well last beyond all telling. */
export interface Fall {
  readonly overDays: number
  readonly fromDays: number
  readonly toDays: number | null
}

/**
 * Whether what a Node showed tells of a fall, and in how many days it would be
 * empty. Only where the highest range of late and the newest have no level in
 * common: anything less may be the noise that keeps its figures at home.
 */
export function fallOf(points: readonly ShownPoint[], nowMs: number): Fall | null {
  const ranges = lately(points, nowMs)
  const [newest] = ranges
  if (newest === undefined) return null
  const highest = ranges.reduce((one, other) => (middle(other) >= middle(one) ? other : one))
  const overDays = (newest.reportedAtMs - highest.firstReportedAtMs) / DAY_MS
  if (highest.low <= newest.high || overDays < SHORTEST_DAYS) return null
  const sinceDays = (nowMs - newest.reportedAtMs) / DAY_MS
  const left = (level: number, lost: number): number => Math.max(0, (level * overDays) / lost - sinceDays)
  const fromDays = left(newest.low, highest.high - newest.low)
  const toDays = left(newest.high, highest.low - newest.high)
  if (fromDays > FARTHEST_DAYS) return null
  return { overDays, fromDays, toDays: toDays > FARTHEST_DAYS ? null : toDays }
}

const middle = ({ low, high }: ShownRange): number => (low + high) / 2

/** The ranges of late, newest first, since the resource was last taken back or counted otherwise. */
function lately(points: readonly ShownPoint[], nowMs: number): readonly ShownRange[] {
  const [newest] = points
  if (newest === undefined || !isRange(newest)) return []
  if (nowMs - newest.reportedAtMs > OLDEST_DAYS * DAY_MS) return []
  const sinceMs = newest.reportedAtMs - LOOK_BACK_DAYS * DAY_MS
  const isOther = (point: ShownPoint): boolean =>
    !isRange(point) || point.unit !== newest.unit || point.reportedAtMs < sinceMs
  const end = points.findIndex(isOther)
  return (end === -1 ? points : points.slice(0, end)).filter(isRange)
}
