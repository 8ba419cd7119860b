import type { Delivery } from '../../shared/contract/delivery.ts'
import type { EntryId, NodeId } from '../../shared/kernel/ids.ts'
import type { NeighbourInfo } from '../network/neighbour.ts'
import type { Clock } from '../platform/clock.ts'
import { Signal } from '../platform/signal.ts'
import type { Database } from '../storage/database.ts'
import { decodeCursors, type Holdings } from './cursors.ts'
import { deliveryOf } from './delivery.ts'
import type { EntryKind } from './entry.ts'
import type { EntryStore, Head } from './entry-store.ts'
import type { EpochStore } from './epoch-store.ts'
import type { HoldingStore } from './holding-store.ts'
import type { Kinds } from './kinds.ts'

/** An entry that a neighbour told it holds. */
export interface Received {
  readonly id: EntryId
  readonly kind: EntryKind
  /** Said by this Node. */
  readonly own: boolean
}

export interface DeliveriesDeps {
  readonly clock: Clock
  readonly realClock: Clock
  readonly database: Database
  readonly entries: EntryStore
  readonly epochs: EpochStore
  readonly holding: HoldingStore
  readonly kinds: Pick<Kinds, 'rulesOf'>
  readonly self: NodeId
  /** Members in reach. */
  linked(): readonly NeighbourInfo[]
}

/** What is said of an entry beside the entry: how many could hold it, and whether its feature lets it wait. */
export interface DeliveryAsked {
  readonly knownNodes: number
  readonly isHeldBack: boolean
}

/** How far what this Node said has come: who told that they hold it, by receipts and by how far they hold its log. */
export class Deliveries {
  readonly #deps: DeliveriesDeps
  /** News of what a neighbour holds. */
  readonly received = new Signal<Received>()
  /** How far of each log it has been noted that a neighbour holds it. */
  readonly #noted = new Map<string, number>()

  constructor(deps: DeliveriesDeps) {
    this.#deps = deps
  }

  /** null for an entry that is not, or no longer, held here. */
  of(id: EntryId, { knownNodes, isHeldBack }: DeliveryAsked): Delivery | null {
    const { clock, entries, epochs, holding, linked, realClock, self } = this.#deps
    const place = entries.placeOf(id)
    if (place === null) return null
    const closedAt = place.stream === 'log' ? epochs.closedAt(self, place.epoch) : null
    const nowMs = realClock.nowMs()
    const receipts = holding.receiptsOf(id)
    return deliveryOf({
      seenBy: receipts.count,
      saidAtMs: place.hops === 0 ? place.saidAtMs : null,
      lastReceiptAtMs: receipts.lastAtMs,
      knownNodes,
      linkedForMs: linked().map(({ connectedAtMs }) => nowMs - connectedAtMs),
      ageMs: clock.nowMs() - place.receivedAtMs,
      isHeldBack,
      isClosed: closedAt !== null && place.sequence > closedAt,
    })
  }

  /** Note what a neighbour said that it holds. @returns what of it is held here too, news or not */
  async takeReceipts(
    from: NodeId,
    ids: readonly EntryId[],
    mayPass: (kind: EntryKind) => boolean,
  ): Promise<readonly Received[]> {
    const named = this.#named([...new Set(ids)]).filter(({ kind }) => mayPass(kind))
    const counted = named.filter((held) => this.#isCounted(held))
    if (counted.length > 0) await this.#note(from, counted)
    return named
  }

  async #note(from: NodeId, counted: readonly Received[]): Promise<void> {
    const { database, holding } = this.#deps
    const fresh = await database.write(() => counted.filter(({ id }) => holding.addReceipt(id, from)))
    for (const held of fresh) this.received.emit(held)
  }

  /** How far something has come is shown of one's own, and of what people said. */
  #isCounted({ kind, own }: Received): boolean {
    return own || this.#deps.kinds.rulesOf(kind)?.act === true
  }

  /** Note how far a neighbour holds this Node's logs: it may have them from others, days later, and then sends no receipt. */
  async takeCursors(from: NodeId, cursors: Parameters<typeof decodeCursors>[0]): Promise<void> {
    const { database, entries, holding, self } = this.#deps
    const theirs = decodeCursors(cursors)
    const ranges = entries.heads(self).map((head) => this.#range(from, head, theirs))
    const fresh = ranges.filter(({ fromSequence, below }) => fromSequence < below)
    if (fresh.length === 0) return
    const ids = await database.write(() => fresh.flatMap((range) => holding.addReceiptsOf(from, range)))
    for (const { key, below } of fresh) this.#noted.set(key, below)
    for (const held of this.#named(ids)) this.received.emit(held)
  }

  #named(ids: readonly EntryId[]): Received[] {
    const { entries, self } = this.#deps
    return ids.flatMap((id) => {
      const held = entries.nameOf(id)
      return held === null ? [] : [{ id, kind: held.kind, own: held.author === self }]
    })
  }

  #range(from: NodeId, head: Head, theirs: Holdings) {
    const { author, epoch } = head
    const key = `${from} ${epoch.openedAtMs} ${epoch.random}`
    const below = Math.min(theirs.nextSequenceOf(head), head.nextSequence)
    return { key, author, epoch, fromSequence: this.#noted.get(key) ?? 0, below }
  }
}
