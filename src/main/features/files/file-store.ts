import type { FileReason } from '../../../shared/contract/files.ts'
import type { FederationId, FileId, NodeId } from '../../../shared/kernel/ids.ts'
import { plainBytes, toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Row, SqlValue } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'
import { FILE_LIMITS } from './file-rules.ts'
import type { FileManifest, FilePhase, KeptFile } from './file-types.ts'

export const fileMigrations: readonly Migration[] = [
  {
    id: 'files-001',
    sql: `
      CREATE TABLE files (
        place INTEGER PRIMARY KEY,
        federation TEXT NOT NULL,
        peer TEXT NOT NULL,
        id TEXT NOT NULL UNIQUE,
        own INTEGER NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        root BLOB NOT NULL,
        phase TEXT NOT NULL,
        paused INTEGER NOT NULL,
        reason TEXT,
        note TEXT NOT NULL,
        offered_at_ms INTEGER NOT NULL,
        accepted_at_ms INTEGER,
        ended_at_ms INTEGER
      ) STRICT;
      CREATE INDEX files_by_peer ON files (federation, peer, place);
      CREATE TABLE file_chunks (
        file TEXT NOT NULL,
        number INTEGER NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (file, number)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE file_letters (
        place INTEGER PRIMARY KEY,
        federation TEXT NOT NULL,
        peer TEXT NOT NULL,
        file TEXT NOT NULL,
        payload BLOB NOT NULL,
        payload_hash TEXT NOT NULL,
        delivery TEXT NOT NULL
      ) STRICT;
      CREATE INDEX file_letters_by_peer ON file_letters (federation, peer, place);`,
  },
  {
    id: 'files-002',
    sql: `
      ALTER TABLE files ADD COLUMN attached INTEGER NOT NULL DEFAULT 0;
      CREATE TABLE attachments (
        root TEXT PRIMARY KEY,
        size_bytes INTEGER NOT NULL,
        wanted INTEGER NOT NULL,
        at_ms INTEGER NOT NULL
      ) STRICT;`,
  },
  { id: 'files-003', sql: 'ALTER TABLE attachments ADD COLUMN unnamed_since_ms INTEGER;' },
  {
    id: 'files-004',
    sql: `CREATE TABLE attachment_wishes (
        root TEXT NOT NULL,
        federation TEXT NOT NULL,
        PRIMARY KEY (root, federation)
      ) STRICT, WITHOUT ROWID;`,
  },
]

const COLUMNS = `id, peer, own, attached, name, media_type AS mediaType, size_bytes AS sizeBytes, root, phase, paused, reason,
  note, offered_at_ms AS offeredAtMs, ended_at_ms AS endedAtMs`
/** It takes room under its own id, or will. */
const IS_HERE = `(phase = 'preparing' OR (attached = 0 AND
  (phase = 'moving' OR (own = 1 AND phase = 'offered') OR (own = 0 AND phase = 'done'))))`
const ENDED = "('done', 'refused', 'cancelled')"

/** What changes of a file that is there. */
export interface FileChange {
  readonly phase?: FilePhase
  readonly paused?: boolean
  readonly reason?: FileReason | null
  readonly note?: string
  readonly root?: Uint8Array
}

/** What the bytes of a file are kept under, and the notes of its chunks: an attachment is the same, whoever it comes from. */
export const keptUnder = ({ attached, id, root }: Pick<KeptFile, 'attached' | 'id' | 'root'>): string =>
  attached && root.length > 0 ? toHex(root) : id

/** A hash of one chunk. */
export interface ChunkHash {
  readonly index: number
  readonly hash: Uint8Array
}

/** The files between this Node and each other one, and which chunks are on its disk. Writes belong inside `Database.write`. */
export class FileStore {
  readonly #database: Database
  readonly #clock: Clock

  constructor(deps: { readonly database: Database; readonly clock: Clock }) {
    this.#database = deps.database
    this.#clock = deps.clock
  }

  add(
    federation: FederationId,
    file: FileManifest & Pick<KeptFile, 'attached' | 'id' | 'peer' | 'own' | 'phase'>,
  ): void {
    const { attached, id, mediaType, name, own, peer, phase, root, sizeBytes } = file
    const sql = `INSERT INTO files
      (federation, peer, id, own, attached, name, media_type, size_bytes, root, phase, paused, note, offered_at_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?)`
    const what = [
      federation,
      peer,
      id,
      Number(own),
      Number(attached),
      name,
      mediaType,
      sizeBytes,
      root,
      phase,
    ]
    this.#database.prepare(sql).run(...what, this.#clock.nowMs())
    this.#forgetBeyond(federation, peer)
  }

