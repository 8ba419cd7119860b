import type { EntryId, FederationId, MirrorId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Entry, StoredEntry } from '../../replica/entry.ts'
import type { Database, Row, SqlValue } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'
import { DAY_MS, heldBackInOrder, passesLimits } from './alert-rules.ts'
import type {
  AlertContent,
  CorrectionContent,
  EvidenceFile,
  KnownAlert,
  KnownCorrection,
  KnownReview,
  ReviewContent,
} from './alert-types.ts'

/** Columns every signed thing has: whose it is, and its place in the author's log. */
const SIGNED_COLUMNS = `
        id TEXT PRIMARY KEY,
        federation TEXT NOT NULL,
        author TEXT NOT NULL,
        epoch_ms INTEGER NOT NULL,
        epoch_random TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,`

export const alertMigrations: readonly Migration[] = [
  {
    id: 'alerts-001',
    sql: `
      CREATE TABLE alerts (${SIGNED_COLUMNS}
        mirror_name TEXT NOT NULL,
        received_at_ms INTEGER NOT NULL,
        hops INTEGER NOT NULL,
        held_back INTEGER NOT NULL,
        kind TEXT NOT NULL,
        severity TEXT NOT NULL,
        summary TEXT NOT NULL,
        detail TEXT NOT NULL,
        system TEXT NOT NULL,
        evidence TEXT NOT NULL
      ) STRICT;
      CREATE INDEX alerts_by_author ON alerts (federation, author, epoch_ms, epoch_random, sequence);
      CREATE INDEX alerts_by_arrival ON alerts (federation, received_at_ms);
      CREATE TABLE alert_reviews (${SIGNED_COLUMNS}
        alert TEXT NOT NULL,
        mirror_id TEXT NOT NULL,
        mirror_name TEXT NOT NULL,
        verdict TEXT NOT NULL,
        note TEXT NOT NULL
      ) STRICT;
      CREATE INDEX alert_reviews_by_alert ON alert_reviews (alert, federation);
      CREATE TABLE alert_corrections (${SIGNED_COLUMNS}
        alert TEXT NOT NULL,
        kind TEXT NOT NULL,
        note TEXT NOT NULL
      ) STRICT;
      CREATE INDEX alert_corrections_by_alert ON alert_corrections (alert, federation);
      CREATE TABLE alert_handlings (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        alert TEXT NOT NULL,
        state TEXT NOT NULL,
        by_name TEXT NOT NULL,
        note TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        until_ms INTEGER
      ) STRICT;
      CREATE INDEX alert_handlings_by_alert ON alert_handlings (alert, number);`,
  },
]

/** The order of a log, epoch by epoch. */
const IN_CHAIN_ORDER = 'ORDER BY epoch_ms, epoch_random, sequence'
export const ALERT_COLUMNS = `alerts.id, alerts.author, alerts.mirror_name AS mirrorName, alerts.at_ms AS raisedAtMs,
  alerts.received_at_ms AS receivedAtMs, alerts.hops, alerts.held_back AS heldBack, alerts.kind, alerts.severity,
  alerts.summary, alerts.detail, alerts.system, alerts.evidence`

