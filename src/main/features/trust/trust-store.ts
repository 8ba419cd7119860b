import type { FederationId, MirrorId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'
import { FLAGS_KEPT, ISOLATIONS_KEPT } from './trust-rules.ts'
import type { Appeal, Between, EndedIsolation, Isolation, IsolationEnd } from './trust-types.ts'

export const trustMigrations: readonly Migration[] = [
  {
    id: 'trust-001',
    sql: `
      CREATE TABLE trust_flags (
        place INTEGER PRIMARY KEY,
        federation TEXT NOT NULL,
        peer TEXT NOT NULL,
        mirror_id TEXT NOT NULL,
        mirror_name TEXT NOT NULL,
        reason TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        signed BLOB NOT NULL
      ) STRICT;
      CREATE INDEX trust_flags_by_peer ON trust_flags (federation, peer, place);
      CREATE TABLE trust_isolations (
        place INTEGER PRIMARY KEY,
        federation TEXT NOT NULL,
        peer TEXT NOT NULL,
        own INTEGER NOT NULL,
        id TEXT NOT NULL,
        reason TEXT NOT NULL,
        mirror_name TEXT NOT NULL,
        since_ms INTEGER NOT NULL,
        until_ms INTEGER NOT NULL,
        signed BLOB NOT NULL,
        kept_at_ms INTEGER NOT NULL,
        ended_at_ms INTEGER,
        appeal_reason TEXT,
        appeal_mirror_name TEXT,
        appeal_at_ms INTEGER,
        appeal_signed BLOB,
        UNIQUE (federation, peer, own, id)
      ) STRICT;
      CREATE INDEX trust_isolations_standing ON trust_isolations (federation, own) WHERE ended_at_ms IS NULL;
      CREATE TABLE trust_letters (
        place INTEGER PRIMARY KEY,
        federation TEXT NOT NULL,
        peer TEXT NOT NULL,
        kind TEXT NOT NULL,
        payload BLOB NOT NULL,
        payload_hash TEXT NOT NULL,
        delivery TEXT NOT NULL
      ) STRICT;
      CREATE INDEX trust_letters_waiting ON trust_letters (federation, kind, peer);`,
  },
  {
    id: 'trust-002',
    sql: `
      ALTER TABLE trust_isolations ADD COLUMN ended_how TEXT;
      ALTER TABLE trust_isolations ADD COLUMN released_by TEXT;`,
  },
]

const ISOLATION = `id, peer, own, reason, mirror_name AS byMirror, since_ms AS sinceMs, until_ms AS untilMs,
  appeal_reason AS appealReason, appeal_mirror_name AS appealMirror, appeal_at_ms AS appealAtMs`

interface NewFlag {
  readonly mirrorId: MirrorId
  readonly byMirror: string
  readonly reason: string
  readonly atMs: number
  readonly signed: Uint8Array
}

interface NewAppeal extends Pick<Isolation, 'id' | 'ours'> {
  readonly appeal: Appeal
  /** The letter that says so. */
  readonly signed: Uint8Array
}

interface Over {
  readonly ours: boolean
  readonly atMs: number
  /** Only this one. */
  readonly id?: string
  readonly end: IsolationEnd
}

/** Flags, and who is or was set apart by whom. Writes belong inside `Database.write`. */
export class TrustStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  addFlag({ federation, peer }: Between, { mirrorId, byMirror, reason, atMs, signed }: NewFlag): void {
    const sql = `INSERT INTO trust_flags
      (federation, peer, mirror_id, mirror_name, reason, at_ms, signed) VALUES (?, ?, ?, ?, ?, ?, ?)`
    this.#database.prepare(sql).run(federation, peer, mirrorId, byMirror, reason, atMs, signed)
    this.#database
      .prepare(
        `DELETE FROM trust_flags WHERE place IN (
          SELECT place FROM trust_flags WHERE federation = ? AND peer = ? ORDER BY place DESC LIMIT -1 OFFSET ?)`,
      )
      .run(federation, peer, FLAGS_KEPT)
  }

  /** Newest first. */
  flags({ federation, peer }: Between): Appeal[] {
    const sql = `SELECT mirror_name AS byMirror, reason, at_ms AS atMs FROM trust_flags
      WHERE federation = ? AND peer = ? ORDER BY place DESC`
    return this.#database.prepare(sql).all<Appeal & Row>(federation, peer)
  }

  has({ federation, peer }: Between, { id, ours }: Pick<Isolation, 'id' | 'ours'>): boolean {
    const sql = 'SELECT 1 FROM trust_isolations WHERE federation = ? AND peer = ? AND own = ? AND id = ?'
    return this.#database.prepare(sql).get(federation, peer, Number(ours), id) !== undefined
  }

  /** Keep one with the letter that says so; it takes the place of what stood in its direction. */
  add(
    federation: FederationId,
    isolation: Omit<Isolation, 'appeal'>,
    { atMs, signed }: { readonly atMs: number; readonly signed: Uint8Array },
  ): void {
    const { id, peer, ours, reason, byMirror, sinceMs, untilMs } = isolation
    this.end({ federation, peer }, { ours, atMs, end: { how: 'replaced' } })
    const sql = `INSERT INTO trust_isolations
      (federation, peer, own, id, reason, mirror_name, since_ms, until_ms, signed, kept_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
    this.#database
      .prepare(sql)
      .run(...[federation, peer, Number(ours), id], ...[reason, byMirror, sinceMs, untilMs, signed, atMs])
    this.#forgetBeyond(isolation, federation)
  }

  /** Note that whatever stands between two Nodes in one direction is over, or only one by its id. */
  end({ federation, peer }: Between, over: Over): boolean {
    const sql = `UPDATE trust_isolations SET ended_at_ms = ?, ended_how = ?, released_by = ?
      WHERE federation = ? AND peer = ? AND own = ? AND ended_at_ms IS NULL AND (? IS NULL OR id = ?)`
    const { atMs, end, ours, id = null } = over
    const releasedBy = end.how === 'release' ? end.byMirror : null
    return (
      this.#database
        .prepare(sql)
        .run(...[atMs, end.how, releasedBy], ...[federation, peer, Number(ours), id, id]) > 0
    )
  }

  /** What is over between two Nodes, either way, the latest end first; whatever took the place of another stands for it. */
  ended({ federation, peer }: Between): EndedIsolation[] {
    const sql = `SELECT ${ISOLATION}, ended_at_ms AS endedAtMs, released_by AS releasedBy FROM trust_isolations
      WHERE federation = ? AND peer = ? AND ended_how IN ('time', 'release') ORDER BY ended_at_ms DESC, place DESC`
    return this.#database.prepare(sql).all<EndedRow>(federation, peer).map(toEnded)
  }

  /** What nobody has ended and no time was noted for, newest first; whether its time is over, the caller knows. */
  open(federation: FederationId, ours: boolean): Isolation[] {
    const sql = `SELECT ${ISOLATION} FROM trust_isolations
      WHERE federation = ? AND own = ? AND ended_at_ms IS NULL ORDER BY place DESC`
    return this.#database.prepare(sql).all<IsolationRow>(federation, Number(ours)).map(toIsolation)
  }

  /** One, over or not; null where it is not known. */
  find({ federation, peer }: Between, { id, ours }: Pick<Isolation, 'id' | 'ours'>): Isolation | null {
    const sql = `SELECT ${ISOLATION} FROM trust_isolations WHERE federation = ? AND peer = ? AND own = ? AND id = ?`
    const row = this.#database.prepare(sql).get<IsolationRow>(federation, peer, Number(ours), id)
    return row === undefined ? null : toIsolation(row)
  }

  addAppeal({ federation, peer }: Between, { id, ours, appeal, signed }: NewAppeal): void {
    const sql = `UPDATE trust_isolations
      SET appeal_reason = ?, appeal_mirror_name = ?, appeal_at_ms = ?, appeal_signed = ?
      WHERE federation = ? AND peer = ? AND own = ? AND id = ?`
    const { atMs, byMirror, reason } = appeal
    this.#database
      .prepare(sql)
      .run(...[reason, byMirror, atMs, signed], ...[federation, peer, Number(ours), id])
  }

  /** How many came from a Node since a time. */
  countToldSince({ federation, peer }: Between, sinceMs: number): number {
    const sql = `SELECT COUNT(*) AS count FROM trust_isolations
      WHERE federation = ? AND peer = ? AND own = 0 AND kept_at_ms > ?`
    return this.#database.prepare(sql).get<{ count: number }>(federation, peer, sinceMs)?.count ?? 0
  }

  #forgetBeyond({ peer, ours }: { peer: NodeId; ours: boolean }, federation: FederationId): void {
    const sql = `DELETE FROM trust_isolations WHERE place IN (
      SELECT place FROM trust_isolations WHERE federation = ? AND peer = ? AND own = ?
      ORDER BY place DESC LIMIT -1 OFFSET ?)`
    this.#database.prepare(sql).run(federation, peer, Number(ours), ISOLATIONS_KEPT)
  }
}

interface IsolationRow extends Row {
  readonly id: string
  readonly peer: NodeId
  readonly own: number
  readonly reason: string
  readonly byMirror: string
  readonly sinceMs: number
  readonly untilMs: number
  readonly appealReason: string | null
  readonly appealMirror: string | null
  readonly appealAtMs: number | null
}

function toIsolation({ own, appealReason, appealMirror, appealAtMs, ...kept }: IsolationRow): Isolation {
  const isAnswered = appealReason !== null && appealMirror !== null && appealAtMs !== null
  const appeal = isAnswered ? { reason: appealReason, byMirror: appealMirror, atMs: appealAtMs } : null
  return { ...kept, ours: own === 1, appeal }
}

interface EndedRow extends IsolationRow {
  readonly endedAtMs: number
  readonly releasedBy: string | null
}

function toEnded({ endedAtMs, releasedBy, ...row }: EndedRow): EndedIsolation {
  return { ...toIsolation(row), endedAtMs, releasedBy }
}
