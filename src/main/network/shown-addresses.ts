import type { NodeId } from '../../shared/kernel/ids.ts'
import { isRelayedAddress } from './address-group.ts'
import { withName } from './named-address.ts'

export interface KnownAddresses {
  /** What this Node listens at, itself or through helpers. */
  readonly own: readonly string[]
  /** Where neighbours say that they came in. */
  readonly reached: readonly string[]
}

/** Where others are told that a Node is: what it knows itself, then what it was told, then the ways through helpers. */
export function shownAddresses(nodeId: NodeId, { own, reached }: KnownAddresses): readonly string[] {
  const named = [...own, ...reached].map((address) => withName(address, nodeId))
  return [...new Set(named)].toSorted((a, b) => Number(isRelayedAddress(a)) - Number(isRelayedAddress(b)))
}
