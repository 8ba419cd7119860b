import type { NodeId } from '../../shared/kernel/ids.ts'
import type { NeighbourInfo } from '../network/neighbour.ts'
import type { Timers } from '../platform/timers.ts'

/** A linked Node that is no member yet may ask to join within this time. Source: docs/protocol.md, "Joining". */
const GUEST_MS = 30_000
/** Linked Nodes at once that are no members. Chosen here: a village joins in a minute, and members' links are never crowded out by strangers who know the federation. */
const MAX_GUESTS = 16

export interface GuestDeps {
  readonly realTimers: Timers
  linked(): readonly NeighbourInfo[]
  isMember(nodeId: NodeId): boolean
  drop(nodeId: NodeId): void
}

/** See off a Node that has just been linked and does not become a member in time; at once where there are guests enough. */
export function limitStay(nodeId: NodeId, deps: GuestDeps): void {
  if (deps.isMember(nodeId)) return
  const guests = deps.linked().filter((linked) => !deps.isMember(linked.nodeId))
  deps.realTimers.after(guests.length > MAX_GUESTS ? 0 : GUEST_MS, () => {
    if (!deps.isMember(nodeId)) deps.drop(nodeId)
  })
}
