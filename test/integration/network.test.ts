import { randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import type { LaneFrame } from '../../src/main/network/neighbour.ts'
import { HEARTBEAT_MS, SILENCE_MS } from '../../src/main/network/neighbour-link.ts'
import { AdjustableClock, systemClock } from '../../src/main/platform/clock.ts'
import { CREDIT_WINDOW_BYTES } from '../../src/main/wire/limits.ts'
import { type NetworkNode, type NetworkNodeOptions, startNetworkNode } from '../support/network-node.ts'
import { until } from '../support/until.ts'

const running: NetworkNode[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((node) => node.stop()))
})

async function start(options: NetworkNodeOptions = {}): Promise<NetworkNode> {
  const node = await startNetworkNode(options)
  running.push(node)
  return node
}

async function pair(options: NetworkNodeOptions = {}): Promise<readonly [NetworkNode, NetworkNode]> {
  const [a, b] = [await start(options), await start(options)]
  await a.neighbourhood.dialNow(b.neighbourhood.addresses())
  await until(() => b.ups.length === 1)
  return [a, b]
}

/** A frame that can be told apart: receipts of one id of the given size. */
const receipts = (mark: number, sizeBytes = 32): LaneFrame => ({
  receipts: { ids: [new Uint8Array(sizeBytes).fill(mark)] },
})
const markOf = (frame: LaneFrame): number | undefined => frame.receipts?.ids?.[0]?.[0]
const neighbourIds = (node: NetworkNode) => node.neighbourhood.neighbours().map(({ nodeId }) => nodeId)

for (const security of ['noise', 'tls'] as const) {
  test(`two Nodes of one federation become neighbours over ${security} and hear each other on both lanes`, async () => {
    const [a, b] = await pair({ security: [security] })
    expect(a.neighbourhood.neighbours()).toMatchObject([{ nodeId: b.id, security, direction: 'outbound' }])
    expect(b.neighbourhood.neighbours()).toMatchObject([{ nodeId: a.id, security, direction: 'inbound' }])
    for (let n = 0; n < 100; n++) expect(a.neighbourhood.send(b.id, 'sync', receipts(n))).toBe(true)
    b.neighbourhood.send(a.id, 'alert', receipts(7))
    await until(() => b.frames.length === 100 && a.frames.length === 1)
    expect(b.frames.map(({ frame }) => markOf(frame))).toEqual(Array.from({ length: 100 }, (_, n) => n))
    expect(b.frames[0]).toMatchObject({ from: a.id, lane: 'main' })
    expect(a.frames[0]).toMatchObject({ from: b.id, lane: 'alert' })
  })
}

test('three Nodes that know each other link in full and a broadcast reaches everyone but one', async () => {
  const nodes = [await start(), await start(), await start()]
  const targets = nodes.map((node) => ({
    nodeId: node.id,
    addresses: node.neighbourhood.addresses(),
    keep: false,
  }))
  for (const node of nodes) node.neighbourhood.setTargets(targets)
  await until(() => nodes.every((node) => node.neighbourhood.neighbours().length === 2))
  const [a, b, c] = nodes
  if (!a || !b || !c) throw new Error('three were started')
  await until(() => a.neighbourhood.broadcast('sync', receipts(1), b.id) === 1 && c.frames.length > 0)
  expect(c.frames[0]?.from).toBe(a.id)
  expect(b.frames).toEqual([])
})

test('both dialling at once leaves one link, dialled by the smaller NodeId, and loses no frame', async () => {
  const [a, b] = [await start(), await start()]
  const [small, large] = a.id < b.id ? [a, b] : [b, a]
  await Promise.all([
    small.neighbourhood.dialNow(large.neighbourhood.addresses()),
    large.neighbourhood.dialNow(small.neighbourhood.addresses()),
  ])
  let sent = 0
  const send = () => large.neighbourhood.send(small.id, 'sync', receipts(sent % 250)) && sent++
  while (sent < 50) send()
  await until(() => small.frames.length === 50)
  await until(() => large.neighbourhood.neighbours()[0]?.direction === 'inbound')
  expect(small.neighbourhood.neighbours()).toMatchObject([{ direction: 'outbound' }])
  while (sent < 100) send()
  await until(() => small.frames.length === 100)
  expect(new Set(small.frames.map(({ frame }) => markOf(frame))).size).toBe(100)
  expect([...small.downs, ...large.downs]).toEqual([])
})

