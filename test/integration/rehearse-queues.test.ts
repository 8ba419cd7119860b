import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createSigner } from '../../src/main/crypto/signing.ts'
import { CreditedQueue } from '../../src/main/network/credited-queue.ts'
import { encodeFrame } from '../../src/main/network/frame-codec.ts'
import type { LaneFrame } from '../../src/main/network/neighbour.ts'
import { PeerSession } from '../../src/main/network/peer-session.ts'
import { SimulatedNetwork } from '../../src/main/network/simulated-network.ts'
import { SimulatedTransport } from '../../src/main/network/simulated-transport.ts'
import { systemClock } from '../../src/main/platform/clock.ts'
import { ClockTimers } from '../../src/main/platform/timers.ts'
import { findings } from '../../src/main/rehearsal/invariants.ts'
import { LaneTally } from '../../src/main/rehearsal/lane-tally.ts'
import { LaneTap } from '../../src/main/rehearsal/lane-tap.ts'
import { FEDERATION, type NetworkNode, startOverTransport } from '../support/network-node.ts'
import { testNodeId, testSeed } from '../support/node-ids.ts'
import { SeededRandom } from '../support/random.ts'
import { sessionsOver } from '../support/sessions-over.ts'
import { until } from '../support/until.ts'

const GOOD_LINE = { delayMs: { min: 1, max: 2 } }
/** A line that takes next to nothing. */
const THIN_LINE = { ...GOOD_LINE, bytesPerSecond: 1_000 }
/** More than may wait, in pieces. */
const PIECE_BYTES = 60_000
const PIECES = 90

/** Two that are linked on a simulated line, somebody who watches it, and what is found broken there. */
async function pair() {
  const timers = new ClockTimers(systemClock)
  const network = new SimulatedNetwork({ clock: systemClock, timers, random: new SeededRandom() }, GOOD_LINE)
  const tap = new LaneTap(network)
  const lanes = new LaneTally(systemClock, tap)
  const start = async (n: number): Promise<NetworkNode> => {
    const node = await startOverTransport(new SimulatedTransport(network, testNodeId(n)))
    onTestFinished(() => node.stop())
    return node
  }
  const [a, b] = [await start(1), await start(2)]
  onTestFinished(() => timers.stop())
  onTestFinished(() => tap.stop())
  await a.neighbourhood.dialNow(b.neighbourhood.addresses())
  await until(() => b.ups.length === 1)
  const broken = (): readonly string[] =>
    findings({ nodes: [], honest: new Set(), acts: [], forged: [], lanes }, { dear: true })
  return { a, b, broken, network, timers }
}

const receipts = (mark: number): LaneFrame => ({
  receipts: { ids: [new Uint8Array(PIECE_BYTES).fill(mark)] },
})

/** Sessions of both, and what says more in them than may wait: with one open, or before any is. */
async function sessions({ a, b, timers }: Awaited<ReturnType<typeof pair>>, how: { readonly open: boolean }) {
  const over = (n: number, { neighbourhood }: NetworkNode) =>
    sessionsOver({
      ...{ carrier: neighbourhood, federationId: FEDERATION },
      ...{ signer: createSigner(testSeed(n)), steadyTimers: timers },
    })
  const [near, far] = [over(1, a), over(2, b)]
  for (const each of [near, far]) {
    await each.start()
    onTestFinished(() => each.stop())
  }
  if (how.open) await near.sessionWith(b.id)
  return (): Promise<readonly boolean[]> => {
    const content = { channel: 'control', type: 16, bytes: new Uint8Array(PIECE_BYTES) } as const
    return Promise.all(Array.from({ length: PIECES }, () => near.send(b.id, content)))
  }
}

const fillLanes = ({ a, b }: Awaited<ReturnType<typeof pair>>): void => {
  for (let n = 0; n < PIECES; n += 1) a.neighbourhood.send(b.id, 'sync', receipts(n))
}

describe('of what waits for a neighbour who takes nothing', () => {
  test('a link holds what it may, and is closed', async () => {
    const world = await pair()
    world.b.neighbourhood.onFrame(() => new Promise<void>(() => {}))
    fillLanes(world)
    expect(world.a.downs).toEqual([{ nodeId: world.b.id, reason: 'queue-full' }])
    expect(world.broken()).toEqual([])
  })

  test('a link that refuses nothing is found out', async () => {
    const world = await pair()
    vi.spyOn(CreditedQueue.prototype, 'push').mockReturnValue(true)
    fillLanes(world)
    expect(world.broken()).toEqual(['more waits for one neighbour than may'])
  })

  test('a session holds what it may, and takes no more', async () => {
    const world = await pair()
    const say = await sessions(world, { open: true })
    world.network.shape(THIN_LINE)
    expect(await say()).toContain(false)
    expect(world.broken()).toEqual([])
  })

  test('what waited for a session to open is no more than it may hold', async () => {
    const world = await pair()
    const say = await sessions(world, { open: false })
    world.network.shape(THIN_LINE)
    expect(await say()).toContain(false)
    expect(world.broken()).toEqual([])
  })

  test('a session that refuses nothing is found out', async () => {
    const world = await pair()
    const say = await sessions(world, { open: true })
    world.network.shape(THIN_LINE)
    vi.spyOn(PeerSession.prototype, 'isFull', 'get').mockReturnValue(false)
    expect(await say()).not.toContain(false)
    expect(world.broken()).toEqual(['more waits for one neighbour than may'])
  })
})

test('a frame that is sent past the queue is found out', async () => {
  const world = await pair()
  world.b.neighbourhood.onFrame(() => new Promise<void>(() => {}))
  const foreign = encodeFrame(receipts(255))
  const { takeReady } = CreditedQueue.prototype
  vi.spyOn(CreditedQueue.prototype, 'takeReady').mockImplementation(function (this: CreditedQueue) {
    return [...takeReady.call(this), foreign]
  })
  for (let n = 0; n < 3; n += 1) world.a.neighbourhood.send(world.b.id, 'sync', receipts(n))
  await until(() => world.broken().length > 0)
  expect(world.broken()).toEqual(['something set out before what is more urgent'])
})
