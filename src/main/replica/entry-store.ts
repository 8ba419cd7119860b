import type { EntryId, FederationId, NodeId } from '../../shared/kernel/ids.ts'
import { plainBytes } from '../platform/bytes.ts'
import type { Database, Row } from '../storage/database.ts'
import type { EntryKind, Epoch, HybridTime, StoredEntry } from './entry.ts'
import type { RawEnvelope } from './envelope-codec.ts'

/** How far a log is held without a gap. */
export interface Head {
  readonly author: NodeId
  readonly epoch: Epoch
  readonly nextSequence: number
  readonly headId: EntryId | null
}

/** The newest entry of one register. */
export interface LatestHead {
  readonly author: NodeId
  readonly kind: string
  readonly slot: string
  readonly epoch: Epoch
  readonly sequence: number
  readonly id: EntryId
}

/** An entry as it is sent on. */
export interface Travelling {
  readonly id: EntryId
  readonly sequence: number
  readonly raw: RawEnvelope
  readonly hops: number
}

interface HeadRow extends Row {
  readonly author: NodeId
  readonly epoch_ms: number
  readonly epoch_random: string
  readonly next_sequence: number
  readonly head_id: EntryId | null
}
interface EnvelopeRow extends Row {
  readonly id: EntryId
  readonly sequence: number
  readonly body: Uint8Array
  readonly payload: Uint8Array
  readonly node_signature: Uint8Array
  readonly mirror_signature: Uint8Array
  readonly hops: number
}
/** Where an entry stands, since when, and when its author said it. */
interface EntryPlace extends Pick<StoredEntry, 'stream' | 'epoch' | 'sequence' | 'receivedAtMs' | 'hops'> {
  readonly saidAtMs: number
}
interface PlaceRow extends Row {
  readonly stream: StoredEntry['stream']
  readonly epoch_ms: number
  readonly epoch_random: string
  readonly sequence: number
  readonly wall_ms: number
  readonly received_at_ms: number
  readonly hops: number
}
interface LatestRow extends Row {
  readonly author: NodeId
  readonly kind: string
  readonly slot: string
  readonly epoch_ms: number
  readonly epoch_random: string
  readonly sequence: number
  readonly id: EntryId
}

const ENVELOPE = 'id, sequence, body, payload, node_signature, mirror_signature, hops'

/** The entries of one federation: logs by author and epoch, registers by author, kind and slot. */
export class EntryStore {
  readonly #database: Database
  readonly #federation: FederationId

  constructor(deps: { readonly database: Database }, options: { readonly federationId: FederationId }) {
    this.#database = deps.database
    this.#federation = options.federationId
  }

  has(id: EntryId): boolean {
    return this.#database.prepare('SELECT 1 FROM seen WHERE id = ?').get(id) !== undefined
  }

  /** null where the entry is not, or no longer, held. */
  kindOf(id: EntryId): EntryKind | null {
    return this.nameOf(id)?.kind ?? null
  }

  /** Who said it, and of what kind it is; null where the entry is not, or no longer, held. */
  nameOf(id: EntryId): { readonly author: NodeId; readonly kind: EntryKind } | null {
    const row = this.#database
      .prepare('SELECT author, kind FROM entries WHERE id = ?')
      .get<{ author: NodeId; kind: EntryKind }>(id)
    return row ?? null
  }

  /** null where the entry is not, or no longer, held. */
  placeOf(id: EntryId): EntryPlace | null {
    const row = this.#database
      .prepare(
        `SELECT stream, epoch_ms, epoch_random, sequence, wall_ms, received_at_ms, hops
         FROM entries WHERE id = ?`,
      )
      .get<PlaceRow>(id)
    if (row === undefined) return null
    const { stream, sequence, wall_ms: saidAtMs, received_at_ms: receivedAtMs, hops } = row
    return { stream, epoch: toEpoch(row), sequence, saidAtMs, receivedAtMs, hops }
  }

