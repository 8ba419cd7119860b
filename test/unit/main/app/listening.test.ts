import { expect, test } from 'vitest'
import { portsOf, withKeptPorts } from '../../../../src/main/app/listening.ts'

const ANY = '/ip4/0.0.0.0/tcp/0'
const ANY_SOCKET = '/ip4/0.0.0.0/tcp/0/ws'

test.each([
  [[ANY], [4001], ['/ip4/0.0.0.0/tcp/4001']],
  [
    [ANY, ANY_SOCKET],
    [4001, 4002],
    ['/ip4/0.0.0.0/tcp/4001', '/ip4/0.0.0.0/tcp/4002/ws'],
  ],
  [[ANY], [], [ANY]],
  [['/ip4/127.0.0.1/tcp/7000'], [4001], ['/ip4/127.0.0.1/tcp/7000']],
  [
    ['/ip4/127.0.0.1/tcp/7000', ANY],
    [7000, 4002],
    ['/ip4/127.0.0.1/tcp/7000', '/ip4/0.0.0.0/tcp/4002'],
  ],
])('%j with kept ports %j listens on %j', (listen, kept, expected) => {
  expect(withKeptPorts(listen, kept)).toEqual(expected)
})

test.each([
  [[ANY], ['/ip4/192.0.2.1/tcp/4001/p2p/x', '/ip4/127.0.0.1/tcp/4001/p2p/x'], [4001]],
  [
    [ANY, ANY_SOCKET],
    ['/ip4/127.0.0.1/tcp/4001/p2p/x', '/ip4/127.0.0.1/tcp/4002/ws/p2p/x'],
    [4001, 4002],
  ],
  [
    ['/ip4/127.0.0.1/tcp/7000', ANY],
    ['/ip4/127.0.0.1/tcp/7000/p2p/x', '/ip4/127.0.0.1/tcp/4002/p2p/x'],
    [7000, 4002],
  ],
  [[ANY], [], [0]],
])('%j that got %j keeps %j', (listen, addresses, expected) => {
  expect(portsOf(listen, addresses)).toEqual(expected)
})

test('what is kept leads back to the same ports', () => {
  const listen = [ANY, '/ip4/127.0.0.1/tcp/7000']
  const kept = portsOf(listen, ['/ip4/127.0.0.1/tcp/4001/p2p/x', '/ip4/127.0.0.1/tcp/7000/p2p/x'])
  expect(withKeptPorts(listen, kept)).toEqual(['/ip4/0.0.0.0/tcp/4001', '/ip4/127.0.0.1/tcp/7000'])
})
