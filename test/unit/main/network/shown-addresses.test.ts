import { expect, test } from 'vitest'
import { shownAddresses } from '../../../../src/main/network/shown-addresses.ts'
import { MAX_ADDRESSES } from '../../../../src/main/wire/limits.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const SELF = testNodeId(0)
const REACHED = '/ip4/203.0.113.7/tcp/4001'
const OWN_FAR = '/ip6/2001:db8::7/tcp/4001'
const near = Array.from({ length: MAX_ADDRESSES }, (_, n) => `/ip4/10.0.0.${n + 1}/tcp/4001`)
const through = (helper: string): string => `${helper}/p2p/${testNodeId(1)}/p2p-circuit`
const named = (address: string): string => `${address}/p2p/${SELF}`

test('many addresses at home leave room for those that work from elsewhere', () => {
  const ways = [through('/ip4/198.51.100.1/tcp/1'), through('/ip4/198.51.100.2/tcp/1')]
  const shown = shownAddresses(SELF, { own: [...near, ...ways, OWN_FAR], reached: [REACHED] })
  expect(shown).toHaveLength(MAX_ADDRESSES)
  expect(shown.slice(0, 2)).toEqual([OWN_FAR, REACHED].map(named))
  expect(shown.slice(-2)).toEqual(ways.map(named))
})

test('of the ways through helpers, those to a helper far away come first', () => {
  const [home, away] = [through('/ip4/192.168.1.9/tcp/1'), through('/ip4/198.51.100.1/tcp/1')]
  expect(shownAddresses(SELF, { own: [home, away], reached: [] })).toEqual([away, home].map(named))
})
