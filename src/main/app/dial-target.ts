import type { Member } from '../features/membership/member-store.ts'
import type { DialTarget } from '../network/neighbour.ts'

/** Where a member is looked for: at the addresses it shows, and where it was last met. */
export function dialTargetOf(member: Member): DialTarget {
  const { nodeId, pinned, profile, lastAddress, introducedBy, reachedAtMs, anchor } = member
  const met = lastAddress === null ? [] : [lastAddress]
  return {
    nodeId,
    keep: pinned,
    anchor,
    addresses: [...new Set([...(profile?.addresses ?? []), ...met])],
    ...(introducedBy === null ? {} : { source: introducedBy }),
    ...(reachedAtMs === null ? {} : { reachedAtMs }),
  }
}
