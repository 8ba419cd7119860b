import { afterEach, describe, expect, test } from 'vitest'
import { serviceIds } from '../../src/main/network/protocol-ids.ts'
import { wire } from '../../src/main/wire/messages.ts'
import {
  FEDERATION,
  type NetworkNode,
  type NetworkNodeOptions,
  OTHER_FEDERATION,
  startNetworkNode,
} from '../support/network-node.ts'
import { until } from '../support/until.ts'

const PATIENCE = { timeoutMs: 20_000 }
const REACH = serviceIds(FEDERATION).reach
/** Dials go out from 127.0.0.1, so nobody who is dialled back there is found here. */
const ELSEWHERE = ['/ip4/127.0.0.2/tcp/0']

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

async function node(options: NetworkNodeOptions = {}): Promise<NetworkNode> {
  const made = await startNetworkNode({ isOutside: () => true, ...options })
  stops.push(() => made.stop())
  return made
}

const outside = ({ transport }: NetworkNode) => transport.outside?.now
const link = (from: NetworkNode, to: NetworkNode) => from.neighbourhood.dialNow(to.neighbourhood.addresses())
const relayed = ({ neighbourhood }: NetworkNode): string[] =>
  neighbourhood.addresses().filter((address) => address.includes('/p2p-circuit'))

/** Asks by hand to be dialled at ports; the port that answered, or null where there is no answer. */
async function asks(from: NetworkNode, to: NetworkNode, ports: number[]): Promise<number | null> {
  const known = await from.transport.dial(to.neighbourhood.addresses(), AbortSignal.timeout(5_000))
  const stream = await known.open(REACH, AbortSignal.timeout(5_000)).catch(() => null)
  if (stream === null) return null
  return new Promise((resolve) => {
    stream.onMessage((bytes) => resolve(wire.ReachAnswer.decode(bytes).port))
    stream.onClose(() => resolve(null))
    stream.send(wire.ReachQuestion.encode({ version: 1, ports }).finish())
  })
}

describe('a Node', () => {
  test('that a neighbour from outside can dial knows it, and needs no helper', async () => {
    const [helper, reached] = [await node({ helper: true }), await node()]
    await link(reached, helper)
    await until(() => outside(reached) === 'yes', PATIENCE)
    expect(relayed(reached)).toEqual([])
    expect(helper.neighbourhood.neighbours().map(({ nodeId }) => nodeId)).toEqual([reached.id])
    expect([...helper.downs, ...reached.downs]).toEqual([])
  }, 60_000)

  test('that nobody from outside can dial knows it, and is reached through a helper', async () => {
    const [helper, hidden] = [await node({ helper: true }), await node({ listen: ELSEWHERE })]
    await link(hidden, helper)
    await until(() => outside(hidden) === 'no', PATIENCE)
    await until(() => relayed(hidden).length > 0, PATIENCE)
  }, 60_000)

  test('says that it does not know while all its neighbours are near', async () => {
    const [here, near] = [await node({ isOutside: () => false }), await node()]
    await link(here, near)
    await until(() => outside(near) === 'yes', PATIENCE)
    expect(outside(here)).toBe('unknown')
  }, 60_000)

  test('that woke up forgets where it was reached, and asks those anew whom it is still linked with', async () => {
    let isOutside = false
    const [here, neighbour] = [await node({ isOutside: () => isOutside }), await node()]
    await link(here, neighbour)
    await until(() => outside(neighbour) === 'yes', PATIENCE)
    neighbour.neighbourhood.wake()
    expect(outside(neighbour)).toBe('unknown') // and so it stays for a minute: nobody dials it more often
    isOutside = true
    here.neighbourhood.wake()
    await until(() => outside(here) === 'yes', PATIENCE)
  }, 60_000)
})

describe('whoever asks to be dialled back', () => {
  test('is dialled at its own address alone, and not again within a minute', async () => {
    const [asked, asker] = [await node(), await node({ isOutside: () => false })]
    await link(asker, asked)
    const third = await node()
    const port = Number(/tcp\/(\d+)/u.exec(third.neighbourhood.addresses()[0] ?? '')?.[1])
    expect(await asks(asker, asked, [port, 70_000])).toBe(0) // another Node answers there
    expect(await asks(asker, asked, [port])).toBeNull()
  }, 60_000)

  test('is not answered before it has shown that it belongs', async () => {
    const [asked, stranger] = [await node(), await node({ federationId: OTHER_FEDERATION })]
    expect(await asks(stranger, asked, [1])).toBeNull()
  }, 60_000)
})