  /** Of the federation we are in, or null. */
  get(federation: FederationId, id: FileId): KeptFile | null {
    const sql = `SELECT ${COLUMNS} FROM files WHERE federation = ? AND id = ?`
    return this.#all(sql, federation, id)[0] ?? null
  }

  /** Whether the id is taken, in whatever federation. */
  hasId(id: FileId): boolean {
    return this.#database.prepare('SELECT 1 FROM files WHERE id = ?').get(id) !== undefined
  }

  /** Newest first, with one Node or all. */
  list(federation: FederationId, peer?: NodeId): KeptFile[] {
    const whose = peer === undefined ? '' : 'AND peer = ?'
    const sql = `SELECT ${COLUMNS} FROM files WHERE federation = ? ${whose} ORDER BY place DESC`
    return this.#all(sql, federation, ...(peer === undefined ? [] : [peer]))
  }

  /** Those that come from a Node and are not whole, the one accepted first leading. */
  coming(federation: FederationId, peer: NodeId): KeptFile[] {
    const sql = `SELECT ${COLUMNS} FROM files
      WHERE federation = ? AND peer = ? AND own = 0 AND phase = 'moving' ORDER BY accepted_at_ms, place`
    return this.#all(sql, federation, peer)
  }

  /** Files that a page began to hand in, of all federations. */
  preparing(): KeptFile[] {
    return this.#all(`SELECT ${COLUMNS} FROM files WHERE phase = 'preparing'`)
  }

  /** Everything that may have bytes on this disk under its own id. */
  idsWithBytes(): FileId[] {
    const sql = `SELECT id FROM files WHERE ${IS_HERE}`
    return this.#database
      .prepare(sql)
      .all<{ id: FileId }>()
      .map(({ id }) => id)
  }

  /** @returns whether it was in one of these phases, and is changed */
  change(id: FileId, from: readonly FilePhase[], change: FileChange): boolean {
    const nowMs = this.#clock.nowMs()
    const { note, paused, phase, reason, root } = change
    const isEnd = phase === 'done' || phase === 'refused' || phase === 'cancelled'
    const set: readonly (readonly [column: string, value: SqlValue | undefined])[] = [
      ['phase', phase],
      ['paused', paused === undefined ? undefined : Number(paused)],
      ['reason', reason],
      ['note', note],
      ['root', root],
      ['accepted_at_ms', phase === 'moving' ? nowMs : undefined],
      ['ended_at_ms', isEnd ? nowMs : undefined],
    ]
    const given = set.flatMap(([column, value]) => (value === undefined ? [] : [{ column, value }]))
    const sql = `UPDATE files SET ${given.map(({ column }) => `${column} = ?`).join(', ')}
      WHERE id = ? AND phase IN (${from.map(() => '?').join(', ')})`
    return this.#database.prepare(sql).run(...given.map(({ value }) => value), id, ...from) > 0
  }

  /** Where an attachment comes from, or may; null where nobody is asked. */
  attempt(federation: FederationId, root: Uint8Array): KeptFile | null {
    const sql = `SELECT ${COLUMNS} FROM files WHERE federation = ? AND attached = 1 AND own = 0 AND root = ?`
    return this.#all(sql, federation, root)[0] ?? null
  }

