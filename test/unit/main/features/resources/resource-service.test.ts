import { describe, expect, it } from 'vitest'
import { failureOf } from '../../../../support/failure.ts'
import { HOUR_MS, MINUTE_MS, pass, resourcesOf, sent, water } from './resource-fixture.ts'

const HEADER = 'at,resource,level,unit,capacity,surplusAbove,deficitBelow'
const csvOf = (...lines: readonly string[]) => [HEADER, ...lines].join('\n')
const row = (hour: number, level: number, resource = 'water', unit = 'L') =>
  `2026-05-31T${String(hour).padStart(2, '0')}:00:00Z,${resource},${level},${unit},1000,600,300`

describe('record', () => {
  it('shows a new resource at once, as a class and a range as wide as the setting says', async () => {
    const node = resourcesOf()
    const recorded = await node.service.record(water(250))
    expect(recorded).toMatchObject({ resource: 'water', level: 250, state: 'deficit', published: true })
    expect(recorded.nextReportAtMs).toBeGreaterThan(node.clock.nowMs())
    const [report] = sent(node)
    expect(report).toMatchObject({ resource: 'water', state: 'deficit', unit: 'L', capacity: 1000 })
    if (!report || report.state === 'withdrawn') throw new Error('a level was reported')
    expect(report.highSteps - report.lowSteps).toBe(80)
    expect(node.events).toContain('resources water')
  })

  it('keeps every reading, newest first, also those of one millisecond', async () => {
    const node = resourcesOf()
    for (const level of [100, 200, 700]) await node.service.record(water(level))
    const points = node.service.history({ resource: 'water', limit: 10 })
    expect(points.map(({ level, state }) => [level, state])).toEqual([
      [700, 'surplus'],
      [200, 'deficit'],
      [100, 'deficit'],
    ])
    expect(node.service.own()[0]).toMatchObject({ level: 700, state: 'surplus' })
  })

  it('never puts a reading behind an earlier one, even where the clock was set back', async () => {
    const node = resourcesOf()
    await node.service.record(water(100))
    node.clock.advance(-HOUR_MS)
    await node.service.record(water(900))
    expect(node.service.own()[0]).toMatchObject({ level: 900, state: 'surplus' })
  })

  it.each([
    ['a level above the capacity', { level: 1001 }, { code: 'resource-level-out-of-range', capacity: 1000 }],
    ['crossed lines', { deficitBelow: 601 }, { code: 'resource-thresholds-crossed' }],
    ['another unit', { unit: 'm3' }, { code: 'resource-unit-mismatch', unit: 'L' }],
  ])('refuses %s and keeps nothing of it', async (_what, change, failure) => {
    const node = resourcesOf()
    await node.service.record(water(500))
    expect(await failureOf(node.service.record({ ...water(500), ...change }))).toEqual(failure)
    expect(node.service.history({ resource: 'water', limit: 10 })).toHaveLength(1)
  })

  it('lets one of two units through when both come first at the same moment', async () => {
    const node = resourcesOf()
    const outcomes = await Promise.all([
      failureOf(node.service.record(water(500))),
      failureOf(node.service.record({ ...water(500), unit: 'm3' })),
    ])
    expect(outcomes).toEqual(['done', { code: 'resource-unit-mismatch', unit: 'L' }])
  })

  it('holds a class through the hysteresis', async () => {
    const node = resourcesOf()
    const states: string[] = []
    for (const level of [250, 320, 349, 350, 310, 299])
      states.push((await node.service.record(water(level))).state)
    expect(states).toEqual(['deficit', 'deficit', 'deficit', 'enough', 'enough', 'deficit'])
  })

  it('takes new lines and a new capacity along with a reading', async () => {
    const node = resourcesOf()
    await node.service.record(water(500))
    await node.service.record({ ...water(500), capacity: 2000, deficitBelow: 550, surplusAbove: 1500 })
    expect(node.service.own()[0]).toMatchObject({ capacity: 2000, state: 'deficit' })
  })
})

