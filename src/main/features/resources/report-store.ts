import type { ResourceState } from '../../../shared/contract/resources.ts'
import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import type { StoredEntry } from '../../replica/entry.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'
import { rangeAtMs } from './range-age.ts'
import { quantityOf } from './resource-rules.ts'
import type { ShownReport } from './resource-types.ts'

export const reportMigrations: readonly Migration[] = [
  {
    id: 'reports-001',
    sql: `
      CREATE TABLE resource_reports (
        federation TEXT NOT NULL,
        node_id TEXT NOT NULL,
        resource TEXT NOT NULL,
        state TEXT NOT NULL,
        low REAL NOT NULL,
        high REAL NOT NULL,
        unit TEXT NOT NULL,
        capacity REAL NOT NULL,
        reported_at_ms INTEGER NOT NULL,
        received_at_ms INTEGER NOT NULL,
        hops INTEGER NOT NULL,
        PRIMARY KEY (federation, node_id, resource)
      ) STRICT;`,
  },
  {
    id: 'reports-002',
    sql: `
      ALTER TABLE resource_reports ADD COLUMN range_at_ms INTEGER NOT NULL DEFAULT 0;
      UPDATE resource_reports SET range_at_ms = reported_at_ms;`,
  },
]

/** The newest report of one Node and resource. */
export interface ReceivedReport {
  readonly nodeId: NodeId
  readonly resource: string
  readonly state: ResourceState
  readonly low: number
  readonly high: number
  readonly unit: string
  readonly capacity: number
  readonly reportedAtMs: number
  /** Since when the range has stood, by its author's clock. */
  readonly rangeAtMs: number
  readonly receivedAtMs: number
  readonly hops: number
}

const REPORT = `node_id AS nodeId, resource, state, low, high, unit, capacity,
  reported_at_ms AS reportedAtMs, range_at_ms AS rangeAtMs, received_at_ms AS receivedAtMs, hops`

/** What other Nodes show, as far as it has come here. */
export class ReportStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  put(entry: StoredEntry, report: ShownReport): void {
    const { capacity } = report
    this.#database
      .prepare('INSERT OR REPLACE INTO resource_reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[entry.federationId, entry.author, report.resource, report.state],
        ...[
          quantityOf(report.lowSteps, capacity),
          quantityOf(report.highSteps, capacity),
          report.unit,
          capacity,
        ],
        ...[entry.time.wallMs, entry.receivedAtMs, entry.hops, rangeAtMs(entry, report)],
      )
  }

  remove(entry: StoredEntry): void {
    this.#database
      .prepare('DELETE FROM resource_reports WHERE federation = ? AND node_id = ? AND resource = ?')
      .run(entry.federationId, entry.author, entry.slot)
  }

  /** Newest first by their authors' clocks. */
  list(federation: FederationId): ReceivedReport[] {
    const sql = `SELECT ${REPORT} FROM resource_reports WHERE federation = ?
      ORDER BY reported_at_ms DESC, node_id, resource`
    return this.#database.prepare(sql).all<ReceivedReport & Row>(federation)
  }

  /** The oldest by its author's clock, this Node's own left out; null where there is none. */
  oldestBut(
    federation: FederationId,
    nodeId: NodeId,
  ): Pick<ReceivedReport, 'resource' | 'reportedAtMs'> | null {
    const sql = `SELECT resource, reported_at_ms AS reportedAtMs FROM resource_reports
      WHERE federation = ? AND node_id <> ? ORDER BY reported_at_ms LIMIT 1`
    return (
      this.#database
        .prepare(sql)
        .get<Pick<ReceivedReport, 'resource' | 'reportedAtMs'> & Row>(federation, nodeId) ?? null
    )
  }

  /** What one Node shows. */
  listOf(federation: FederationId, nodeId: NodeId): ReceivedReport[] {
    const sql = `SELECT ${REPORT} FROM resource_reports WHERE federation = ? AND node_id = ?
      ORDER BY reported_at_ms DESC, resource`
    return this.#database.prepare(sql).all<ReceivedReport & Row>(federation, nodeId)
  }
}
