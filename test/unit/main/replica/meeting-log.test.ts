import { expect, test } from 'vitest'
import { sealedSizeBytes } from '../../../../src/main/crypto/session/session-messages.ts'
import { silentLogger } from '../../../../src/main/platform/logger.ts'
import { MeetingLog } from '../../../../src/main/replica/meeting-log.ts'
import { type Meeting, MeetingStore } from '../../../../src/main/replica/meeting-store.ts'
import { replicaMigrations } from '../../../../src/main/replica/replica-schema.ts'
import { TestClock } from '../../../support/clock.ts'
import { memoryDatabase } from '../../../support/database.ts'
import { testFederation } from '../../../support/fake-replica.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { idle } from '../../../support/test-timers.ts'

const PEER = testNodeId(31)

test('a meeting counts what was said at it, and nothing that the session did not take', async () => {
  const database = memoryDatabase(replicaMigrations)
  const meetings = new MeetingStore({ database }, { federationId: testFederation() })
  const log = new MeetingLog({
    clock: new TestClock(),
    database,
    logger: silentLogger,
    meetings,
    noted: () => {},
  })
  log.begin(PEER)
  log.noteSealed(PEER, 'sent', 18)
  log.noteSealed(PEER, 'sent', 4_000)
  log.noteSealed(PEER, 'unsaid', 4_000)
  log.noteSealed(PEER, 'received', 100)
  log.end(PEER, { level: true, items: 1 })
  await idle()
  const [sentBytes, receivedBytes] = [sealedSizeBytes(18), sealedSizeBytes(100)]
  const comparedBytes = sentBytes + receivedBytes
  expect(meetings.with(PEER, 9)).toEqual([
    expect.objectContaining<Partial<Meeting>>({ sentBytes, receivedBytes, comparedBytes }),
  ])
})
