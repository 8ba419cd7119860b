import type { EntryId, NodeId } from '../../shared/kernel/ids.ts'

/** Ids that one neighbour is remembered to hold; beyond, the oldest are forgotten, which costs a copy each. Chosen here: what comes in the seconds for which anything waits to be passed on. */
const MAX_IDS = 2_000

/** Which neighbours hold what, by their own word of late: they sent it, or a receipt for it. */
export class KnownHolders {
  readonly #held = new Map<NodeId, Set<EntryId>>()

  note(nodeId: NodeId, id: EntryId): void {
    const ids = this.#held.get(nodeId) ?? new Set()
    this.#held.set(nodeId, ids.add(id))
    if (ids.size <= MAX_IDS) return
    const [oldest] = ids
    if (oldest !== undefined) ids.delete(oldest)
  }

  has(nodeId: NodeId, id: EntryId): boolean {
    return this.#held.get(nodeId)?.has(id) ?? false
  }

  /** A neighbour went away. */
  forget(nodeId: NodeId): void {
    this.#held.delete(nodeId)
  }

  clear(): void {
    this.#held.clear()
  }
}
