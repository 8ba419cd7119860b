import { expect, test } from 'vitest'
import type { DownReason } from '../../../../src/main/network/neighbour.ts'
import { RETIRE_MS, Roster, type RosterLink } from '../../../../src/main/network/roster.ts'
import { ClockTimers } from '../../../../src/main/platform/timers.ts'
import type { NodeId } from '../../../../src/shared/kernel/ids.ts'
import { TestClock } from '../../../support/clock.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { until } from '../../../support/until.ts'

const [small, large] = [testNodeId(1), testNodeId(2)].sort() as [NodeId, NodeId]

function setup(local: NodeId) {
  const clock = new TestClock()
  const roster = new Roster({ realClock: clock, realTimers: new ClockTimers(clock) }, local)
  const told: string[] = []
  roster.up.listen(({ direction }) => told.push(`up ${direction}`))
  roster.down.listen(({ reason }) => told.push(`down ${reason}`))
  const link = (direction: 'outbound' | 'inbound', queued: readonly Uint8Array[] = []) => {
    const fake = {
      remote: local === small ? large : small,
      direction,
      isRelayed: false,
      isClosed: false,
      lastHeardMs: clock.nowMs(),
      closedFor: null as DownReason | null,
      sent: [] as Uint8Array[],
      queuedBytes: 0,
      asked: 0,
      info: () => ({
        ...fake,
        nodeId: fake.remote,
        security: 'simulated' as const,
        address: '',
        connectedAtMs: 0,
        roundTripMs: null,
        clockOffMs: null,
      }),
      ask: () => void fake.asked++,
      send: (_lane: string, bytes: Uint8Array) => fake.sent.push(bytes) > 0,
      takeQueued: () => queued.map((bytes) => ({ lane: 'sync' as const, bytes })),
      close(reason: DownReason) {
        if (fake.isClosed) return
        fake.isClosed = true
        fake.closedFor = reason
        roster.remove(fake, reason)
      },
    }
    return fake satisfies RosterLink
  }
  return { clock, roster, told, link }
}

for (const [local, kept] of [
  [small, 'outbound'],
  [large, 'inbound'],
] as const) {
  for (const first of ['outbound', 'inbound'] as const) {
    test(`of two links the one dialled by the smaller NodeId is kept (${kept} here, ${first} came first)`, async () => {
      const { clock, roster, told, link } = setup(local)
      const links = [link(first), link(first === 'outbound' ? 'inbound' : 'outbound')] as const
      for (const one of links) roster.add(one)
      const [winner, loser] = links[0].direction === kept ? links : [links[1], links[0]]
      expect(roster.all()).toEqual([winner])
      expect(loser.isClosed).toBe(false)
      winner.lastHeardMs = clock.nowMs() + 1
      clock.advance(RETIRE_MS)
      await until(() => loser.isClosed)
      expect(loser.closedFor).toBe('replaced')
      expect(told).toEqual([`up ${first}`])
    })
  }
}

test('of two links dialled by one Node the newer is kept, and takes over what waits', () => {
  const { roster, link } = setup(small)
  const waiting = [Uint8Array.of(1), Uint8Array.of(2)]
  const [older, newer] = [link('outbound', waiting), link('outbound')]
  roster.add(older)
  roster.add(newer)
  expect(roster.get(large)).toBe(newer)
  expect(newer.sent).toEqual(waiting)
})

test.each([
  ['says so where the link in use gives way', ['inbound', 'outbound'], 1],
  ['says nothing where it stays', ['outbound', 'inbound'], 0],
] as const)('%s', (_word, [first, second], times) => {
  const { roster, link } = setup(small)
  const replaced: NodeId[] = []
  roster.replaced.listen(({ nodeId }) => replaced.push(nodeId))
  roster.add(link(first))
  roster.add(link(second))
  expect(replaced).toHaveLength(times)
})

test('a kept link that proves dead gives way to the other, and the floor above hears of it', async () => {
  const { clock, roster, told, link } = setup(small)
  const [dead, alive] = [link('outbound'), link('inbound')]
  dead.lastHeardMs = clock.nowMs() - 1
  roster.add(dead)
  roster.add(alive)
  expect(roster.get(large)).toBe(dead)
  expect(dead.asked).toBe(1)
  clock.advance(RETIRE_MS)
  await until(() => dead.isClosed)
  expect(roster.get(large)).toBe(alive)
  expect(told).toEqual(['up outbound', 'down silent', 'up inbound'])
})

test('a second link that closes is no loss', () => {
  const { roster, told, link } = setup(small)
  const [kept, other] = [link('outbound'), link('inbound')]
  roster.add(kept)
  roster.add(other)
  other.close('link-closed')
  expect(told).toEqual(['up outbound'])
  kept.close('link-closed')
  expect(told).toEqual(['up outbound', 'down link-closed'])
  expect(roster.all()).toEqual([])
})
