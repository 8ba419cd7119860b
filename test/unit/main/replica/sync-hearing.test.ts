import { describe, expect, test } from 'vitest'
import { silentLogger } from '../../../../src/main/platform/logger.ts'
import type { SyncContent } from '../../../../src/main/replica/sync-frames.ts'
import { SyncHearing, type SyncHearingDeps } from '../../../../src/main/replica/sync-hearing.ts'
import { TestClock } from '../../../support/clock.ts'
import { testLimits } from '../../../support/limits.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const PEER = testNodeId(31)
const CHECK: SyncContent = { check: { fingerprint: new Uint8Array(16) } }
const CURSORS: SyncContent = { cursors: {} }

/** A hearing, and what it did. */
function setup(more: Partial<SyncHearingDeps> = {}) {
  const warned: string[] = []
  const hearing = new SyncHearing({
    isMember: () => true,
    mayPass: () => true,
    limits: testLimits(new TestClock()),
    logger: { ...silentLogger, warn: (message) => void warned.push(message) },
    neighbourhood: { countRefusal: () => {} },
    mending: { noteKnock: () => {}, receive: () => {} },
    deliveries: { takeCursors: async () => {} },
    ...more,
  })
  return { hearing, warned }
}

const fails = (): never => {
  throw new Error('the disk does not answer')
}

describe('what goes wrong while a neighbour is heard', () => {
  test.each([
    ['a fingerprint', CHECK, { mending: { noteKnock: () => {}, receive: fails } }],
    ['cursors', CURSORS, { mending: { noteKnock: () => {}, receive: fails } }],
    ['who holds our log', CURSORS, { deliveries: { takeCursors: async () => fails() } }],
  ])('is logged, and no more: %s', async (_, content, more) => {
    const { hearing, warned } = setup(more)
    await expect(hearing.hear(PEER, content)).resolves.toBeUndefined()
    expect(warned).toHaveLength(1)
  })
})
