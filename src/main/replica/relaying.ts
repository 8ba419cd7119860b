import type { EntryId, NodeId } from '../../shared/kernel/ids.ts'
import type { Lane } from '../network/lanes.ts'
import type { Neighbourhood } from '../network/neighbourhood.ts'
import type { Clock } from '../platform/clock.ts'
import type { Random } from '../platform/random.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import type { EntryKind, Relay, StoredEntry } from './entry.ts'
import type { RawEnvelope } from './envelope-codec.ts'
import { KnownHolders } from './known-holders.ts'
import { ReceiptTelling } from './receipt-telling.ts'
import { toRelayed } from './replica-frames.ts'

/** Shortest time for which an entry waits for word that others have it. Source: docs/protocol.md, "Passing on". */
export const RELAY_WAIT_MS = 25
/** How much longer, by chance, so that not all pass it on together. Source: docs/protocol.md, "Passing on". */
export const RELAY_JITTER_MS = 25
/** The same where a neighbour has had this author's entries without our help. Source: docs/protocol.md, "Passing on". */
export const RELAY_PATIENCE_MS = 1_000
/** What may wait to be passed on; beyond, the oldest go at once. Chosen here: many times what a busy federation says in a wait. */
const MAX_WAITING_BYTES = 1024 * 1024
/** Authors and neighbours remembered together; beyond, all begin anew, which costs copies. Chosen here: a hundred of each. */
const MAX_REACHED = 10_000
/** Entries passed on whose author is remembered. Chosen here: what comes in the seconds until receipts for them are in. */
const MAX_PASSED = 2_000
/** Proofs that are remembered as told; beyond, some are told twice. Chosen here: more forks than a federation has members. */
const MAX_TOLD = 1_000

export interface RelayingDeps {
  readonly neighbourhood: Pick<Neighbourhood, 'neighbours' | 'send'>
  readonly random: Random
  /** The machine's clock, and timers on it. */
  readonly realClock: Clock
  readonly realTimers: Timers
  isMember(nodeId: NodeId): boolean
  mayPass(nodeId: NodeId, kind: EntryKind | null): boolean
}

interface Passing {
  readonly stored: StoredEntry
  readonly raw: RawEnvelope
}
interface Waiting extends Passing {
  readonly lane: Lane
  readonly sinceMs: number
  /** Neighbours that have not said that they hold it. */
  readonly lacking: Set<NodeId>
}

/**
 * Passes on what is new here to every neighbour that may not have it. What is
 * urgent, or was said or brought here, goes at once. All else waits a moment,
 * because in a village everybody is linked with its author too: it goes to those
 * from whom neither it nor a receipt for it has come by then.
 */
export class Relaying {
  readonly #deps: RelayingDeps
  readonly #told = new Set<EntryId>()
  readonly #holders = new KnownHolders()
  readonly #receipts: ReceiptTelling
  readonly #waiting = new Map<EntryId, Waiting>()
  /** Author and neighbour, where the neighbour had the author's last entry without our help. */
  readonly #reached = new Set<string>()
  /** Authors of what was passed on of late. */
  readonly #passed = new Map<EntryId, NodeId>()
  #waitingBytes = 0
  #cancel: Cancel | null = null

  constructor(deps: RelayingDeps) {
    this.#deps = deps
    this.#receipts = new ReceiptTelling(deps)
  }

  relay({ raw, relay, stored }: Passing & { readonly relay: Relay }): void {
    if (relay !== 'alert' && stored.via !== null) this.#receipts.tell(stored)
    if (relay === 'later') return
    const wanting = this.#wanting(stored)
    if (relay === 'alert' || stored.via === null) this.#send({ stored, raw }, relay, wanting)
    else this.#wait({ stored, raw }, relay, wanting)
  }

