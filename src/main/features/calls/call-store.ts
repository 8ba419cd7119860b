import type { CallView, WokenStatus } from '../../../shared/contract/neighbour-calls.ts'
import type { FederationId, MessageId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { Migration } from '../../storage/migrate.ts'
import { KEPT_MAX, KEPT_MS } from './call-rules.ts'
import type { Callee, WaitingWakeUp, WakeAnswer } from './call-types.ts'

export const callMigrations: readonly Migration[] = [
  {
    id: 'calls-001',
    sql: `
      CREATE TABLE neighbour_calls (
        place INTEGER PRIMARY KEY,
        federation TEXT NOT NULL,
        peer TEXT NOT NULL,
        own INTEGER NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        text TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT,
        tries INTEGER NOT NULL DEFAULT 0,
        answered_at_ms INTEGER,
        status TEXT,
        payload_hash TEXT,
        unseen INTEGER NOT NULL,
        UNIQUE (federation, peer, own, id)
      ) STRICT;
      CREATE INDEX neighbour_calls_by_time ON neighbour_calls (federation, at_ms);
      CREATE INDEX neighbour_calls_waiting ON neighbour_calls (federation, state) WHERE state = 'waiting';
      CREATE INDEX neighbour_calls_by_hash ON neighbour_calls (payload_hash) WHERE payload_hash IS NOT NULL;`,
  },
]

/** A call to be kept. */
export interface FreshCall extends Pick<CallView, 'id' | 'kind' | 'ours' | 'state'> {
  readonly text?: string
  readonly reason?: CallView['reason']
  /** Of a report of ours, by which its receipt names it. */
  readonly payloadHash?: string
}

/** Wake-ups and reports, ours and theirs. Writes belong inside `Database.write`. */
export class CallStore {
  readonly #database: Database
  readonly #clock: Clock

  constructor(deps: { readonly database: Database; readonly clock: Clock }) {
    this.#database = deps.database
    this.#clock = deps.clock
  }

  add({ federation, peer }: Callee, call: FreshCall): void {
    const sql = `INSERT INTO neighbour_calls
      (federation, peer, own, id, kind, at_ms, text, state, reason, answered_at_ms, payload_hash, unseen)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
    const { id, kind, ours, payloadHash = null, reason = null, state, text = '' } = call
    const nowMs = this.#clock.nowMs()
    const answeredAtMs = state === 'answered' || state === 'refused' ? nowMs : null
    this.#database
      .prepare(sql)
      .run(
        ...[federation, peer, ours ? 1 : 0, id, kind, nowMs, text, state, reason],
        ...[answeredAtMs, payloadHash, ours ? 0 : 1],
      )
    this.#forgetBeyond(KEPT_MAX, { federation, peer })
  }

  /** Their call of this id as it is kept, or null. */
  theirs({ federation, peer }: Callee, id: MessageId): CallView | null {
    const sql = `SELECT ${COLUMNS} FROM neighbour_calls WHERE federation = ? AND peer = ? AND own = 0 AND id = ?`
    const row = this.#database.prepare(sql).get<CallRow>(federation, peer, id)
    return row === undefined ? null : toView(row)
  }

  /** Newest first. The rest of the last moment comes beyond `limit`, so that `beforeMs` skips nothing. */
  list(
    federation: FederationId,
    {
      peer,
      beforeMs,
      limit,
    }: { readonly peer: NodeId | null; readonly beforeMs: number; readonly limit: number },
  ): CallView[] {
    const sql = `SELECT ${COLUMNS} FROM neighbour_calls
      WHERE place IN (
        SELECT place FROM (SELECT place, RANK() OVER (ORDER BY at_ms DESC) AS rank FROM neighbour_calls
          WHERE federation = ? AND (? IS NULL OR peer = ?) AND at_ms < ?) WHERE rank <= ?)
      ORDER BY at_ms DESC, place DESC`
    return this.#database.prepare(sql).all<CallRow>(federation, peer, peer, beforeMs, limit).map(toView)
  }

  /** Our wake-ups that wait for an answer; of one Node where it is named. */
  waiting(federation: FederationId, peer: NodeId | null = null): WaitingWakeUp[] {
    const sql = `SELECT peer, id, at_ms AS atMs, tries FROM neighbour_calls
      WHERE federation = ? AND state = 'waiting' AND (? IS NULL OR peer = ?) ORDER BY place`
    return this.#database.prepare(sql).all<WaitingWakeUp & Row>(federation, peer, peer)
  }

  noteTry({ federation, peer }: Callee, id: MessageId): void {
    const sql = `UPDATE neighbour_calls SET tries = tries + 1
      WHERE federation = ? AND peer = ? AND own = 1 AND id = ? AND state = 'waiting'`
    this.#database.prepare(sql).run(federation, peer, id)
  }

  /** @returns whether it was waiting until now */
  giveUp({ federation, peer }: Callee, id: MessageId): boolean {
    const sql = `UPDATE neighbour_calls SET state = 'no-answer'
      WHERE federation = ? AND peer = ? AND own = 1 AND id = ? AND state = 'waiting'`
    return this.#database.prepare(sql).run(federation, peer, id) > 0
  }

  /** Note the answer to a wake-up of ours, also one that came too late to be waited for. @returns whether it is news */
  answer({ federation, peer }: Callee, id: MessageId, answer: WakeAnswer): boolean {
    const sql = `UPDATE neighbour_calls SET state = ?, reason = ?, answered_at_ms = ?
      WHERE federation = ? AND peer = ? AND own = 1 AND id = ? AND state IN ('waiting', 'no-answer')`
    const [state, reason] = answer === 'awake' ? ['answered', null] : ['refused', answer]
    return this.#database.prepare(sql).run(state, reason, this.#clock.nowMs(), federation, peer, id) > 0
  }

  /** Note what a Node said of itself after our wake-up. @returns whether it is news */
  setStatus({ federation, peer }: Callee, id: MessageId, status: WokenStatus): boolean {
    const sql = `UPDATE neighbour_calls SET status = ?
      WHERE federation = ? AND peer = ? AND own = 1 AND id = ? AND kind = 'wake-up' AND status IS NULL`
    return this.#database.prepare(sql).run(JSON.stringify(status), federation, peer, id) > 0
  }

  markSent({ federation, peer }: Callee, id: MessageId): void {
    const sql = `UPDATE neighbour_calls SET state = 'sent'
      WHERE federation = ? AND peer = ? AND own = 1 AND id = ? AND state = 'unsent'`
    this.#database.prepare(sql).run(federation, peer, id)
  }

  /** A Node has stored a report of ours. @returns whether it is news */
  markReceived({ federation, peer }: Callee, payloadHash: string): boolean {
    const sql = `UPDATE neighbour_calls SET state = 'received', answered_at_ms = ?
      WHERE payload_hash = ? AND federation = ? AND peer = ? AND own = 1 AND state <> 'received'`
    return this.#database.prepare(sql).run(this.#clock.nowMs(), payloadHash, federation, peer) > 0
  }

  /** @returns whether anything, of that kind where one is named, was unseen */
  markSeen({ federation, peer }: Callee, kind: CallView['kind'] | null): boolean {
    const sql = `UPDATE neighbour_calls SET unseen = 0
      WHERE federation = ? AND peer = ? AND unseen = 1 AND (? IS NULL OR kind = ?)`
    return this.#database.prepare(sql).run(federation, peer, kind, kind) > 0
  }

  /** Let go of what has been kept long enough, whatever federation it was in. */
  forgetOld(): void {
    this.#database.prepare('DELETE FROM neighbour_calls WHERE at_ms < ?').run(this.#clock.nowMs() - KEPT_MS)
  }

  #forgetBeyond(keptMax: number, { federation, peer }: Callee): void {
    const sql = `DELETE FROM neighbour_calls WHERE state <> 'waiting' AND place IN (
      SELECT place FROM neighbour_calls WHERE federation = ? AND peer = ? ORDER BY place DESC LIMIT -1 OFFSET ?)`
    this.#database.prepare(sql).run(federation, peer, keptMax)
  }
}

const COLUMNS = `id, peer AS nodeId, kind, own, at_ms AS atMs, text, state, reason, tries,
  answered_at_ms AS answeredAtMs, status, unseen`

type CallRow = Row &
  Omit<CallView, 'ours' | 'status' | 'unseen'> & {
    readonly own: number
    readonly status: string | null
    readonly unseen: number
  }

const toView = ({ own, status, unseen, ...call }: CallRow): CallView => ({
  ...call,
  ours: own === 1,
  status: status === null ? null : (JSON.parse(status) as WokenStatus),
  unseen: unseen === 1,
})
