import { describe, expect, test } from 'vitest'
import {
  Attention,
  GATHER_MS,
  LOOK_AGAIN_MS,
  type Look,
} from '../../../../../src/main/hosts/electron/attention.ts'
import { countOf, NOTHING_WAITS, waitingIn } from '../../../../../src/main/hosts/electron/waiting.ts'
import { silentLogger } from '../../../../../src/main/platform/logger.ts'
import type { MirrorwellEvent } from '../../../../../src/shared/contract/index.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import { TEST_START_MS, TestClock } from '../../../../support/clock.ts'
import { TestTimers } from '../../../../support/test-timers.ts'

const SETTINGS = { language: 'sv', quietHours: null }
const alert = (id: string, rest: object = {}) => ({
  id,
  summary: `about ${id}`,
  state: 'new',
  heldBack: false,
  own: false,
  ...rest,
})
const transfer = (id: string, rest: object = {}) => ({
  id,
  peerName: 'Chiba',
  phase: 'offered',
  proposedHere: false,
  role: 'receiver',
  can: { decide: false, confirmReceipt: false },
  receipts: { own: null, peer: null },
  ...rest,
})
const call = (id: string, rest: object = {}) => ({
  ...{ id, nodeId: 'b', kind: 'wake-up', atMs: TEST_START_MS, ours: false, unseen: true, reason: null },
  ...rest,
})
const seed = (id: string, state: string) => ({ id, title: `lesson ${id}`, state })

function watched(answer: () => { alerts: readonly object[] }) {
  const clock = new TestClock()
  let tell: (name: MirrorwellEvent) => void = () => {}
  let asked = 0
  const bridge = {
    settings: { get: async () => SETTINGS },
    alerts: {
      list: async () => {
        asked += 1
        return answer()
      },
    },
    transfers: { list: async () => ({ transfers: [] }) },
    seeds: { list: async () => ({ seeds: [] }) },
    neighbours: { calls: async () => ({ calls: [] }), list: async () => ({ neighbours: [] }) },
  }
  const attention = new Attention({
    bridge: bridge as never,
    clock,
    timers: new TestTimers(clock),
    logger: silentLogger,
    onEvent: (listener) => {
      tell = listener
      return () => {
        tell = () => {}
      }
    },
  })
  const looks: Look[] = []
  const next = (): Promise<void> =>
    new Promise((resolve) => {
      const stop = attention.looked.listen(() => {
        stop()
        resolve()
      })
    })
  attention.looked.listen((look) => void looks.push(look))
  return { attention, clock, looks, next, tell: (name: MirrorwellEvent) => tell(name), asked: () => asked }
}

describe('what the desktop follows', () => {
  test('a burst of changes is one look', async () => {
    let alerts: readonly object[] = []
    const { attention, clock, looks, next, tell, asked } = watched(() => ({ alerts }))
    await attention.start()
    expect(looks).toEqual([{ settings: SETTINGS, waiting: NOTHING_WAITS }])
    alerts = [alert('a')]
    const seen = next()
    for (const name of ['alerts.changed', 'seeds.changed', 'alerts.changed'] as const) tell(name)
    clock.advance(GATHER_MS)
    await seen
    expect(looks.at(-1)?.waiting.alerts).toEqual([{ id: 'a', title: 'about a' }])
    expect(asked()).toBe(2)
  })

  test('it looks by itself now and then, because quiet hours end without an event', async () => {
    const { attention, clock, next, looks } = watched(() => ({ alerts: [] }))
    await attention.start()
    const seen = next()
    clock.advance(LOOK_AGAIN_MS)
    await seen
    expect(looks).toHaveLength(2)
  })

  test('before there is a Node nothing waits', async () => {
    const { attention, looks } = watched(() => {
      throw new MirrorError('node-absent')
    })
    await attention.start()
    expect(looks).toEqual([{ settings: null, waiting: NOTHING_WAITS }])
  })

  test('what was shown stays where the Node could not say, and after the end nothing is asked', async () => {
    let fails = false
    const { attention, clock, looks, tell, asked } = watched(() => {
      if (fails) throw new MirrorError('internal')
      return { alerts: [] }
    })
    await attention.start()
    fails = true
    tell('alerts.changed')
    clock.advance(GATHER_MS)
    await new Promise(setImmediate)
    expect(looks).toHaveLength(1)
    await attention.stop()
    clock.advance(LOOK_AGAIN_MS)
    tell('alerts.changed')
    clock.advance(GATHER_MS)
    expect(asked()).toBe(2)
  })
})

test('what waits is what waits on the page', () => {
  const waiting = waitingIn(
    {
      alerts: [
        alert('a'),
        alert('b', { own: true }),
        alert('c', { heldBack: true }),
        alert('d', { state: 'resolved' }),
      ],
      transfers: [
        transfer('t'),
        transfer('u', { proposedHere: true }),
        transfer('v', { phase: 'deciding', can: { decide: true, confirmReceipt: false } }),
      ],
      seeds: [seed('s', 'tray'), seed('p', 'planted')],
      calls: [
        call('w'),
        call('x', { unseen: false }),
        call('y', { ours: true }),
        call('z', { reason: 'not-pinned' }),
        call('r', { kind: 'report' }),
        call('o', { nodeId: 'o', atMs: TEST_START_MS - 25 * 3_600_000 }),
      ],
      neighbours: [{ nodeId: 'b', name: 'Björk' }],
    } as never,
    TEST_START_MS,
  )
  expect(waiting).toEqual({
    alerts: [{ id: 'a', title: 'about a' }],
    transfers: [
      { id: 't terms', title: 'Chiba' },
      { id: 'v decide', title: 'Chiba' },
    ],
    calls: [{ id: 'w', title: 'Björk' }],
    seeds: [{ id: 's', title: 'lesson s' }],
  })
  expect(countOf(waiting)).toBe(5)
})
