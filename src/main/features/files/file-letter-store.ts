import type { FederationId, FileId, NodeId } from '../../../shared/kernel/ids.ts'
import { sha256 } from '../../crypto/digests.ts'
import { plainBytes, toHex } from '../../platform/bytes.ts'
import type { LetterStore, WaitingLetter } from '../../replica/private-outbox.ts'
import type { Database, Row } from '../../storage/database.ts'
import { encodeFileWord } from './file-codec.ts'
import type { FileWord } from './file-types.ts'

/** Letters about files that wait for a receipt, and no longer. Writes belong inside `Database.write`. */
export class FileLetterStore implements LetterStore<FileId> {
  readonly #database: Database

  constructor(deps: { readonly database: Database }) {
    this.#database = deps.database
  }

  add(
    to: { readonly federation: FederationId; readonly peer: NodeId },
    fileId: FileId,
    word: FileWord,
  ): void {
    const payload = encodeFileWord(fileId, word)
    const sql = `INSERT INTO file_letters (federation, peer, file, payload, payload_hash, delivery)
      VALUES (?, ?, ?, ?, ?, 'queued')`
    this.#database.prepare(sql).run(to.federation, to.peer, fileId, payload, toHex(sha256(payload)))
  }

  countWaiting(federation: FederationId, peer: NodeId): number {
    const sql = 'SELECT COUNT(*) AS count FROM file_letters WHERE federation = ? AND peer = ?'
    return this.#database.prepare(sql).get<{ count: number }>(federation, peer)?.count ?? 0
  }

  /** Whether something about this file was never sent. */
  hasUnsent(fileId: FileId): boolean {
    const sql = "SELECT 1 FROM file_letters WHERE file = ? AND delivery = 'queued'"
    return this.#database.prepare(sql).get(fileId) !== undefined
  }

  /** Nobody need be told what nobody heard. @returns whether there was anything */
  dropUnsent(fileId: FileId): boolean {
    const sql = "DELETE FROM file_letters WHERE file = ? AND delivery = 'queued'"
    return this.#database.prepare(sql).run(fileId) > 0
  }

  waitingPeers(federation: FederationId): NodeId[] {
    const sql = 'SELECT DISTINCT peer FROM file_letters WHERE federation = ?'
    return this.#database
      .prepare(sql)
      .all<{ peer: NodeId }>(federation)
      .map(({ peer }) => peer)
  }

  waiting(
    federation: FederationId,
    peer: NodeId,
    { afterPlace, limit }: { readonly afterPlace: number; readonly limit: number },
  ): WaitingLetter<FileId>[] {
    const sql = `SELECT place, file AS matter, payload, delivery FROM file_letters
      WHERE federation = ? AND peer = ? AND place > ? ORDER BY place LIMIT ?`
    const rows = this.#database
      .prepare(sql)
      .all<WaitingLetter<FileId> & Row>(federation, peer, afterPlace, limit)
    return rows.map((row) => ({ ...row, payload: plainBytes(row.payload) }))
  }

  markSent(sent: readonly Pick<WaitingLetter<FileId>, 'place'>[]): void {
    const statement = this.#database.prepare("UPDATE file_letters SET delivery = 'sent' WHERE place = ?")
    for (const { place } of sent) statement.run(place)
  }

  markSeen(federation: FederationId, peer: NodeId, payloadHash: string): FileId | null {
    const sql = `DELETE FROM file_letters WHERE place IN (SELECT place FROM file_letters
      WHERE federation = ? AND peer = ? AND payload_hash = ?) RETURNING file`
    return this.#database.prepare(sql).get<{ file: FileId }>(federation, peer, payloadHash)?.file ?? null
  }
}
