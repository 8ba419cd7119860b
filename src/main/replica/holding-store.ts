import type { EntryId, FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Row } from '../storage/database.ts'
import type { StoredEntry } from './entry.ts'
import { toRawEnvelope } from './entry-store.ts'
import type { RawEnvelope } from './envelope-codec.ts'

/** Most entries dated ahead of our clock that are kept. Chosen here: a neighbour's clock a few hours off in a busy federation. */
const MAX_HELD = 2_000

interface HeldRow extends Row {
  readonly id: EntryId
  readonly until_ms: number
  readonly body: Uint8Array
  readonly payload: Uint8Array
  readonly node_signature: Uint8Array
  readonly mirror_signature: Uint8Array
  readonly hops: number
  /** Empty where a person brought it by hand. */
  readonly via: NodeId | ''
}

export interface HeldEntry {
  readonly id: EntryId
  readonly raw: RawEnvelope
  readonly hops: number
  readonly via: NodeId | null
}

/** Entries of one log, from a sequence to below another. */
export interface LogRun extends Pick<StoredEntry, 'author' | 'epoch'> {
  readonly fromSequence: number
  readonly below: number
}

export interface HoldingStoreDeps {
  readonly clock: Clock
  readonly database: Database
}

/** Who is known to hold an entry. */
export interface Receipts {
  readonly count: number
  /** When the last was noted; null where no time was kept. */
  readonly lastAtMs: number | null
}

/** What is kept beside the entries: those of tomorrow, receipts, and proofs of double signing. */
export class HoldingStore {
  readonly #clock: Clock
  readonly #database: Database
  readonly #federation: FederationId

  constructor(deps: HoldingStoreDeps, options: { readonly federationId: FederationId }) {
    this.#clock = deps.clock
    this.#database = deps.database
    this.#federation = options.federationId
  }

  /** @returns whether there was room */
  hold(held: HeldEntry, untilMs: number): boolean {
    const count = this.#database
      .prepare('SELECT count(*) AS n FROM held WHERE federation = ?')
      .get<{ n: number }>(this.#federation)
    if ((count?.n ?? 0) >= MAX_HELD) return false
    const { body, payload, nodeSignature, mirrorSignature } = held.raw
    this.#database
      .prepare('INSERT OR IGNORE INTO held VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        held.id,
        this.#federation,
        untilMs,
        body,
        payload,
        nodeSignature,
        mirrorSignature,
        held.hops,
        held.via ?? '',
      )
    return true
  }

  isHeld(id: EntryId): boolean {
    return this.#database.prepare('SELECT 1 FROM held WHERE id = ?').get(id) !== undefined
  }

  /** When the first held entry is due; null where none is held. */
  nextDueMs(): number | null {
    const row = this.#database
      .prepare('SELECT min(until_ms) AS due FROM held WHERE federation = ?')
      .get<{ due: number | null }>(this.#federation)
    return row?.due ?? null
  }

  /** Held entries whose time has come, oldest first. */
  due(nowMs: number): HeldEntry[] {
    return this.#database
      .prepare('SELECT * FROM held WHERE federation = ? AND until_ms <= ? ORDER BY until_ms')
      .all<HeldRow>(this.#federation, nowMs)
      .map((row) => ({
        id: row.id,
        raw: toRawEnvelope(row),
        hops: row.hops,
        via: row.via === '' ? null : row.via,
      }))
  }

  release(id: EntryId): void {
    this.#database.prepare('DELETE FROM held WHERE id = ?').run(id)
  }

  /** @returns whether this was not known before */
  addReceipt(id: EntryId, node: NodeId): boolean {
    return (
      this.#database
        .prepare('INSERT OR IGNORE INTO receipts (id, node, at_ms) VALUES (?, ?, ?)')
        .run(id, node, this.#clock.nowMs()) > 0
    )
  }

  /** Note that a Node holds a run of one log. @returns what was not known before */
  addReceiptsOf(node: NodeId, run: LogRun): EntryId[] {
    const { author, epoch, fromSequence, below } = run
    return this.#database
      .prepare(
        `INSERT OR IGNORE INTO receipts (id, node, at_ms) SELECT id, ?, ? FROM entries WHERE stream = 'log' AND federation = ?
         AND author = ? AND epoch_ms = ? AND epoch_random = ? AND sequence >= ? AND sequence < ? RETURNING id`,
      )
      .all<{ id: EntryId }>(
        ...[node, this.#clock.nowMs(), this.#federation],
        ...[author, epoch.openedAtMs, epoch.random, fromSequence, below],
      )
      .map(({ id }) => id)
  }

  /** How many neighbours are known to hold an entry. */
  seenBy(id: EntryId): number {
    return this.receiptsOf(id).count
  }

  receiptsOf(id: EntryId): Receipts {
    const row = this.#database
      .prepare('SELECT count(*) AS n, max(at_ms) AS last_at_ms FROM receipts WHERE id = ?')
      .get<{ n: number; last_at_ms: number | null }>(id)
    return { count: row?.n ?? 0, lastAtMs: row?.last_at_ms ?? null }
  }

  /** Keep the second of two entries that an author signed for one place; the first stays where it is. */
  addEquivocation(second: StoredEntry, raw: RawEnvelope, firstId: EntryId): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO equivocations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[this.#federation, second.author, second.epoch.openedAtMs, second.epoch.random, second.sequence],
        ...[
          firstId,
          second.id,
          raw.body,
          raw.payload,
          raw.nodeSignature,
          raw.mirrorSignature,
          second.receivedAtMs,
        ],
      )
  }

  /** Whether an entry is kept as the second for its place. */
  isProof(id: EntryId): boolean {
    return this.#database.prepare('SELECT 1 FROM equivocations WHERE second_id = ?').get(id) !== undefined
  }

  /** First sequence at which an author is known to have forked a log; null for an honest one. */
  forkedAt(entry: Pick<StoredEntry, 'author' | 'epoch'>): number | null {
    const row = this.#database
      .prepare(
        `SELECT min(sequence) AS at FROM equivocations
         WHERE federation = ? AND author = ? AND epoch_ms = ? AND epoch_random = ?`,
      )
      .get<{ at: number | null }>(this.#federation, entry.author, entry.epoch.openedAtMs, entry.epoch.random)
    return row?.at ?? null
  }
}
