import type { MirrorId } from '../../../shared/kernel/ids.ts'
import type { Entry } from '../../replica/entry.ts'
import type { Database } from '../../storage/database.ts'

/** Where in its author's writings an entry stands. */
export type EntryPlace = Pick<Entry, 'federationId' | 'author' | 'stream' | 'epoch' | 'sequence' | 'time'>

/** Which Mirrors of any Node have been revoked, and since which place in that Node's log. */
export class RevocationStore {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Runs inside the transaction that stores the entry. */
  insert(mirrorId: MirrorId, at: EntryPlace): void {
    const { federationId, author, epoch, sequence, time } = at
    this.#db
      .prepare('INSERT OR IGNORE INTO mirror_revocations VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        federationId,
        author,
        mirrorId,
        epoch.openedAtMs,
        epoch.random,
        sequence,
        time.wallMs,
        time.counter,
      )
  }

  /**
   * Whether a revocation stands before this place: by epoch and sequence on the
   * log, which all Nodes see alike; by the author's hybrid time on `latest`,
   * whose sequence counts something else.
   */
  isRevokedBefore(mirrorId: MirrorId, place: EntryPlace): boolean {
    const { federationId, author, epoch, sequence, time } = place
    const ofMirror = 'SELECT 1 FROM mirror_revocations WHERE federation = ? AND node = ? AND mirror_id = ?'
    const row =
      place.stream === 'log'
        ? this.#db
            .prepare(`${ofMirror} AND (epoch_ms, epoch_random, sequence) < (?, ?, ?)`)
            .get(federationId, author, mirrorId, epoch.openedAtMs, epoch.random, sequence)
        : this.#db
            .prepare(`${ofMirror} AND (wall_ms, counter) < (?, ?)`)
            .get(federationId, author, mirrorId, time.wallMs, time.counter)
    return row !== undefined
  }

  /** Whether a Node has ever revoked a Mirror. */
  isRevoked(
    { federationId, author }: Pick<EntryPlace, 'federationId' | 'author'>,
    mirrorId: MirrorId,
  ): boolean {
    const sql = 'SELECT 1 FROM mirror_revocations WHERE federation = ? AND node = ? AND mirror_id = ?'
    return this.#db.prepare(sql).get(federationId, author, mirrorId) !== undefined
  }
}