test('a slow receiver holds the sender at the window, and credit lets it go on', async () => {
  const [a, b] = await pair()
  const finish: (() => void)[] = []
  b.neighbourhood.onFrame(() => new Promise<void>((resolve) => void finish.push(resolve)))
  const frameBytes = 16_000
  for (let n = 0; n < 20; n++) a.neighbourhood.send(b.id, 'sync', receipts(n, frameBytes))
  await until(() => b.frames.length === Math.floor(CREDIT_WINDOW_BYTES / (frameBytes + 8)))
  // A round trip later nothing more has come: the rest waits at the sender.
  b.neighbourhood.send(a.id, 'sync', receipts(1))
  await until(() => a.frames.length === 1)
  expect(b.frames.length).toBe(4)
  expect(a.neighbourhood.queuedBytes(b.id)).toBeGreaterThan(15 * frameBytes)
  while (b.frames.length < 20) {
    for (const resolve of finish.splice(0)) resolve()
    await until(() => finish.length > 0)
  }
  expect(b.frames.map(({ frame }) => markOf(frame))).toEqual(Array.from({ length: 20 }, (_, n) => n))
  expect(a.neighbourhood.queuedBytes(b.id)).toBe(0)
})

test('an alert overtakes a full main queue, and main frames of the same turn', async () => {
  const [a, b] = await pair()
  for (let n = 0; n < 200; n++) a.neighbourhood.send(b.id, 'sync', receipts(1, 16_000))
  a.neighbourhood.send(b.id, 'alert', receipts(2))
  await until(() => b.frames.length === 201)
  expect(b.frames.findIndex(({ lane }) => lane === 'alert')).toBe(0)
})

test('an alert in the middle of bulk waits for no more than what is under way', async () => {
  const [a, b] = await pair()
  const total = 200
  for (let n = 0; n < total; n++) a.neighbourhood.send(b.id, 'sync', receipts(1, 16_000))
  await until(() => b.frames.length > 20)
  const beforeAlert = b.frames.length
  a.neighbourhood.send(b.id, 'alert', receipts(2))
  await until(() => b.frames.length === total + 1)
  const place = b.frames.findIndex(({ lane }) => lane === 'alert')
  expect(place - beforeAlert).toBeLessThanOrEqual(2 * (CREDIT_WINDOW_BYTES / 16_000))
})

test('a queue that overflows closes the link, and says so', async () => {
  const [a, b] = await pair()
  b.neighbourhood.onFrame(() => new Promise<void>(() => {}))
  let taken = true
  for (let n = 0; taken && n < 1000; n++) taken = a.neighbourhood.send(b.id, 'sync', receipts(1, 60_000))
  expect(taken).toBe(false)
  expect(a.downs).toEqual([{ nodeId: b.id, reason: 'queue-full' }])
  expect(neighbourIds(a)).toEqual([])
  await until(() => b.downs.length === 1)
})

test('heartbeats measure the way and the clocks', async () => {
  const ahead = new AdjustableClock(systemClock, 3_600_000)
  const [a, b] = [await start(), await start({ clock: ahead })]
  await a.neighbourhood.dialNow(b.neighbourhood.addresses())
  await until(() => a.neighbourhood.neighbours()[0]?.clockOffMs != null)
  const [seen] = a.neighbourhood.neighbours()
  expect(Math.abs((seen?.clockOffMs ?? 0) - 3_600_000)).toBeLessThan(2_000)
  expect(seen?.roundTripMs).toBeGreaterThanOrEqual(0)
  await until(() => b.neighbourhood.neighbours()[0]?.clockOffMs != null)
  expect(b.neighbourhood.neighbours()[0]?.clockOffMs).toBeLessThan(-3_598_000)
})

