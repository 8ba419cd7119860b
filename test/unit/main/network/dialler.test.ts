import { describe, expect, onTestFinished, test } from 'vitest'
import { CHOSEN_ABOVE_MESH } from '../../../../src/main/network/dial-choice.ts'
import {
  Dialler,
  FEELER_EVERY_MS,
  FIRST_PAUSE_MS,
  LONGEST_PAUSE_MS,
  namedAddresses,
  STRAIGHTEN_SOON_MS,
} from '../../../../src/main/network/dialler.ts'
import { ClockTimers } from '../../../../src/main/platform/timers.ts'
import type { NodeId } from '../../../../src/shared/kernel/ids.ts'
import { TestClock } from '../../../support/clock.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { SeededRandom } from '../../../support/random.ts'
import { idle, TestTimers } from '../../../support/test-timers.ts'
import { until } from '../../../support/until.ts'

const [a, b] = [testNodeId(1), testNodeId(2)]
const target = (nodeId: NodeId, addresses = ['/ip4/192.0.2.1/tcp/1']) => ({ nodeId, addresses, keep: false })

function setup({ answers = false } = {}) {
  const clock = new TestClock()
  const dials: { readonly atMs: number; readonly addresses: readonly string[] }[] = []
  const linked = new Set<NodeId>()
  const state = { answers, isLarge: false, found: [] as readonly string[], relayed: false }
  const straightened: (readonly string[])[] = []
  const dialler = new Dialler({
    realClock: clock,
    realTimers: new ClockTimers(clock),
    random: new SeededRandom(),
    dial: async (addresses) => {
      dials.push({ atMs: clock.nowMs(), addresses })
      if (!state.answers) throw new Error('nobody there')
      linked.add(a)
    },
    isLinked: (nodeId) => linked.has(nodeId),
    isRelayed: () => state.relayed,
    straighten: async (addresses) => void straightened.push(addresses),
    announce: () => {},
    lookUp: async () => state.found,
    letGo: (nodeId) => void linked.delete(nodeId),
    sized: (isLarge) => {
      state.isLarge = isLarge
    },
  })
  dialler.start()
  /** Move on step by step until so many dials have been made. */
  const dialled = (count: number, stepMs = 1_000) =>
    until(() => {
      if (dials.length < count) clock.advance(stepMs)
      return dials.length >= count
    })
  return { clock, dials, straightened, linked, state, dialler, dialled }
}

test('dials a new target at once, and again with pauses that grow to a minute', async () => {
  const { dialler, dials, dialled } = setup()
  dialler.setTargets([target(a)])
  await dialled(10)
  const pausesMs = dials.slice(1).map(({ atMs }, index) => atMs - (dials[index]?.atMs ?? 0))
  expect(pausesMs[0]).toBeLessThanOrEqual(2 * FIRST_PAUSE_MS + 1_000)
  expect(pausesMs.at(-1)).toBeGreaterThanOrEqual(LONGEST_PAUSE_MS / 2)
  expect(Math.max(...pausesMs)).toBeLessThanOrEqual(LONGEST_PAUSE_MS + 10_000)
  dialler.stop()
})

test('lets be whoever is linked, and tries again when the link is lost', async () => {
  const { dialler, dials, dialled, linked, state } = setup({ answers: true })
  dialler.setTargets([target(a)])
  await dialled(1)
  dialler.linked(a, 'outbound')
  dialler.wake()
  state.answers = false
  linked.delete(a)
  dialler.unlinked(a)
  await dialled(2)
  expect(dials.length).toBe(2)
  dialler.stop()
})

test('dials a Node where it says itself that it is, when it is no longer where it was', async () => {
  const { dialler, dials, dialled, state } = setup()
  const moved = '/ip4/198.51.100.1/tcp/2'
  state.found = [moved]
  dialler.setTargets([target(a)])
  await dialled(1)
  expect(dials[0]?.addresses).toEqual([`/ip4/192.0.2.1/tcp/1/p2p/${a}`])
  await dialled(3)
  expect(dials[2]?.addresses).toEqual([`${moved}/p2p/${a}`, `/ip4/192.0.2.1/tcp/1/p2p/${a}`])
  dialler.stop()
})

