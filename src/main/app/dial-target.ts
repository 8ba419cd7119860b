import type { Member } from '../features/membership/member-store.ts'
import type { DialTarget } from '../network/neighbour.ts'

/** Where a member is looked for: at the addresses it shows, and where it was last met. */
export function dialTargetOf({ nodeId, pinned, profile, lastAddress }: Member): DialTarget {
  const met = lastAddress === null ? [] : [lastAddress]
  return { nodeId, keep: pinned, addresses: [...new Set([...(profile?.addresses ?? []), ...met])] }
}
