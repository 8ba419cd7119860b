import type { ResourceState } from '../../../shared/contract/resources.ts'
import type { Random } from '../../platform/random.ts'
import type { Schedule } from './resource-types.ts'

/** How often a resource is reported. Source: NODE_SYNCHRONIZATION §2.1. */
export const REPORT_INTERVAL_MS = 3_600_000
/** Parts of an interval, so that a test federation's short interval scales them too: at an hour they are 5 min, 10 min and 5 min. Source: docs/security.md, "When a report leaves". */
const JITTER_DIVISOR = 12
const CLASS_GAP_DIVISOR = 6
const CLASS_DELAY_DIVISOR = 12

/** Time between reports, and the chance that keeps their moments from telling anything. */
export interface Pace {
  readonly intervalMs: number
  /** Longest random addition to a regular report's moment. */
  readonly jitterMs: number
  /** Least time from any report to one of a changed class. */
  readonly classGapMs: number
  /** Longest random delay of a report of a changed class. */
  readonly classDelayMs: number
}

export const paceOf = (intervalMs: number): Pace => ({
  intervalMs,
  jitterMs: Math.floor(intervalMs / JITTER_DIVISOR),
  classGapMs: Math.floor(intervalMs / CLASS_GAP_DIVISOR),
  classDelayMs: Math.floor(intervalMs / CLASS_DELAY_DIVISOR),
})

/** What a schedule's next step depends on. */
export interface Moment {
  readonly nowMs: number
  readonly pace: Pace
  readonly random: Random
}

/** A random time from 0 to `maxMs`, both included. */
export const drawMs = (random: Random, maxMs: number): number => random.int(maxMs + 1)

/** The schedule of a resource nobody has been shown yet: due at once. */
export function firstSchedule(resource: string, { nowMs, pace, random }: Moment): Schedule {
  const slotOffsetMs = random.int(pace.intervalMs)
  return { resource, slotOffsetMs, slotDueAtMs: nowMs, changeDueAtMs: null, shown: null }
}

/** When the next report leaves: at its regular place, or earlier where the class has changed, and then never within the gap. */
export function dueAtMs(schedule: Schedule, pace: Pace): number {
  const { slotDueAtMs, changeDueAtMs, shown } = schedule
  if (changeDueAtMs === null || shown === null) return slotDueAtMs
  return Math.max(Math.min(slotDueAtMs, changeDueAtMs), shown.reportedAtMs + pace.classGapMs)
}

/**
 * The schedule after the class may have changed. A pending change keeps its
 * drawn moment however often the level moves, and is dropped when the class
 * comes back to the one shown, so that the moment tells nothing of the way there.
 */
export function withClass(schedule: Schedule, state: ResourceState, moment: Moment): Schedule {
  const { shown } = schedule
  if (shown === null) return schedule
  if (shown.state === state) return { ...schedule, changeDueAtMs: null }
  if (schedule.changeDueAtMs !== null) return schedule
  const { nowMs, pace, random } = moment
  const earliestMs = Math.max(nowMs, shown.reportedAtMs + pace.classGapMs)
  return { ...schedule, changeDueAtMs: earliestMs + drawMs(random, pace.classDelayMs) }
}

/**
 * The schedule after a report. A regular place that has come is taken, one
 * ahead stays; however long the clock has jumped, one report takes its place.
 */
export function afterReport(schedule: Schedule, moment: Moment): Schedule {
  const isTaken = schedule.slotDueAtMs <= moment.nowMs
  return {
    ...schedule,
    changeDueAtMs: null,
    slotDueAtMs: isTaken ? nextSlotMs(schedule, moment) : schedule.slotDueAtMs,
  }
}

/** The schedule after a start: overdue reports are spread, and a moment that no longer makes sense (the clock was wrong) is drawn anew. */
export function afterStart(schedule: Schedule, moment: Moment): Schedule {
  const { nowMs, pace, random } = moment
  const isFar = schedule.slotDueAtMs > nowMs + 2 * pace.intervalMs + pace.jitterMs
  if (isFar) return { ...schedule, slotDueAtMs: nextSlotMs(schedule, moment) }
  if (schedule.slotDueAtMs > nowMs) return schedule
  return { ...schedule, slotDueAtMs: nowMs + drawMs(random, pace.jitterMs) }
}

function nextSlotMs(schedule: Schedule, { nowMs, pace, random }: Moment): number {
  const offsetMs = schedule.slotOffsetMs % pace.intervalMs
  const passed = Math.floor((nowMs - offsetMs) / pace.intervalMs)
  return (passed + 1) * pace.intervalMs + offsetMs + drawMs(random, pace.jitterMs)
}