test('does not dial addresses of another Node that are found in place of the sought one', async () => {
  const { dialler, dials, dialled, state } = setup()
  state.found = [`/ip4/198.51.100.1/tcp/2/p2p/${b}`]
  dialler.setTargets([target(a)])
  await dialled(5)
  expect(dials.flatMap(({ addresses }) => addresses).every((text) => text.includes('192.0.2.1'))).toBe(true)
  dialler.stop()
})

test.each(['once it is linked', 'once it is known'])(
  'looks for a straight way to a Node that is linked through a helper: %s',
  async (when) => {
    const { clock, dialler, linked, state, straightened } = setup()
    state.relayed = true
    linked.add(a)
    if (when === 'once it is linked') dialler.setTargets([target(a)])
    dialler.linked(a, 'inbound')
    dialler.setTargets([target(a)])
    expect(straightened).toEqual([])
    clock.advance(STRAIGHTEN_SOON_MS)
    await until(() => straightened.length > 0)
    expect(straightened[0]).toEqual([`/ip4/192.0.2.1/tcp/1/p2p/${a}`])
    dialler.stop()
  },
)

test('in a larger federation somebody else is dialled every two minutes, and let go', async () => {
  const { clock, dialler, dials, linked } = setup({ answers: true })
  const others = Array.from({ length: 20 }, (_, n) => testNodeId(10 + n))
  dialler.setTargets(others.map((nodeId, n) => target(nodeId, [`/ip4/203.${n}.0.1/tcp/1`])))
  await until(() => dials.length === CHOSEN_ABOVE_MESH)
  const sought = new Set(dials.map(({ addresses }) => addresses[0]))
  for (const nodeId of others) {
    if (sought.has(`/ip4/203.${others.indexOf(nodeId)}.0.1/tcp/1/p2p/${nodeId}`)) linked.add(nodeId)
  }
  clock.advance(FEELER_EVERY_MS)
  await until(() => dials.some(({ addresses }) => !sought.has(addresses[0])))
  dialler.stop()
})

/** Two Nodes that are sought, and dials that last until the test ends them. */
async function setupSlow() {
  const clock = new TestClock()
  const underWay = new Map<NodeId, (why: Error) => void>()
  const linked = new Set<NodeId>()
  const dialler = new Dialler({
    ...{ realClock: clock, realTimers: new TestTimers(clock), random: new SeededRandom() },
    dial: (addresses) => {
      const { promise, reject } = Promise.withResolvers()
      underWay.set(addresses[0]?.endsWith(a) ? a : b, reject)
      return promise
    },
    isLinked: (nodeId) => linked.has(nodeId),
    isRelayed: () => false,
    straighten: async () => {},
    announce: () => {},
    lookUp: async () => [],
    letGo: () => {},
    sized: () => {},
  })
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    await idle()
  }
  const fail = async (nodeId: NodeId): Promise<void> => {
    underWay.get(nodeId)?.(new Error('nobody there'))
    underWay.delete(nodeId)
    await idle()
  }
  const link = (nodeId: NodeId): void => {
    linked.add(nodeId)
    dialler.linked(nodeId, 'inbound')
  }
  dialler.start()
  onTestFinished(() => dialler.stop())
  dialler.setTargets([target(a), target(b)])
  await pass(0)
  for (let times = 0; times < 6; times++) {
    for (const nodeId of [a, b]) await fail(nodeId)
    await pass(LONGEST_PAUSE_MS)
  }
  return { dialler, fail, link, linked, pass, underWay }
}

describe('once one is linked that could not be reached', () => {
  test('others that could not be are tried within a second', async () => {
    const { fail, link, pass, underWay } = await setupSlow()
    for (const nodeId of [a, b]) await fail(nodeId)
    await pass(FIRST_PAUSE_MS)
    expect([...underWay.keys()]).toEqual([])
    link(a)
    await pass(FIRST_PAUSE_MS)
    expect([...underWay.keys()]).toEqual([b])
  })

  test('so are those whose dial is under way, when it has failed', async () => {
    const { fail, link, pass, underWay } = await setupSlow()
    expect(new Set(underWay.keys())).toEqual(new Set([a, b]))
    link(a)
    for (const nodeId of [a, b]) await fail(nodeId)
    await pass(FIRST_PAUSE_MS)
    expect([...underWay.keys()]).toEqual([b])
  })

  test('that is so once, and not each time its link comes and goes', async () => {
    const { dialler, fail, link, pass, underWay } = await setupSlow()
    link(a)
    for (const nodeId of [a, b, b]) {
      await fail(nodeId)
      await pass(FIRST_PAUSE_MS)
    }
    for (let times = 0; times < 3; times++) {
      dialler.unlinked(a)
      link(a)
      await pass(FIRST_PAUSE_MS)
    }
    expect([...underWay.keys()]).toEqual([])
  })
})

