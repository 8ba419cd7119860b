import { createSecretKey, type KeyObject } from 'node:crypto'
import type { MirrorId, TransferId } from '../../../shared/kernel/ids.ts'
import { fromHex, plainBytes } from '../../platform/bytes.ts'
import type { Random } from '../../platform/random.ts'
import type { Database } from '../../storage/database.ts'
import { openVote, SEALED_VOTE_BYTES, sealVote, type Vote } from './vote-box.ts'

export interface VoteStoreDeps {
  readonly database: Database
  readonly random: Random
}

export interface GivenVote {
  readonly mirrorId: MirrorId
  readonly vote: Vote
}

/**
 * The Mirrors' answers under seal: one row for each who is asked, there from the
 * start and of one size. Every change seals all rows of a transfer anew, so
 * neither the rows nor what changed in them tells who answered, or what. Methods
 * that change something run inside `Database.write`.
 */
export class VoteStore {
  readonly #deps: VoteStoreDeps
  readonly #key: KeyObject

  /** `voteKey`: 32 bytes, copied. */
  constructor(deps: VoteStoreDeps, voteKey: Uint8Array) {
    this.#deps = deps
    this.#key = createSecretKey(voteKey)
  }

  /** Ask these Mirrors; all answers are open. */
  ask(transferId: TransferId, mirrorIds: readonly MirrorId[]): void {
    for (const mirrorId of mirrorIds.toSorted()) this.#put(transferId, mirrorId, { answer: 'undecided' })
  }

  isAsked(transferId: TransferId, mirrorId: MirrorId): boolean {
    const sql = 'SELECT 1 FROM transfer_votes WHERE transfer = ? AND mirror = ?'
    return this.#deps.database.prepare(sql).get(transferId, mirrorId) !== undefined
  }

  /** In the order of the Mirrors' ids. The work does not depend on the answers. */
  all(transferId: TransferId): readonly GivenVote[] {
    return this.#deps.database
      .prepare('SELECT mirror, sealed FROM transfer_votes WHERE transfer = ? ORDER BY mirror')
      .all<{ mirror: MirrorId; sealed: Uint8Array }>(transferId)
      .map(({ mirror, sealed }) => ({
        mirrorId: mirror,
        vote: openVote(this.#key, plainBytes(sealed), placeOf(transferId, mirror)),
      }))
  }

  /** Replace one answer, and seal all anew. */
  set(transferId: TransferId, answered: MirrorId, vote: Vote): void {
    for (const given of this.all(transferId)) {
      this.#put(transferId, given.mirrorId, given.mirrorId === answered ? vote : given.vote)
    }
  }

  /** Nobody learns from here any more who answered what: the rows are overwritten, then deleted. */
  wipe(transferId: TransferId): void {
    const { database, random } = this.#deps
    database
      .prepare('UPDATE transfer_votes SET sealed = ? WHERE transfer = ?')
      .run(random.bytes(SEALED_VOTE_BYTES), transferId)
    database.prepare('DELETE FROM transfer_votes WHERE transfer = ?').run(transferId)
  }

  #put(transferId: TransferId, mirrorId: MirrorId, vote: Vote): void {
    const placing = { place: placeOf(transferId, mirrorId), random: this.#deps.random }
    this.#deps.database
      .prepare(
        `INSERT INTO transfer_votes VALUES (?, ?, ?)
         ON CONFLICT (transfer, mirror) DO UPDATE SET sealed = excluded.sealed`,
      )
      .run(transferId, mirrorId, sealVote(this.#key, vote, placing))
  }
}

const placeOf = (transferId: TransferId, mirrorId: MirrorId): Uint8Array =>
  Uint8Array.from(Buffer.concat([fromHex(transferId), fromHex(mirrorId)]))
