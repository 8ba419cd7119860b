import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'

/** Messages that were refused, before a Node is no longer listened to. Source: docs/security.md, "Topic" (as many as FEDERATION_DESIGN counts violations). */
const MAX_FAULTS = 3
/** How long after its last fault a Node begins anew. Source: docs/security.md, "Topic". */
const FORGIVEN_AFTER_MS = 3_600_000
/** Nodes whose faults are remembered; the one longest without any is forgotten first. Chosen here: twice the connection limit. */
const MAX_NODES = 240

/** Who brought what was refused on the topic; also of Nodes that have gone and come back since. */
export class TopicFaults {
  readonly #clock: Clock
  readonly #byNode = new Map<NodeId, { readonly count: number; readonly lastAtMs: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  note(nodeId: NodeId): void {
    const count = this.of(nodeId) + 1
    this.#byNode.delete(nodeId) // to the end of the map's order
    this.#byNode.set(nodeId, { count, lastAtMs: this.#clock.nowMs() })
    const [oldest] = this.#byNode.keys()
    if (this.#byNode.size > MAX_NODES && oldest !== undefined) this.#byNode.delete(oldest)
  }

  of(nodeId: NodeId): number {
    const known = this.#byNode.get(nodeId)
    return known === undefined || this.#clock.nowMs() - known.lastAtMs >= FORGIVEN_AFTER_MS ? 0 : known.count
  }

  /** Whether nothing of what a Node brings is looked at any more. */
  areTooMany(nodeId: NodeId): boolean {
    return this.of(nodeId) >= MAX_FAULTS
  }
}
