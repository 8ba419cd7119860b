import { peerIdFromString } from '@libp2p/peer-id'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createSigner } from '../../src/main/crypto/signing.ts'
import { ANNOUNCE_EVERY_MS } from '../../src/main/network/dialler.ts'
import { Libp2pDirectory } from '../../src/main/network/libp2p-directory.ts'
import { createLibp2pTransport } from '../../src/main/network/libp2p-transport.ts'
import { serviceIds } from '../../src/main/network/protocol-ids.ts'
import { encodeWhereabouts } from '../../src/main/network/whereabouts.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import type { NodeId } from '../../src/shared/kernel/ids.ts'
import {
  FEDERATION,
  type NetworkNode,
  type NetworkNodeOptions,
  OTHER_FEDERATION,
  startNetworkNode,
} from '../support/network-node.ts'
import { testNodeId, testSeed } from '../support/node-ids.ts'
import { until } from '../support/until.ts'

const PATIENCE = { timeoutMs: 30_000 }
const KAD = serviceIds(FEDERATION).kad
const [PUT_VALUE, ADD_PROVIDER, FIND_NODE] = [0, 2, 4]
/** How often the library marks those it would keep links with. Source: @libp2p/kad-dht, `REFRESH_INTERVAL`. */
const MARKS_EVERY_MS = 5_000

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

async function node(options: NetworkNodeOptions = {}): Promise<NetworkNode> {
  const made = await startNetworkNode({ dht: true, ...options })
  stops.push(() => made.stop())
  return made
}

const link = (from: NetworkNode, to: NetworkNode): Promise<NodeId> =>
  from.neighbourhood.dialNow(to.neighbourhood.addresses())

/** Resolves once `asker` finds `sought` in the directory. */
async function found(asker: NetworkNode, sought: NetworkNode): Promise<readonly string[]> {
  let addresses: readonly string[] = []
  await until(async () => {
    await sought.transport.directory?.announce()
    addresses = (await asker.transport.directory?.lookUp(sought.id)) ?? []
    return addresses.length > 0
  }, PATIENCE)
  return addresses
}

/** A field of bytes, as protobuf has it. */
function field(number: number, bytes: Uint8Array): Uint8Array {
  const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7]
  return Buffer.concat([Buffer.of((number << 3) | 2, ...length), bytes])
}

const text = (of: string): Uint8Array => Buffer.from(of, 'utf8')

/** A message of the directory, as whoever writes their own would send it. */
function message(type: number, key: Uint8Array, value?: Uint8Array): Uint8Array {
  const record = value === undefined ? [] : [field(3, Buffer.concat([field(1, key), field(2, value)]))]
  return Buffer.concat([Buffer.of(8, type), field(2, key), ...record])
}

/** The word that a Node has something: of the multiformats kind, sound, and nothing that the directory is for. */
function provides(seed: Uint8Array): Uint8Array {
  const cid = Buffer.concat([Buffer.of(0x01, 0x55, 0x12, 0x20), new Uint8Array(32)])
  const id = Buffer.concat([Buffer.of(0, 0x24, 8, 1, 0x12, 0x20), createSigner(seed).publicKey])
  const address = Buffer.of(4, 127, 0, 0, 1, 6, 0, 1)
  return Buffer.concat([
    message(ADD_PROVIDER, cid),
    field(9, Buffer.concat([field(1, id), field(2, address)])),
  ])
}

/** What comes of a message: nobody there to hear it, the stream's first answer, or its end. */
async function tells(
  from: NetworkNode,
  to: NetworkNode,
  bytes: Uint8Array,
): Promise<'unserved' | 'taken' | 'refused'> {
  const known = await from.transport.dial(to.neighbourhood.addresses(), AbortSignal.timeout(5_000))
  const stream = await known.open(KAD, AbortSignal.timeout(5_000)).catch(() => null)
  if (stream === null) return 'unserved'
  return new Promise((resolve) => {
    stream.onMessage(() => resolve('taken'))
    stream.onClose(() => resolve('refused'))
    stream.send(bytes)
  })
}

/** Whether a Node names another to whoever asks for it. */
async function names(asked: NetworkNode, sought: NetworkNode, asker: NetworkNode): Promise<boolean> {
  const known = await asker.transport.dial(asked.neighbourhood.addresses(), AbortSignal.timeout(5_000))
  const stream = await known.open(KAD, AbortSignal.timeout(5_000))
  const name = Buffer.from(peerIdFromString(sought.id).toMultihash().bytes)
  const answer = await new Promise<Uint8Array>((resolve, reject) => {
    stream.onMessage(resolve)
    stream.onClose(() => reject(new Error('no answer')))
    stream.send(message(FIND_NODE, name))
  })
  stream.close()
  return Buffer.from(answer).includes(name)
}

