import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Timers } from '../platform/timers.ts'
import type { StoredEntry } from './entry.ts'
import type { EntryStore } from './entry-store.ts'

/** How long what stands before an entry may take to come after it, overtaken on another lane. Source: docs/protocol.md, "Lanes". */
export const GAP_PATIENCE_MS = 300

export interface GapWatchDeps {
  readonly entries: Pick<EntryStore, 'head'>
  /** On the machine's clock. */
  readonly realTimers: Timers
  /** A gap has stayed: ask for what stands before. */
  ask(nodeId: NodeId): void
}

type Place = Pick<StoredEntry, 'author' | 'epoch' | 'sequence'>

/** Waits a moment before a gap in a log is asked for: most are closed by what is on its way already. */
export class GapWatch {
  readonly #deps: GapWatchDeps
  /** Of each neighbour that left gaps, the first in each log. */
  readonly #watched = new Map<NodeId, Map<string, Place>>()

  constructor(deps: GapWatchDeps) {
    this.#deps = deps
  }

  /** Entries from a neighbour were stored. */
  note(from: NodeId, stored: readonly StoredEntry[]): void {
    for (const entry of stored) {
      if (entry.stream === 'log' && this.#leavesGap(entry)) this.#watch(from, entry)
    }
  }

  stop(): void {
    this.#watched.clear()
  }

  #watch(from: NodeId, entry: Place): void {
    const log = `${entry.author} ${entry.epoch.openedAtMs} ${entry.epoch.random}`
    const places = this.#watched.get(from)
    if (places !== undefined) {
      if (!places.has(log)) places.set(log, entry)
      return
    }
    this.#watched.set(from, new Map([[log, entry]]))
    this.#deps.realTimers.after(GAP_PATIENCE_MS, () => this.#look(from))
  }

  #look(from: NodeId): void {
    const places = [...(this.#watched.get(from)?.values() ?? [])]
    this.#watched.delete(from)
    if (places.some((place) => this.#leavesGap(place))) this.#deps.ask(from)
  }

  #leavesGap({ author, epoch, sequence }: Place): boolean {
    return this.#deps.entries.head(author, epoch).nextSequence <= sequence
  }
}
