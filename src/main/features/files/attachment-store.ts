import type { FederationId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Row } from '../../storage/database.ts'

/** A file that belongs to lessons. */
export interface KeptAttachment {
  /** Root of the tree over its chunks, hex: it is kept under this. */
  readonly root: string
  readonly sizeBytes: number
  /** Not whole yet. */
  readonly wanted: boolean
  readonly atMs: number
  /** When it was first seen that no lesson names it; null while one does, or nobody has looked. */
  readonly unnamedSinceMs: number | null
}

/** Which attachments are on this disk, or are to come. Writes belong inside `Database.write`. */
export class AttachmentStore {
  readonly #database: Database
  readonly #clock: Clock

  constructor(deps: { readonly database: Database; readonly clock: Clock }) {
    this.#database = deps.database
    this.#clock = deps.clock
  }

  get(root: string): KeptAttachment | null {
    return this.#all('WHERE root = ?', root)[0] ?? null
  }

  all(): KeptAttachment[] {
    return this.#all('ORDER BY at_ms, root')
  }

  put({ root, sizeBytes, wanted }: Omit<KeptAttachment, 'atMs' | 'unnamedSinceMs'>): void {
    const sql = 'INSERT OR REPLACE INTO attachments (root, size_bytes, wanted, at_ms) VALUES (?, ?, ?, ?)'
    this.#database.prepare(sql).run(root, sizeBytes, Number(wanted), this.#clock.nowMs())
  }

  /** Somebody here wants it, or wants to have it, in a federation. */
  noteWish(root: string, federation: FederationId): void {
    this.#database.prepare('INSERT OR IGNORE INTO attachment_wishes VALUES (?, ?)').run(root, federation)
  }

  isWishedIn(federation: FederationId, root: string): boolean {
    const sql = 'SELECT 1 FROM attachment_wishes WHERE root = ? AND federation = ?'
    return this.#database.prepare(sql).get(root, federation) !== undefined
  }

  /** Whether a lesson names it, as somebody looked just now. */
  setNamed({ root, unnamedSinceMs }: KeptAttachment, isNamed: boolean): void {
    const sinceMs = isNamed ? null : (unnamedSinceMs ?? this.#clock.nowMs())
    if (sinceMs === unnamedSinceMs) return
    this.#database.prepare('UPDATE attachments SET unnamed_since_ms = ? WHERE root = ?').run(sinceMs, root)
  }

  remove(root: string): void {
    for (const table of ['attachments', 'attachment_wishes'])
      this.#database.prepare(`DELETE FROM ${table} WHERE root = ?`).run(root)
  }

  heldBytes(): number {
    return this.all().reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  }

  #all(where: string, ...values: readonly string[]): KeptAttachment[] {
    const sql = `SELECT root, size_bytes AS sizeBytes, wanted, at_ms AS atMs,
      unnamed_since_ms AS unnamedSinceMs FROM attachments ${where}`
    const rows = this.#database
      .prepare(sql)
      .all<Omit<KeptAttachment, 'wanted'> & Row & { wanted: number }>(...values)
    return rows.map((row) => ({ ...row, wanted: row.wanted === 1 }))
  }
}
