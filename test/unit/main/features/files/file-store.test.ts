import { expect, test, vi } from 'vitest'
import { MIGRATIONS } from '../../../../../src/main/app/schema.ts'
import { FileStore } from '../../../../../src/main/features/files/file-store.ts'
import { migrate } from '../../../../../src/main/storage/migrate.ts'
import type { FederationId } from '../../../../../src/shared/kernel/ids.ts'
import { TestClock } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'

/** What came with the files of lessons, and after them. */
const LATER = /^(files-00[2-9]|seeds-00[3-9])$/
const HOME = 'ab'.repeat(32) as FederationId

test('a database from before there were files of lessons keeps its list, and none of it belongs to a lesson', () => {
  const database = memoryDatabase(MIGRATIONS.filter(({ id }) => !LATER.test(id)))
  const clock = new TestClock()
  database.writeNow(() => {
    const insert = database.prepare(`INSERT INTO files
      (federation, peer, id, own, name, media_type, size_bytes, root, phase, paused, note, offered_at_ms)
      VALUES (?, 'peer', ?, 0, 'brunnen.pdf', '', 5, x'00', ?, 0, '', 1)`)
    for (const [id, phase] of [
      ['a1', 'moving'],
      ['b2', 'done'],
    ] as const)
      insert.run(HOME, id, phase)
  })
  const backUp = vi.fn()
  migrate(database, MIGRATIONS, { clock, backUp })
  const store = new FileStore({ database, clock })
  expect(store.list(HOME)).toMatchObject([
    { id: 'b2', phase: 'done', attached: false },
    { id: 'a1', phase: 'moving', attached: false },
  ])
  expect([store.idsWithBytes(), backUp.mock.calls.length]).toEqual([['a1', 'b2'], 1])
})
