import { expect, test } from 'vitest'
import { encodeTerms } from '../../../../../src/main/features/transfers/transfer-codec.ts'
import {
  TransferStore,
  transferMigrations,
} from '../../../../../src/main/features/transfers/transfer-store.ts'
import type { Transfer } from '../../../../../src/main/features/transfers/transfer-types.ts'
import type { TransferId } from '../../../../../src/shared/kernel/ids.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { testNodeId } from '../../../../support/node-ids.ts'

const [SELF, PEER] = [testNodeId(1), testNodeId(2)]

/** An offer of water to a neighbour, told from others by its number. */
function offered(number: number, offeredAtMs: number): Transfer {
  const id = `0${number}`.repeat(16) as TransferId
  const proposed = encodeTerms({
    ...{
      transferId: id,
      giver: SELF,
      receiver: PEER,
      revision: 0,
      resource: 'water',
      quantity: 5,
      unit: 'L',
    },
    ...{ window: null, route: 'By the mill', expectedLossRatio: 0, settleInMs: 3_600_000, slotMs: 15_000 },
  })
  return {
    ...{ id, peer: PEER, role: 'giver', phase: 'offered', proposed, proposedHere: true },
    ...{ proposedAtMs: offeredAtMs, offeredAtMs, settled: null, outcome: null, closedAtMs: null },
    ...{ signedHere: [], signedThere: [] },
  }
}

test('a page of the list ends with a whole moment, so that the next one skips nothing', () => {
  const store = new TransferStore(memoryDatabase(transferMigrations))
  const federation = testFederation()
  const moments = [1_000, 2_000, 2_000, 2_000, 3_000]
  for (const [number, atMs] of moments.entries()) store.put(federation, offered(number, atMs))
  store.put(testFederation('another'), offered(5, 2_000))

  const page = store.list(federation, { phase: null, beforeMs: 9_000, limit: 2 })
  expect(page.map(({ offeredAtMs }) => offeredAtMs)).toEqual([3_000, 2_000, 2_000, 2_000])
  const rest = store.list(federation, { phase: null, beforeMs: 2_000, limit: 2 })
  expect(rest.map(({ offeredAtMs }) => offeredAtMs)).toEqual([1_000])
})
