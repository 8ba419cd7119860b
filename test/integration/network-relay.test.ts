import { afterEach, describe, expect, test } from 'vitest'
import { FEELER_EVERY_MS } from '../../src/main/network/dialler.ts'
import { HEARTBEAT_MS } from '../../src/main/network/neighbour-link.ts'
import type { Link } from '../../src/main/network/transport.ts'
import {
  type NetworkNode,
  type NetworkNodeOptions,
  OTHER_FEDERATION,
  startNetworkNode,
} from '../support/network-node.ts'
import { until } from '../support/until.ts'

const HOP = '/libp2p/circuit/relay/0.2.0/hop'
const PATIENCE = { timeoutMs: 20_000 }

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

async function node(options: NetworkNodeOptions = {}): Promise<NetworkNode> {
  const made = await startNetworkNode(options)
  stops.push(() => made.stop())
  return made
}

const relayedAddresses = ({ neighbourhood }: NetworkNode): string[] =>
  neighbourhood.addresses().filter((address) => address.includes('/p2p-circuit'))
const straightAddresses = ({ neighbourhood }: NetworkNode): string[] =>
  neighbourhood.addresses().filter((address) => !address.includes('/p2p-circuit'))
const linkWith = ({ neighbourhood }: NetworkNode, other: NetworkNode) =>
  neighbourhood.neighbours().find(({ nodeId }) => nodeId === other.id)
const framesFrom = (here: NetworkNode, other: NetworkNode) =>
  here.frames.filter(({ from }) => from === other.id)

/** A Node that can be reached through a helper. */
async function behindHelper(helper: NetworkNode): Promise<NetworkNode> {
  const hidden = await node()
  await hidden.neighbourhood.dialNow(straightAddresses(helper))
  await until(() => relayedAddresses(hidden).length > 0, PATIENCE)
  return hidden
}

/** Ask for a place, as the relay protocol has it: a message with its first field at 0. */
async function asksForPlace(link: Link): Promise<'answered' | 'refused'> {
  const stream = await link.open(HOP, AbortSignal.timeout(5_000)).catch(() => null)
  if (stream === null) return 'refused'
  return new Promise((resolve) => {
    stream.onMessage(() => resolve('answered'))
    stream.onClose(() => resolve('refused'))
    stream.send(Uint8Array.of(8, 0))
  })
}

describe('a helper', () => {
  test('lets two Nodes link that know no straight way, with proof and frames from end to end', async () => {
    const helper = await node({ helper: true })
    const hidden = await behindHelper(helper)
    const caller = await node()
    await caller.neighbourhood.dialNow(relayedAddresses(hidden))
    await until(() => linkWith(hidden, caller) !== undefined, PATIENCE)
    expect(linkWith(caller, hidden)).toMatchObject({ security: 'noise', direction: 'outbound' })
    expect(linkWith(caller, hidden)?.address).toContain(`/p2p/${helper.id}/p2p-circuit`)
    caller.neighbourhood.send(hidden.id, 'alert', { receipts: { ids: [new Uint8Array(32)] } })
    await until(() => framesFrom(hidden, caller).length > 0, PATIENCE)
  })

  test('gives way to a straight link as soon as there is one', async () => {
    const hidden = await behindHelper(await node({ helper: true }))
    const caller = await node()
    await caller.neighbourhood.dialNow(relayedAddresses(hidden))
    caller.neighbourhood.setTargets([{ nodeId: hidden.id, addresses: straightAddresses(hidden), keep: true }])
    for (let passedMs = 0; passedMs < FEELER_EVERY_MS; passedMs += HEARTBEAT_MS) {
      caller.realClock.advance(HEARTBEAT_MS)
      const nowMs = caller.realClock.nowMs()
      await until(() => (linkWith(caller, hidden)?.lastHeardMs ?? 0) >= nowMs, PATIENCE)
    }
    await until(() => linkWith(caller, hidden)?.address.includes('/p2p-circuit') === false, PATIENCE)
    expect(caller.downs).toEqual([])
  })

  test('is asked again after it was away', async () => {
    const seed = new Uint8Array(32).fill(7)
    const first = await node({ helper: true, seed })
    const listen = straightAddresses(first).map((address) => address.replace(/\/p2p\/.*$/u, ''))
    const hidden = await behindHelper(first)
    await first.stop()
    await until(() => relayedAddresses(hidden).length === 0, PATIENCE)
    const again = await node({ helper: true, seed, listen })
    await hidden.neighbourhood.dialNow(straightAddresses(again))
    await until(() => relayedAddresses(hidden).length > 0, PATIENCE)
  })

  test('lets nobody be reached through it who is no member', async () => {
    const helper = await node({ helper: true, isMember: () => false })
    const guest = await node()
    await guest.neighbourhood.dialNow(straightAddresses(helper))
    const link = await guest.transport.dial(straightAddresses(helper), AbortSignal.timeout(5_000))
    expect(await asksForPlace(link)).toBe('answered') // by a refusal
    expect(relayedAddresses(guest)).toEqual([])
  })

  test('serves nobody of another federation', async () => {
    const helper = await node({ helper: true })
    const stranger = await node({ federationId: OTHER_FEDERATION })
    const link = await stranger.transport.dial(straightAddresses(helper), AbortSignal.timeout(5_000))
    expect(await asksForPlace(link)).toBe('refused')
  })
})

test('a Node that does not help relays nothing', async () => {
  const plain = await node()
  const other = await node()
  await other.neighbourhood.dialNow(straightAddresses(plain))
  const link = await other.transport.dial(straightAddresses(plain), AbortSignal.timeout(5_000))
  await expect(link.open(HOP, AbortSignal.timeout(5_000))).rejects.toThrow()
})
