import type { Delivery } from '../../../shared/contract/transfers.ts'
import type { FederationId, NodeId, TransferId } from '../../../shared/kernel/ids.ts'
import { sha256 } from '../../crypto/digests.ts'
import { plainBytes, toHex } from '../../platform/bytes.ts'
import type { LetterStore, WaitingLetter } from '../../replica/private-outbox.ts'
import type { Database, Row } from '../../storage/database.ts'
import { decodeMessage, encodeMessage, MESSAGES_MAX } from './transfer-codec.ts'
import type { Message } from './transfer-types.ts'

/** One side of one conversation. */
export interface Voice {
  readonly federation: FederationId
  readonly transfer: TransferId
  readonly own: boolean
}

/** A message as it is kept. */
export interface KeptMessage {
  readonly message: Message
  readonly own: boolean
  /** Who signed, where a Mirror did. */
  readonly mirrorName: string | null
  /** Of our own; null for theirs. */
  readonly delivery: Delivery | null
}

type WaitingMessage = WaitingLetter<TransferId>

/** What was said in each transfer, by either side, whole. Writes belong inside `Database.write`. */
export class MessageStore implements LetterStore<TransferId> {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The number that a side's next message has. After an older copy was brought back, numbers of this side may be missing. */
  nextNumber({ federation, transfer, own }: Voice): number {
    const sql = `SELECT COALESCE(MAX(number) + 1, 0) AS next FROM transfer_messages
      WHERE federation = ? AND transfer = ? AND own = ?`
    return this.#database.prepare(sql).get<{ next: number }>(federation, transfer, own ? 1 : 0)?.next ?? 0
  }

  /** Hash of the payload at a place; null where nothing is. */
  hashAt({ federation, transfer, own }: Voice, number: number): string | null {
    const sql = `SELECT payload_hash AS hash FROM transfer_messages
      WHERE federation = ? AND transfer = ? AND own = ? AND number = ?`
    const row = this.#database.prepare(sql).get<{ hash: string }>(federation, transfer, own ? 1 : 0, number)
    return row?.hash ?? null
  }

