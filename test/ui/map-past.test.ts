import { describe, expect, test } from 'vitest'
import { fallOf } from '../../src/renderer/features/map/fall.ts'
import type { MapNode } from '../../src/renderer/features/map/map-nodes.ts'
import { momentOf } from '../../src/renderer/features/map/plot-moment.ts'
import { seenOf } from '../../src/renderer/features/map/seen.ts'
import { bandOf } from '../../src/renderer/features/map/shown-band.ts'
import type { ShownPoint } from '../../src/shared/contract/map.ts'
import { nodeIdOf, SAMPLE_NOW_MS, sampleReport, sampleShown } from '../support/sample-views.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const NOW = SAMPLE_NOW_MS

type Range = Parameters<typeof sampleShown>[0]
const range = (fromHours: number, untilHours: number, part: Range = {}): ShownPoint =>
  sampleShown({
    firstReportedAtMs: NOW - fromHours * HOUR_MS,
    rangeAtMs: NOW - fromHours * HOUR_MS,
    reportedAtMs: NOW - untilHours * HOUR_MS,
    ...part,
  })
const takenBack = (hours: number): ShownPoint => {
  const atMs = NOW - hours * HOUR_MS
  return { state: 'withdrawn', reportedAtMs: atMs, receivedAtMs: atMs }
}

describe('the band of what was shown', () => {
  /** Whole hours before now, and what was shown. */
  const corners = (...points: readonly ShownPoint[]) => {
    const { atMs, low, high } = bandOf(points, NOW)
    return atMs.map((at, index) => [Math.round((NOW - at) / HOUR_MS), low[index], high[index]])
  }

  test('holds a range until the next one is told', () => {
    expect(corners(range(4, 0, { low: 100, high: 200 }), range(10, 5))).toEqual([
      [10, 380, 580],
      [4, 380, 580],
      [4, 100, 200],
      [0, 100, 200],
    ])
  })

  test('breaks off two hours after the last word, and begins anew', () => {
    expect(corners(range(4, 1), range(20, 12))).toEqual([
      [20, 380, 580],
      [10, 380, 580],
      [10, null, null],
      [4, 380, 580],
      [0, 380, 580],
    ])
  })

  test('breaks off where a resource was taken back', () => {
    expect(corners(takenBack(9), range(20, 10))).toEqual([
      [20, 380, 580],
      [9, 380, 580],
    ])
  })

  test('reaches back to when a range is said to stand since, and never past the word before it', () => {
    const claimed = range(4, 0, { low: 1, rangeAtMs: 0 })
    expect(corners(claimed, range(20, 12)).slice(1, 3)).toEqual([
      [12, 380, 580],
      [12, 1, 580],
    ])
    expect(corners(claimed)[0]).toEqual([4, 1, 580])
  })

  test('leaves out what was counted in another unit', () => {
    expect(corners(range(4, 0), range(10, 5, { unit: 'm³' }))).toHaveLength(2)
  })

  test('rises in time whatever a Node claims', () => {
    const wild = [range(2, 3), range(3, 3), range(3, 9, { rangeAtMs: NOW }), range(9, 1)]
    const { atMs } = bandOf(wild, NOW)
    expect(atMs.every((at, index) => index === 0 || at > (atMs[index - 1] ?? 0))).toBe(true)
  })

  test('of nothing is empty', () => {
    expect(corners()).toEqual([])
    expect(corners(takenBack(1))).toEqual([])
  })
})

