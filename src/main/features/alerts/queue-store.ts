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

/** A page of the queue. */
export interface QueueQuery {
  readonly federation: FederationId
  /** null: whatever it is. */
  readonly state: AlertState | null
  readonly beforeMs: number
  /** The last one of the page before, which arrived at `beforeMs`; null: none did. */
  readonly beforeId: EntryId | null
  readonly limit: number
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

  /** Newest arrival first, those that came before `beforeMs`, or at that moment before the one named. */
  list(query: QueueQuery, moment: StateMoment): QueuedAlert[] {
    const sql = `SELECT * FROM (${QUEUE} WHERE alerts.federation = ?
        AND (alerts.received_at_ms, alerts.rowid) < (?, COALESCE((SELECT rowid FROM alerts WHERE id = ?), 0)))
      WHERE ? IS NULL OR state = ? ORDER BY receivedAtMs DESC, arrival DESC LIMIT ?`
    const { federation, state, beforeMs, beforeId, limit } = query
    return this.#database
      .prepare(sql)
      .all<AlertRow & { state: AlertState } & Row>(
        ...[moment.acknowledgedReturnMs, moment.nowMs, federation, beforeMs, beforeId],
        ...[state, state, limit],
      )
      .map((row) => ({ ...toAlert(row), state: row.state }))
  }

  /** One alert with the state that counts now; null where it has not come here. */
  find(federation: FederationId, id: EntryId, moment: StateMoment): QueuedAlert | null {
    const sql = `${QUEUE} WHERE alerts.federation = ? AND alerts.id = ?`
    const { nowMs, acknowledgedReturnMs } = moment
    const row = this.#database
      .prepare(sql)
      .get<AlertRow & { state: AlertState } & Row>(acknowledgedReturnMs, nowMs, federation, id)
    return row === undefined ? null : { ...toAlert(row), state: row.state }
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