/** What came of alerts, reviews and corrections. They may come in any order: each stands by itself until read together. */
export class AlertStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Put an alert in its place and settle which of its author's are held back. @returns the others that stand otherwise since */
  addAlert(entry: StoredEntry, content: AlertContent): readonly EntryId[] {
    const { kind, severity, summary, detail, system, evidence } = content
    const values: readonly SqlValue[] = [
      ...signedValues(entry),
      ...[entry.mirror?.name ?? '', entry.receivedAtMs, entry.hops, 0],
      ...[kind, severity, summary, detail, system, JSON.stringify(evidence)],
    ]
    this.#database
      .prepare(`INSERT OR IGNORE INTO alerts VALUES (${values.map(() => '?').join(', ')})`)
      .run(...values)
    if (!this.#isLast(entry)) return this.#placeAll(entry).filter((id) => id !== entry.id)
    this.#placeLast(entry)
    return []
  }

  addReview(entry: StoredEntry, { alert, verdict, note }: ReviewContent): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO alert_reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...signedValues(entry),
        alert,
        entry.mirror?.mirrorId ?? '',
        entry.mirror?.name ?? '',
        verdict,
        note,
      )
  }

  addCorrection(entry: StoredEntry, { alert, kind, note }: CorrectionContent): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO alert_corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(...signedValues(entry), alert, kind, note)
  }

  /** An alert of this federation, or null where it has not come here. */
  alert(federation: FederationId, id: EntryId): KnownAlert | null {
    const sql = `SELECT ${ALERT_COLUMNS} FROM alerts WHERE federation = ? AND id = ?`
    const row = this.#database.prepare(sql).get<AlertRow & Row>(federation, id)
    return row === undefined ? null : toAlert(row)
  }

  /** All reviews of an alert, each author's in the order of their log. */
  reviews(federation: FederationId, alert: EntryId): KnownReview[] {
    const sql = `SELECT author, mirror_id AS mirrorId, mirror_name AS mirrorName, verdict, note, at_ms AS reviewedAtMs
      FROM alert_reviews WHERE alert = ? AND federation = ? ${IN_CHAIN_ORDER}, author`
    return this.#database.prepare(sql).all<KnownReview & Row>(alert, federation)
  }

  /** The id of the review of a Mirror that counts: the first in the order of their Node's log. */
  countedReview(review: {
    federation: FederationId
    alert: EntryId
    author: NodeId
    mirrorId: MirrorId
  }): EntryId | null {
    const sql = `SELECT id FROM alert_reviews
      WHERE alert = ? AND federation = ? AND author = ? AND mirror_id = ? ${IN_CHAIN_ORDER} LIMIT 1`
    const { alert, federation, author, mirrorId } = review
    return this.#database.prepare(sql).get<{ id: EntryId }>(alert, federation, author, mirrorId)?.id ?? null
  }

  /** All corrections that name an alert, each author's in the order of their log, whoever wrote them. */
  corrections(federation: FederationId, alert: EntryId): KnownCorrection[] {
    const sql = `SELECT author, kind, note, at_ms AS atMs FROM alert_corrections
      WHERE alert = ? AND federation = ? ${IN_CHAIN_ORDER}`
    return this.#database.prepare(sql).all<KnownCorrection & Row>(alert, federation)
  }

  /** Entries in which something is said of an alert: corrections first, then judgements. */
  saidOf(federation: FederationId, alert: EntryId): EntryId[] {
    const sql = (table: string): string =>
      `SELECT id FROM ${table} WHERE alert = ? AND federation = ? ${IN_CHAIN_ORDER}, author`
    const ids = ['alert_corrections', 'alert_reviews'].flatMap((table) =>
      this.#database.prepare(sql(table)).all<{ id: EntryId }>(alert, federation),
    )
    return ids.map(({ id }) => id)
  }

  /** The alerts that came last, the newest first. */
  newest(federation: FederationId, limit: number): EntryId[] {
    const sql = 'SELECT id FROM alerts WHERE federation = ? ORDER BY received_at_ms DESC, rowid DESC LIMIT ?'
    return this.#database
      .prepare(sql)
      .all<{ id: EntryId }>(federation, limit)
      .map(({ id }) => id)
  }

  #isLast(entry: Entry): boolean {
    const sql = `SELECT 1 FROM alerts WHERE federation = ? AND author = ?
      AND (epoch_ms, epoch_random, sequence) > (?, ?, ?) LIMIT 1`
    const { openedAtMs, random } = entry.epoch
    return (
      this.#database
        .prepare(sql)
        .get(entry.federationId, entry.author, openedAtMs, random, entry.sequence) === undefined
    )
  }

  #placeLast(entry: Entry): void {
    const sql = `SELECT at_ms FROM alerts WHERE federation = ? AND author = ? AND held_back = 0 AND id <> ?
      AND at_ms > ? AND at_ms < ?`
    const { wallMs } = entry.time
    const passed = this.#database
      .prepare(sql)
      .all<{ at_ms: number }>(entry.federationId, entry.author, entry.id, wallMs - DAY_MS, wallMs + DAY_MS)
      .map((row) => row.at_ms)
    this.#holdBack(entry.id, !passesLimits(passed, wallMs))
  }

  /** One that came late may push later ones over the limit, and those may let yet later ones pass. @returns those that moved */
  #placeAll(entry: Entry): EntryId[] {
    const sql = `SELECT id, at_ms, held_back FROM alerts WHERE federation = ? AND author = ? ${IN_CHAIN_ORDER}`
    const rows = this.#database
      .prepare(sql)
      .all<{ id: EntryId; at_ms: number; held_back: number }>(entry.federationId, entry.author)
    const heldBack = heldBackInOrder(rows.map((row) => row.at_ms))
    const moved = rows.filter((row, index) => heldBack[index] !== (row.held_back === 1))
    for (const row of moved) this.#holdBack(row.id, row.held_back === 0)
    return moved.map(({ id }) => id)
  }

  #holdBack(id: EntryId, isHeldBack: boolean): void {
    this.#database.prepare('UPDATE alerts SET held_back = ? WHERE id = ?').run(isHeldBack ? 1 : 0, id)
  }
}

/** An alert as SQLite gives it. */
export interface AlertRow extends Omit<KnownAlert, 'evidence' | 'heldBack'> {
  readonly evidence: string
  readonly heldBack: number
}

export const toAlert = (row: AlertRow): KnownAlert => ({
  ...row,
  evidence: JSON.parse(row.evidence) as EvidenceFile[],
  heldBack: row.heldBack === 1,
})

const signedValues = (entry: StoredEntry): readonly SqlValue[] => [
  entry.id,
  entry.federationId,
  entry.author,
  entry.epoch.openedAtMs,
  entry.epoch.random,
  entry.sequence,
  entry.time.wallMs,
]
