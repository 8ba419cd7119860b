import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CrashImage, type DiskFault } from '../../../../src/main/rehearsal/crash-image.ts'
import { Database } from '../../../../src/main/storage/database.ts'
import { temporaryFolder } from '../../../support/folder.ts'

/** Ten commits, a crash at that moment, two more that nobody will know of, and what is there afterwards. */
async function afterCrash(fault: DiskFault): Promise<readonly number[]> {
  const path = join(await temporaryFolder(), 'crash.db')
  const database = Database.open(path)
  database.execute('CREATE TABLE told (n INTEGER) STRICT')
  const tell = (n: number): void => void database.prepare('INSERT INTO told VALUES (?)').run(n)
  for (let n = 1; n <= 10; n += 1) database.writeNow(() => tell(n))
  const image = new CrashImage(path, fault)
  for (let n = 11; n <= 12; n += 1) database.writeNow(() => tell(n))
  database.close()
  image.restore()
  const again = Database.open(path)
  const rows = again.prepare('SELECT n FROM told ORDER BY n').all<{ n: number }>()
  again.close()
  return rows.map(({ n }) => n)
}

test.for([
  ['whole', 10],
  ['torn', 10],
  ['unsynced', 7],
] as const)(
  'a database that died on a disk that is %s opens whole, with %i of ten commits',
  async ([fault, left]) => {
    expect(await afterCrash(fault)).toEqual(Array.from({ length: left }, (_, index) => index + 1))
  },
)

test('a torn write is there to be seen: it stands behind the last commit', async () => {
  const path = join(await temporaryFolder(), 'torn.db')
  const database = Database.open(path)
  database.execute('CREATE TABLE told (n INTEGER) STRICT')
  const before = statSync(`${path}-wal`).size
  const image = new CrashImage(path, 'torn')
  database.close()
  image.restore()
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(before)
})
