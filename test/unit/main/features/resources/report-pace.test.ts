import { describe, expect, it } from 'vitest'
import {
  afterReport,
  afterStart,
  dueAtMs,
  firstSchedule,
  paceOf,
  REPORT_INTERVAL_MS,
  withClass,
} from '../../../../../src/main/features/resources/report-pace.ts'
import type { Schedule } from '../../../../../src/main/features/resources/resource-types.ts'
import { TEST_START_MS } from '../../../../support/clock.ts'
import { SeededRandom } from '../../../../support/random.ts'

const MINUTE_MS = 60_000
const pace = paceOf(REPORT_INTERVAL_MS)
const nowMs = TEST_START_MS
const moment = (atMs = nowMs) => ({ nowMs: atMs, pace, random: new SeededRandom(atMs) })
const shown = { state: 'enough', low: 0, high: 600, reportedAtMs: nowMs } as const
const schedule: Schedule = {
  resource: 'water',
  slotOffsetMs: 17 * MINUTE_MS,
  slotDueAtMs: nowMs + 40 * MINUTE_MS,
  changeDueAtMs: null,
  shown,
}

describe('pace', () => {
  it('is an hour with 5 minutes of jitter, 10 of gap and 5 of delay', () => {
    expect(pace).toEqual({
      intervalMs: 60 * MINUTE_MS,
      jitterMs: 5 * MINUTE_MS,
      classGapMs: 10 * MINUTE_MS,
      classDelayMs: 5 * MINUTE_MS,
    })
  })

  it('scales all of it with the interval', () => {
    expect(paceOf(1_200)).toEqual({ intervalMs: 1_200, jitterMs: 100, classGapMs: 200, classDelayMs: 100 })
  })
})

describe('schedule', () => {
  it('has a new resource reported at once', () => {
    expect(dueAtMs(firstSchedule('water', moment()), pace)).toBe(nowMs)
  })

  it('waits out the gap and a random delay when the class changes', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const changed = withClass(schedule, 'deficit', { ...moment(), random: new SeededRandom(seed) })
      expect(dueAtMs(changed, pace)).toBeGreaterThanOrEqual(nowMs + 10 * MINUTE_MS)
      expect(dueAtMs(changed, pace)).toBeLessThanOrEqual(nowMs + 15 * MINUTE_MS)
    }
  })

  it('waits only the delay when the last report is long past', () => {
    const late = nowMs + 30 * MINUTE_MS
    const dueMs = dueAtMs(withClass(schedule, 'deficit', moment(late)), pace)
    expect(dueMs).toBeGreaterThanOrEqual(late)
    expect(dueMs).toBeLessThanOrEqual(late + 5 * MINUTE_MS)
  })

  it('keeps the drawn moment while the level moves on', () => {
    const changed = withClass(schedule, 'deficit', moment())
    expect(withClass(changed, 'surplus', moment(nowMs + MINUTE_MS))).toEqual(changed)
  })

  it('drops the change when the class comes back to the one shown', () => {
    const changed = withClass(schedule, 'deficit', moment())
    expect(withClass(changed, 'enough', moment())).toEqual(schedule)
  })

  it('never lets the regular place undercut the gap of a changed class', () => {
    const soon = { ...schedule, slotDueAtMs: nowMs + 2 * MINUTE_MS }
    expect(dueAtMs(soon, pace)).toBe(nowMs + 2 * MINUTE_MS)
    expect(dueAtMs(withClass(soon, 'deficit', moment()), pace)).toBe(nowMs + 10 * MINUTE_MS)
  })

  it('leaves the regular place alone when a change was reported before it', () => {
    const changed = withClass(schedule, 'deficit', moment())
    expect(afterReport(changed, moment(nowMs + 12 * MINUTE_MS))).toEqual(schedule)
  })

  it.each([41, 60, 61 * 24, 60 * 24 * 30])('takes one place after %d minutes', (minutes) => {
    const later = nowMs + minutes * MINUTE_MS
    const { slotDueAtMs } = afterReport(schedule, moment(later))
    expect(slotDueAtMs).toBeGreaterThan(later)
    expect(slotDueAtMs).toBeLessThanOrEqual(later + 65 * MINUTE_MS)
    const withinHourMs = (slotDueAtMs - schedule.slotOffsetMs) % REPORT_INTERVAL_MS
    expect(withinHourMs).toBeLessThanOrEqual(5 * MINUTE_MS)
  })

  it('spreads what is overdue after a start', () => {
    const { slotDueAtMs } = afterStart(schedule, moment(nowMs + 300 * MINUTE_MS))
    expect(slotDueAtMs).toBeGreaterThanOrEqual(nowMs + 300 * MINUTE_MS)
    expect(slotDueAtMs).toBeLessThanOrEqual(nowMs + 305 * MINUTE_MS)
  })

  it('keeps what is ahead after a start, unless a wrong clock put it out of reach', () => {
    expect(afterStart(schedule, moment())).toEqual(schedule)
    const { slotDueAtMs } = afterStart(schedule, moment(nowMs - 9_000 * MINUTE_MS))
    expect(slotDueAtMs).toBeLessThanOrEqual(nowMs - 9_000 * MINUTE_MS + 65 * MINUTE_MS)
  })
})
