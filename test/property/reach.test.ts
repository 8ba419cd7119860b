import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Instant } from '../../src/main/crypto/session/session-time.ts'
import { isRelayedAddress } from '../../src/main/network/address-group.ts'
import { addressOf } from '../../src/main/network/reach-messages.ts'
import { Reachability } from '../../src/main/network/reachability.ts'
import { shownAddresses } from '../../src/main/network/shown-addresses.ts'
import { testNodeId } from '../support/node-ids.ts'

const instant = (ms: number): Instant => ({ wallMs: ms, monotonicMs: ms })
const SELF = testNodeId(0)
const neighbours = Array.from({ length: 12 }, (_, n) => testNodeId(n + 1))
const HELPER = testNodeId(99)

/** Few hosts and ports, so that several neighbours name one address, and one that is the Node's own. */
const address = fc
  .tuple(
    fc.constantFrom('203.0.113.7', '198.51.100.1', '192.168.1.2', '2001:db8::7', '2001:db8:1::8'),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([host, port]) => addressOf(host, port) ?? '')
const own = fc.uniqueArray(
  fc.oneof(
    address,
    fc.constantFrom('/ip4/203.0.113.9/tcp/1/ws', `/ip4/203.0.113.9/tcp/1/p2p/${HELPER}/p2p-circuit`),
  ),
  { maxLength: 20 },
)
const claims = fc.array(fc.tuple(fc.constantFrom(...neighbours), fc.option(address)), { maxLength: 40 })

it('shows what a Node listens at before what neighbours claim, and two claims at the most', () => {
  fc.assert(
    fc.property(own, claims, (listening, said) => {
      const reachability = new Reachability()
      for (const [neighbour, claimed] of said)
        reachability.note(neighbour, { at: instant(0), address: claimed })
      const reached = reachability.addresses(instant(1))
      const shown = shownAddresses(SELF, { own: listening, reached })
      const named = (text: string): string => `${text}/p2p/${SELF}`
      const straight = listening.filter((text) => !isRelayedAddress(text)).map(named)
      const relayed = listening.filter(isRelayedAddress).map(named)
      expect(shown.slice(0, straight.length)).toEqual(straight)
      expect(shown.slice(shown.length - relayed.length)).toEqual(relayed)
      const claimed = shown.slice(straight.length, shown.length - relayed.length)
      expect(claimed.length).toBeLessThanOrEqual(2)
      expect(claimed.every((text) => said.some(([, word]) => word !== null && named(word) === text))).toBe(
        true,
      )
    }),
  )
})

it('shows of each family what most neighbours came in by', () => {
  fc.assert(
    fc.property(claims, (said) => {
      const reachability = new Reachability()
      for (const [neighbour, claimed] of said)
        reachability.note(neighbour, { at: instant(0), address: claimed })
      const last = [...new Map(said).values()]
      const votes = (text: string): number => last.filter((word) => word === text).length
      const shown = reachability.addresses(instant(1))
      for (const family of ['/ip4/', '/ip6/']) {
        const most = Math.max(
          0,
          ...last.filter((word) => word?.startsWith(family)).map((word) => votes(word ?? '')),
        )
        const ofFamily = shown.filter((text) => text.startsWith(family))
        expect(ofFamily.map(votes)).toEqual(most === 0 ? [] : [most])
      }
    }),
  )
})
