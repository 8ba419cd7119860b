import { expect, test } from 'vitest'
import { addressGroup, addressGroups, NEAR } from '../../../../src/main/network/address-group.ts'

test.each([
  ['/ip4/203.0.113.7/tcp/1', 'ip4:203.0'],
  ['/ip4/127.0.0.1/tcp/1', NEAR],
  ['/ip4/10.1.2.3/tcp/1', NEAR],
  ['/ip4/172.16.0.1/tcp/1', NEAR],
  ['/ip4/172.32.0.1/tcp/1', 'ip4:172.32'],
  ['/ip4/192.168.1.1/tcp/1', NEAR],
  ['/ip4/100.64.0.1/tcp/1', NEAR],
  ['/ip4/100.128.0.1/tcp/1', 'ip4:100.128'],
  ['/ip6/::1/tcp/1', NEAR],
  ['/ip6/fe80::1/tcp/1', NEAR],
  ['/ip6/fd12:3456::1/tcp/1', NEAR],
  ['/ip6/2001:db8:1::1/tcp/1', 'ip6:2001:db8'],
  ['/ip6/2001:DB8:ffff:1:2:3:4:5/tcp/1', 'ip6:2001:db8'],
  ['/ip6/2001::1/tcp/1', 'ip6:2001:0'],
  ['/ip6/::ffff:203.0.113.7/tcp/1', 'ip4:203.0'],
  ['/dns4/node.example/tcp/1', 'name'],
  ['/ip4/203.0.113.7/tcp/1/p2p/helper/p2p-circuit/p2p/node', 'relay:helper'],
  ['/simulated/p2p/node', NEAR],
])('%s lies in %s', (address, group) => expect(addressGroup(address)).toBe(group))

test('what is near at hand counts only where a Node has nothing else', () => {
  const [near, far] = ['/ip4/10.0.0.1/tcp/1', '/ip4/203.0.113.7/tcp/1']
  expect(addressGroups([near, far])).toEqual(['ip4:203.0'])
  expect(addressGroups([near])).toEqual([NEAR])
})
