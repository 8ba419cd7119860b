import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Instant } from '../../src/main/crypto/session/session-time.ts'
import { addressGroup, isRelayedAddress, NEAR } from '../../src/main/network/address-group.ts'
import { addressOf } from '../../src/main/network/reach-messages.ts'
import { Reachability } from '../../src/main/network/reachability.ts'
import { shownAddresses } from '../../src/main/network/shown-addresses.ts'
import { MAX_ADDRESSES } from '../../src/main/wire/limits.ts'
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
    fc.integer({ min: 1, max: 20 }).map((n) => `/ip4/10.0.0.${n}/tcp/1`),
    fc.constant('/ip4/203.0.113.9/tcp/1/ws'),
    fc.integer({ min: 1, max: 4 }).map((n) => `/ip4/203.0.113.9/tcp/${n}/p2p/${HELPER}/p2p-circuit`),
  ),
  { maxLength: 40 },
)
const claims = fc.array(fc.tuple(fc.constantFrom(...neighbours), fc.option(address)), { maxLength: 40 })

it('shows what leads to a Node from afar before what neighbours claim, two claims at the most, and helpers in any case', () => {
  fc.assert(
    fc.property(own, claims, (listening, said) => {
      const reachability = new Reachability()
      for (const [neighbour, claimed] of said) {
        reachability.note(neighbour, { at: instant(0), address: claimed })
      }
      const reached = reachability.addresses(instant(1))
      const shown = shownAddresses(SELF, { own: listening, reached })
      const named = (text: string): string => `${text}/p2p/${SELF}`
      const relayed = listening.filter(isRelayedAddress).map(named)
      const straight = listening.filter((text) => !isRelayedAddress(text))
      const far = straight.filter((text) => addressGroup(text) !== NEAR).map(named)
      const near = straight.filter((text) => addressGroup(text) === NEAR).map(named)
      const kept = Math.min(relayed.length, 2)
      expect(shown.length).toBeLessThanOrEqual(MAX_ADDRESSES)
      expect(shown.slice(0, Math.min(far.length, MAX_ADDRESSES - kept))).toEqual(
        far.slice(0, MAX_ADDRESSES - kept),
      )
      expect(shown.filter((text) => relayed.includes(text)).length).toBeGreaterThanOrEqual(kept)
      const known = new Set([...far, ...near, ...relayed])
      const claimed = shown.filter((text) => !known.has(text))
      expect(claimed.length).toBeLessThanOrEqual(2)
      expect(claimed.every((text) => reached.map(named).includes(text))).toBe(true)
      const withoutClaims = shownAddresses(SELF, { own: listening, reached: [] })
      const lost = withoutClaims.filter((text) => !shown.includes(text))
      expect(lost.every((text) => !far.includes(text))).toBe(true)
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
