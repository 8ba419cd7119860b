import { createHash } from 'node:crypto'
import Sqlite from 'better-sqlite3'

/** An entry as it lies in a Node's database. */
export interface EntryRow {
  readonly id: string
  readonly federation: string
  readonly stream: 'log' | 'latest'
  readonly kind: string
  readonly author: string
  readonly epoch_ms: number
  readonly epoch_random: string
  readonly sequence: number
  readonly slot: string
  readonly wall_ms: number
  readonly body: Buffer
  readonly payload: Buffer
}

/** A second reader of a Node's database, beside the Node. */
export class NodeTables {
  readonly #sqlite: Sqlite.Database

  constructor(path: string) {
    this.#sqlite = new Sqlite(path, { readonly: true })
  }

  entries(): EntryRow[] {
    return this.#all<EntryRow>('SELECT * FROM entries ORDER BY author, epoch_ms, epoch_random, sequence')
  }

  /** Ids of every entry that was ever taken in or written here. */
  seenIds(): string[] {
    return this.#all<{ id: string }>('SELECT id FROM seen').map(({ id }) => id)
  }

  /** How many entries of a kind lie here. */
  count(kind: EntryRow['kind']): number {
    const sql = 'SELECT count(*) AS n FROM entries WHERE kind = ?'
    return (this.#sqlite.prepare(sql).get(kind) as { n: number }).n
  }

  /** Ids of the log entries of one federation, in the order of the logs. */
  logIds(federation: string): string[] {
    const rows = this.#all<{ id: string; federation: string; stream: string }>(
      'SELECT id, federation, stream FROM entries ORDER BY author, epoch_ms, epoch_random, sequence',
    )
    return rows.filter((row) => row.federation === federation && row.stream === 'log').map(({ id }) => id)
  }

  /** A digest of each table's rows. */
  digests(): Record<string, string> {
    const tables = this.#all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return Object.fromEntries(
      tables.map(({ name }) => {
        const rows = this.#sqlite.prepare(`SELECT * FROM "${name}"`).raw().all()
        return [name, createHash('sha256').update(JSON.stringify(rows)).digest('hex')]
      }),
    )
  }

  /** What SQLite says of the whole file: 'ok' where nothing is wrong. */
  integrity(): unknown {
    return this.#sqlite.pragma('integrity_check', { simple: true })
  }

  close(): void {
    this.#sqlite.close()
  }

  #all<T>(sql: string): T[] {
    return this.#sqlite.prepare(sql).all() as T[]
  }
}
