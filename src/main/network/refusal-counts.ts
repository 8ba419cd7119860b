import type { NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import type { Clock } from '../platform/clock.ts'
import type { Refusal } from './neighbour.ts'

/** Nodes whose refusals are remembered; the one longest without any is forgotten first. Chosen here: twice the connection limit. */
const MAX_NODES = 240

/** What each Node sent that was not taken, counted by reason, since this Node started. */
export class RefusalCounts {
  readonly #clock: Clock
  readonly #byNode = new Map<NodeId, Map<VerdictReason, Refusal>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  count(nodeId: NodeId, reason: VerdictReason): void {
    const reasons = this.#byNode.get(nodeId) ?? new Map<VerdictReason, Refusal>()
    const count = (reasons.get(reason)?.count ?? 0) + 1
    reasons.set(reason, { reason, count, lastAtMs: this.#clock.nowMs() })
    this.#byNode.delete(nodeId) // to the end of the map's order
    this.#byNode.set(nodeId, reasons)
    const [oldest] = this.#byNode.keys()
    if (this.#byNode.size > MAX_NODES && oldest !== undefined) this.#byNode.delete(oldest)
  }

  /** The latest first. */
  of(nodeId: NodeId): readonly Refusal[] {
    return [...(this.#byNode.get(nodeId)?.values() ?? [])].sort((a, b) => b.lastAtMs - a.lastAtMs)
  }
}