test('a neighbour that answers heartbeats stays, however long nothing else is said', async () => {
  const [a, b] = await pair()
  for (let beat = 0; beat < 8; beat++) {
    const beforeMs = a.realClock.nowMs()
    a.realClock.advance(HEARTBEAT_MS)
    b.realClock.advance(HEARTBEAT_MS)
    await until(() => (a.neighbourhood.neighbours()[0]?.lastHeardMs ?? 0) >= beforeMs + HEARTBEAT_MS)
    await until(() => (b.neighbourhood.neighbours()[0]?.lastHeardMs ?? 0) >= beforeMs + HEARTBEAT_MS)
  }
  expect(a.downs).toEqual([])
})

test('a neighbour from which nothing is read is taken for dead', async () => {
  const [a, b] = await pair()
  // Nothing may be under way that would still be heard.
  await until(() => [a, b].every((node) => node.neighbourhood.neighbours()[0]?.roundTripMs !== null))
  a.realClock.advance(SILENCE_MS + HEARTBEAT_MS)
  await until(() => a.downs.length === 1)
  expect(a.downs).toEqual([{ nodeId: b.id, reason: 'silent' }])
  await until(() => b.downs.length === 1)
})

test('a target that went away and came back at the same address is found again', async () => {
  const seed = randomBytes(32)
  const a = await start()
  const first = await start({ seed })
  const addresses = first.neighbourhood.addresses()
  a.neighbourhood.setTargets([{ nodeId: first.id, addresses, keep: true }])
  await until(() => a.ups.length === 1)
  await first.stop()
  await until(() => a.downs.length === 1)
  const listen = addresses.map((address) => address.replace(/\/p2p\/.*$/u, ''))
  const again = await start({ seed, listen })
  await until(() => a.ups.length === 2)
  expect(neighbourIds(a)).toEqual([again.id])
})

test('a wake-up forgets the pause before the next dial', async () => {
  const seed = randomBytes(32)
  const a = await start()
  const first = await start({ seed })
  const addresses = first.neighbourhood.addresses()
  await first.stop()
  a.neighbourhood.setTargets([{ nodeId: first.id, addresses, keep: true }])
  for (let pause = 0; pause < 6; pause++) {
    await expect(a.neighbourhood.dialNow(addresses)).rejects.toMatchObject({ code: 'join-timeout' })
    a.realClock.advance(60_000)
  }
  await start({ seed, listen: addresses.map((address) => address.replace(/\/p2p\/.*$/u, '')) })
  a.neighbourhood.wake()
  await until(() => a.ups.length === 1, { timeoutMs: 3_000 })
})

test('after a wake-up a neighbour that stays silent is let go within seconds', async () => {
  const [a, b] = await pair()
  await until(() => a.neighbourhood.neighbours()[0]?.roundTripMs !== null)
  a.neighbourhood.wake()
  await until(() => (a.neighbourhood.neighbours()[0]?.lastHeardMs ?? 0) > 0)
  a.realClock.advance(5_000)
  await until(() => neighbourIds(a).includes(b.id))
  expect(a.downs).toEqual([])
})

test('a drop is a link that may come again', async () => {
  const [a, b] = await pair()
  a.neighbourhood.drop(b.id)
  expect(a.downs).toEqual([{ nodeId: b.id, reason: 'dropped' }])
  await until(() => b.downs.length === 1)
  expect(await b.neighbourhood.dialNow(a.neighbourhood.addresses())).toBe(a.id)
})

test('dialling says what went wrong', async () => {
  const [a, b] = [await start(), await start()]
  const code = (addresses: readonly string[]) =>
    a.neighbourhood.dialNow(addresses).then(
      () => 'linked',
      (thrown: { code: string }) => thrown.code,
    )
  expect(await code([])).toBe('address-invalid')
  expect(await code(['/ip4/127.0.0.1/tcp/1'])).toBe('address-invalid')
  expect(await code(a.neighbourhood.addresses())).toBe('address-invalid')
  const addresses = b.neighbourhood.addresses()
  await b.stop()
  expect(await code(addresses)).toBe('join-timeout')
})

test('stopping tells the floor above, ends every link, and may be said twice', async () => {
  const [a, b] = await pair()
  await a.neighbourhood.stop()
  await a.neighbourhood.stop()
  expect(a.downs).toEqual([{ nodeId: b.id, reason: 'stopped' }])
  await until(() => b.downs.length === 1)
  expect(a.neighbourhood.send(b.id, 'sync', receipts(1))).toBe(false)
})