describe('a fall', () => {
  const day = 24
  const full = range(6 * day, 5 * day, { low: 800, high: 900 })
  const newest = range(day, 0, { low: 300, high: 400 })

  test('is told with the earliest and the latest day on which nothing is left', () => {
    // 400–600 in six days: 300 at the faster pace, 400 at the slower.
    expect(fallOf([newest, full], NOW)).toEqual({ overDays: 6, fromDays: 3, toDays: 6 })
  })

  test('takes off the days since the newest word', () => {
    expect(fallOf([newest, full], NOW + DAY_MS)).toMatchObject({ fromDays: 2, toDays: 5 })
  })

  test('that may last beyond telling has no latest day', () => {
    const hardly = range(6 * day, 5 * day, { low: 410, high: 900 })
    expect(fallOf([newest, hardly], NOW)?.toDays).toBeNull()
  })

  test.each<[string, readonly ShownPoint[]]>([
    ['nothing was shown', []],
    ['there is one range only', [newest]],
    ['ranges have a level in common', [newest, range(6 * day, 5 * day, { low: 390, high: 900 })]],
    ['it rises', [full, range(9 * day, 8 * day, { low: 100, high: 200 })]],
    ['it took less than a day', [range(1, 0, { low: 0, high: 10 }), range(20, 2, { low: 800, high: 900 })]],
    ['the resource was taken back since', [newest, takenBack(2 * day), full]],
    ['it is taken back now', [takenBack(1), newest, full]],
    ['it was counted otherwise', [newest, range(6 * day, 5 * day, { low: 800, high: 900, unit: 'm³' })]],
    ['it was more than two weeks ago', [newest, range(30 * day, 20 * day, { low: 800, high: 900 })]],
  ])('is not told of where %s', (_why, points) => {
    expect(fallOf(points, NOW)).toBeNull()
  })

  test('is not told of once the newest word is two days old', () => {
    expect(fallOf([newest, full], NOW + 3 * DAY_MS)).toBeNull()
  })

  test('is counted from the last time it was full', () => {
    const refilled = [newest, full, range(8 * day, 7 * day, { low: 100, high: 200 })]
    expect(fallOf(refilled, NOW)?.overDays).toBe(6)
  })
})

describe('what can be seen', () => {
  const node = (letter: string, heardHours: number | null, part: Partial<MapNode> = {}): MapNode => {
    const lastHeardMs = heardHours === null ? null : NOW - heardHours * HOUR_MS
    const report = sampleReport(letter, { receivedAtMs: lastHeardMs ?? 0 })
    return {
      ...{ nodeId: report.nodeId, name: letter, place: null, own: false, connected: false, lastHeardMs },
      ...{ hops: 1, reports: new Map(heardHours === null ? [] : [['water', report]]) },
      ...part,
    }
  }
  const seen = (nodes: readonly MapNode[]) => seenOf(nodes, { resource: 'water', nowMs: NOW })

  test('is all, where everybody was heard of lately', () => {
    expect(seen([node('b', 1), node('c', 2)])).toEqual({
      ...{ near: 2, known: 2, newestMs: HOUR_MS, isStale: false },
    })
  })

  test.each<[string, readonly MapNode[], number]>([
    ['a Node is long silent', [node('b', 1), node('c', 9)], 1],
    ['a Node was never heard', [node('b', 1), node('c', null)], 1],
    ['all figures are old, though somebody is connected', [node('b', 7, { connected: true })], 1],
  ])('is less than there is, where %s', (_why, nodes, near) => {
    expect(seen(nodes)).toMatchObject({ near, isStale: true })
  })

  test('does not count this Node', () => {
    expect(seen([node('a', 1, { own: true, nodeId: nodeIdOf('a') as MapNode['nodeId'] })]).known).toBe(0)
  })
})

describe('the moments below a plot', () => {
  const midnight = new Date(2026, 0, 5).getTime()

  test.each([
    ['hours where it spans less than two days, and the day where one begins', 47, ['hour', 'day', 'hour']],
    ['days where it spans two days or more', 48, ['day', 'day', 'day']],
  ] as const)('are %s', (_, spanHours, expected) => {
    const moment = momentOf(spanHours * HOUR_MS, { day: () => 'day', hour: () => 'hour' })
    expect([-6, 0, 6].map((hour) => moment(midnight + hour * HOUR_MS))).toEqual(expected)
  })
})
