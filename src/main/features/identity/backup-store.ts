import type { Database } from '../../storage/database.ts'

/** What the owner does to keep a Node safe. */
export type BackupMark = 'words-written' | 'drilled' | 'file-written'

/** When each was last done. */
export class BackupStore {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  get(mark: BackupMark): number | null {
    const row = this.#db.prepare('SELECT at_ms FROM backup_marks WHERE name = ?').get<{ at_ms: number }>(mark)
    return row?.at_ms ?? null
  }

  async set(mark: BackupMark, atMs: number): Promise<void> {
    const sql =
      'INSERT INTO backup_marks (name, at_ms) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET at_ms = excluded.at_ms'
    await this.#db.write(() => this.#db.prepare(sql).run(mark, atMs))
  }
}