describe('own', () => {
  it('tells what others were shown, and the days that are left', async () => {
    const node = resourcesOf()
    const shownAtMs = node.clock.nowMs()
    for (const level of [900, 800, 700]) {
      await node.service.record(water(level))
      node.clock.advance(24 * HOUR_MS)
    }
    node.clock.advance(-24 * HOUR_MS)
    const [own] = node.service.own()
    expect(own?.daysLeft).toBeCloseTo(4)
    expect(own?.shown).toEqual({ state: 'surplus', low: 600, high: 1000, reportedAtMs: shownAtMs })
  })

  it('counts only the last seven days and only a falling level', async () => {
    const node = resourcesOf()
    await node.service.record(water(1000))
    node.clock.advance(8 * 24 * HOUR_MS)
    await node.service.record(water(400))
    expect(node.service.own()[0]?.daysLeft).toBeNull()
    node.clock.advance(24 * HOUR_MS)
    await node.service.record(water(500))
    expect(node.service.own()[0]?.daysLeft).toBeNull()
  })
})

describe('history', () => {
  it('pages by time', async () => {
    const node = resourcesOf()
    const startMs = node.clock.nowMs()
    for (const level of [1, 2, 3, 4]) {
      await node.service.record(water(level))
      node.clock.advance(1000)
    }
    const page = node.service.history({ resource: 'water', limit: 2, before: startMs + 3000 })
    expect(page.map(({ level }) => level)).toEqual([3, 2])
  })

  it('does not know what was never measured', async () => {
    const node = resourcesOf()
    expect(await failureOf(() => node.service.history({ resource: 'wood', limit: 1 }))).toEqual({
      code: 'resource-unknown',
      resource: 'wood',
    })
  })
})

describe('remove', () => {
  it('takes back what others were shown and keeps the readings', async () => {
    const node = resourcesOf()
    await node.service.record(water(500))
    await node.service.remove('water')
    expect(sent(node).at(-1)).toEqual({ resource: 'water', state: 'withdrawn' })
    expect(node.service.own()).toEqual([])
    expect(node.service.history({ resource: 'water', limit: 10 })).toHaveLength(1)
    await node.reporter.start()
    await pass(node, 30 * 24 * HOUR_MS)
    expect(sent(node)).toHaveLength(2)
  })

  it('forgets the unit, and starts anew with another', async () => {
    const node = resourcesOf()
    await node.service.record(water(320))
    await node.service.remove('water')
    const cubic = { ...water(0.3), unit: 'm3', capacity: 1, surplusAbove: 0.6, deficitBelow: 0.2 }
    expect(await node.service.record(cubic)).toMatchObject({ state: 'enough', published: true })
    expect(node.service.history({ resource: 'water', limit: 10 })).toHaveLength(1)
  })

  it('does not know what is not measured', async () => {
    const node = resourcesOf()
    expect(await failureOf(node.service.remove('water'))).toEqual({
      code: 'resource-unknown',
      resource: 'water',
    })
  })
})

