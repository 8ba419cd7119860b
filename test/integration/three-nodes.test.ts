import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeReport } from '../../src/main/features/resources/report-codec.ts'
import { wire } from '../../src/main/wire/messages.ts'
import { ExactTraces, encodingsOf } from '../support/exact-traces.ts'
import { batteryLevels, type Household, storeLevels } from '../support/household.ts'
import { type BadLine, type CsvReading, type Measure, MeteredNode } from '../support/metered-node.ts'
import { type EntryRow, NodeTables } from '../support/node-tables.ts'
import { RawMember } from '../support/raw-member.ts'
import { readSolar } from '../support/solar.ts'
import { linked, Village } from '../support/village.ts'

const HOUR_MS = 3_600_000
const HOURS = 720
const WEEK_HOURS = 168
const JUMP_MS = 5 * 24 * HOUR_MS
/** Longest time for the month, far beyond what two busy cores take. */
const MONTH_TIMEOUT_MS = 300_000
/** A CSV has a reading every six hours. */
const CSV_STEP_HOURS = 6
const CSV_STEPS = WEEK_HOURS / CSV_STEP_HOURS

const HOUSEHOLDS: readonly Household[] = [
  { seed: 'Lund', panelM2: 7, efficiency: 0.19, batteryKwh: 14, dailyLoadKwh: 7.6, startRatio: 0.5 },
  { seed: '会津', panelM2: 4.5, efficiency: 0.21, batteryKwh: 9.6, dailyLoadKwh: 5.9, startRatio: 0.8 },
  { seed: 'Totnes', panelM2: 9, efficiency: 0.2, batteryKwh: 20, dailyLoadKwh: 10.2, startRatio: 0.3 },
]
const measuresOf = ({ batteryKwh }: Household): Measure[] => [
  measure('energy', 'kWh', batteryKwh),
  measure('water', 'L', 9_000),
  measure('food', 'kg', 850),
]
const measure = (resource: string, unit: string, capacity: number): Measure => ({
  ...{ resource, unit, capacity },
  surplusAbove: capacity * 0.75,
  deficitBelow: capacity * 0.25,
})

/** One for each import; `now` is the Node's clock. */
const BAD_LINES: readonly ((nowMs: number) => BadLine)[] = [
  () => ({ text: '2026-06-01T12:00:00Z,water,plenty,L,9000,6750,2250', code: 'number' }),
  () => ({ text: '2026-02-30T12:00:00Z,water,4000,L,9000,6750,2250', code: 'time' }),
  () => ({ text: '2026-06-01T12:00:00Z,water,4000,m3,9000,6750,2250', code: 'unit-mismatch' }),
  (nowMs) => ({ text: `${nowMs + HOUR_MS},food,120,kg,850,637.5,212.5`, code: 'time-future' }),
  () => ({ text: '2026-06-01T12:00:00Z,food,120,kg,850', code: 'columns' }),
]

const solar = readSolar(HOURS)
const village = new Village({ inMemory: true })
const farms: MeteredNode[] = []
const tables: NodeTables[] = []
/** Every entry that any of the three ever held, by id. */
const entries = new Map<string, EntryRow>()
const statesSeen = new Set<string>()
/** Hears all that is sent in the last week of the month. */
let ear: RawMember | null = null
/** What had been sent before it listened. */
let unheard: ReadonlySet<string> = new Set()

beforeAll(async () => {
  console.log(`energy follows ${solar.source}; water and food come from a CSV made by the test`)
  const homes = await Promise.all(HOUSEHOLDS.map(({ seed }) => village.home(seed)))
  const nodes = await village.federation(...homes)
  for (const [index, node] of nodes.entries()) {
    farms.push(new MeteredNode(node, measuresOf(householdAt(index))))
    tables.push(new NodeTables(node.databasePath))
  }
})

afterAll(async () => {
  for (const table of tables) table.close()
  await ear?.stop()
  await village.close()
})

const farmAt = (index: number): MeteredNode => at(farms, index)
const householdAt = (index: number): Household => at(HOUSEHOLDS, index)