  /** The second of two entries for one place: whoever holds the first can tell by it who signed both. Once is enough. */
  tell(proof: StoredEntry, raw: RawEnvelope): void {
    if (this.#told.has(proof.id)) return
    if (this.#told.size >= MAX_TOLD) this.#told.clear()
    this.#told.add(proof.id)
    this.#send({ stored: proof, raw }, 'membership', this.#wanting(proof))
  }

  /**
   * A neighbour sent an entry, or says that it holds it; it may not be here yet.
   * It says so once of what it first had from us, and again of what came in vain.
   */
  noteHeld(nodeId: NodeId, id: EntryId): void {
    const author = this.#holders.has(nodeId, id) ? this.#passed.get(id) : undefined
    if (author !== undefined) this.#noteReached(author, nodeId)
    this.#holders.note(nodeId, id)
    const waiting = this.#waiting.get(id)
    if (waiting?.lacking.delete(nodeId)) this.#noteReached(waiting.stored.author, nodeId)
    if (waiting?.lacking.size === 0) this.#drop(waiting)
  }

  /** A neighbour went away: when it is back, it is asked what it holds. Whom its author's entries reach without it is to be seen. */
  forget(nodeId: NodeId): void {
    this.#holders.forget(nodeId)
    this.#reached.clear()
    for (const waiting of this.#waiting.values()) waiting.lacking.delete(nodeId)
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#receipts.stop()
    this.#waiting.clear()
    this.#waitingBytes = 0
    this.#holders.clear()
    this.#reached.clear()
    this.#passed.clear()
  }

  #wait(passing: Passing, lane: Lane, wanting: readonly NodeId[]): void {
    const { author, id } = passing.stored
    const lacking = new Set(wanting.filter((nodeId) => !this.#holders.has(nodeId, id)))
    for (const nodeId of wanting) if (!lacking.has(nodeId)) this.#noteReached(author, nodeId)
    if (lacking.size === 0) return
    this.#waiting.set(id, { ...passing, lane, lacking, sinceMs: this.#deps.realClock.nowMs() })
    this.#waitingBytes += sizeOf(passing)
    for (const oldest of this.#waiting.values()) {
      if (this.#waitingBytes <= MAX_WAITING_BYTES) break
      this.#passOn(oldest, [...oldest.lacking])
    }
    this.#lookSoon()
  }

  #lookSoon(): void {
    if (this.#cancel !== null || this.#waiting.size === 0) return
    const { random, realClock, realTimers } = this.#deps
    const waitMs = RELAY_WAIT_MS + random.int(RELAY_JITTER_MS)
    const dueMs = realClock.nowMs() + waitMs
    this.#cancel = realTimers.after(waitMs, () => {
      this.#cancel = null
      // Whoever is behind with its work has yet to read what would spare it the sending.
      const isBehind = realClock.nowMs() - dueMs > RELAY_WAIT_MS
      for (const waiting of [...this.#waiting.values()]) this.#look(waiting, isBehind)
      this.#lookSoon()
    })
  }

  /** A clock that was set back ends the wait. */
  #look(waiting: Waiting, isBehind: boolean): void {
    const { author } = waiting.stored
    const waitedMs = this.#deps.realClock.nowMs() - waiting.sinceMs
    const isOver = waitedMs < 0 || waitedMs >= RELAY_PATIENCE_MS
    if (!isOver && (isBehind || waitedMs < RELAY_WAIT_MS)) return
    const due = [...waiting.lacking].filter((nodeId) => isOver || !this.#reached.has(pair(author, nodeId)))
    this.#passOn(waiting, due)
  }

  #passOn(waiting: Waiting, to: readonly NodeId[]): void {
    const { author, id } = waiting.stored
    this.#send(waiting, waiting.lane, to)
    if (to.length > 0) this.#notePassed(id, author)
    for (const nodeId of to) {
      waiting.lacking.delete(nodeId)
      this.#reached.delete(pair(author, nodeId))
    }
    if (waiting.lacking.size === 0) this.#drop(waiting)
  }

  #drop(waiting: Waiting): void {
    if (this.#waiting.delete(waiting.stored.id)) this.#waitingBytes -= sizeOf(waiting)
  }

  #send({ raw, stored }: Passing, lane: Lane, to: readonly NodeId[]): void {
    const frame = { entries: { entries: [toRelayed({ raw, hops: stored.hops })] } }
    for (const nodeId of to) this.#deps.neighbourhood.send(nodeId, lane, frame)
  }

  #notePassed(id: EntryId, author: NodeId): void {
    this.#passed.set(id, author)
    if (this.#passed.size <= MAX_PASSED) return
    const [oldest] = this.#passed.keys()
    if (oldest !== undefined) this.#passed.delete(oldest)
  }

  #noteReached(author: NodeId, nodeId: NodeId): void {
    if (this.#reached.size >= MAX_REACHED) this.#reached.clear()
    this.#reached.add(pair(author, nodeId))
  }

  #wanting(entry: StoredEntry): NodeId[] {
    const { isMember, mayPass, neighbourhood } = this.#deps
    return neighbourhood
      .neighbours()
      .map(({ nodeId }) => nodeId)
      .filter((nodeId) => nodeId !== entry.via && nodeId !== entry.author)
      .filter((nodeId) => isMember(nodeId) && mayPass(nodeId, entry.kind))
  }
}

const pair = (author: NodeId, neighbour: NodeId): string => `${author} ${neighbour}`

const sizeOf = ({ raw }: Passing): number => raw.body.byteLength + raw.payload.byteLength