  /** Attachments that are asked for. */
  attempts(federation: FederationId): KeptFile[] {
    return this.#all(
      `SELECT ${COLUMNS} FROM files WHERE federation = ? AND attached = 1 AND own = 0`,
      federation,
    )
  }

  /** Attachments that are being given to a Node. */
  given(federation: FederationId, peer: NodeId): KeptFile[] {
    const sql = `SELECT ${COLUMNS} FROM files WHERE federation = ? AND peer = ? AND attached = 1 AND own = 1
      AND phase IN ('offered', 'moving')`
    return this.#all(sql, federation, peer)
  }

  /** Everybody an attachment is being given to. */
  givenOf(federation: FederationId, root: Uint8Array): KeptFile[] {
    const sql = `SELECT ${COLUMNS} FROM files WHERE federation = ? AND attached = 1 AND own = 1 AND root = ?`
    return this.#all(sql, federation, root)
  }

  /** Forget what was given and came to its end, or is given for too long: the other side may have forgotten its wish. */
  dropGivenBefore(sinceMs: number): void {
    const sql = `DELETE FROM files WHERE attached = 1 AND own = 1 AND phase <> 'preparing'
      AND (phase IN ${ENDED} OR offered_at_ms < ?)`
    this.#database.prepare(sql).run(sinceMs)
  }

  /** Forget what was asked of, or given to, Nodes of other federations. */
  dropAttachedBeyond(federation: FederationId): void {
    this.#database.prepare('DELETE FROM files WHERE attached = 1 AND federation <> ?').run(federation)
  }

  /** Forget a file and its chunks. What waits for the other side stays. */
  remove(id: FileId): void {
    this.dropChunks(id)
    this.#database.prepare('DELETE FROM files WHERE id = ?').run(id)
  }

  /** By what they are kept under, in the order of their numbers. Of ours every chunk; of theirs those that are on disk. */
  chunks(id: string): ChunkHash[] {
    const sql = 'SELECT number AS "index", hash FROM file_chunks WHERE file = ? ORDER BY number'
    const rows = this.#database.prepare(sql).all<ChunkHash & Row>(id)
    return rows.map(({ index, hash }) => ({ index, hash: plainBytes(hash) }))
  }

  countChunks(id: string): number {
    return this.#number('SELECT COUNT(*) AS number FROM file_chunks WHERE file = ?', id)
  }

  addChunks(id: string, chunks: readonly ChunkHash[]): void {
    const statement = this.#database.prepare('INSERT OR REPLACE INTO file_chunks VALUES (?, ?, ?)')
    for (const { index, hash } of chunks) statement.run(id, index, hash)
  }

  dropChunks(id: string, numbers?: readonly number[]): void {
    if (numbers === undefined) this.#database.prepare('DELETE FROM file_chunks WHERE file = ?').run(id)
    const one = this.#database.prepare('DELETE FROM file_chunks WHERE file = ? AND number = ?')
    for (const number of numbers ?? []) one.run(id, number)
  }

  /** Files of theirs that are wanted and not whole, in all federations. */
  countUnderWay(): number {
    return this.#number(
      "SELECT COUNT(*) AS number FROM files WHERE own = 0 AND attached = 0 AND phase = 'moving'",
    )
  }

  countWaiting({ federation, own, peer }: Whose): number {
    const sql = `SELECT COUNT(*) AS number FROM files
      WHERE federation = ? AND peer = ? AND own = ? AND attached = 0 AND phase = 'offered'`
    return this.#number(sql, federation, peer, Number(own))
  }

  /** Bytes wanted from a Node within the day. */
  takenWithinDay(federation: FederationId, peer: NodeId): number {
    const sql = `SELECT COALESCE(SUM(size_bytes), 0) AS number FROM files
      WHERE federation = ? AND peer = ? AND own = 0 AND attached = 0 AND accepted_at_ms > ?`
    return this.#number(sql, federation, peer, this.#clock.nowMs() - FILE_LIMITS.dayMs)
  }

  /** Bytes that files take or will take on this disk, attachments left out: in all, or of what one Node sent. */
  heldBytes(from?: { readonly federation: FederationId; readonly peer: NodeId }): number {
    const sql = `SELECT COALESCE(SUM(size_bytes), 0) AS number FROM files WHERE ${IS_HERE}`
    if (from === undefined) return this.#number(sql)
    return this.#number(`${sql} AND own = 0 AND federation = ? AND peer = ?`, from.federation, from.peer)
  }

  /** Of what has ended and left nothing on this disk, the oldest go first. */
  #forgetBeyond(federation: FederationId, peer: NodeId): void {
    const sql = `DELETE FROM files WHERE place IN (SELECT place FROM files
      WHERE federation = ? AND peer = ? AND phase IN ${ENDED} AND NOT (own = 0 AND phase = 'done')
      ORDER BY place DESC LIMIT -1 OFFSET ?)`
    this.#database.prepare(sql).run(federation, peer, FILE_LIMITS.endedWithPeer)
  }

  #number(sql: string, ...values: readonly SqlValue[]): number {
    return this.#database.prepare(sql).get<{ number: number }>(...values)?.number ?? 0
  }

  #all(sql: string, ...values: readonly SqlValue[]): KeptFile[] {
    return this.#database
      .prepare(sql)
      .all<FileRow>(...values)
      .map(toFile)
  }
}

/** Files of one side, with one Node. */
interface Whose {
  readonly federation: FederationId
  readonly peer: NodeId
  readonly own: boolean
}

type Flag = 'attached' | 'own' | 'paused'
type FileRow = Row & Omit<KeptFile, Flag> & Readonly<Record<Flag, number>>

const toFile = ({ attached, own, paused, root, ...row }: FileRow): KeptFile => ({
  ...row,
  root: plainBytes(root),
  attached: attached === 1,
  own: own === 1,
  paused: paused === 1,
})
