import type { EntryId, FederationId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { EntryKind } from '../entry.ts'
import type { Kinds } from '../kinds.ts'
import type { Item } from './item.ts'
import { KeyedTotal } from './keyed-items.ts'

interface ItemRow extends Row {
  readonly id: EntryId
  readonly kind: EntryKind
  readonly wall_ms: number
}

/**
 * Entries that every Node should hold in the end: not those beyond the end of a closed epoch,
 * nor from where a log is known to have been forked, for they are refused wherever they come late.
 */
const COMPARED = `
  SELECT e.id, e.kind, e.wall_ms FROM entries e
  LEFT JOIN closed_epochs c ON c.federation = e.federation AND c.author = e.author
    AND c.epoch_ms = e.epoch_ms AND c.epoch_random = e.epoch_random
  LEFT JOIN (
    SELECT author, epoch_ms, epoch_random, min(sequence) AS at FROM equivocations
    WHERE federation = ? GROUP BY author, epoch_ms, epoch_random
  ) f ON f.author = e.author AND f.epoch_ms = e.epoch_ms AND f.epoch_random = e.epoch_random
  WHERE e.federation = ? AND (e.stream = 'latest'
    OR ((c.last_sequence IS NULL OR e.sequence <= c.last_sequence) AND (f.at IS NULL OR e.sequence < f.at)))`

export interface ItemSetDeps {
  readonly database: Database
  readonly clock: Clock
  readonly kinds: Kinds
}

/** What this Node has to compare, read again only when something was written, with its fingerprint under each link's key. */
export class ItemSet {
  readonly #deps: ItemSetDeps
  readonly #federation: FederationId
  readonly #totals = new Set<KeyedTotal>()
  #times: ReadonlyMap<EntryId, number> = new Map()
  #writtenAt = -1
  #staleAtMs = Number.POSITIVE_INFINITY

  constructor(deps: ItemSetDeps, options: { readonly federationId: FederationId }) {
    this.#deps = deps
    this.#federation = options.federationId
  }

  /** As many as there were when last looked at. */
  get size(): number {
    return this.#times.size
  }

  /** A fingerprint under a new key, kept up until it is dropped. */
  keep(key: Uint8Array): KeyedTotal {
    this.refresh()
    const total = new KeyedTotal(key)
    for (const id of this.#times.keys()) total.add(id)
    this.#totals.add(total)
    return total
  }

  drop(total: KeyedTotal): void {
    this.#totals.delete(total)
  }

  *items(): Generator<Item> {
    for (const [id, timeMs] of this.#times) yield { id, timeMs }
  }

  /** Take note of what was stored or gave way since, and of what has grown too old to be taken in anywhere. */
  refresh(): void {
    const nowMs = this.#deps.clock.nowMs()
    const writtenAt = this.#writes()
    if (writtenAt === this.#writtenAt && nowMs < this.#staleAtMs) return
    this.#writtenAt = writtenAt
    const before = this.#times
    const times = this.#read(nowMs)
    const [added, removed] = [without(times, before), without(before, times)]
    this.#times = times
    for (const total of this.#totals) {
      for (const id of added) total.add(id)
      for (const id of removed) total.remove(id)
    }
  }

  #read(nowMs: number): Map<EntryId, number> {
    const rows = this.#deps.database.prepare(COMPARED).all<ItemRow>(this.#federation, this.#federation)
    const times = new Map<EntryId, number>()
    this.#staleAtMs = Number.POSITIVE_INFINITY
    for (const { id, kind, wall_ms: timeMs } of rows) {
      const freshForMs = this.#deps.kinds.rulesOf(kind)?.freshForMs ?? Number.POSITIVE_INFINITY
      if (nowMs - timeMs > freshForMs) continue
      times.set(id, timeMs)
      this.#staleAtMs = Math.min(this.#staleAtMs, timeMs + freshForMs + 1)
    }
    return times
  }

  /** Rows written on this connection so far. */
  #writes(): number {
    return this.#deps.database.prepare('SELECT total_changes() AS n').get<{ n: number }>()?.n ?? 0
  }
}

const without = (all: ReadonlyMap<EntryId, number>, but: ReadonlyMap<EntryId, number>): EntryId[] =>
  [...all.keys()].filter((id) => !but.has(id))
