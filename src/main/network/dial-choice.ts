import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Random } from '../platform/random.ts'

/** Up to so many Nodes, this one counted, everyone links to everyone. Source: docs/protocol.md, "Neighbours". */
export const FULL_MESH_NODES = 8
/** Links that a Node seeks in a larger federation. Source: docs/protocol.md, "Neighbours" (gossip degree D = 6). */
export const CHOSEN_ABOVE_MESH = 6

export interface Candidate {
  readonly nodeId: NodeId
  readonly keep: boolean
  /** It did not answer for long; another may take its place. */
  readonly unreachable: boolean
}

/** The Nodes to seek links with: all in a small federation; otherwise those to keep and a few by chance, changed as little as possible. */
export function chooseTargets(
  candidates: readonly Candidate[],
  chosenBefore: ReadonlySet<NodeId>,
  random: Random,
): ReadonlySet<NodeId> {
  if (candidates.length < FULL_MESH_NODES) return new Set(candidates.map(({ nodeId }) => nodeId))
  const chosen = new Set(candidates.filter(({ keep }) => keep).map(({ nodeId }) => nodeId))
  const others = shuffled(
    candidates.filter(({ keep }) => !keep),
    random,
  )
  const wishes = [
    others.filter(({ nodeId, unreachable }) => chosenBefore.has(nodeId) && !unreachable),
    others.filter(({ nodeId, unreachable }) => !chosenBefore.has(nodeId) && !unreachable),
    others.filter(({ unreachable }) => unreachable),
  ]
  for (const { nodeId } of wishes.flat()) {
    if (chosen.size >= CHOSEN_ABOVE_MESH) break
    chosen.add(nodeId)
  }
  return chosen
}

/** Fisher–Yates. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items]
  const result: T[] = []
  while (left.length > 0) result.push(...left.splice(random.int(left.length), 1))
  return result
}
