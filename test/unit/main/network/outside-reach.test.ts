import type { Connection } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import { multiaddr } from '@multiformats/multiaddr'
import { expect, test } from 'vitest'
import type { DialledBack } from '../../../../src/main/network/libp2p-dial-back.ts'
import type { Libp2pNode } from '../../../../src/main/network/libp2p-node.ts'
import { OutsideReach } from '../../../../src/main/network/outside-reach.ts'
import { TestClock } from '../../../support/clock.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const PROTOCOL = '/reach'
const HOST = '203.0.113.7'
const ADDRESS = `/ip4/${HOST}/tcp/4001`
const neighbour = {
  remoteAddr: multiaddr('/ip4/198.51.100.1/tcp/1'),
  remotePeer: peerIdFromString(testNodeId(1)),
} as unknown as Connection

/** A Node whose neighbour dials it back where `found` says. */
function setup(found: () => Promise<DialledBack> = async () => ({ address: ADDRESS, host: HOST })) {
  const [clock, steadyClock] = [new TestClock(), new TestClock()]
  const services = {
    dialBack: { protocol: PROTOCOL, ask: found },
    directory: { setMode: async () => {} },
    reach: { ports: () => [4001] },
  }
  const node = { services } as unknown as Pick<Libp2pNode, 'services'>
  const reach = new OutsideReach({ clock, steadyClock, node: () => node }, {})
  const changes: string[] = []
  reach.onChanged(() => changes.push(reach.now))
  return { clock, changes, reach, ask: () => reach.ask(neighbour, [PROTOCOL]) }
}

test('shows where a neighbour came in, and no longer after a night of sleep', async () => {
  const { ask, clock, reach } = setup()
  await ask()
  expect([reach.now, reach.addresses(), reach.isDue(neighbour)]).toEqual(['yes', [ADDRESS], false])
  clock.advance(11 * 3_600_000)
  expect([reach.now, reach.addresses(), reach.isDue(neighbour)]).toEqual(['unknown', [], true])
})

test('knows nothing once it may be elsewhere, and says so', async () => {
  const { ask, changes, reach } = setup()
  await ask()
  reach.forget()
  expect([reach.addresses(), reach.isDue(neighbour), changes]).toEqual([[], true, ['yes', 'unknown']])
})

test('forgets how it was seen where nobody reached it', async () => {
  const { ask, reach } = setup(async () => ({ address: null, host: HOST }))
  await ask()
  expect(reach.seenAs).toBe(HOST)
  reach.forget()
  expect(reach.seenAs).toBe(null)
})

test('takes no answer that was asked for elsewhere', async () => {
  const { promise, resolve } = Promise.withResolvers<DialledBack>()
  const { ask, changes, reach } = setup(() => promise)
  const asked = ask()
  reach.forget()
  resolve({ address: ADDRESS, host: HOST })
  await asked
  expect([reach.now, changes]).toEqual(['unknown', []])
})
