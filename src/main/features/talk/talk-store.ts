import type { FederationId, MessageId, NodeId } from '../../../shared/kernel/ids.ts'
import { sha256 } from '../../crypto/digests.ts'
import { plainBytes, toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { LetterStore, WaitingLetter } from '../../replica/private-outbox.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'
import { decodeSaid, encodeSaid } from './talk-codec.ts'
import { KEPT_MAX, KEPT_MS } from './talk-rules.ts'
import type { Conversation, KeptSaid, Said } from './talk-types.ts'

export const talkMigrations: readonly Migration[] = [
  {
    id: 'talk-001',
    sql: `
      CREATE TABLE talk_messages (
        place INTEGER PRIMARY KEY,
        federation TEXT NOT NULL,
        peer TEXT NOT NULL,
        id TEXT NOT NULL,
        own INTEGER NOT NULL,
        payload BLOB NOT NULL,
        payload_hash TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        receipted_at_ms INTEGER,
        delivery TEXT,
        unread INTEGER NOT NULL,
        UNIQUE (federation, peer, own, id)
      ) STRICT;
      CREATE INDEX talk_messages_by_time ON talk_messages (federation, peer, at_ms);
      CREATE INDEX talk_messages_waiting ON talk_messages (federation, delivery) WHERE delivery <> 'seen';
      CREATE INDEX talk_messages_unread ON talk_messages (federation, peer) WHERE unread = 1;
      CREATE INDEX talk_messages_by_hash ON talk_messages (payload_hash) WHERE own = 1;`,
  },
]

const KEPT_COLUMNS = 'payload, own, at_ms AS atMs, receipted_at_ms AS receiptedAtMs, delivery'

/** So far a clock may be set back without anything changing its order; beyond, it was wrong before. Chosen here: daylight saving set by hand. */
const SET_BACK_MS = 3_600_000

/** What was said between this Node and each other one. Writes belong inside `Database.write`. */
export class TalkStore implements LetterStore<NodeId> {
  readonly #database: Database
  readonly #clock: Clock

  constructor(deps: { readonly database: Database; readonly clock: Clock }) {
    this.#database = deps.database
    this.#clock = deps.clock
  }

  /** Keep a message of ours, to be sent. */
  addOurs(conversation: Conversation, said: Said): void {
    this.#add(conversation, { payload: encodeSaid(said), id: said.id, own: true })
  }

  /** Keep a message of theirs, as it came. */
  addTheirs(conversation: Conversation, { id, payload }: { id: MessageId; payload: Uint8Array }): void {
    this.#add(conversation, { payload, id, own: false })
  }

  hasTheirs({ federation, peer }: Conversation, id: MessageId): boolean {
    const sql = 'SELECT 1 FROM talk_messages WHERE federation = ? AND peer = ? AND own = 0 AND id = ?'
    return this.#database.prepare(sql).get(federation, peer, id) !== undefined
  }

  /** Theirs of the last so many milliseconds. */
  countTheirsWithin({ federation, peer }: Conversation, periodMs: number): number {
    const sql = `SELECT COUNT(*) AS count FROM talk_messages
      WHERE federation = ? AND peer = ? AND own = 0 AND at_ms > ? AND at_ms <= ?`
    const nowMs = this.#clock.nowMs()
    return this.#count(sql, federation, peer, nowMs - periodMs, nowMs + SET_BACK_MS)
  }

  countWaiting({ federation, peer }: Conversation): number {
    const sql = `SELECT COUNT(*) AS count FROM talk_messages
      WHERE federation = ? AND peer = ? AND delivery <> 'seen'`
    return this.#count(sql, federation, peer)
  }

  /** Newest first. The rest of the last moment comes beyond `limit`, so that `beforeMs` skips nothing. */
  list(
    { federation, peer }: Conversation,
    { beforeMs, limit }: { readonly beforeMs: number; readonly limit: number },
  ): KeptSaid[] {
    const sql = `SELECT ${KEPT_COLUMNS} FROM talk_messages
      WHERE place IN (
        SELECT place FROM (SELECT place, RANK() OVER (ORDER BY at_ms DESC) AS rank FROM talk_messages
          WHERE federation = ? AND peer = ? AND at_ms < ?) WHERE rank <= ?)
      ORDER BY at_ms DESC, place DESC`
    return this.#database.prepare(sql).all<KeptRow>(federation, peer, beforeMs, limit).flatMap(toKept)
  }

  /** The newest of both sides'; null where nothing was said. */
  newest({ federation, peer }: Conversation): KeptSaid | null {
    const sql = `SELECT ${KEPT_COLUMNS} FROM talk_messages
      WHERE federation = ? AND peer = ? ORDER BY at_ms DESC, place DESC LIMIT 1`
    return this.#database.prepare(sql).all<KeptRow>(federation, peer).flatMap(toKept)[0] ?? null
  }

  /** With whom there is anything said. */
  peers(federation: FederationId): NodeId[] {
    const sql = 'SELECT DISTINCT peer FROM talk_messages WHERE federation = ?'
    return this.#peers(sql, federation)
  }

  countUnread({ federation, peer }: Conversation): number {
    const sql = 'SELECT COUNT(*) AS count FROM talk_messages WHERE federation = ? AND peer = ? AND unread = 1'
    return this.#count(sql, federation, peer)
  }

  /** @returns whether anything was unread */
  markRead({ federation, peer }: Conversation): boolean {
    const sql = 'UPDATE talk_messages SET unread = 0 WHERE federation = ? AND peer = ? AND unread = 1'
    return this.#database.prepare(sql).run(federation, peer) > 0
  }

  /** Let go of what has been kept long enough, whatever federation it was said in. */
  forgetOld(): void {
    const untilMs = this.#clock.nowMs() - KEPT_MS
    this.#database.prepare('DELETE FROM talk_messages WHERE at_ms < ?').run(untilMs)
  }

  waitingPeers(federation: FederationId): NodeId[] {
    const sql = "SELECT DISTINCT peer FROM talk_messages WHERE federation = ? AND delivery <> 'seen'"
    return this.#peers(sql, federation)
  }

  waiting(
    federation: FederationId,
    peer: NodeId,
    page: { readonly afterPlace: number; readonly limit: number },
  ): WaitingLetter<NodeId>[] {
    const sql = `SELECT place, peer AS matter, payload, delivery FROM talk_messages
      WHERE federation = ? AND peer = ? AND delivery <> 'seen' AND place > ? ORDER BY place LIMIT ?`
    return this.#database
      .prepare(sql)
      .all<WaitingLetter<NodeId> & Row>(federation, peer, page.afterPlace, page.limit)
      .map((row) => ({ ...row, payload: plainBytes(row.payload) }))
  }

  markSent(sent: readonly Pick<WaitingLetter<NodeId>, 'place'>[]): void {
    const sql = "UPDATE talk_messages SET delivery = 'sent' WHERE place = ? AND delivery = 'queued'"
    for (const { place } of sent) this.#database.prepare(sql).run(place)
  }

  markSeen(federation: FederationId, peer: NodeId, payloadHash: string): NodeId | null {
    const sql = `UPDATE talk_messages SET delivery = 'seen', receipted_at_ms = ?
      WHERE payload_hash = ? AND own = 1 AND federation = ? AND peer = ? AND delivery <> 'seen'`
    const changed = this.#database.prepare(sql).run(this.#clock.nowMs(), payloadHash, federation, peer)
    return changed > 0 ? peer : null
  }

  /** A clock that was set back a little dates nothing before what came earlier. */
  #add(
    { federation, peer }: Conversation,
    { id, own, payload }: { id: MessageId; own: boolean; payload: Uint8Array },
  ): void {
    const sql = `INSERT INTO talk_messages
      (federation, peer, id, own, payload, payload_hash, at_ms, delivery, unread) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
    const [hash, atMs] = [toHex(sha256(payload)), this.#nextAtMs({ federation, peer })]
    this.#database
      .prepare(sql)
      .run(
        ...[federation, peer, id, own ? 1 : 0, payload, hash, atMs],
        ...[own ? 'queued' : null, own ? 0 : 1],
      )
    this.#forgetBeyond(KEPT_MAX, { federation, peer })
  }

  #nextAtMs({ federation, peer }: Conversation): number {
    const sql =
      'SELECT MAX(at_ms) AS lastMs FROM talk_messages WHERE federation = ? AND peer = ? AND at_ms <= ?'
    const nowMs = this.#clock.nowMs()
    const row = this.#database
      .prepare(sql)
      .get<{ lastMs: number | null }>(federation, peer, nowMs + SET_BACK_MS)
    return Math.max(nowMs, row?.lastMs ?? 0)
  }

  /** The oldest go first; what waits for them stays. */
  #forgetBeyond(keptMax: number, { federation, peer }: Conversation): void {
    const sql = `DELETE FROM talk_messages WHERE place IN (
      SELECT place FROM talk_messages WHERE federation = ? AND peer = ? ORDER BY place DESC LIMIT -1 OFFSET ?)
      AND (delivery IS NULL OR delivery = 'seen')`
    this.#database.prepare(sql).run(federation, peer, keptMax)
  }

  #peers(sql: string, federation: FederationId): NodeId[] {
    const rows = this.#database.prepare(sql).all<{ peer: NodeId }>(federation)
    return rows.map(({ peer }) => peer)
  }

  #count(sql: string, ...values: readonly (string | number)[]): number {
    return this.#database.prepare(sql).get<{ count: number }>(...values)?.count ?? 0
  }
}

interface KeptRow extends Row {
  readonly payload: Uint8Array
  readonly own: number
  readonly atMs: number
  readonly receiptedAtMs: number | null
  readonly delivery: 'queued' | 'sent' | 'seen' | null
}

function toKept({ atMs, delivery, own, payload, receiptedAtMs }: KeptRow): KeptSaid[] {
  const said = decodeSaid(plainBytes(payload))
  const state = delivery === 'queued' || delivery === 'sent' ? delivery : 'received'
  return said === null ? [] : [{ said, ours: own === 1, atMs, receiptedAtMs, state }]
}