  /** The id at one place of a log. */
  idAt(author: NodeId, epoch: Epoch, sequence: number): EntryId | null {
    const row = this.#database
      .prepare(
        `SELECT id FROM entries WHERE stream = 'log' AND federation = ? AND author = ?
         AND epoch_ms = ? AND epoch_random = ? AND sequence = ?`,
      )
      .get<{ id: EntryId }>(this.#federation, author, epoch.openedAtMs, epoch.random, sequence)
    return row?.id ?? null
  }

  /** What the entry after one place names as its previous; null where there is none. */
  bodyAt(author: NodeId, epoch: Epoch, sequence: number): Uint8Array | null {
    const row = this.#database
      .prepare(
        `SELECT body FROM entries WHERE stream = 'log' AND federation = ? AND author = ?
         AND epoch_ms = ? AND epoch_random = ? AND sequence = ?`,
      )
      .get<{ body: Uint8Array }>(this.#federation, author, epoch.openedAtMs, epoch.random, sequence)
    return row === undefined ? null : plainBytes(row.body)
  }

  latestOf(author: NodeId, kind: string, slot: string): LatestHead | null {
    const row = this.#database
      .prepare(
        `SELECT author, kind, slot, epoch_ms, epoch_random, sequence, id FROM entries
         WHERE stream = 'latest' AND federation = ? AND author = ? AND kind = ? AND slot = ?`,
      )
      .get<LatestRow>(this.#federation, author, kind, slot)
    return row === undefined ? null : toLatestHead(row)
  }

  /** How many registers of one kind an author has. */
  registersOf(author: NodeId, kind: string): number {
    const row = this.#database
      .prepare(
        `SELECT count(*) AS n FROM entries
         WHERE stream = 'latest' AND federation = ? AND author = ? AND kind = ?`,
      )
      .get<{ n: number }>(this.#federation, author, kind)
    return row?.n ?? 0
  }

  /** Store an entry; a register's older entry gives way. Advances the log's head over everything now contiguous. */
  insert(entry: StoredEntry, raw: RawEnvelope): void {
    if (entry.stream === 'latest') this.#giveWay(entry)
    this.#database
      .prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[entry.id, this.#federation, entry.stream, entry.kind, entry.author],
        ...[entry.epoch.openedAtMs, entry.epoch.random, entry.sequence, entry.slot],
        ...[entry.time.wallMs, entry.time.counter],
        ...[raw.body, raw.payload, raw.nodeSignature, raw.mirrorSignature],
        ...[entry.receivedAtMs, entry.hops, entry.via],
      )
    this.#database.prepare('INSERT OR IGNORE INTO seen VALUES (?, ?)').run(entry.id, entry.receivedAtMs)
    if (entry.stream === 'log') this.#advance(entry)
  }

  head(author: NodeId, epoch: Epoch): Head {
    const row = this.#database
      .prepare(
        'SELECT * FROM heads WHERE federation = ? AND author = ? AND epoch_ms = ? AND epoch_random = ?',
      )
      .get<HeadRow>(this.#federation, author, epoch.openedAtMs, epoch.random)
    return row === undefined ? { author, epoch, nextSequence: 0, headId: null } : toHead(row)
  }

  /** All logs, or those of one author. */
  heads(author?: NodeId): Head[] {
    const rows =
      author === undefined
        ? this.#database.prepare('SELECT * FROM heads WHERE federation = ?').all<HeadRow>(this.#federation)
        : this.#database
            .prepare('SELECT * FROM heads WHERE federation = ? AND author = ?')
            .all<HeadRow>(this.#federation, author)
    return rows.map(toHead)
  }

  latestHeads(): LatestHead[] {
    return this.#database
      .prepare(
        `SELECT author, kind, slot, epoch_ms, epoch_random, sequence, id FROM entries
         WHERE stream = 'latest' AND federation = ?`,
      )
      .all<LatestRow>(this.#federation)
      .map(toLatestHead)
  }

  /** The latest time an author signed; zero before its first entry. */
  newestTimeOf(author: NodeId): HybridTime {
    const row = this.#database
      .prepare(
        `SELECT wall_ms, counter FROM entries WHERE federation = ? AND author = ?
         ORDER BY wall_ms DESC, counter DESC LIMIT 1`,
      )
      .get<{ wall_ms: number; counter: number }>(this.#federation, author)
    return { wallMs: row?.wall_ms ?? 0, counter: row?.counter ?? 0 }
  }

  /** Whether any entry of an author carries a Mirror's signature, in this federation or an earlier one. */
  hasActsOf(author: NodeId): boolean {
    return (
      this.#database
        .prepare('SELECT 1 FROM entries WHERE author = ? AND length(mirror_signature) > 0 LIMIT 1')
        .get(author) !== undefined
    )
  }

  /** Up to `limit` entries of one log from a sequence on. */
  logFrom(head: Pick<Head, 'author' | 'epoch'>, fromSequence: number, limit: number): Travelling[] {
    return this.#database
      .prepare(
        `SELECT ${ENVELOPE} FROM entries WHERE stream = 'log' AND federation = ? AND author = ?
         AND epoch_ms = ? AND epoch_random = ? AND sequence >= ? ORDER BY sequence LIMIT ?`,
      )
      .all<EnvelopeRow>(
        ...[this.#federation, head.author, head.epoch.openedAtMs, head.epoch.random, fromSequence, limit],
      )
      .map(toTravelling)
  }

  travelling(id: EntryId): Travelling | null {
    const row = this.#database.prepare(`SELECT ${ENVELOPE} FROM entries WHERE id = ?`).get<EnvelopeRow>(id)
    return row === undefined ? null : toTravelling(row)
  }

  /** Forget ids taken in before a time, except those still held as entries, and receipts of what is held no more. */
  forgetSeenBefore(atMs: number): void {
    this.#database
      .prepare('DELETE FROM seen WHERE at_ms < ? AND id NOT IN (SELECT id FROM entries)')
      .run(atMs)
    this.#database.prepare('DELETE FROM receipts WHERE id NOT IN (SELECT id FROM entries)').run()
  }

  /** Who holds what has been superseded is of no use, and would be kept for every report there ever was. */
  #giveWay({ author, kind, slot }: StoredEntry): void {
    const older = this.latestOf(author, kind, slot)
    if (older === null) return
    this.#database.prepare('DELETE FROM receipts WHERE id = ?').run(older.id)
    this.#database.prepare('DELETE FROM entries WHERE id = ?').run(older.id)
  }

  #advance(entry: StoredEntry): void {
    const { author, epoch } = entry
    let { nextSequence, headId } = this.head(author, epoch)
    for (
      let id = this.idAt(author, epoch, nextSequence);
      id !== null;
      id = this.idAt(author, epoch, nextSequence)
    ) {
      headId = id
      nextSequence += 1
    }
    this.#database
      .prepare('INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?, ?, ?)')
      .run(this.#federation, author, epoch.openedAtMs, epoch.random, nextSequence, headId)
  }
}

const toEpoch = (row: { epoch_ms: number; epoch_random: string }): Epoch => ({
  openedAtMs: row.epoch_ms,
  random: row.epoch_random,
})

const toHead = (row: HeadRow): Head => ({
  author: row.author,
  epoch: toEpoch(row),
  nextSequence: row.next_sequence,
  headId: row.head_id,
})

const toLatestHead = (row: LatestRow): LatestHead => ({
  author: row.author,
  kind: row.kind,
  slot: row.slot,
  epoch: toEpoch(row),
  sequence: row.sequence,
  id: row.id,
})

type EnvelopeColumns = Pick<EnvelopeRow, 'body' | 'payload' | 'node_signature' | 'mirror_signature'>

export const toRawEnvelope = (row: EnvelopeColumns): RawEnvelope => ({
  body: plainBytes(row.body),
  payload: plainBytes(row.payload),
  nodeSignature: plainBytes(row.node_signature),
  mirrorSignature: plainBytes(row.mirror_signature),
})

const toTravelling = (row: EnvelopeRow): Travelling => ({
  id: row.id,
  sequence: row.sequence,
  raw: toRawEnvelope(row),
  hops: row.hops,
})
