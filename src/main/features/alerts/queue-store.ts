import type { AlertState } from '../../../shared/contract/alerts.ts'
import type { EntryId, FederationId } from '../../../shared/kernel/ids.ts'
import type { Database, Row } from '../../storage/database.ts'
import { ALERT_COLUMNS, type AlertRow, toAlert } from './alert-store.ts'
import type { Handling, QueuedAlert } from './alert-types.ts'

/** What decides which states have run out. */
export interface StateMoment {
  readonly nowMs: number
  /** How long an acknowledgement stands. */
  readonly acknowledgedReturnMs: number
}

/** When a state runs out by itself; NULL where it does not. Parameter: how long an acknowledgement stands. */
const RETURNS_AT = `CASE handled.state WHEN 'acknowledged' THEN handled.at_ms + ? WHEN 'snoozed' THEN handled.until_ms END`
/** Each alert with its latest handling, and the state that counts. Parameters: how long an acknowledgement stands, now. */
const QUEUE = `
  SELECT ${ALERT_COLUMNS}, alerts.rowid AS arrival,
    CASE WHEN handled.state IS NULL OR ${RETURNS_AT} <= ? THEN 'new' ELSE handled.state END AS state
  FROM alerts LEFT JOIN alert_handlings AS handled
    ON handled.number = (SELECT MAX(number) FROM alert_handlings WHERE alert = alerts.id)`

/** What the people here did with each alert. Kept whole: the latest counts, the earlier ones are its story. */
export class QueueStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  addHandling(alert: EntryId, handling: Handling): void {
    const { state, by, note, atMs, untilMs } = handling
    this.#database
      .prepare(
        'INSERT INTO alert_handlings (alert, state, by_name, note, at_ms, until_ms) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(alert, state, by, note, atMs, untilMs)
  }

  /** Oldest first. */
  handlings(alert: EntryId): Handling[] {
    const sql = `SELECT state, by_name AS "by", note, at_ms AS atMs, until_ms AS untilMs
      FROM alert_handlings WHERE alert = ? ORDER BY number`
    return this.#database.prepare(sql).all<Handling & Row>(alert)
  }

  /** The state that counts now; null where the alert has not come here. */
  state(federation: FederationId, id: EntryId, moment: StateMoment): AlertState | null {
    const sql = `SELECT state FROM (${QUEUE} WHERE alerts.federation = ? AND alerts.id = ?)`
    const { nowMs, acknowledgedReturnMs } = moment
    const row = this.#database
      .prepare(sql)
      .get<{ state: AlertState }>(acknowledgedReturnMs, nowMs, federation, id)
    return row?.state ?? null
  }

  /** Newest arrival first, those that came before `beforeMs`. */
  list(
    query: { federation: FederationId; state: AlertState | null; beforeMs: number; limit: number },
    moment: StateMoment,
  ): QueuedAlert[] {
    const sql = `SELECT * FROM (${QUEUE} WHERE alerts.federation = ? AND alerts.received_at_ms < ?)
      WHERE ? IS NULL OR state = ? ORDER BY receivedAtMs DESC, arrival DESC LIMIT ?`
    const { federation, state, beforeMs, limit } = query
    return this.#database
      .prepare(sql)
      .all<AlertRow & { state: AlertState } & Row>(
        ...[moment.acknowledgedReturnMs, moment.nowMs, federation, beforeMs],
        ...[state, state, limit],
      )
      .map((row) => ({ ...toAlert(row), state: row.state }))
  }

  /** When the next state runs out; null where none will. */
  nextReturnMs(federation: FederationId, moment: StateMoment): number | null {
    const sql = `SELECT MIN(returnsAtMs) AS atMs FROM (
        SELECT ${RETURNS_AT} AS returnsAtMs FROM alerts JOIN alert_handlings AS handled
          ON handled.number = (SELECT MAX(number) FROM alert_handlings WHERE alert = alerts.id)
        WHERE alerts.federation = ?)
      WHERE returnsAtMs > ?`
    const { acknowledgedReturnMs, nowMs } = moment
    const row = this.#database
      .prepare(sql)
      .get<{ atMs: number | null }>(acknowledgedReturnMs, federation, nowMs)
    return row?.atMs ?? null
  }
}
