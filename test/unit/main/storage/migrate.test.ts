import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Backups } from '../../../../src/main/storage/backups.ts'
import { Database } from '../../../../src/main/storage/database.ts'
import { type Migration, migrate } from '../../../../src/main/storage/migrate.ts'
import { MirrorError } from '../../../../src/shared/kernel/errors.ts'
import { TEST_START_MS, TestClock } from '../../../support/clock.ts'
import { failureOf } from '../../../support/failure.ts'
import { temporaryFolder } from '../../../support/folder.ts'

const clock = new TestClock()
const FIRST: Migration = { id: 'notes-001', sql: 'CREATE TABLE notes (text TEXT NOT NULL) STRICT' }
const SECOND: Migration = {
  id: 'notes-002',
  sql: "ALTER TABLE notes ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",
}

function open(path = ':memory:'): Database {
  const database = Database.open(path)
  onTestFinished(() => database.close())
  return database
}

/** Migrate and write down what each backup would have held. */
function migrated(database: Database, steps: readonly Migration[], backups: unknown[][] = []): unknown[][] {
  const backUp = (old: Database): void => void backups.push(applied(old))
  migrate(database, steps, { clock, backUp })
  return backups
}

const applied = (database: Database): unknown[] =>
  database
    .prepare('SELECT id FROM migrations ORDER BY rowid')
    .all<{ id: string }>()
    .map(({ id }) => id)
const tables = (database: Database): unknown[] =>
  database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => name)

describe('migrating', () => {
  test('a new file goes through every step in order, and needs no copy', () => {
    const database = open()
    expect(migrated(database, [FIRST, SECOND])).toEqual([])
    expect(applied(database)).toEqual(['notes-001', 'notes-002'])
    expect(database.prepare('SELECT DISTINCT applied_at_ms AS at FROM migrations').all()).toEqual([
      { at: TEST_START_MS },
    ])
  })

  test('an older file is copied once before its first change, and keeps its rows', () => {
    const database = open()
    migrated(database, [FIRST])
    database.execute("INSERT INTO notes VALUES ('kept')")
    expect(migrated(database, [FIRST, SECOND])).toEqual([['notes-001']])
    expect(database.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept', mood: 'calm' }])
  })

  test('a file at the newest schema is left alone', () => {
    const database = open()
    migrated(database, [FIRST, SECOND])
    expect(migrated(database, [FIRST, SECOND])).toEqual([])
  })

  test('a file of a newer version is refused before anything is changed or copied', async () => {
    const database = open()
    migrated(database, [FIRST, SECOND])
    const backups: unknown[][] = []
    const third = { id: 'other-001', sql: 'CREATE TABLE other (x TEXT) STRICT' }
    expect(await failureOf(() => migrated(database, [FIRST, third], backups))).toEqual({
      code: 'database-newer',
      migration: 'notes-002',
    })
    expect(backups).toEqual([])
    expect(tables(database)).toEqual(['migrations', 'notes'])
  })

  test('a step that fails undoes those before it too', async () => {
    const database = open()
    migrated(database, [FIRST])
    const broken = { id: 'notes-003', sql: 'ALTER TABLE nowhere ADD COLUMN x' }
    expect(await failureOf(() => migrated(database, [FIRST, SECOND, broken]))).toMatchObject({
      code: 'SQLITE_ERROR',
    })
    expect(applied(database)).toEqual(['notes-001'])
    expect(database.prepare('PRAGMA table_info(notes)').all().length).toBe(1)
  })

  test('where no copy can be made, nothing is changed', async () => {
    const database = open()
    migrated(database, [FIRST])
    const backUp = (): never => {
      throw new Error('no room for a copy')
    }
    expect(await failureOf(() => migrate(database, [FIRST, SECOND], { clock, backUp }))).toMatchObject({
      message: 'no room for a copy',
    })
    expect(applied(database)).toEqual(['notes-001'])
  })

  test('a disk that takes no writes is told by its code', async () => {
    const database = open()
    database.execute('PRAGMA query_only = ON')
    expect(await failureOf(() => migrated(database, [FIRST]))).toMatchObject({ code: 'disk-read-only' })
  })
})

/** What a full disk leaves behind. */
function writeHalf(path: string): never {
  writeFileSync(path, 'SQLite format 3')
  throw new MirrorError('disk-full')
}

describe('copies', () => {
  async function filled() {
    const folder = await temporaryFolder()
    const database = open(join(folder, 'notes.db'))
    migrated(database, [FIRST])
    const moving = new TestClock()
    const backups = new Backups({ clock: moving }, { folder: join(folder, 'copies') })
    return { backups, clock: moving, database }
  }

  test('the newest three are kept, newest first', async () => {
    const { backups, clock: moving, database } = await filled()
    expect(backups.list()).toEqual([])
    const paths: string[] = []
    for (let n = 0; n < 5; n++) {
      database.execute(`INSERT INTO notes VALUES ('${n}')`)
      paths.push(backups.make(database))
      moving.advance(1_000)
    }
    expect(backups.list().map(({ path }) => path)).toEqual([paths[4], paths[3], paths[2]])
    const rows = backups.list().map(({ path }) => open(path).prepare('SELECT text FROM notes').all().length)
    expect(rows).toEqual([5, 4, 3])
  })

  test('two in one moment are one', async () => {
    const { backups, database } = await filled()
    expect(backups.make(database)).toBe(backups.make(database))
    expect(backups.list().length).toBe(1)
  })

  test('a copy that could not be finished is none', async () => {
    const { backups, clock: moving, database } = await filled()
    backups.make(database)
    moving.advance(1_000)
    const broken = { copyTo: (path: string) => writeHalf(path) } as unknown as Database
    expect(await failureOf(() => backups.make(broken))).toEqual({ code: 'disk-full' })
    expect(backups.list().map(({ atMs }) => atMs)).toEqual([TEST_START_MS])
    expect(await failureOf(() => backups.make(database))).toBe('done')
    expect(backups.list().length).toBe(2)
  })

  test('a copy is named by its time, and other files in the folder are none', async () => {
    const { backups, database } = await filled()
    database.copyTo(`${backups.make(database)}.mine`)
    expect(backups.list().map(({ atMs }) => atMs)).toEqual([TEST_START_MS])
  })
})
