import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NoiseKey } from '../../src/main/crypto/noise-stream.ts'
import { drawFor, rangeOf } from '../../src/main/features/resources/noisy-range.ts'
import { readCsv } from '../../src/main/features/resources/reading-csv.ts'
import { decodeReport, encodeReport, REPORT_BYTES } from '../../src/main/features/resources/report-codec.ts'
import {
  afterReport,
  dueAtMs,
  firstSchedule,
  paceOf,
  REPORT_INTERVAL_MS,
  withClass,
} from '../../src/main/features/resources/report-pace.ts'
import { classOf, quantityOf } from '../../src/main/features/resources/resource-rules.ts'
import type { Schedule, Thresholds } from '../../src/main/features/resources/resource-types.ts'
import { ACCURACIES } from '../../src/shared/contract/privacy.ts'
import { ResourceState } from '../../src/shared/contract/resources.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { SeededRandom } from '../support/random.ts'

const capacity = fc.double({ min: 1e-3, max: 1e12, noNaN: true })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const state = fc.constantFrom(...ResourceState.options)

/** Lines as a Node may draw them. */
const lines = fc.tuple(capacity, share, share).map(([whole, a, b]): Thresholds => {
  const [deficitBelow = 0, surplusAbove = 0] = [a * whole, b * whole].sort((x, y) => x - y)
  return { capacity: whole, deficitBelow, surplusAbove }
})
const drawn = lines.filter(({ deficitBelow, surplusAbove }) => deficitBelow < surplusAbove)

/** A failure prints its path from here. */
const SEED = 20_261

describe('the range', () => {
  const noiseKey = new NoiseKey(new SeededRandom('noise').bytes(32))
  const asked = fc.record({
    whole: capacity,
    part: share,
    other: share,
    within: fc.constantFrom(...ACCURACIES),
    nowMs: fc.nat(8e12),
  })

  it('is the same for every level of one twentieth of the capacity, and always as wide as it says', () => {
    const property = fc.property(asked, ({ whole, part, other, within, nowMs }) => {
      const [one, two] = [part, (Math.min(Math.floor(part * 20), 19) + other * 0.999_999) / 20].map((ratio) =>
        drawFor(
          { resource: 'water', level: Math.min(ratio * whole, whole), capacity: whole },
          { nowMs, within },
        ),
      )
      if (one === undefined || two === undefined) throw new Error('two levels were drawn for')
      fc.pre(one.bucket === two.bucket) // rounding may put a level on an edge into the next
      const { lowSteps, highSteps } = rangeOf(noiseKey, one)
      expect(rangeOf(noiseKey, two)).toEqual({ lowSteps, highSteps })
      expect(highSteps - lowSteps).toBe(Math.round(400 * within))
      expect(quantityOf(lowSteps, whole)).toBeGreaterThanOrEqual(0)
      expect(quantityOf(highSteps, whole)).toBeLessThanOrEqual(whole)
    })
    fc.assert(property, { numRuns: 1_000, seed: SEED })
  })
})

describe('the class', () => {
  it('is exact beyond its lines and held for at most a twentieth of the capacity behind them', () => {
    const property = fc.property(drawn, share, fc.option(state), (drawnLines, part, previous) => {
      const level = part * drawnLines.capacity
      const plain = classOf(level, drawnLines, null)
      const held = classOf(level, drawnLines, previous)
      if (plain !== 'enough') {
        expect(held).toBe(plain)
        return
      }
      const margin = drawnLines.capacity * 0.0501
      if (held === 'deficit') expect(level).toBeLessThan(drawnLines.deficitBelow + margin)
      if (held === 'surplus') expect(level).toBeGreaterThan(drawnLines.surplusAbove - margin)
      expect([previous, 'enough']).toContain(held)
    })
    fc.assert(property, { numRuns: 2_000, seed: SEED })
  })

  it('can be left for enough from either side', () => {
    const property = fc.property(drawn, ({ ...drawnLines }) => {
      const middle = (drawnLines.deficitBelow + drawnLines.surplusAbove) / 2
      fc.pre(middle > drawnLines.deficitBelow && middle < drawnLines.surplusAbove)
      const width = drawnLines.surplusAbove - drawnLines.deficitBelow
      fc.pre(width > drawnLines.capacity * 1e-9)
      expect(classOf(middle + width / 100, drawnLines, 'deficit')).toBe('enough')
      expect(classOf(middle - width / 100, drawnLines, 'surplus')).toBe('enough')
    })
    fc.assert(property, { numRuns: 1_000, seed: SEED })
  })
})

