import { describe, expect, it } from 'vitest'
import {
  HISTORY_MAX_DAYS,
  HISTORY_POINTS_PER_RESOURCE,
} from '../../../../../src/main/features/resources/report-history-store.ts'
import { map, type ShownPoint } from '../../../../../src/shared/contract/map.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import {
  HOUR_MS,
  incoming,
  MINUTE_MS,
  OTHER,
  pass,
  type Resources,
  resourcesOf,
  SELF,
  water,
} from './resource-fixture.ts'

const CALLER = { sessionId: 'test' }
const DAY_MS = 24 * HOUR_MS

async function historyOf(node: Resources, asked: object = {}): Promise<ShownPoint[]> {
  const input = map.history.input.parse({ nodeId: OTHER, resource: 'water', ...asked })
  return map.history.output.parse(await node.map.history(input, CALLER)).points
}
const states = async (node: Resources, asked: object = {}) =>
  (await historyOf(node, asked)).map(({ state }) => state)

type Shown = Parameters<typeof incoming>[0]

/** Take in what another Node shows, with `ms` between one report and the next. */
async function hear(node: Resources, ms: number, ...reports: readonly Shown[]): Promise<void> {
  for (const report of reports) {
    await node.replica.receive(incoming(report))
    await pass(node, ms)
  }
}

describe('map.history', () => {
  it('keeps what a Node showed before, newest first', async () => {
    const node = resourcesOf()
    const fromMs = node.clock.nowMs()
    await hear(node, HOUR_MS, { state: 'deficit' }, { state: 'enough', lowSteps: 60, highSteps: 180 })
    expect(await historyOf(node)).toEqual([
      {
        ...{ state: 'enough', low: 300, high: 900, unit: 'L', capacity: 1000 },
        ...{ firstReportedAtMs: fromMs + HOUR_MS, rangeAtMs: fromMs + HOUR_MS },
        ...{ reportedAtMs: fromMs + HOUR_MS, receivedAtMs: fromMs + HOUR_MS },
      },
      {
        ...{ state: 'deficit', low: 0, high: 600, unit: 'L', capacity: 1000 },
        ...{ firstReportedAtMs: fromMs, rangeAtMs: fromMs, reportedAtMs: fromMs, receivedAtMs: fromMs },
      },
    ])
  })

  it('takes a word that is repeated as one point, from its first report to its last', async () => {
    const node = resourcesOf()
    const fromMs = node.clock.nowMs()
    await hear(node, HOUR_MS, {}, { rangeAgeMinutes: 60 }, { rangeAgeMinutes: 120 })
    expect(await historyOf(node)).toMatchObject([
      { firstReportedAtMs: fromMs, rangeAtMs: fromMs, reportedAtMs: fromMs + 2 * HOUR_MS },
    ])
  })

  it.each<[string, Shown]>([
    ['another class', { state: 'enough', rangeAgeMinutes: 60 }],
    ['another range', { highSteps: 121 }],
    ['another capacity', { capacity: 2_000, rangeAgeMinutes: 60 }],
    ['another unit', { unit: 'm³', rangeAgeMinutes: 60 }],
    ['the same range come back after another that was missed', { rangeAgeMinutes: 30 }],
    ['the resource taken back', { state: 'withdrawn' }],
  ])('begins a point with %s', async (_what, then) => {
    const node = resourcesOf()
    await hear(node, HOUR_MS, {}, then)
    expect(await historyOf(node)).toHaveLength(2)
  })

  it('remembers what was shown of a resource that was taken back, and says when', async () => {
    const node = resourcesOf()
    const takenBack = { state: 'withdrawn' } as const
    await hear(node, HOUR_MS, {}, takenBack, takenBack, { state: 'surplus' })
    expect(await states(node)).toEqual(['surplus', 'withdrawn', 'deficit'])
    const { reports } = await node.map.reports({}, CALLER)
    expect(reports.map(({ state }) => state)).toEqual(['surplus'])
  })

  it('tells what others were shown of this Node itself, and nothing more exact', async () => {
    const node = resourcesOf()
    await node.service.record(water(500))
    const [point, ...others] = await historyOf(node, { nodeId: SELF })
    const [own] = node.service.own()
    expect(others).toEqual([])
    const { state, low, high } = own?.shown ?? {}
    expect(point).toMatchObject({ state, low, high, capacity: 1000 })
    expect(JSON.stringify(point)).not.toContain('"level"')
  })

  it('goes back by the page, and never past what was asked for', async () => {
    const node = resourcesOf()
    const steps = [10, 20, 30, 40, 50].map((lowSteps) => ({ lowSteps }))
    await hear(node, HOUR_MS, ...steps)
    const first = await historyOf(node, { limit: 2 })
    const rest = await historyOf(node, { before: first.at(-1)?.reportedAtMs })
    const lows = [...first, ...rest].map((point) => (point.state === 'withdrawn' ? null : point.low))
    expect(lows).toEqual([250, 200, 150, 100, 50])
  })

  it('is of one Node, one resource and one federation', async () => {
    const node = resourcesOf()
    await hear(node, HOUR_MS, {}, { resource: 'food', state: 'surplus' })
    expect(await states(node)).toEqual(['deficit'])
    expect(await states(node, { nodeId: SELF })).toEqual([])
    node.replica.federationId = testFederation('new')
    expect(await states(node)).toEqual([])
  })

  it('forgets what is older than a season, whoever showed it', async () => {
    const node = resourcesOf()
    await hear(node, HISTORY_MAX_DAYS * DAY_MS, {}, { resource: 'food' })
    expect(await states(node)).toEqual(['deficit'])
    await hear(node, HOUR_MS, { resource: 'food', state: 'enough' })
    expect(await states(node)).toEqual([])
    expect(await states(node, { resource: 'food' })).toEqual(['enough', 'deficit'])
  })

  it('lets a Node that changes its word at every report lose its own past, and nobody else’s', async () => {
    const node = resourcesOf()
    await hear(node, MINUTE_MS, { resource: 'food' })
    const restless = Array.from({ length: HISTORY_POINTS_PER_RESOURCE + 20 }, (_, n) => ({
      state: n % 2 === 0 ? ('enough' as const) : ('surplus' as const),
    }))
    await hear(node, MINUTE_MS, ...restless)
    expect(await historyOf(node, { limit: 1_000 })).toHaveLength(HISTORY_POINTS_PER_RESOURCE)
    expect(await states(node, { resource: 'food' })).toEqual(['deficit'])
  })

  it('is kept with the newest report or not at all', async () => {
    const node = resourcesOf()
    await node.replica.receive(incoming({}, { payload: new Uint8Array([1, 2, 3]) }))
    expect(await historyOf(node)).toEqual([])
  })
})

describe('map.reports of some Nodes', () => {
  it('answers for those alone, each once', async () => {
    const node = resourcesOf()
    await hear(node, HOUR_MS, {}, { resource: 'food' })
    const of = async (...nodeIds: (typeof OTHER)[]) =>
      (await node.map.reports({ nodeIds }, CALLER)).reports.map(({ resource }) => resource)
    expect(await of(OTHER, OTHER)).toEqual(['food', 'water'])
    expect(await of(SELF)).toEqual([])
  })
})
