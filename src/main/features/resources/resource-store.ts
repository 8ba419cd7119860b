import type { ResourceState } from '../../../shared/contract/resources.ts'
import type { FederationId } from '../../../shared/kernel/ids.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'
import type { PaceSums } from './resource-rules.ts'
import type { Reading, ResourceSettings, Schedule, Shown, StoredReading } from './resource-types.ts'

export const resourceMigrations: readonly Migration[] = [
  {
    id: 'resources-001',
    sql: `
      CREATE TABLE resource_settings (
        resource TEXT PRIMARY KEY,
        unit TEXT NOT NULL,
        capacity REAL NOT NULL,
        surplus_above REAL NOT NULL,
        deficit_below REAL NOT NULL
      ) STRICT;
      CREATE TABLE resource_readings (
        number INTEGER PRIMARY KEY,
        resource TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        level REAL NOT NULL,
        unit TEXT NOT NULL,
        state TEXT NOT NULL
      ) STRICT;
      CREATE INDEX resource_readings_by_time ON resource_readings (resource, at_ms);
      CREATE TABLE resource_schedules (
        federation TEXT NOT NULL,
        resource TEXT NOT NULL,
        slot_offset_ms INTEGER NOT NULL,
        slot_due_at_ms INTEGER NOT NULL,
        change_due_at_ms INTEGER,
        shown_state TEXT,
        shown_low REAL,
        shown_high REAL,
        shown_at_ms INTEGER,
        PRIMARY KEY (federation, resource)
      ) STRICT;`,
  },
]

const NEWEST_FIRST = 'ORDER BY at_ms DESC, number DESC'
const READING = 'at_ms AS atMs, level, unit, state'
const SETTINGS = 'resource, unit, capacity, surplus_above AS surplusAbove, deficit_below AS deficitBelow'