describe('the schedule', () => {
  const pace = paceOf(REPORT_INTERVAL_MS)
  const step = fc.record({ passMs: fc.integer({ min: 0, max: 3 * REPORT_INTERVAL_MS }), state })

  it('never lets a changed class leave within the gap, nor a resource stay silent beyond its place', () => {
    const property = fc.property(fc.array(step, { maxLength: 60 }), fc.nat(), (steps, seed) => {
      const random = new SeededRandom(seed)
      let nowMs = 1_000_000_000
      const moment = () => ({ nowMs, pace, random })
      let schedule: Schedule = firstSchedule('water', moment())
      for (const { passMs, state: next } of steps) {
        schedule = withClass(schedule, next, moment())
        nowMs += passMs
        const dueMs = dueAtMs(schedule, pace)
        if (dueMs > nowMs) {
          expect(dueMs - nowMs).toBeLessThanOrEqual(pace.intervalMs + pace.jitterMs)
          continue
        }
        const { shown } = schedule
        if (shown !== null && shown.state !== next) {
          expect(nowMs - shown.reportedAtMs).toBeGreaterThanOrEqual(pace.classGapMs)
        }
        schedule = afterReport(
          { ...schedule, shown: { state: next, low: 0, high: 1, reportedAtMs: nowMs } },
          moment(),
        )
        expect(dueAtMs(schedule, pace)).toBeGreaterThan(nowMs)
      }
    })
    fc.assert(property, { numRuns: 300, seed: SEED })
  })
})

describe('the codec', () => {
  it('meets any bytes without an exception', () => {
    const size = fc.constantFrom(REPORT_BYTES, REPORT_BYTES - 1, 40)
    const bytes = size.chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
    fc.assert(
      fc.property(bytes, (payload) => {
        expect(() => decodeReport(payload)).not.toThrow()
      }),
      { numRuns: 2_000, seed: SEED },
    )
  })

  it('brings every report back as it was, in 256 bytes', () => {
    const name = fc.stringMatching(/^[\p{L}\p{N}]{1,20}$/u).map((text) => text.normalize('NFC'))
    const fits = name.filter((text) => text.length <= 40 && Buffer.byteLength(text) <= 64)
    const age = fc.nat(1e8)
    const property = fc.property(
      fits,
      state,
      capacity,
      age,
      (resource, shownState, whole, rangeAgeMinutes) => {
        const range = { lowSteps: 0, highSteps: 120, rangeAgeMinutes }
        const report = { resource, state: shownState, unit: 'L', capacity: whole, ...range }
        const payload = encodeReport(report)
        expect(payload.byteLength).toBe(REPORT_BYTES)
        expect(decodeReport(payload)).toEqual(report)
      },
    )
    fc.assert(property, { numRuns: 500, seed: SEED })
  })
})

describe('the CSV', () => {
  it('answers any text with lines or with a code', () => {
    const header = 'at,resource,level,unit,capacity,surplusAbove,deficitBelow\n'
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"', ',', '\n', '2026-01-01', '5', 'water', 'L'),
    )
    const property = fc.property(fc.boolean(), fc.array(cell, { maxLength: 40 }), (isHeaded, cells) => {
      try {
        const { good, rejected } = readCsv((isHeaded ? header : '') + cells.join(','), 1e13)
        const numbers = [...good, ...rejected].map(({ line }) => line)
        expect(new Set(numbers).size).toBe(numbers.length)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(MirrorError)
      }
    })
    fc.assert(property, { numRuns: 1_000, seed: SEED })
  })
})