describe('importCsv', () => {
  it('answers the same with and without storing', async () => {
    const node = resourcesOf()
    const csv = csvOf(
      row(1, 100),
      'nonsense',
      row(2, 320),
      row(3, 900, 'food', 'kg'),
      row(2, 1),
      row(4, 5, 'water', 'm3'),
    )
    const dry = await node.service.importCsv({ csv, dryRun: true })
    expect(node.service.own()).toEqual([])
    expect(sent(node)).toEqual([])
    const real = await node.service.importCsv({ csv, dryRun: false })
    expect(real).toEqual(dry)
    expect(real.accepted).toBe(3)
    expect(real.rejected).toEqual([
      { line: 3, code: 'columns' },
      { line: 6, code: 'duplicate' },
      { line: 7, code: 'unit-mismatch' },
    ])
    expect(real.preview.map(({ line, state }) => [line, state])).toEqual([
      [2, 'deficit'],
      [4, 'deficit'],
      [5, 'surplus'],
    ])
  })

  it('shows only the newest reading of each resource', async () => {
    const node = resourcesOf()
    await node.service.importCsv({
      csv: csvOf(row(5, 700), row(4, 100), row(3, 800, 'food', 'kg')),
      dryRun: false,
    })
    expect(sent(node)).toMatchObject([
      { resource: 'water', state: 'surplus', lowSteps: 120 },
      { resource: 'food', state: 'surplus' },
    ])
    expect(node.service.own().map(({ resource, level }) => [resource, level])).toEqual([
      ['food', 800],
      ['water', 700],
    ])
  })

  it('fills in the past without touching the present', async () => {
    const node = resourcesOf()
    await node.service.record(water(900))
    const csv = csvOf(row(1, 100), '2026-05-31T02:00:00Z,water,110,L,500,400,300')
    await node.service.importCsv({ csv, dryRun: false })
    expect(node.service.own()[0]).toMatchObject({ level: 900, capacity: 1000, state: 'surplus' })
    expect(node.service.history({ resource: 'water', limit: 10 })).toHaveLength(3)
  })

  it('takes the same file twice only once', async () => {
    const node = resourcesOf()
    const csv = csvOf(row(1, 100), row(2, 200))
    await node.service.importCsv({ csv, dryRun: false })
    const again = await node.service.importCsv({ csv, dryRun: false })
    expect(again).toMatchObject({ accepted: 0, rejected: [{ code: 'duplicate' }, { code: 'duplicate' }] })
    expect(node.service.history({ resource: 'water', limit: 10 })).toHaveLength(2)
  })

  it('classifies by the reading before in time, wherever it stands', async () => {
    const node = resourcesOf()
    await node.service.importCsv({ csv: csvOf(row(1, 250)), dryRun: false })
    const { preview } = await node.service.importCsv({
      csv: csvOf(row(4, 320), row(3, 400), row(2, 320)),
      dryRun: true,
    })
    expect(preview.map(({ level, state }) => [level, state])).toEqual([
      [320, 'enough'],
      [400, 'enough'],
      [320, 'deficit'],
    ])
  })

  it('classifies by a stored reading that lies between two of the file', async () => {
    const node = resourcesOf()
    await node.service.importCsv({ csv: csvOf(row(3, 900)), dryRun: false })
    const { preview } = await node.service.importCsv({ csv: csvOf(row(2, 500), row(4, 580)), dryRun: true })
    expect(preview.map(({ level, state }) => [level, state])).toEqual([
      [500, 'enough'],
      [580, 'surplus'],
    ])
  })

  it('refuses another header', async () => {
    const node = resourcesOf()
    expect(await failureOf(node.service.importCsv({ csv: 'a,b', dryRun: true }))).toEqual({
      code: 'csv-header',
    })
  })

  it('counts a change of class that an import brings', async () => {
    const node = resourcesOf()
    await node.service.record(water(900))
    await node.reporter.start()
    await pass(node, 20 * MINUTE_MS)
    const csv = csvOf('2026-06-01T08:10:00Z,water,100,L,1000,600,300')
    await node.service.importCsv({ csv, dryRun: false })
    expect(sent(node)).toHaveLength(1)
    await pass(node, 5 * MINUTE_MS)
    expect(sent(node).at(-1)).toMatchObject({ state: 'deficit' })
  })
})

describe('figures and bookings', () => {
  it('tells a resource as it stands, and nothing of one that is not measured', async () => {
    const node = resourcesOf()
    await node.service.record(water(250))
    expect(node.service.figures('water')).toMatchObject({
      level: 250,
      ratio: 0.25,
      state: 'deficit',
      unit: 'L',
    })
    expect(node.service.figures('food')).toBeNull()
  })

  it.each([
    [100, 350],
    [-100, 150],
    [-400, 0],
    [900, 1000],
  ])('takes %d to a level of 250 as a reading of %d, never beyond empty or full', async (delta, level) => {
    const node = resourcesOf()
    await node.service.record(water(250))
    const booked = await node.database.write(() => node.service.book({ resource: 'water', unit: 'L', delta }))
    await node.service.booked('water')
    expect(booked).toBe(level)
    expect(node.service.own()[0]).toMatchObject({ level })
  })

  it.each([
    ['food', 'L', { code: 'resource-unknown', resource: 'food' }],
    ['water', 'm3', { code: 'resource-unit-mismatch', unit: 'L' }],
  ])('refuses to book %s in %s, and takes the rest of that write along', async (resource, unit, failure) => {
    const node = resourcesOf()
    await node.service.record(water(250))
    const booking = node.database.write(() => {
      node.service.book({ resource: 'water', unit: 'L', delta: 5 })
      node.service.book({ resource, unit, delta: 5 })
    })
    expect(await failureOf(booking)).toEqual(failure)
    expect(node.service.own()[0]).toMatchObject({ level: 250 })
  })
})
