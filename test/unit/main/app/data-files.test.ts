import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { COPY_EVERY_MS, DataFiles } from '../../../../src/main/app/data-files.ts'
import { MIGRATIONS } from '../../../../src/main/app/schema.ts'
import { Database } from '../../../../src/main/storage/database.ts'
import { MirrorError } from '../../../../src/shared/kernel/errors.ts'
import { TestClock } from '../../../support/clock.ts'
import { failureOf } from '../../../support/failure.ts'
import { temporaryFolder } from '../../../support/folder.ts'

async function folder() {
  const dataDir = await temporaryFolder()
  const clock = new TestClock()
  const files = new DataFiles({ clock }, { dataDir })
  const open = (): Database => {
    const database = files.open()
    onTestFinished(() => database.close())
    return database
  }
  return { clock, dataDir, files, open }
}

const asItIs = (): void => {}

const name = (database: Database, value?: string): unknown => {
  if (value !== undefined)
    database.writeNow(() =>
      database.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)').run('name', value),
    )
  return database.prepare("SELECT value FROM settings WHERE name = 'name'").get()?.['value']
}

describe('the schema', () => {
  test('names every step once', () => {
    const ids = MIGRATIONS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => /^[a-z]+(?:-[a-z]+)*-\d{3}$/u.test(id))).toBe(true)
  })

  test('is made on an empty folder, and found again', async () => {
    const { files, open } = await folder()
    name(open(), 'Mora')
    expect(name(open())).toBe('Mora')
    expect(files.backups.list()).toEqual([])
  })

  test('is built on other steps only after a copy', async () => {
    const { dataDir, files, open } = await folder()
    const old = Database.open(join(dataDir, 'mirrorwell.db'))
    old.execute('CREATE TABLE migrations (id TEXT PRIMARY KEY, applied_at_ms INTEGER NOT NULL) STRICT')
    const [first] = MIGRATIONS
    old.execute(first?.sql ?? '')
    old.prepare('INSERT INTO migrations VALUES (?, 1)').run(first?.id ?? '')
    old.close()
    open()
    expect(files.backups.list().length).toBe(1)
  })

  test('of a later version is refused, and the file stays as it is', async () => {
    const { dataDir, open } = await folder()
    const database = open()
    database.execute("INSERT INTO migrations VALUES ('later-001', 1)")
    database.close()
    const before = readFileSync(join(dataDir, 'mirrorwell.db'))
    expect(await failureOf(open)).toEqual({ code: 'database-newer', migration: 'later-001' })
    expect(readFileSync(join(dataDir, 'mirrorwell.db')).equals(before)).toBe(true)
  })
})

describe('automatic copies', () => {
  test('are made once a day', async () => {
    const { clock, files, open } = await folder()
    const database = open()
    files.copyWhenDue(database)
    files.copyWhenDue(database)
    expect(files.backups.list().length).toBe(1)
    clock.advance(COPY_EVERY_MS)
    files.copyWhenDue(database)
    expect(files.backups.list().length).toBe(2)
  })

  test('take the place of a database that is damaged: the newest sound one', async () => {
    const { clock, dataDir, files, open } = await folder()
    const database = open()
    name(database, 'older')
    files.backups.make(database)
    clock.advance(1_000)
    name(database, 'newer')
    const newest = files.backups.make(database)
    database.close()
    writeFileSync(newest, 'no database')
    writeFileSync(join(dataDir, 'mirrorwell.db'), 'no database either')
    expect(await failureOf(open)).toMatchObject({ code: 'database-corrupt' })
    files.restoreNewestCopy(asItIs)
    expect(name(open())).toBe('older')
  })

  test('that are all damaged restore nothing', async () => {
    const { dataDir, files, open } = await folder()
    open().close()
    writeFileSync(join(dataDir, 'mirrorwell.db'), 'no database')
    expect(await failureOf(() => files.restoreNewestCopy(asItIs))).toMatchObject({ code: 'database-corrupt' })
    expect(existsSync(join(dataDir, 'mirrorwell.db'))).toBe(true)
  })
})

describe('a database put in place of another', () => {
  /** A folder whose database says 'second', and an older one that says 'first'. */
  async function replacing() {
    const node = await folder()
    const database = node.open()
    name(database, 'first')
    const bytes = readFileSync(node.files.backups.make(database))
    name(database, 'second')
    database.close()
    return { ...node, bytes }
  }

  test('leaves that one beside it', async () => {
    const { bytes, dataDir, files, open } = await replacing()
    files.replaceDatabaseWith(bytes, asItIs)
    expect(name(open())).toBe('first')
    expect(readdirSync(dataDir).filter((entry) => entry.includes('set-aside')).length).toBeGreaterThan(0)
  })

  test('is prepared before it stands there', async () => {
    const { bytes, files, open } = await replacing()
    files.replaceDatabaseWith(bytes, (database) => void name(database, 'prepared'))
    expect(name(open())).toBe('prepared')
  })

  test('does not come to stand there where it cannot be prepared, or is none', async () => {
    const { bytes, files, open } = await replacing()
    const fail = (): never => {
      throw new MirrorError('disk-full')
    }
    expect(await failureOf(() => files.replaceDatabaseWith(bytes, fail))).toEqual({ code: 'disk-full' })
    const noDatabase = Buffer.from('no database '.repeat(90))
    expect(await failureOf(() => files.replaceDatabaseWith(noDatabase, asItIs))).toMatchObject({
      code: 'database-corrupt',
    })
    expect(name(open())).toBe('second')
  })

  test('stands there at the next start, if the process ended between the two moves', async () => {
    const { bytes, dataDir, open } = await replacing()
    const path = join(dataDir, 'mirrorwell.db')
    writeFileSync(`${path}.new`, bytes)
    rmSync(path)
    expect(name(open())).toBe('first')
  })

  test('is forgotten at the next start, if the process ended before them', async () => {
    const { bytes, dataDir, open } = await replacing()
    const beside = join(dataDir, 'mirrorwell.db.new')
    writeFileSync(beside, bytes.subarray(0, 100))
    expect(name(open())).toBe('second')
    expect(existsSync(beside)).toBe(false)
  })
})
