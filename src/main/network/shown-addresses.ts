import type { NodeId } from '../../shared/kernel/ids.ts'
import { MAX_ADDRESSES } from '../wire/limits.ts'
import { addressGroup, isRelayedAddress, NEAR } from './address-group.ts'
import { withName } from './named-address.ts'

/** Places that ways through helpers have in any case. Source: docs/protocol.md, "Reach". */
const PLACES_FOR_HELPERS = 2

export interface KnownAddresses {
  /** What this Node listens at, itself or through helpers. */
  readonly own: readonly string[]
  /** Where neighbours say that they came in. */
  readonly reached: readonly string[]
}

/**
 * Where others are told that a Node is, no more than a profile holds. First what
 * it knows itself and leads there from afar, then what it was told, which so crowds
 * out no such address; then those at home, of which a machine may have many; and the
 * ways through helpers last, though never without a place.
 */
export function shownAddresses(nodeId: NodeId, { own, reached }: KnownAddresses): readonly string[] {
  const straight = own.filter((address) => !isRelayedAddress(address))
  const relayed = [...new Set(own.filter(isRelayedAddress))].toSorted(
    (a, b) => Number(isNear(a)) - Number(isNear(b)),
  )
  const far = straight.filter((address) => !isNear(address))
  const ordered = [...far, ...reached, ...straight.filter(isNear)].map((address) => withName(address, nodeId))
  const kept = MAX_ADDRESSES - Math.min(relayed.length, PLACES_FOR_HELPERS)
  const ways = relayed.map((address) => withName(address, nodeId))
  return [...[...new Set(ordered)].slice(0, kept), ...ways].slice(0, MAX_ADDRESSES)
}

/** Whether an address, or a helper's that it leads through, is of use at home only. */
const isNear = (address: string): boolean => addressGroup(address.replace(/\/p2p\/.*$/u, '')) === NEAR
