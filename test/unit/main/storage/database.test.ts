import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Database } from '../../../../src/main/storage/database.ts'
import { failureOf } from '../../../support/failure.ts'
import { temporaryFolder } from '../../../support/folder.ts'

/** A database of one table, in memory or in a file. */
function openNotes(path = ':memory:'): Database {
  const database = Database.open(path)
  onTestFinished(() => database.close())
  database.execute('CREATE TABLE IF NOT EXISTS notes (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
  return database
}

const insert = (database: Database, text: string) => (): number =>
  database.prepare('INSERT INTO notes (text) VALUES (?)').run(text)

const textsIn = (database: Database): string[] =>
  database
    .prepare('SELECT text FROM notes ORDER BY number')
    .all<{ text: string }>()
    .map(({ text }) => text)

async function fileOf(content: Uint8Array | string): Promise<string> {
  const path = join(await temporaryFolder(), 'notes.db')
  writeFileSync(path, content)
  return path
}

/** A whole database file with some hundred notes in it. */
async function filledFile(): Promise<string> {
  const path = join(await temporaryFolder(), 'notes.db')
  const database = Database.open(path)
  database.execute('CREATE TABLE notes (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
  database.writeNow(() => {
    for (let n = 0; n < 500; n++) insert(database, `note ${n} ${'x'.repeat(200)}`)()
  })
  database.close()
  return path
}

test('writes of one turn are done in the order they were asked for', async () => {
  const database = openNotes()
  const done: string[] = []
  const texts = ['a', 'b', 'c', 'd']
  await Promise.all(texts.map((text) => database.write(insert(database, text)).then(() => done.push(text))))
  expect(textsIn(database)).toEqual(texts)
  expect(done).toEqual(texts)
})

test('a write gives back what its work gave, once it stands', async () => {
  const database = openNotes()
  const written = database.write(() => {
    insert(database, 'a')()
    return textsIn(database).length
  })
  expect(textsIn(database)).toEqual([])
  expect(await written).toBe(1)
})

test('writes of one turn share one transaction', async () => {
  const path = join(await temporaryFolder(), 'notes.db')
  const database = openNotes(path)
  const watcher = openNotes(path)
  const versions: unknown[] = []
  const look = () => versions.push(watcher.prepare('PRAGMA data_version').get()?.['data_version'])
  look()
  await Promise.all(['a', 'b', 'c'].map((text) => database.write(insert(database, text))))
  look()
  await database.write(insert(database, 'd'))
  look()
  const [before, together, later] = versions.map(Number)
  expect([Number(together) - Number(before), Number(later) - Number(together)]).toEqual([1, 1])
})

test('one that fails undoes its own work and takes nobody along', async () => {
  const database = openNotes()
  const broken = new Error('not today')
  const failing = database.write(() => {
    insert(database, 'half')()
    throw broken
  })
  const others = [database.write(insert(database, 'a')), failing, database.write(insert(database, 'b'))]
  const settled = await Promise.allSettled(others)
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await failureOf(failing)).toBe(broken)
  expect(textsIn(database)).toEqual(['a', 'b'])
})

test('a broken constraint fails its own write only, and as it is', async () => {
  const database = openNotes()
  const twice = () => database.prepare("INSERT INTO notes VALUES (1, 'same')").run()
  const [first, second] = [database.write(twice), database.write(twice)]
  expect(await first).toBe(1)
  expect(await failureOf(second)).toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' })
})

test('what a write asks for while it is done comes in the next group', async () => {
  const database = openNotes()
  let inner: Promise<unknown> = Promise.resolve()
  await database.write(() => {
    insert(database, 'outer')()
    inner = database.write(insert(database, 'inner'))
  })
  expect(textsIn(database)).toEqual(['outer'])
  await inner
  expect(textsIn(database)).toEqual(['outer', 'inner'])
})

test('nothing is told as written before it is on disk, where another connection reads it', async () => {
  const path = join(await temporaryFolder(), 'notes.db')
  const database = openNotes(path)
  const reader = openNotes(path)
  const seen = await database.write(insert(database, 'a')).then(() => textsIn(reader))
  expect(seen).toEqual(['a'])
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
})

test('a full disk refuses the whole group and leaves what stood before', async () => {
  const database = openNotes(join(await temporaryFolder(), 'notes.db'))
  await database.write(insert(database, 'before'))
  const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
  database.prepare(`PRAGMA max_page_count = ${pages + 2}`).get()
  const small = database.write(insert(database, 'small'))
  const large = database.write(insert(database, 'x'.repeat(1_000_000)))
  expect(await failureOf(large)).toMatchObject({ code: 'disk-full' })
  expect(await failureOf(small)).toMatchObject({ code: 'disk-full' })
  expect(textsIn(database)).toEqual(['before'])
})

test('with room again, writing goes on', async () => {
  const database = openNotes(join(await temporaryFolder(), 'notes.db'))
  const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
  database.prepare(`PRAGMA max_page_count = ${pages}`).get()
  expect(await failureOf(database.write(insert(database, 'x'.repeat(100_000))))).toMatchObject({
    code: 'disk-full',
  })
  database.prepare('PRAGMA max_page_count = 100000').get()
  expect(await failureOf(database.write(insert(database, 'x'.repeat(100_000))))).toBe('done')
})

test('a disk that takes no writes refuses with its code', async () => {
  const database = openNotes()
  database.execute('PRAGMA query_only = ON')
  expect(await failureOf(database.write(insert(database, 'a')))).toMatchObject({ code: 'disk-read-only' })
  expect(await failureOf(() => database.writeNow(insert(database, 'a')))).toMatchObject({
    code: 'disk-read-only',
  })
  expect(await failureOf(() => database.execute('CREATE TABLE more (x)'))).toMatchObject({
    code: 'disk-read-only',
  })
  database.execute('PRAGMA query_only = OFF')
  expect(await failureOf(database.write(insert(database, 'a')))).toBe('done')
})

/** Do something as somebody who is not root, to whom permissions mean nothing. */
function asOrdinaryUser<T>(work: () => T): T {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  try {
    return work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

test('a file that may not be written opens as nothing but a coded refusal', async () => {
  const path = await filledFile()
  const folder = join(path, '..')
  chmodSync(folder, 0o755)
  const closeAgain = (): void => Database.open(path).close()
  chmodSync(path, 0o666)
  chmodSync(folder, 0o777)
  expect(await failureOf(() => asOrdinaryUser(closeAgain))).toBe('done')
  chmodSync(path, 0o444)
  chmodSync(folder, 0o555)
  onTestFinished(() => chmodSync(folder, 0o755))
  expect(await failureOf(() => asOrdinaryUser(closeAgain))).toMatchObject({ code: 'disk-read-only' })
})

test('a folder that may not be written gives the same refusal', async () => {
  const folder = await temporaryFolder()
  chmodSync(folder, 0o555)
  onTestFinished(() => chmodSync(folder, 0o755))
  const open = (): void => Database.open(join(folder, 'new.db')).close()
  expect(await failureOf(() => asOrdinaryUser(open))).toMatchObject({ code: 'disk-read-only' })
})

test('a file that is no database is told from an empty one', async () => {
  const path = await fileOf('Dear diary, '.repeat(500))
  expect(await failureOf(() => Database.open(path))).toMatchObject({ code: 'database-corrupt' })
  expect(readFileSync(path, 'utf8')).toContain('Dear diary')
  expect(await failureOf(async () => Database.open(await fileOf('')).close())).toBe('done')
})

test.each([
  ['a page overwritten', (bytes: Buffer) => bytes.fill(0xa5, 4096 * 2, 4096 * 3)],
  ['pages filled with zeros', (bytes: Buffer) => bytes.fill(0, 4096, 4096 * 4)],
  ['the header gone', (bytes: Buffer) => bytes.fill(0x20, 0, 64)],
  ['half of it missing', (bytes: Buffer) => bytes.subarray(0, 4096 * 5)],
])('a damaged file (%s) opens as database-corrupt and is left as it is', async (_name, damage) => {
  const path = await filledFile()
  const damaged = Uint8Array.from(damage(readFileSync(path)))
  writeFileSync(path, damaged)
  expect(await failureOf(() => Database.open(path))).toMatchObject({ code: 'database-corrupt' })
  expect(Uint8Array.from(readFileSync(path))).toEqual(damaged)
})

test('the undamaged file opens', async () => {
  expect(textsIn(openNotes(await filledFile())).length).toBe(500)
})

test('a copy is whole, and stands for itself', async () => {
  const folder = await temporaryFolder()
  const database = openNotes(join(folder, 'notes.db'))
  await database.write(insert(database, 'a'))
  database.copyTo(join(folder, 'copy.db'))
  await database.write(insert(database, 'b'))
  expect(textsIn(openNotes(join(folder, 'copy.db')))).toEqual(['a'])
  expect(existsSync(join(folder, 'copy.db-wal'))).toBe(true)
})

test('a copy where there is no room fails with its code', async () => {
  const database = openNotes()
  const path = join(await temporaryFolder(), 'absent', 'copy.db')
  expect(await failureOf(() => database.copyTo(path))).toMatchObject({ code: 'disk-read-only' })
})

test('closing writes what still waits, and may be done twice', async () => {
  const path = join(await temporaryFolder(), 'notes.db')
  const database = openNotes(path)
  const written = database.write(insert(database, 'last'))
  database.close()
  database.close()
  await written
  expect(textsIn(openNotes(path))).toEqual(['last'])
  expect(statSync(path).size).toBeGreaterThan(0)
})

test('what was overwritten or deleted leaves no bytes in the file', async () => {
  const path = await filledFile()
  const database = Database.open(path)
  database.writeNow(() => {
    database.execute("UPDATE notes SET text = '' WHERE number % 2 = 0")
    database.execute('DELETE FROM notes WHERE number % 2 = 1')
  })
  database.close()
  expect(readFileSync(path).includes('xxxx')).toBe(false)
})

test('finds no room to grow where a rehearsal says so, goes on reading, and grows again afterwards', async () => {
  const path = await filledFile()
  const database = openNotes(path)
  const before = textsIn(database).length
  Database.setRoom(path, 'none')
  const large = database.write(insert(database, 'x'.repeat(100_000)))
  await expect(large).rejects.toMatchObject({ code: 'disk-full' })
  expect(textsIn(database).length).toBe(before)
  Database.setRoom(path, 'plenty')
  await database.write(insert(database, 'x'.repeat(100_000)))
  expect(textsIn(database).length).toBe(before + 1)
})
