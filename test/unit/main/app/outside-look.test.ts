import { expect, test } from 'vitest'
import { LOOK_EVERY_MS, OutsideLook, type OutsideLookDeps } from '../../../../src/main/app/outside-look.ts'
import { Signal } from '../../../../src/main/platform/signal.ts'
import { ClockTimers } from '../../../../src/main/platform/timers.ts'
import type { StoredEntry } from '../../../../src/main/replica/entry.ts'
import { LOOKS_TO_TELL } from '../../../../src/main/replica/withholding.ts'
import type { NodeId } from '../../../../src/shared/kernel/ids.ts'
import { TestClock } from '../../../support/clock.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { SeededRandom } from '../../../support/random.ts'
import { until } from '../../../support/until.ts'

const [neighbour, outsider, author] = [testNodeId(1), testNodeId(2), testNodeId(3)]
const isDial = (call: string): boolean => call.startsWith('dial')
const ADDRESS = '/ip4/192.0.2.1/tcp/1'

async function setup({ neighbours = [neighbour] } = {}) {
  const clock = new TestClock()
  const stored = new Signal<StoredEntry>()
  const caughtUp = new Signal<NodeId>()
  const calls: string[] = []
  const deps: OutsideLookDeps = {
    neighbourhood: {
      dialNow: async ([address]) => {
        calls.push(`dial ${address}`)
        return outsider
      },
      letGo: (nodeId) => void calls.push(`let go ${nodeId}`),
      neighbours: () =>
        neighbours.map((nodeId) => ({
          nodeId,
          security: 'simulated' as const,
          address: '',
          direction: 'outbound' as const,
          connectedAtMs: 0,
          lastHeardMs: 0,
          roundTripMs: null,
          clockOffMs: null,
        })),
      others: () => [{ nodeId: outsider, addresses: [ADDRESS], keep: false }],
    },
    replica: {
      onStored: (listener) => stored.listen(listener),
      onCaughtUp: (listener) => caughtUp.listen(listener),
    },
    random: new SeededRandom(),
    realTimers: new ClockTimers(clock),
    changed: () => void calls.push('changed'),
  }
  const look = new OutsideLook(deps)
  await look.start()
  const hear = (via: NodeId, from: NodeId = author): void =>
    stored.emit({ author: from, own: false, stream: 'log', via } as StoredEntry)
  /** Look once more; somebody outside knows something. */
  const lookAgain = async (from: NodeId = author): Promise<void> => {
    const before = calls.filter(isDial).length
    clock.advance(2 * LOOK_EVERY_MS)
    await until(() => calls.filter(isDial).length > before)
    hear(outsider, from)
    caughtUp.emit(outsider)
  }
  return { calls, hear, look, lookAgain }
}

test('links with somebody outside for a moment, and lets go', async () => {
  const { calls, look, lookAgain } = await setup()
  await lookAgain()
  expect(calls).toEqual([`dial ${ADDRESS}/p2p/${outsider}`, `let go ${outsider}`])
  await look.stop()
})

test('tells once when an author is heard outside only, and closes nothing', async () => {
  const { calls, look, lookAgain } = await setup()
  for (let looks = 0; looks < LOOKS_TO_TELL + 3; looks++) await lookAgain()
  expect(look.seemsFiltered).toBe(true)
  expect(calls.filter((call) => call === 'changed')).toHaveLength(1)
  expect(calls.filter((call) => call === `let go ${neighbour}`)).toEqual([])
})

test('takes it back when a neighbour passes that author on', async () => {
  const { calls, hear, look, lookAgain } = await setup()
  for (let looks = 0; looks < LOOKS_TO_TELL; looks++) await lookAgain()
  hear(neighbour)
  expect(look.seemsFiltered).toBe(false)
  expect(calls.filter((call) => call === 'changed')).toHaveLength(2)
})

test('thinks nothing of what somebody outside says of itself, nor of anything while alone', async () => {
  const ofItself = await setup()
  const alone = await setup({ neighbours: [] })
  for (let looks = 0; looks < LOOKS_TO_TELL; looks++) {
    await ofItself.lookAgain(outsider)
    await alone.lookAgain()
  }
  expect([ofItself.look.seemsFiltered, alone.look.seemsFiltered]).toEqual([false, false])
})
