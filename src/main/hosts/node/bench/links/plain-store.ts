import { Database } from '../../../../storage/database.ts'

/** The least that keeping a message can be: one row, in the group commit that everything of a Node goes through. */
export class PlainStore {
  readonly #database: Database

  constructor(path: string) {
    this.#database = Database.open(path)
    this.#database.execute('CREATE TABLE messages (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT')
  }

  /** Resolves when it is on disk. */
  async keep(id: string, bytes: Uint8Array): Promise<void> {
    const insert = this.#database.prepare('INSERT OR IGNORE INTO messages VALUES (?, ?)')
    await this.#database.write(() => insert.run(id, bytes))
  }

  close(): void {
    this.#database.close()
  }
}
