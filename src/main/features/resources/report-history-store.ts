import type { ShownPoint } from '../../../shared/contract/map.ts'
import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import type { StoredEntry } from '../../replica/entry.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'
import { rangeAtMs } from './range-age.ts'
import { quantityOf } from './resource-rules.ts'
import type { Report, ShownReport } from './resource-types.ts'

export const reportHistoryMigrations: readonly Migration[] = [
  {
    id: 'report-history-001',
    sql: `
      CREATE TABLE resource_report_history (
        number INTEGER PRIMARY KEY,
        federation TEXT NOT NULL,
        node_id TEXT NOT NULL,
        resource TEXT NOT NULL,
        state TEXT NOT NULL,
        low REAL,
        high REAL,
        unit TEXT,
        capacity REAL,
        range_at_ms INTEGER,
        first_reported_at_ms INTEGER NOT NULL,
        reported_at_ms INTEGER NOT NULL,
        received_at_ms INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX resource_report_history_by_node ON resource_report_history (federation, node_id, resource);
      CREATE INDEX resource_report_history_by_age ON resource_report_history (received_at_ms);`,
  },
]

const DAY_MS = 86_400_000
/** How long it is remembered what a Node showed. Chosen here: a season, in which a pace can be seen and a well be compared with itself. */
export const HISTORY_MAX_DAYS = 90
/** Points kept of one Node and resource. Chosen here: at two ranges a day and as many changes of class, a season and some more; a Node that changes its word at every report loses its own past first. */
export const HISTORY_POINTS_PER_RESOURCE = 400
/** Points kept of everybody. Chosen here: about 100 MB, the season of a thousand Nodes with three resources that change every other day. */
export const HISTORY_POINTS_MAX = 500_000

interface Said {
  readonly federation: FederationId
  readonly nodeId: NodeId
  readonly resource: string
}

/** One thing said, as it is kept. */
interface Word {
  readonly state: ShownPoint['state']
  readonly low: number | null
  readonly high: number | null
  readonly unit: string | null
  readonly capacity: number | null
  readonly rangeAtMs: number | null
  readonly firstReportedAtMs: number
  readonly reportedAtMs: number
  readonly receivedAtMs: number
}

interface Point extends Word {
  readonly number: number
}

const POINT = `number, state, low, high, unit, capacity, range_at_ms AS rangeAtMs,
  first_reported_at_ms AS firstReportedAtMs, reported_at_ms AS reportedAtMs, received_at_ms AS receivedAtMs`
const OF_ONE = 'federation = ? AND node_id = ? AND resource = ?'

/**
 * What each Node showed over time, this one among them. Reports come hourly and
 * mostly repeat what stands; so a row is one thing said, from the first report
 * that said it to the last, and not a report.
 *
 * Bounded by age, by Node and resource, and as a whole: the oldest go first.
 */
export class ReportHistoryStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Note what a report says. Call in the transaction that stores it. */
  add(entry: StoredEntry, report: Report): void {
    const said = { federation: entry.federationId, nodeId: entry.author, resource: report.resource }
    const newest = this.#newest(said)
    const point = pointOf(entry, report)
    if (newest !== undefined && saysTheSame(newest, point)) {
      this.#goOn(newest, entry)
      return
    }
    this.#insert(said, point)
    this.#trim(said, entry.receivedAtMs)
  }

  /** Newest first; what was last said before `beforeMs`. */
  list(
    { federation, nodeId, resource }: Said,
    page: { readonly limit: number; readonly beforeMs?: number | undefined },
  ): ShownPoint[] {
    const sql = `SELECT ${POINT} FROM resource_report_history
      WHERE ${OF_ONE} AND reported_at_ms < ? ORDER BY number DESC LIMIT ?`
    const before = page.beforeMs ?? Number.MAX_SAFE_INTEGER
    const rows = this.#database
      .prepare(sql)
      .all<Point & Row>(federation, nodeId, resource, before, page.limit)
    return rows.flatMap((row) => toShownPoint(row) ?? [])
  }

  #newest({ federation, nodeId, resource }: Said): Point | undefined {
    const sql = `SELECT ${POINT} FROM resource_report_history WHERE ${OF_ONE} ORDER BY number DESC LIMIT 1`
    return this.#database.prepare(sql).get<Point & Row>(federation, nodeId, resource)
  }

  #goOn({ number, reportedAtMs }: Point, entry: StoredEntry): void {
    this.#database
      .prepare('UPDATE resource_report_history SET reported_at_ms = ?, received_at_ms = ? WHERE number = ?')
      .run(Math.max(reportedAtMs, entry.time.wallMs), entry.receivedAtMs, number)
  }

  #insert({ federation, nodeId, resource }: Said, point: Word): void {
    this.#database
      .prepare('INSERT INTO resource_report_history VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[federation, nodeId, resource, point.state, point.low, point.high, point.unit, point.capacity],
        ...[point.rangeAtMs, point.firstReportedAtMs, point.reportedAtMs, point.receivedAtMs],
      )
  }

  #trim({ federation, nodeId, resource }: Said, nowMs: number): void {
    this.#database
      .prepare(`DELETE FROM resource_report_history WHERE number IN (
        SELECT number FROM resource_report_history WHERE ${OF_ONE} ORDER BY number DESC LIMIT -1 OFFSET ?)`)
      .run(federation, nodeId, resource, HISTORY_POINTS_PER_RESOURCE)
    this.#database
      .prepare('DELETE FROM resource_report_history WHERE received_at_ms < ?')
      .run(nowMs - HISTORY_MAX_DAYS * DAY_MS)
    // Numbers grow by one with each point, so none but the newest are above this.
    this.#database
      .prepare(
        'DELETE FROM resource_report_history WHERE number <= (SELECT MAX(number) FROM resource_report_history) - ?',
      )
      .run(HISTORY_POINTS_MAX)
  }
}

function pointOf(entry: StoredEntry, report: Report): Word {
  const atMs = entry.time.wallMs
  const times = { firstReportedAtMs: atMs, reportedAtMs: atMs, receivedAtMs: entry.receivedAtMs }
  if (report.state === 'withdrawn') {
    return {
      state: 'withdrawn',
      low: null,
      high: null,
      unit: null,
      capacity: null,
      rangeAtMs: null,
      ...times,
    }
  }
  return { state: report.state, ...figuresOf(report), rangeAtMs: rangeAtMs(entry, report), ...times }
}

const figuresOf = ({ lowSteps, highSteps, unit, capacity }: ShownReport) => ({
  ...{ low: quantityOf(lowSteps, capacity), high: quantityOf(highSteps, capacity) },
  ...{ unit, capacity },
})

/** Whether a report repeats what its Node said before, without having said otherwise in between. */
const saysTheSame = (before: Word, point: Word): boolean =>
  (['state', 'low', 'high', 'unit', 'capacity'] as const).every((part) => before[part] === point[part]) &&
  (point.rangeAtMs ?? 0) <= before.reportedAtMs

function toShownPoint(row: Point): ShownPoint | null {
  const { state, low, high, unit, capacity, firstReportedAtMs, reportedAtMs, receivedAtMs } = row
  if (state === 'withdrawn') return { state, reportedAtMs, receivedAtMs }
  if (low === null || high === null || unit === null || capacity === null) return null
  const times = { firstReportedAtMs, rangeAtMs: row.rangeAtMs ?? firstReportedAtMs, reportedAtMs }
  return { state, low, high, unit, capacity, ...times, receivedAtMs }
}