  add(
    { federation, transfer, own }: Voice,
    message: { number: number; payload: Uint8Array; payloadHash: string; mirrorName: string | null },
  ): void {
    const { number, payload, payloadHash, mirrorName } = message
    this.#database
      .prepare(`INSERT INTO transfer_messages
        (federation, transfer, own, number, payload, payload_hash, mirror_name, delivery) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
      .run(
        ...[federation, transfer, own ? 1 : 0, number, payload, payloadHash, mirrorName],
        own ? 'queued' : null,
      )
  }

  /** Both sides' messages, in the order in which they came to be here. */
  all(federation: FederationId, transfer: TransferId): KeptMessage[] {
    const sql = `SELECT payload, own, mirror_name AS mirrorName, delivery FROM transfer_messages
      WHERE federation = ? AND transfer = ? ORDER BY place`
    return this.#database.prepare(sql).all<KeptRow>(federation, transfer).flatMap(toKept)
  }

  /** Peers who have yet to be told something. */
  waitingPeers(federation: FederationId): NodeId[] {
    const sql = `SELECT DISTINCT transfers.peer FROM transfer_messages AS messages
      JOIN transfers ON transfers.federation = messages.federation AND transfers.id = messages.transfer
      WHERE messages.federation = ? AND messages.delivery <> 'seen'`
    return this.#database
      .prepare(sql)
      .all<{ peer: NodeId }>(federation)
      .map(({ peer }) => peer)
  }

  /** What a peer has yet to be told, in the order in which it was written. */
  waiting(
    federation: FederationId,
    peer: NodeId,
    page: { readonly afterPlace: number; readonly limit: number },
  ): WaitingMessage[] {
    const sql = `SELECT messages.place, messages.transfer AS matter, messages.payload, messages.delivery
      FROM transfer_messages AS messages
      JOIN transfers ON transfers.federation = messages.federation AND transfers.id = messages.transfer
      WHERE messages.federation = ? AND messages.delivery <> 'seen' AND transfers.peer = ? AND messages.place > ?
      ORDER BY messages.place LIMIT ?`
    return this.#database
      .prepare(sql)
      .all<WaitingMessage & Row>(federation, peer, page.afterPlace, page.limit)
      .map((row) => ({ ...row, payload: plainBytes(row.payload) }))
  }

  markSent(sent: readonly Pick<WaitingMessage, 'place'>[]): void {
    const sql = "UPDATE transfer_messages SET delivery = 'sent' WHERE place = ? AND delivery = 'queued'"
    for (const { place } of sent) this.#database.prepare(sql).run(place)
  }

  /** Note that a peer has stored a message of ours. @returns the transfer, or null where that is no news */
  markSeen(federation: FederationId, peer: NodeId, payloadHash: string): TransferId | null {
    const sql = `UPDATE transfer_messages SET delivery = 'seen'
      WHERE payload_hash = ? AND own = 1 AND federation = ? AND delivery <> 'seen'
        AND transfer IN (SELECT id FROM transfers WHERE federation = ? AND peer = ?)
      RETURNING transfer`
    const row = this.#database
      .prepare(sql)
      .get<{ transfer: TransferId }>(payloadHash, federation, federation, peer)
    return row?.transfer ?? null
  }

  /** What a peer has said it holds no more, or never did, waits again. @returns whether anything does */
  requeue(federation: FederationId, transfer: TransferId, held: number): boolean {
    const sql = `UPDATE transfer_messages SET delivery = 'queued'
      WHERE federation = ? AND transfer = ? AND own = 1 AND number >= ? AND delivery = 'seen' RETURNING place`
    return this.#database.prepare(sql).all(federation, transfer, held).length > 0
  }

  /**
   * Number what waits so that it follows what a peer holds, where a peer has refused a message for its number: the
   * message and all that waits after it are written anew under the next numbers. What Mirrors signed stays as it is.
   *
   * @returns whether anything was
   */
  renumber(
    federation: FederationId,
    transfer: TransferId,
    { held, refused }: { readonly held: number; readonly refused: string },
  ): boolean {
    const waiting = this.#waitingIn(federation, transfer)
    const number = waiting.find(({ hash }) => hash === refused)?.number
    const late = waiting.filter((row) => row.number >= Math.min(held, number ?? held))
    if (number === undefined || late[0]?.number === held || held + late.length > MESSAGES_MAX) return false
    for (const { place } of late) this.#move(place, -1 - place) // out of each other's way
    for (const [index, row] of late.entries()) this.#rewrite(row, held + index)
    return true
  }

  #waitingIn(federation: FederationId, transfer: TransferId): readonly NumberedRow[] {
    const sql = `SELECT place, number, payload, payload_hash AS hash FROM transfer_messages
      WHERE federation = ? AND transfer = ? AND own = 1 AND delivery <> 'seen' ORDER BY number`
    return this.#database.prepare(sql).all<NumberedRow>(federation, transfer)
  }

  #move(place: number, number: number): void {
    this.#database.prepare('UPDATE transfer_messages SET number = ? WHERE place = ?').run(number, place)
  }

  #rewrite({ place, payload: before }: NumberedRow, number: number): void {
    const message = decodeMessage(plainBytes(before))
    if (message === null) throw new TypeError('a stored message is none')
    const payload = encodeMessage({ ...message, number })
    this.#database
      .prepare(`UPDATE transfer_messages SET number = ?, payload = ?, payload_hash = ?, delivery = 'queued'
        WHERE place = ?`)
      .run(number, payload, toHex(sha256(payload)), place)
  }
}

interface NumberedRow extends Row {
  readonly place: number
  readonly number: number
  readonly payload: Uint8Array
  readonly hash: string
}

interface KeptRow extends Row {
  readonly payload: Uint8Array
  readonly own: number
  readonly mirrorName: string | null
  readonly delivery: Delivery | null
}

function toKept({ payload, own, mirrorName, delivery }: KeptRow): KeptMessage[] {
  const message = decodeMessage(plainBytes(payload))
  return message === null ? [] : [{ message, own: own === 1, mirrorName, delivery }]
}
