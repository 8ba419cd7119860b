import type { NodeId } from '../../shared/kernel/ids.ts'
import { namedAddresses } from '../network/dialler.ts'
import type { Neighbourhood } from '../network/neighbourhood.ts'
import type { Startable } from '../platform/lifecycle.ts'
import type { Random } from '../platform/random.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import type { StoredEntry } from '../replica/entry.ts'
import type { Replica } from '../replica/replica.ts'
import { NOTHING_WITHHELD, noteNewEntry, seemsWithheld, type Withholding } from '../replica/withholding.ts'

/** Time between two looks, and what chance adds at most. Source: docs/security.md, "Eclipse". */
export const LOOK_EVERY_MS = 60_000
const LOOK_JITTER_MS = 15_000
/** Nodes outside the neighbourhood that are asked at each look. Source: docs/security.md, "Eclipse". */
const ASKED_AT_ONCE = 2
/** Longest time that one of them is linked. Chosen here: catching up on a minute takes less on the worst line. */
const LOOK_MS = 20_000

export interface OutsideLookDeps {
  readonly neighbourhood: Pick<Neighbourhood, 'dialNow' | 'letGo' | 'neighbours' | 'others'>
  readonly replica: Pick<Replica, 'onCaughtUp' | 'onStored'>
  readonly random: Random
  readonly realTimers: Timers
  /** Told when people should know of something, and when it is over. */
  changed(): void
}

/**
 * Asks, again and again, Nodes that are no neighbours what they hold. What comes
 * from them is new here only if no neighbour passed it on. It tells; it never
 * acts: no link is closed and nobody is judged by it.
 */
export class OutsideLook implements Startable {
  readonly #deps: OutsideLookDeps
  readonly #asked = new Set<NodeId>()
  #state: Withholding = NOTHING_WITHHELD
  #looks = 0
  #stops: Cancel[] = []
  #cancel: Cancel = () => {}

  constructor(deps: OutsideLookDeps) {
    this.#deps = deps
  }

  /** Whether what reaches this Node may be filtered by those around it. */
  get seemsFiltered(): boolean {
    return seemsWithheld(this.#state)
  }

  async start(): Promise<void> {
    const { replica } = this.#deps
    this.#stops = [
      replica.onStored((entry) => this.#note(entry)),
      replica.onCaughtUp((nodeId) => this.#end(nodeId)),
    ]
    this.#schedule()
  }

  async stop(): Promise<void> {
    this.#cancel()
    for (const stop of this.#stops.splice(0)) stop()
  }

  #schedule(): void {
    const { random, realTimers } = this.#deps
    this.#cancel = realTimers.after(LOOK_EVERY_MS + random.int(LOOK_JITTER_MS), () => {
      this.#look()
      this.#schedule()
    })
  }

  #look(): void {
    this.#looks++
    for (const { nodeId, addresses } of this.#deps.neighbourhood.others(ASKED_AT_ONCE)) {
      this.#ask(nodeId, namedAddresses(nodeId, addresses)).catch(() => {}) // somebody else is asked the next time
    }
  }

  async #ask(nodeId: NodeId, addresses: readonly string[]): Promise<void> {
    if (addresses.length === 0) return
    this.#asked.add(nodeId)
    this.#deps.realTimers.after(LOOK_MS, () => this.#end(nodeId))
    await this.#deps.neighbourhood.dialNow(addresses)
  }

  #end(nodeId: NodeId): void {
    if (this.#asked.delete(nodeId)) this.#deps.neighbourhood.letGo(nodeId)
  }

  /** What somebody says of itself tells nothing of what others keep back; nor does anything while there are no neighbours. */
  #note({ author, own, stream, via }: StoredEntry): void {
    if (own || stream !== 'log' || via === null) return
    const isOutside = this.#asked.has(via)
    if (isOutside && (via === author || !this.#hasNeighbours())) return
    const before = this.seemsFiltered
    this.#state = noteNewEntry(this.#state, { author, look: isOutside ? this.#looks : null })
    if (this.seemsFiltered !== before) this.#deps.changed()
  }

  #hasNeighbours(): boolean {
    return this.#deps.neighbourhood.neighbours().some(({ nodeId }) => !this.#asked.has(nodeId))
  }
}