/** A Node that wrote its own, and the message with which it lays down where it is, soundly signed. */
async function guestWithRecord(
  options: NetworkNodeOptions = {},
): Promise<{ readonly guest: NetworkNode; readonly put: Uint8Array }> {
  const guest = await node({ seed: testSeed(2), ...options })
  const record = encodeWhereabouts(
    {
      federationId: FEDERATION,
      nodeId: guest.id,
      addresses: ['/ip4/203.0.113.7/tcp/9'],
      nowMs: Date.now(),
    },
    createSigner(testSeed(2)),
  )
  return { guest, put: message(PUT_VALUE, text(`/mirrorwell/${guest.id}`), record) }
}

describe('the directory', () => {
  test('leads to a Node that moved, though nobody linked to both', async () => {
    const [seeker, first, second] = [await node(), await node(), await node()]
    const seed = testSeed(9)
    const before = await node({ seed })
    await Promise.all([link(seeker, first), link(first, second), link(second, before)])
    const old = before.neighbourhood.addresses()
    await before.stop()
    const moved = await node({ seed })
    expect(moved.neighbourhood.addresses()).not.toEqual(old)
    await link(moved, second)
    await until(async () => {
      await moved.transport.directory?.announce()
      return ((await second.transport.directory?.lookUp(moved.id)) ?? []).length > 0
    }, PATIENCE)
    seeker.neighbourhood.setTargets([{ nodeId: moved.id, addresses: old, keep: true }])
    await until(() => {
      seeker.realClock.advance(200)
      return seeker.neighbourhood.neighbours().some(({ nodeId }) => nodeId === moved.id)
    }, PATIENCE)
  }, 60_000)

  test('follows a Node that says it is elsewhere, by the newer of two records', async () => {
    const [here, there] = [await node(), await node({ seed: testSeed(1) })]
    await link(here, there)
    expect(await found(here, there)).toEqual(there.neighbourhood.addresses())
    const later = encodeWhereabouts(
      {
        federationId: FEDERATION,
        nodeId: there.id,
        addresses: ['/ip4/203.0.113.7/tcp/9'],
        nowMs: Date.now() + 1_000,
      },
      createSigner(testSeed(1)),
    )
    const key = text(`/mirrorwell/${there.id}`)
    expect(await tells(there, here, message(PUT_VALUE, key, later))).toBe('taken')
    expect(await here.transport.directory?.lookUp(there.id)).toEqual([
      `/ip4/203.0.113.7/tcp/9/p2p/${there.id}`,
    ])
  }, 60_000)

  test('remembers what it keeps of a Node that is gone, though nobody is left to ask', async () => {
    const [here, { guest, put }] = [await node(), await guestWithRecord({ dht: false })]
    await link(guest, here)
    expect(await tells(guest, here, put)).toBe('taken')
    await guest.stop()
    expect(await here.transport.directory?.lookUp(guest.id)).toEqual([
      `/ip4/203.0.113.7/tcp/9/p2p/${guest.id}`,
    ])
  }, 60_000)

  test('takes nothing but what a Node says of itself, and counts the rest', async () => {
    const [honest, liar] = [await node(), await node({ seed: testSeed(2) })]
    await link(liar, honest)
    const record = encodeWhereabouts(
      { federationId: FEDERATION, nodeId: liar.id, addresses: [], nowMs: Date.now() },
      createSigner(testSeed(2)),
    )
    const foreign = encodeWhereabouts(
      { federationId: OTHER_FEDERATION, nodeId: liar.id, addresses: [], nowMs: Date.now() },
      createSigner(testSeed(2)),
    )
    const own = text(`/mirrorwell/${liar.id}`)
    const lies = [
      message(PUT_VALUE, text(`/mirrorwell/${testNodeId(3)}`), record),
      message(PUT_VALUE, own, foreign),
      message(PUT_VALUE, own, new Uint8Array(2_000)),
      message(PUT_VALUE, text('/elsewhere/x'), record),
      message(PUT_VALUE, text('/pk/x'), record),
      message(PUT_VALUE, text('/constructor/x'), record),
      message(PUT_VALUE, text('/toString/x'), new Uint8Array(10_000)),
      provides(testSeed(2)),
      Uint8Array.of(255, 255, 255),
    ]
    for (const lie of lies) expect(await tells(liar, honest, lie)).toBe('refused')
    const refusals = honest.neighbourhood.refusals(liar.id)
    const counted = refusals.map(({ reason, count }) => `${reason} ${count}`)
    expect(counted.toSorted()).toEqual([
      'content-invalid 1',
      'kind-unknown 4',
      'signature-invalid 1',
      'too-large 1',
    ])
    expect(await tells(liar, honest, message(PUT_VALUE, own, record))).toBe('taken')
  }, 60_000)

  test('keeps nothing of Nodes that are not known to belong', async () => {
    const [strict, { guest, put }] = [await node({ isMember: () => false }), await guestWithRecord()]
    await link(guest, strict)
    expect(await tells(guest, strict, put)).toBe('refused')
    expect(strict.neighbourhood.refusals(guest.id)).toEqual([])
  }, 60_000)

  test('dials nobody by itself whom this Node let go, whether it goes on or begins anew', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const [here, gone, other] = [await node(), await node(), await node()]
    await link(here, gone)
    await found(gone, here)
    await vi.advanceTimersByTimeAsync(MARKS_EVERY_MS)
    here.neighbourhood.drop(gone.id)
    await until(() => gone.downs.length > 0)
    await here.transport.setDht?.(false)
    await here.transport.setDht?.(true)
    await link(here, other)
    await found(other, here) // takes longer than any dial on loopback
    expect([here.ups, gone.ups]).toEqual([[gone.id, other.id], [here.id]])
  }, 60_000)

  test('is neither asked nor answered where it is off', async () => {
    const [off, { guest, put }] = [await node({ dht: false }), await guestWithRecord()]
    await link(off, guest)
    expect(await tells(guest, off, put)).toBe('unserved')
    off.realClock.advance(ANNOUNCE_EVERY_MS)
    expect(await off.transport.directory?.lookUp(guest.id)).toEqual([])
    expect(await guest.transport.directory?.lookUp(off.id)).toEqual([])
    await off.transport.setDht?.(true)
    expect(await tells(guest, off, put)).toBe('taken')
  }, 60_000)

  test('ends as the last of quick changes said', async () => {
    const [here, { guest, put }] = [await node({ dht: false }), await guestWithRecord()]
    await link(guest, here)
    const changes = [true, false, true, false]
    await Promise.all(changes.map((on) => here.transport.setDht?.(on)))
    expect(await tells(guest, here, put)).toBe('unserved')
    await Promise.all([...changes, true].map((on) => here.transport.setDht?.(on)))
    expect(await tells(guest, here, put)).toBe('taken')
  }, 60_000)

  test('names nobody who has it off, or has switched it off since', async () => {
    const [here, asker, other] = [await node(), await node(), await node({ dht: false })]
    await Promise.all([link(asker, here), link(other, here)])
    await found(here, asker)
    expect(await names(here, other, asker)).toBe(false)
    await other.transport.setDht?.(true)
    await until(async () => {
      await here.transport.askAgain?.(other.id)
      return names(here, other, asker)
    }, PATIENCE)
    await other.transport.setDht?.(false)
    await here.transport.directory?.lookUp(testNodeId(3))
    await until(async () => !(await names(here, other, asker)), PATIENCE)
  }, 60_000)

  test('is done without where it cannot begin, and begins later', async () => {
    const warned: string[] = []
    const transport = await createLibp2pTransport(
      { logger: { ...silentLogger, warn: (event) => void warned.push(event) } },
      { seed: testSeed(3), federationId: FEDERATION, listen: ['/ip4/127.0.0.1/tcp/0'], dht: true },
    )
    stops.push(() => transport.stop())
    vi.spyOn(Libp2pDirectory.prototype, 'switch').mockRejectedValueOnce(new Error('no room'))
    await transport.start()
    expect([warned, transport.addresses().length]).toEqual([['directory-unavailable'], 1])
    await transport.setDht(true)
    expect(warned.length).toBe(1)
  }, 60_000)

  test('answers nobody of another federation', async () => {
    const [here, { guest, put }] = [await node(), await guestWithRecord({ federationId: OTHER_FEDERATION })]
    expect(await tells(guest, here, put)).toBe('refused')
    expect(here.ups).toEqual([])
  }, 60_000)
})
