import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { afterEach, expect, test } from 'vitest'
import { createLibp2pTransport, type Libp2pTransport } from '../../src/main/network/libp2p-transport.ts'
import type { Sighting } from '../../src/main/network/transport.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { FEDERATION, OTHER_FEDERATION, startNetworkNode } from '../support/network-node.ts'
import { until } from '../support/until.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

interface Settings {
  readonly listen?: readonly string[]
  readonly federationId?: typeof FEDERATION
}

async function transport({ listen = ['/ip4/127.0.0.1/tcp/0'], federationId = FEDERATION }: Settings = {}) {
  const made: Libp2pTransport = await createLibp2pTransport(
    { logger: silentLogger },
    { seed: randomBytes(32), federationId, listen },
  )
  stops.push(() => made.stop())
  return made
}

test('a port in use and an address that is none are said in one word each', async () => {
  const first = await transport()
  await first.start()
  const taken = first.addresses().map((address) => address.replace(/\/p2p\/.*$/u, ''))
  await expect((await transport({ listen: taken })).start()).rejects.toMatchObject({ code: 'port-in-use' })
  await expect(transport({ listen: ['nonsense'] })).rejects.toMatchObject({
    code: 'address-invalid',
    details: { address: 'nonsense' },
  })
  const elsewhere = await transport({ listen: ['/ip4/203.0.113.9/tcp/0'] })
  await expect(elsewhere.start()).rejects.toMatchObject({ code: 'address-invalid' })
})

test('once a Node has shown that it belongs, ping answers it', async () => {
  const [a, b] = [await startNetworkNode(), await startNetworkNode()]
  stops.push(
    () => a.stop(),
    () => b.stop(),
  )
  await a.neighbourhood.dialNow(b.neighbourhood.addresses())
  const link = await a.transport.dial(b.transport.addresses(), AbortSignal.timeout(5_000))
  const stream = await link.open('/ipfs/ping/1.0.0', AbortSignal.timeout(5_000))
  const echoed = new Promise<Uint8Array>((resolve) => void stream.onMessage(resolve))
  const message = new Uint8Array(31).fill(5) // with its length before it the 32 bytes that ping expects
  stream.send(message)
  expect(await echoed).toEqual(message)
})

test.each([
  ['a way of a later version', (name: string) => `/ip4/127.0.0.1/pigeon/1/p2p/${name}`],
  ['an address with a zone', (name: string) => `/ip6/fe80::1%there/tcp/1/p2p/${name}`],
])('%s among its addresses keeps nobody from a Node', async (_what, addressOf) => {
  const [here, there] = [await startNetworkNode(), await startNetworkNode()]
  stops.push(
    () => here.stop(),
    () => there.stop(),
  )
  const addresses = [addressOf(there.id), ...there.neighbourhood.addresses()]
  expect(await here.neighbourhood.dialNow(addresses)).toBe(there.id)
})

/** Whether this machine lets two sockets hear each other by multicast; containers often do not. */
async function hasMulticast(): Promise<boolean> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  try {
    await new Promise<void>((resolve) => void socket.bind(0, resolve))
    socket.addMembership('224.0.0.251')
    const heard = new Promise<boolean>((resolve) => void socket.once('message', () => resolve(true)))
    socket.send('?', socket.address().port, '224.0.0.251')
    return await Promise.race([
      heard,
      new Promise<boolean>((resolve) => void setTimeout(resolve, 1_000, false)),
    ])
  } catch {
    return false
  } finally {
    socket.close()
  }
}

test.skipIf(!(await hasMulticast()))(
  'Nodes of one federation see each other on the local network while both want it, and no others',
  async () => {
    const [a, b, other] = [
      await transport(),
      await transport(),
      await transport({ federationId: OTHER_FEDERATION }),
    ]
    const seen: Sighting[] = []
    a.onSighting((sighting) => seen.push(sighting))
    for (const one of [other, b, a]) {
      await one.start()
      await one.setLan(true)
    }
    await until(() => seen.length > 0)
    expect(new Set(seen.map(({ nodeId }) => nodeId))).toEqual(new Set([b.nodeId]))
    expect(seen[0]?.addresses).toEqual(b.addresses())
    await a.setLan(false)
    await a.setLan(false)
  },
)
