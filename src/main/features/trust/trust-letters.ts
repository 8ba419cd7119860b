import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import { sha256 } from '../../crypto/digests.ts'
import { plainBytes, toHex } from '../../platform/bytes.ts'
import type { LetterStore, WaitingLetter } from '../../replica/private-outbox.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { Between } from './trust-types.ts'

/** Where word of isolations, or answers to it, wait until they are known to be there; then they go. Writes belong inside `Database.write`. */
export class TrustLetters implements LetterStore<NodeId> {
  readonly #database: Database
  readonly #kind: 'isolation' | 'appeal'

  constructor(database: Database, options: { readonly kind: 'isolation' | 'appeal' }) {
    this.#database = database
    this.#kind = options.kind
  }

  add({ federation, peer }: Between, payload: Uint8Array): void {
    const sql = `INSERT INTO trust_letters (federation, peer, kind, payload, payload_hash, delivery)
      VALUES (?, ?, ?, ?, ?, 'queued')`
    this.#database.prepare(sql).run(federation, peer, this.#kind, payload, toHex(sha256(payload)))
  }

  /** Whatever it was, it is no longer worth saying. */
  withdraw({ federation, peer }: Between): void {
    const sql = 'DELETE FROM trust_letters WHERE federation = ? AND peer = ? AND kind = ?'
    this.#database.prepare(sql).run(federation, peer, this.#kind)
  }

  waitingPeers(federation: FederationId): NodeId[] {
    const sql = 'SELECT DISTINCT peer FROM trust_letters WHERE federation = ? AND kind = ?'
    const rows = this.#database.prepare(sql).all<{ peer: NodeId }>(federation, this.#kind)
    return rows.map(({ peer }) => peer)
  }

  waiting(
    federation: FederationId,
    peer: NodeId,
    page: { readonly afterPlace: number; readonly limit: number },
  ): WaitingLetter<NodeId>[] {
    const sql = `SELECT place, peer AS matter, payload, delivery FROM trust_letters
      WHERE federation = ? AND peer = ? AND kind = ? AND place > ? ORDER BY place LIMIT ?`
    return this.#database
      .prepare(sql)
      .all<WaitingLetter<NodeId> & Row>(federation, peer, this.#kind, page.afterPlace, page.limit)
      .map((row) => ({ ...row, payload: plainBytes(row.payload) }))
  }

  markSent(sent: readonly Pick<WaitingLetter<NodeId>, 'place'>[]): void {
    const sql = "UPDATE trust_letters SET delivery = 'sent' WHERE place = ?"
    for (const { place } of sent) this.#database.prepare(sql).run(place)
  }

  markSeen(federation: FederationId, peer: NodeId, payloadHash: string): NodeId | null {
    const sql =
      'DELETE FROM trust_letters WHERE federation = ? AND peer = ? AND kind = ? AND payload_hash = ?'
    return this.#database.prepare(sql).run(federation, peer, this.#kind, payloadHash) > 0 ? peer : null
  }
}
