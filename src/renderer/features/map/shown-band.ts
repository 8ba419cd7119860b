import type { ShownPoint } from '../../../shared/contract/map.ts'

/** How long after its last report a range is still drawn. Chosen here: reports come hourly, and one may be missed. */
const HOLD_MS = 2 * 3_600_000
/** Between the end of one step and the beginning of the next: columns must rise. */
const STEP_MS = 1

/** A range that was shown; not the word that a resource was taken back. */
export type ShownRange = Exclude<ShownPoint, { readonly state: 'withdrawn' }>

/** Lower and upper edge over time, in milliseconds; null where nothing was shown. */
export interface Band {
  readonly atMs: readonly number[]
  readonly low: readonly (number | null)[]
  readonly high: readonly (number | null)[]
}

export const isRange = (point: ShownPoint): point is ShownRange => point.state !== 'withdrawn'

/** The ranges in the unit that a Node counts in now, newest first. */
export function comparable(points: readonly ShownPoint[]): readonly ShownRange[] {
  const ranges = points.filter(isRange)
  return ranges.filter(({ unit }) => unit === ranges[0]?.unit)
}

/** Points, newest first, as a band that holds each range from the report that told it until another did, with gaps for silence. */
export function bandOf(points: readonly ShownPoint[], nowMs: number): Band {
  const unit = points.find(isRange)?.unit
  const ordered = points.toReversed().filter((point) => !isRange(point) || point.unit === unit)
  const corners = ordered.flatMap((point, index) => {
    if (!isRange(point)) return []
    const [before, after] = [ordered[index - 1], ordered[index + 1]]
    const fromMs = beginOf(point, before)
    const endMs = Math.min(after === undefined ? nowMs : nextOf(after, point), point.reportedAtMs + HOLD_MS)
    const untilMs = Math.max(endMs - STEP_MS, fromMs)
    const { low, high } = point
    return [
      { atMs: fromMs, low, high },
      { atMs: untilMs, low, high },
      { atMs: untilMs, low: null, high: null },
    ]
  })
  const rising = risingCorners(corners)
  return {
    atMs: rising.map(({ atMs }) => atMs),
    low: rising.map(({ low }) => low),
    high: rising.map(({ high }) => high),
  }
}

/** A range stood from when its Node says so, as far back as that Node's last other word. */
function beginOf({ firstReportedAtMs, rangeAtMs }: ShownRange, before: ShownPoint | undefined): number {
  if (before === undefined) return firstReportedAtMs
  return Math.min(firstReportedAtMs, Math.max(rangeAtMs, before.reportedAtMs + STEP_MS))
}

const nextOf = (after: ShownPoint, point: ShownPoint): number =>
  isRange(after) ? beginOf(after, point) : after.reportedAtMs

interface Corner {
  readonly atMs: number
  readonly low: number | null
  readonly high: number | null
}

/** Each moment once, in order: a gap is dropped where the next range begins at once, and an end that falls on its beginning. */
function risingCorners(corners: readonly Corner[]): readonly Corner[] {
  const rising: Corner[] = []
  corners.forEach((corner, index) => {
    const next = corners[index + 1]
    const isGap = corner.low === null
    if (isGap && (next === undefined || next.atMs <= corner.atMs + STEP_MS)) return
    const last = rising.at(-1)
    const atMs = last === undefined ? corner.atMs : Math.max(corner.atMs, last.atMs + STEP_MS)
    rising.push({ ...corner, atMs })
  })
  return rising
}
