import type { EntryId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'

/** How long an entry that was refused is not asked for again. Source: docs/protocol.md, "Comparing". */
const REFUSED_FOR_MS = 24 * 3_600_000
/** Most that are remembered, the oldest are forgotten first. Chosen here: some megabytes. */
const MAX_REFUSED = 20_000

/** Entries that others hold and this Node does not take: without it they would be asked for at every meeting. */
export class RefusalMemory {
  readonly #clock: Clock
  readonly #untilMs = new Map<EntryId, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  remember(id: EntryId): void {
    this.#untilMs.delete(id)
    this.#untilMs.set(id, this.#clock.nowMs() + REFUSED_FOR_MS)
    if (this.#untilMs.size <= MAX_REFUSED) return
    const [oldest] = this.#untilMs.keys()
    if (oldest !== undefined) this.#untilMs.delete(oldest)
  }

  has(id: EntryId): boolean {
    const untilMs = this.#untilMs.get(id)
    if (untilMs === undefined) return false
    if (this.#clock.nowMs() < untilMs) return true
    this.#untilMs.delete(id)
    return false
  }

  /** All that are remembered at this moment. */
  ids(): EntryId[] {
    return [...this.#untilMs.keys()].filter((id) => this.has(id))
  }
}
