import { existsSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { MirrorError } from '../../shared/kernel/errors.ts'
import { storageError } from './storage-error.ts'

export type Row = Readonly<Record<string, unknown>>
export type SqlValue = string | number | bigint | Uint8Array | null

export interface Statement {
  all<T extends Row>(...values: readonly SqlValue[]): T[]
  get<T extends Row>(...values: readonly SqlValue[]): T | undefined
  /** @returns how many rows changed */
  run(...values: readonly SqlValue[]): number
}

/** More pages than any disk holds. Source: SQLite, "Maximum Number Of Pages In A Database File". */
const MAX_PAGES = 4_294_967_294

interface Pending {
  readonly work: () => unknown
  resolve(value: unknown): void
  reject(thrown: unknown): void
}

/**
 * One SQLite file in WAL mode with synchronous=FULL.
 *
 * Writes are committed in groups: everything asked for in one turn of the event
 * loop shares a transaction and one sync, each in a savepoint of its own, so one
 * that fails takes nobody along. A write's promise resolves after the sync.
 */
export class Database {
  /** Those of this process that are open, each file by who opened it first. */
  static readonly #open = new Map<string, Database>()

  readonly path: string
  readonly #sqlite: Sqlite.Database
  readonly #statements = new Map<string, Statement>()
  #pending: Pending[] = []
  #scheduled = false

  private constructor(path: string, sqlite: Sqlite.Database) {
    this.path = path
    this.#sqlite = sqlite
    if (!Database.#open.has(path)) Database.#open.set(path, this)
  }

  /**
   * For rehearsals: let the open database at `path` find no room for another page,
   * as on a full disk, or room again. Nothing happens where none is open there.
   */
  static setRoom(path: string, room: 'none' | 'plenty'): void {
    const database = Database.#open.get(path)
    // A limit below what is there is raised to that.
    if (database !== undefined) database.#limitPages(room === 'none' ? 1 : MAX_PAGES)
  }

  /**
   * Open or make the file at `path` (':memory:' for one that vanishes).
   *
   * @throws MirrorError 'database-corrupt' | 'disk-full' | 'disk-read-only'
   */
  static open(path: string): Database {
    const existed = path !== ':memory:' && existsSync(path)
    let sqlite: Sqlite.Database | undefined
    try {
      sqlite = new Sqlite(path, { timeout: 2_000 })
      sqlite.pragma('journal_mode = WAL')
      sqlite.pragma('synchronous = FULL')
      sqlite.pragma('foreign_keys = ON')
      sqlite.pragma('trusted_schema = OFF')
      sqlite.pragma('secure_delete = ON') // what is wiped leaves no bytes on a page that is used again
      if (existed) assertWhole(sqlite)
      return new Database(path, sqlite)
    } catch (thrown) {
      sqlite?.close()
      throw storageError(thrown)
    }
  }

  /** A prepared statement, kept for the life of the database. */
  prepare(sql: string): Statement {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = wrap(this.#sqlite.prepare(sql))
      this.#statements.set(sql, statement)
    }
    return statement
  }

  /** Run several statements of DDL. @throws MirrorError 'disk-full' | 'disk-read-only' */
  execute(sql: string): void {
    try {
      this.#sqlite.exec(sql)
    } catch (thrown) {
      throw storageError(thrown)
    }
  }

  /**
   * Do `work` in the next group commit. Resolves with its result once that is on disk.
   *
   * @throws whatever `work` throws (its changes are undone), or MirrorError 'disk-full' | 'disk-read-only'
   */
  write<T>(work: () => T): Promise<T> {
    const written = new Promise<T>((resolve, reject) => {
      this.#pending.push({ work, resolve: resolve as (value: unknown) => void, reject })
    })
    if (!this.#scheduled) {
      this.#scheduled = true
      setImmediate(() => this.flush())
    }
    return written
  }

  /** Do `work` in a transaction of its own, now. For start-up, before anything is served. */
  writeNow<T>(work: () => T): T {
    try {
      return this.#sqlite.transaction(work).immediate()
    } catch (thrown) {
      throw storageError(thrown)
    }
  }

  /** Commit what waits. */
  flush(): void {
    this.#scheduled = false
    const group = this.#pending
    this.#pending = []
    if (group.length === 0) return
    try {
      const settle = this.#sqlite
        .transaction(() => group.map((pending) => this.#attempt(pending)))
        .immediate()
      for (const done of settle) done()
    } catch (thrown) {
      const error = storageError(thrown)
      for (const pending of group) pending.reject(error)
    }
  }

  /** A consistent copy at `path`, which must not exist. */
  copyTo(path: string): void {
    try {
      this.#sqlite.prepare('VACUUM INTO ?').run(path)
    } catch (thrown) {
      throw storageError(thrown)
    }
  }

  close(): void {
    if (!this.#sqlite.open) return
    this.flush()
    this.#sqlite.close()
    if (Database.#open.get(this.path) === this) Database.#open.delete(this.path)
  }

  #limitPages(pages: number): void {
    this.#sqlite.pragma(`max_page_count = ${pages}`)
  }

  /** Run one piece of work in a savepoint. A full or broken disk undoes the whole group instead. */
  #attempt(pending: Pending): () => void {
    try {
      const result = this.#sqlite.transaction(pending.work)()
      return () => pending.resolve(result)
    } catch (thrown) {
      if (storageError(thrown) !== thrown) throw thrown
      return () => pending.reject(thrown)
    }
  }
}

function wrap(statement: Sqlite.Statement): Statement {
  return {
    all: <T extends Row>(...values: readonly SqlValue[]) => statement.all(...values) as T[],
    get: <T extends Row>(...values: readonly SqlValue[]) => statement.get(...values) as T | undefined,
    run: (...values) => statement.run(...values).changes,
  }
}

function assertWhole(sqlite: Sqlite.Database): void {
  const verdict = sqlite.pragma('quick_check(1)', { simple: true })
  if (verdict !== 'ok') throw new MirrorError('database-corrupt', { finding: String(verdict).slice(0, 200) })
}
