import { expect, test } from 'vitest'
import { HoldingStore } from '../../../../src/main/replica/holding-store.ts'
import { replicaMigrations } from '../../../../src/main/replica/replica-schema.ts'
import { migrate } from '../../../../src/main/storage/migrate.ts'
import type { EntryId } from '../../../../src/shared/kernel/ids.ts'
import { TEST_START_MS, TestClock } from '../../../support/clock.ts'
import { memoryDatabase } from '../../../support/database.ts'
import { testFederation } from '../../../support/fake-replica.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const SAID = 'ab'.repeat(32) as EntryId
const [NEAR, FAR] = [testNodeId(2), testNodeId(3)]

function fixture(database = memoryDatabase(replicaMigrations)) {
  const clock = new TestClock()
  return { clock, holding: new HoldingStore({ clock, database }, { federationId: testFederation() }) }
}

test('dates a receipt when it first comes', () => {
  const { clock, holding } = fixture()
  expect(holding.receiptsOf(SAID)).toEqual({ count: 0, lastAtMs: null })
  expect(holding.addReceipt(SAID, NEAR)).toBe(true)
  clock.advance(5_000)
  expect(holding.addReceipt(SAID, NEAR)).toBe(false)
  expect(holding.receiptsOf(SAID)).toEqual({ count: 1, lastAtMs: TEST_START_MS })
  holding.addReceipt(SAID, FAR)
  expect(holding.receiptsOf(SAID)).toEqual({ count: 2, lastAtMs: TEST_START_MS + 5_000 })
})

test('counts receipts from before times were kept, and gives them none', () => {
  const untimed = replicaMigrations.filter(({ id }) => id < 'replica-003')
  const database = memoryDatabase(untimed)
  database.prepare('INSERT INTO receipts VALUES (?, ?)').run(SAID, NEAR)
  migrate(database, replicaMigrations, { clock: new TestClock(), backUp: () => {} })
  const { holding } = fixture(database)
  expect(holding.addReceipt(SAID, NEAR)).toBe(false)
  expect(holding.receiptsOf(SAID)).toEqual({ count: 1, lastAtMs: null })
  holding.addReceipt(SAID, FAR)
  expect(holding.receiptsOf(SAID)).toEqual({ count: 2, lastAtMs: TEST_START_MS })
})