function at<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) throw new RangeError(`nothing at ${index}`)
  return item
}

const everybody = <T>(work: (farm: MeteredNode, index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(farms.map(work))

/** Move all clocks, wait until what became due has left and arrived, check it everywhere, keep what was sent. */
async function step(ms: number): Promise<void> {
  await everybody((farm) => farm.advance(ms))
  const shown = await everybody((farm) => farm.settled())
  await everybody((farm) => checkMap(farm, shown))
  keepEntries()
}

async function letEarListen(): Promise<void> {
  const { invite } = await farmAt(0).node.bridge.invites.create({})
  ear = await RawMember.join(invite, 'Ear')
  await everybody(({ node }) => linked(node, farms.length))
  keepEntries()
  unheard = new Set(entries.keys())
}

function keepEntries(): void {
  for (const entry of tables.flatMap((table) => table.entries())) entries.set(entry.id, entry)
}

type Shown = Awaited<ReturnType<MeteredNode['settled']>>
type Report = Awaited<ReturnType<MeteredNode['node']['bridge']['map']['reports']>>['reports'][number]

/** One Node's picture of the other two: everything has arrived, and is right. */
async function checkMap(receiver: MeteredNode, shown: readonly Shown[]): Promise<void> {
  const others = farms.flatMap((farm, index) =>
    farm === receiver ? [] : [{ farm, shown: at(shown, index) }],
  )
  let reports: Report[] = []
  await receiver.node.until('map.changed', async () => {
    ;({ reports } = await receiver.node.bridge.map.reports({}))
    return others.every(({ farm, shown }) => hasArrived(reports, farm, shown))
  })
  expect(reports).toHaveLength(others.length * 3)
  for (const { farm } of others) {
    for (const report of reports.filter(({ nodeId }) => nodeId === farm.node.id)) {
      checkReport(report, farm, receiver)
      const own = others.find((other) => other.farm === farm)?.shown.get(report.resource)
      expect([report.low, report.high], report.resource).toEqual([own?.low, own?.high])
    }
  }
}

const hasArrived = (reports: readonly Report[], { node, resources }: MeteredNode, shown: Shown): boolean =>
  resources.every((resource) =>
    reports.some(
      (report) =>
        report.nodeId === node.id &&
        report.resource === resource &&
        report.reportedAtMs >= (shown.get(resource)?.reportedAtMs ?? Number.POSITIVE_INFINITY),
    ),
  )

function checkReport(report: Report, sender: MeteredNode, receiver: MeteredNode): void {
  const { resource, state, reportedAtMs, receivedAtMs, hops } = report
  const what = `${report.name} ${resource} ${JSON.stringify(report)}`
  statesSeen.add(state)
  expect(state, what).toBe(sender.stateOf(resource))
  expect(receivedAtMs, what).toBeGreaterThanOrEqual(reportedAtMs)
  expect(receivedAtMs - reportedAtMs, what).toBeLessThan(HOUR_MS)
  expect(receiver.nowMs - reportedAtMs, what).toBeLessThan(2.2 * HOUR_MS)
  expect(hops, what).toBeGreaterThanOrEqual(1)
  expect(hops, what).toBeLessThanOrEqual(farms.length)
}

/** A week of water and food, up to an hour before now. */
async function importWeek(farm: MeteredNode, index: number, week: number): Promise<void> {
  const { seed } = householdAt(index)
  const [, water, food] = measuresOf(householdAt(index))
  if (!water || !food) throw new Error('water and food are measured')
  const readings = [water, food].flatMap((lines): CsvReading[] =>
    storeLevels(`${seed} ${lines.resource} ${week}`, lines, CSV_STEPS).map((level, step) => ({
      atMs: farm.nowMs - HOUR_MS - (CSV_STEPS - 1 - step) * CSV_STEP_HOURS * HOUR_MS,
      resource: lines.resource,
      level,
    })),
  )
  await farm.importCsv(readings, at(BAD_LINES, week)(farm.nowMs))
}

describe('a month of three Nodes, hour by hour', () => {
  test('every hour each shows the others its class, and all the same range', {
    timeout: MONTH_TIMEOUT_MS,
  }, async () => {
    const batteries = HOUSEHOLDS.map((household) => batteryLevels(household, solar.hourly.slice(0, HOURS)))
    await everybody((farm) => farm.readClock())
    for (let hour = 0; hour < HOURS; hour += 1) {
      if (hour % WEEK_HOURS === 0) await everybody((farm, n) => importWeek(farm, n, hour / WEEK_HOURS))
      await everybody((farm, n) => farm.record('energy', at(at(batteries, n), hour)))
      if (hour === 0) keepEntries()
      if (hour === HOURS - WEEK_HOURS) await letEarListen()
      await step(HOUR_MS)
    }
    expect([...statesSeen].sort()).toEqual(['deficit', 'enough', 'surplus'])
    expect(farms.every((farm) => farm.heldByHysteresis > 0)).toBe(true)
  })

  test('nine ranges of ten hold the level they were drawn for', () => {
    const draws = farms.flatMap((farm) => farm.draws)
    const held = draws.filter(Boolean).length / draws.length
    console.log(`${draws.length} draws of noise, ${(held * 100).toFixed(1)} % of their ranges hold the level`)
    expect(draws.length).toBeGreaterThan(60)
    expect(held).toBeGreaterThanOrEqual(0.9 - 3 * Math.sqrt((0.9 * 0.1) / draws.length))
  })

  test('no range changes more than twice a day, and some do', () => {
    const changes = farms.flatMap(({ node, resources }) =>
      resources.flatMap((resource) => [...rangeChanges(node.id, resource).values()]),
    )
    expect(Math.max(...changes)).toBe(2)
  })

  test('each resource is reported about once an hour, and once after a jump of five days', async () => {
    for (const { node, resources } of farms) {
      for (const resource of resources) {
        const times = reportsOf(node.id, resource).map((entry) => entry.wall_ms)
        const gaps = times.sort((one, other) => one - other).map((ms, n) => ms - (times[n - 1] ?? ms))
        // The clock moves in whole hours: what becomes due just after a move leaves with the next.
        expect(Math.max(...gaps), `${node.id} ${resource}`).toBeLessThan(2.1 * HOUR_MS)
        expect(times.length, `${node.id} ${resource}`).toBeLessThanOrEqual(HOURS + 1)
      }
    }
    const before = entries.size
    await everybody((farm) => farm.advance(JUMP_MS))
    await everybody((farm) => farm.settled())
    keepEntries()
    expect(entries.size - before).toBe(farms.length * 3)
    await step(HOUR_MS)
  })

  test('the test has read every entry that any Node wrote or took in', () => {
    for (const table of tables) expect(table.seenIds().filter((id) => !entries.has(id))).toEqual([])
  })
})

const reports = (): EntryRow[] => [...entries.values()].filter(({ kind }) => kind === 'resource-report')
const reportsOf = (author: string, slot: string): EntryRow[] =>
  reports().filter((entry) => entry.author === author && entry.slot === slot)

/** How often others were shown another range, on each UTC day on which they were. */
function rangeChanges(author: string, slot: string): Map<number, number> {
  const changes = new Map<number, number>()
  let before = ''
  for (const { payload, wall_ms: atMs } of reportsOf(author, slot).sort((a, b) => a.wall_ms - b.wall_ms)) {
    const { lowSteps, highSteps } = wire.ResourceReport.decode(payload)
    const day = Math.floor(atMs / (24 * HOUR_MS))
    if (`${lowSteps}-${highSteps}` !== before) changes.set(day, (changes.get(day) ?? 0) + 1)
    before = `${lowSteps}-${highSteps}`
  }
  return changes
}

/** All of a report but its range's age, which counts minutes and is some level's digits now and then. The test above shows that this is all. */
function withoutAge(payload: Uint8Array): Uint8Array {
  const { resource, state, unit, capacity, lowSteps, highSteps } = wire.ResourceReport.decode(payload)
  return wire.ResourceReport.encode({ resource, state, unit, capacity, lowSteps, highSteps }).finish()
}

describe('no exact level', () => {
  test('stands in a report: it says a class and a range as wide as any other, always in 256 bytes', () => {
    const payloads = new Set(reports().map(({ payload }) => payload.toString('hex')))
    for (const payload of payloads) {
      const bytes = Buffer.from(payload, 'hex')
      const report = wire.ResourceReport.decode(bytes)
      const { resource, state, unit, capacity, lowSteps, highSteps, rangeAgeMinutes } = report
      expect(bytes).toHaveLength(256)
      expect([highSteps - lowSteps, highSteps <= 200]).toEqual([80, true])
      const fields = { resource, state, unit, capacity, lowSteps, highSteps, rangeAgeMinutes }
      const said = wire.ResourceReport.encode(fields).finish()
      expect(bytes.subarray(0, said.length)).toEqual(Buffer.from(said))
      expect(bytes.subarray(said.length + 3).every((byte) => byte === 0)).toBe(true)
    }
  })

  test('stands around it: a body has no field that a level could hide in', () => {
    for (const { body } of reports()) {
      const read = wire.Body.decode(body)
      const { credential, session, refs, checkpoint, previous, time } = read
      const unused = [credential, session, refs, checkpoint, previous]
      expect(unused.map(({ length }) => length)).toEqual([0, 0, 0, 0, 0])
      expect(time?.counter ?? 0).toBeLessThan(10)
      expect(Buffer.from(wire.Body.encode(read).finish())).toEqual(body)
    }
  })

  test('is found in any payload, body or message on a link, in any form', () => {
    const levels = farms.flatMap((farm) => farm.levels)
    const [short, long] = [ExactTraces.inPayloads(levels), ExactTraces.amongRandomBytes(levels)]
    for (const { body } of entries.values()) expect(long.in(body)).toEqual([])
    // Other payloads hold keys and signatures, in which chance writes anything that is short.
    for (const { payload } of reports()) expect(short.in(withoutAge(payload))).toEqual([])
    const heard = ear?.entryIds() ?? new Map()
    const sentToEar = reports().filter(({ id }) => !unheard.has(id))
    expect(sentToEar.length).toBeGreaterThan((farms.length * 3 * WEEK_HOURS) / 2)
    expect(sentToEar.filter(({ id }) => !heard.has(id))).toEqual([])
    expect(long.in(Buffer.concat(ear?.heard ?? []))).toEqual([])
  })

  test('is kept by anybody but the Node that measured it', () => {
    const owned = farms.map((farm) => new Set(farm.levels))
    const all = new Set(farms.flatMap((farm) => farm.levels))
    expect(all.size).toBe(owned.reduce((sum, levels) => sum + levels.size, 0))
    for (const owner of farms) {
      const traces = ExactTraces.amongRandomBytes(owner.levels)
      for (const farm of farms) {
        const found = traces.in(filesOf(farm))
        if (farm === owner) expect(found).toHaveLength(new Set(owner.levels).size)
        else expect(found).toEqual([])
      }
    }
  })

  test('would be missed by this search, in whatever form', () => {
    const [level = 0] = farmAt(0).levels.filter((known) => known > 1_000)
    const report = encodeReport({
      ...{ resource: 'water', state: 'enough', unit: 'L', capacity: 9_000 },
      ...{ lowSteps: 0, highSteps: 120, rangeAgeMinutes: 0 },
    })
    const traces = ExactTraces.inPayloads([level])
    expect(traces.in(report)).toEqual([])
    for (const bytes of encodingsOf(level).filter(({ length }) => length > 2)) {
      const planted = Uint8Array.from(report)
      planted.set(bytes, 100)
      expect(traces.in(planted), bytes.toString('hex')).toEqual([level])
    }
  })
})

/** All bytes of a Node's folder: database, write-ahead log and the rest. */
function filesOf({ node }: MeteredNode): Buffer {
  const folder = dirname(node.databasePath)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))))
}