test('a wake-up tries everyone at once', async () => {
  const { dialler, dials, dialled, clock } = setup()
  dialler.setTargets([target(a)])
  await dialled(10, LONGEST_PAUSE_MS)
  const beforeMs = clock.nowMs()
  dialler.wake()
  await until(() => dials.length === 11)
  expect(dials[10]?.atMs).toBe(beforeMs)
  dialler.stop()
})

test('a wake-up begins a dial anew that hangs on a network that may be gone, and lets a young one be', async () => {
  const clock = new TestClock()
  const signals: AbortSignal[] = []
  const dialler = new Dialler({
    realClock: clock,
    realTimers: new ClockTimers(clock),
    random: new SeededRandom(),
    dial: (_addresses, signal) => {
      signals.push(signal)
      const { promise, reject } = Promise.withResolvers()
      signal.addEventListener('abort', () => reject(new Error('given up')))
      return promise
    },
    isLinked: () => false,
    isRelayed: () => false,
    straighten: async () => {},
    announce: () => {},
    lookUp: async () => [],
    letGo: () => {},
    sized: () => {},
  })
  dialler.start()
  dialler.setTargets([target(a)])
  await until(() => signals.length === 1)
  clock.advance(999)
  dialler.wake()
  expect(signals[0]?.aborted).toBe(false)
  clock.advance(1)
  dialler.wake()
  await until(() => signals.length === 2)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  dialler.stop()
})

test('gives up a target that is no longer one, and everything once stopped', async () => {
  const { dialler, dials, dialled, clock } = setup()
  dialler.setTargets([target(a)])
  await dialled(1)
  dialler.setTargets([target(b)])
  await dialled(2)
  expect(dials[1]?.addresses).toEqual([`/ip4/192.0.2.1/tcp/1/p2p/${b}`])
  dialler.stop()
  clock.advance(LONGEST_PAUSE_MS * 3)
  dialler.wake()
  expect(dials.length).toBe(2)
})

test('dials a Node seen nearby, adds its address to what was known, and is not moved by repetition', async () => {
  const { dialler, dials, dialled } = setup()
  dialler.setTargets([target(a)])
  await dialled(1)
  const sighting = { nodeId: a, addresses: [`/ip4/192.0.2.9/tcp/9/p2p/${a}`] }
  dialler.sight(sighting)
  await until(() => dials.length === 2)
  expect(dials[1]?.addresses).toEqual([`/ip4/192.0.2.1/tcp/1/p2p/${a}`, `/ip4/192.0.2.9/tcp/9/p2p/${a}`])
  for (let n = 0; n < 10; n++) dialler.sight(sighting)
  dialler.sight({ nodeId: b, addresses: [`/ip4/192.0.2.8/tcp/8/p2p/${b}`] })
  await until(() => dials.length === 3)
  expect(dials[2]?.addresses).toEqual([`/ip4/192.0.2.8/tcp/8/p2p/${b}`])
  dialler.stop()
})

test('addresses carry the name of the Node, once each, and none of another', () => {
  const own = `/ip4/192.0.2.1/tcp/1/p2p/${a}`
  expect(namedAddresses(a, ['/ip4/192.0.2.1/tcp/1', own, `/ip4/192.0.2.1/tcp/1/p2p/${b}`])).toEqual([own])
})

test.each([
  [7, false],
  [8, true],
])('with %i others the federation is large: %s', (others, isLarge) => {
  const { dialler, state } = setup()
  dialler.setTargets(Array.from({ length: others }, (_, n) => target(testNodeId(n))))
  expect(state.isLarge).toBe(isLarge)
  dialler.setTargets([target(a)])
  expect(state.isLarge).toBe(false)
})
