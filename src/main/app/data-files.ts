import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MirrorError } from '../../shared/kernel/errors.ts'
import type { Clock } from '../platform/clock.ts'
import { Backups } from '../storage/backups.ts'
import { Database } from '../storage/database.ts'
import { migrate } from '../storage/migrate.ts'
import { MIGRATIONS } from './schema.ts'

/** Time between two automatic copies. Chosen here: a day's work at the most is lost with the disk's content. */
export const COPY_EVERY_MS = 24 * 3_600_000

const DATABASE_NAME = 'mirrorwell.db'
const COPIES_FOLDER = 'copies'
/** Ending of a database that is about to take the place of the one without it. */
const BESIDE = '.new'
/** The files of one database. Source: SQLite, "Temporary Files Used By SQLite". */
const TAILS = ['-wal', '-shm', ''] as const

/** The files of one data folder that hold what a Node knows. */
export class DataFiles {
  readonly backups: Backups
  readonly databasePath: string
  readonly #clock: Clock

  constructor(deps: { readonly clock: Clock }, options: { readonly dataDir: string }) {
    this.#clock = deps.clock
    this.databasePath = join(options.dataDir, DATABASE_NAME)
    this.backups = new Backups(deps, { folder: join(options.dataDir, COPIES_FOLDER) })
  }

  /**
   * The database at the newest schema, checked.
   *
   * @throws MirrorError 'database-corrupt' | 'database-newer' | 'disk-full' | 'disk-read-only'
   */
  open(): Database {
    this.#finishReplacing()
    const database = Database.open(this.databasePath)
    try {
      migrate(database, MIGRATIONS, { clock: this.#clock, backUp: (old) => void this.backups.make(old) })
      return database
    } catch (thrown) {
      database.close()
      throw thrown
    }
  }

  /** Make a copy when the newest is older than a day. */
  copyWhenDue(database: Database): void {
    const newest = this.backups.list()[0]
    if (newest === undefined || this.#clock.nowMs() - newest.atMs >= COPY_EVERY_MS)
      this.backups.make(database)
  }

  /**
   * Put the newest automatic copy that is sound in place of the database. What
   * was written since has to come back from neighbours.
   *
   * @param prepare what is done to the copy before it stands in the database's place
   * @throws MirrorError 'database-corrupt' where no copy is sound
   */
  restoreNewestCopy(prepare: Prepare): void {
    const sound = this.backups.list().find(({ path }) => isSound(path))
    if (sound === undefined) throw new MirrorError('database-corrupt', { copies: this.backups.list().length })
    this.replaceDatabaseWith(readFileSync(sound.path), prepare)
  }

  /** Put a prepared database in place of the one that is there, which is set aside and never deleted. */
  replaceDatabaseWith(bytes: Uint8Array, prepare: Prepare): void {
    const beside = `${this.databasePath}${BESIDE}`
    removeDatabase(beside)
    writeFileSync(beside, bytes, { mode: 0o600, flush: true })
    const database = Database.open(beside)
    try {
      prepare(database)
    } finally {
      database.close()
    }
    moveDatabase(this.databasePath, `${this.databasePath}.set-aside-${this.#clock.nowMs()}`)
    moveDatabase(beside, this.databasePath)
  }

  /** A process that ended between the two moves of `replaceDatabaseWith` left the new database beside its place. */
  #finishReplacing(): void {
    const beside = `${this.databasePath}${BESIDE}`
    if (existsSync(this.databasePath)) removeDatabase(beside)
    else moveDatabase(beside, this.databasePath)
  }
}

type Prepare = (database: Database) => void

function moveDatabase(from: string, to: string): void {
  // The file itself goes last: while it is there, the move is not done.
  for (const tail of TAILS) if (existsSync(`${from}${tail}`)) renameSync(`${from}${tail}`, `${to}${tail}`)
}

function removeDatabase(path: string): void {
  for (const tail of TAILS) rmSync(`${path}${tail}`, { force: true })
}

function isSound(path: string): boolean {
  try {
    Database.open(path).close()
    return true
  } catch {
    return false // whatever is wrong with it, an older copy may be better
  }
}