/** This Node's own figures: exact, and read by nobody else. Writes belong inside `Database.write`. */
export class ResourceStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** In order of their names. */
  allSettings(): ResourceSettings[] {
    return this.#database
      .prepare(`SELECT ${SETTINGS} FROM resource_settings ORDER BY resource`)
      .all<ResourceSettings & Row>()
  }

  settings(resource: string): ResourceSettings | null {
    const sql = `SELECT ${SETTINGS} FROM resource_settings WHERE resource = ?`
    return this.#database.prepare(sql).get<ResourceSettings & Row>(resource) ?? null
  }

  putSettings(settings: ResourceSettings): void {
    const { resource, unit, capacity, surplusAbove, deficitBelow } = settings
    this.#database
      .prepare('INSERT OR REPLACE INTO resource_settings VALUES (?, ?, ?, ?, ?)')
      .run(resource, unit, capacity, surplusAbove, deficitBelow)
  }

  removeSettings(resource: string): void {
    this.#database.prepare('DELETE FROM resource_settings WHERE resource = ?').run(resource)
  }

  addReading(reading: Reading, state: ResourceState): void {
    this.#database
      .prepare('INSERT INTO resource_readings (resource, at_ms, level, unit, state) VALUES (?, ?, ?, ?, ?)')
      .run(reading.resource, reading.atMs, reading.level, reading.unit, state)
  }

  /** The newest reading in one unit, taken at `atMs` or before; of any time by default. */
  newestReading(
    resource: string,
    unit: string,
    atMs: number = Number.MAX_SAFE_INTEGER,
  ): StoredReading | null {
    const sql = `SELECT ${READING} FROM resource_readings WHERE resource = ? AND unit = ? AND at_ms <= ? ${NEWEST_FIRST} LIMIT 1`
    return this.#database.prepare(sql).get<StoredReading & Row>(resource, unit, atMs) ?? null
  }

  /** Unit of the newest reading of all; null where there is none. Outlives the settings. */
  lastUnit(resource: string): string | null {
    const sql = `SELECT unit FROM resource_readings WHERE resource = ? ${NEWEST_FIRST} LIMIT 1`
    return this.#database.prepare(sql).get<{ unit: string }>(resource)?.unit ?? null
  }

  hasReadingAt(resource: string, atMs: number): boolean {
    const sql = 'SELECT 1 FROM resource_readings WHERE resource = ? AND at_ms = ? LIMIT 1'
    return this.#database.prepare(sql).get(resource, atMs) !== undefined
  }

  /** Readings in one unit, newest first, earlier than `beforeMs`. */
  readings(query: { resource: string; unit: string; beforeMs: number; limit: number }): StoredReading[] {
    const sql = `SELECT ${READING} FROM resource_readings WHERE resource = ? AND unit = ? AND at_ms < ? ${NEWEST_FIRST} LIMIT ?`
    return this.#database
      .prepare(sql)
      .all<StoredReading & Row>(query.resource, query.unit, query.beforeMs, query.limit)
  }

  /** Sums over the readings in one unit since `sinceMs`, x counted in days from then; null where there are none. */
  paceSums(query: { resource: string; unit: string; sinceMs: number }): PaceSums | null {
    const sql = `SELECT COUNT(*) AS count, MIN(x) AS minX, MAX(x) AS maxX, AVG(x) AS meanX, AVG(level) AS meanY,
        AVG(x * x) AS meanXX, AVG(x * level) AS meanXY
      FROM (SELECT (at_ms - ?) / 86400000.0 AS x, level FROM resource_readings
        WHERE resource = ? AND unit = ? AND at_ms >= ?)`
    const sums = this.#database
      .prepare(sql)
      .get<PaceSums & Row>(query.sinceMs, query.resource, query.unit, query.sinceMs)
    return sums === undefined || sums.count === 0 ? null : sums
  }

  /** Every resource that is or has to be shown, or taken back, in a federation. */
  schedules(federation: FederationId): Schedule[] {
    const sql = 'SELECT * FROM resource_schedules WHERE federation = ? ORDER BY resource'
    return this.#database.prepare(sql).all<ScheduleRow>(federation).map(toSchedule)
  }

  schedule(federation: FederationId, resource: string): Schedule | null {
    const sql = 'SELECT * FROM resource_schedules WHERE federation = ? AND resource = ?'
    const row = this.#database.prepare(sql).get<ScheduleRow>(federation, resource)
    return row === undefined ? null : toSchedule(row)
  }

  putSchedule(federation: FederationId, schedule: Schedule): void {
    const { resource, slotOffsetMs, slotDueAtMs, changeDueAtMs, shown } = schedule
    this.#database
      .prepare('INSERT OR REPLACE INTO resource_schedules VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[federation, resource, slotOffsetMs, slotDueAtMs, changeDueAtMs],
        ...(shown === null
          ? [null, null, null, null]
          : [shown.state, shown.low, shown.high, shown.reportedAtMs]),
      )
  }

  removeSchedule(federation: FederationId, resource: string): void {
    this.#database
      .prepare('DELETE FROM resource_schedules WHERE federation = ? AND resource = ?')
      .run(federation, resource)
  }
}

interface ScheduleRow extends Row {
  readonly resource: string
  readonly slot_offset_ms: number
  readonly slot_due_at_ms: number
  readonly change_due_at_ms: number | null
  readonly shown_state: ResourceState | null
  readonly shown_low: number | null
  readonly shown_high: number | null
  readonly shown_at_ms: number | null
}

const toSchedule = (row: ScheduleRow): Schedule => ({
  resource: row.resource,
  slotOffsetMs: row.slot_offset_ms,
  slotDueAtMs: row.slot_due_at_ms,
  changeDueAtMs: row.change_due_at_ms,
  shown: toShown(row),
})

function toShown(row: ScheduleRow): Shown | null {
  const { shown_state: state, shown_low: low, shown_high: high, shown_at_ms: reportedAtMs } = row
  if (state === null || low === null || high === null || reportedAtMs === null) return null
  return { state, low, high, reportedAtMs }
}
