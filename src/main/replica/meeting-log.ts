import type { EntryId, NodeId } from '../../shared/kernel/ids.ts'
import { sha256 } from '../crypto/digests.ts'
import { sealedSizeBytes } from '../crypto/session/session-messages.ts'
import type { LaneFrame } from '../network/neighbour.ts'
import { toHex } from '../platform/bytes.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { Database } from '../storage/database.ts'
import { wire } from '../wire/messages.ts'
import type { EntryKind, StoredEntry } from './entry.ts'
import type { KindCounts, MeetingStore } from './meeting-store.ts'
import type { EntriesFrame } from './replica-frames.ts'
import type { SealedPassage } from './sealed-way.ts'

export interface MeetingLogDeps {
  readonly clock: Clock
  readonly database: Database
  readonly logger: Logger
  readonly meetings: MeetingStore
  /** A meeting has been written down. */
  noted(nodeId: NodeId): void
}

/** A meeting that is not over. */
class Tally {
  readonly beganAtMs: number
  readonly sent = new Set<EntryId>()
  readonly given = new Map<EntryKind, number>()
  readonly taken = new Map<EntryKind, number>()
  readonly learned = new Map<EntryKind, number>()
  sentBytes = 0
  receivedBytes = 0
  comparedBytes = 0
  readonly isFirst: boolean

  constructor(beganAtMs: number, isFirst: boolean) {
    this.beganAtMs = beganAtMs
    this.isFirst = isFirst
  }

  /** Whether it is worth writing down: a first meeting, or one at which something passed. */
  get isNotable(): boolean {
    return this.sentBytes + this.receivedBytes > 0 && (this.isFirst || this.given.size + this.taken.size > 0)
  }
}

/**
 * Counts what is said at meetings, and writes each down when it is over: when
 * both hold the same, or the link ends. Only what is said to compare and to catch up counts,
 * not what is passed on as it happens.
 */
export class MeetingLog {
  readonly #deps: MeetingLogDeps
  readonly #open = new Map<NodeId, Tally>()

  constructor(deps: MeetingLogDeps) {
    this.#deps = deps
  }

  begin(nodeId: NodeId): void {
    this.#open.set(nodeId, new Tally(this.#deps.clock.nowMs(), true))
  }

  /** A content was said in the session, or came in it: what is said to find out what each lacks. What it did not take is taken back. */
  noteSealed(nodeId: NodeId, way: SealedPassage, contentBytes: number): void {
    const tally = this.#open.get(nodeId)
    if (tally === undefined) return
    const sizeBytes = way === 'unsaid' ? -sealedSizeBytes(contentBytes) : sealedSizeBytes(contentBytes)
    tally.comparedBytes = Math.max(0, tally.comparedBytes + sizeBytes)
    if (way === 'received') tally.receivedBytes += sizeBytes
    else tally.sentBytes = Math.max(0, tally.sentBytes + sizeBytes)
  }

  noteEntriesSent(nodeId: NodeId, frame: LaneFrame): void {
    const tally = this.#open.get(nodeId)
    if (tally === undefined) return
    tally.sentBytes += wire.LaneFrame.encode(frame).len
    for (const { envelope } of frame.entries?.entries ?? []) {
      if (envelope?.body) tally.sent.add(toHex(sha256(envelope.body)) as EntryId)
    }
  }

  noteEntriesReceived(nodeId: NodeId, entries: EntriesFrame): void {
    const tally = this.#open.get(nodeId)
    if (tally !== undefined) tally.receivedBytes += wire.LaneFrame.encode({ entries }).len
  }

  noteTaken(nodeId: NodeId, entries: readonly StoredEntry[]): void {
    const tally = this.#open.get(nodeId)
    for (const { kind } of entries) if (tally !== undefined) addOne(tally.taken, kind)
  }

  /** A neighbour says that it holds an entry. */
  noteHeld(
    nodeId: NodeId,
    entry: { readonly id: EntryId; readonly kind: EntryKind; readonly own: boolean },
  ): void {
    const tally = this.#open.get(nodeId)
    if (tally === undefined || !tally.sent.delete(entry.id)) return
    addOne(tally.given, entry.kind)
    if (entry.own) addOne(tally.learned, entry.kind)
  }

  /** The meeting is over for now: what is said from here on belongs to another. */
  end(nodeId: NodeId, outcome: { readonly level: boolean; readonly items: number }): void {
    const tally = this.#open.get(nodeId)
    if (tally === undefined) return
    if (outcome.level) this.#open.set(nodeId, new Tally(this.#deps.clock.nowMs(), false))
    else this.#open.delete(nodeId)
    if (!tally.isNotable) return
    const { beganAtMs, sentBytes, receivedBytes, comparedBytes } = tally
    const counted = { given: inAll(tally.given), taken: inAll(tally.taken), learned: inAll(tally.learned) }
    const endedAtMs = this.#deps.clock.nowMs()
    const meeting = { beganAtMs, endedAtMs, ...outcome, sentBytes, receivedBytes, comparedBytes, ...counted }
    this.#deps.database
      .write(() => this.#deps.meetings.add(nodeId, meeting))
      .then(() => this.#deps.noted(nodeId))
      .catch((thrown) => this.#deps.logger.warn('a meeting could not be noted', { cause: String(thrown) }))
  }
}

const addOne = (counts: Map<EntryKind, number>, kind: EntryKind): void =>
  void counts.set(kind, (counts.get(kind) ?? 0) + 1)

const inAll = (counts: ReadonlyMap<EntryKind, number>): KindCounts => Object.fromEntries(counts)
