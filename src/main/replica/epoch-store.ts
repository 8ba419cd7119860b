import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { Database, Row } from '../storage/database.ts'
import type { Epoch } from './entry.ts'
import { compareEpochs } from './epoch-order.ts'

/** The epoch this Node writes under. */
export interface OwnEpoch {
  readonly epoch: Epoch
  /** Last number given to a `latest` entry; -1 before the first. */
  readonly latestSequence: number
  /** Another machine opened a newer epoch of this identity: this one may not write. */
  readonly superseded: boolean
  /** Neighbours hold entries of this epoch that we lack, or may: the next entry opens a new one. */
  readonly reopen: boolean
}

interface OwnRow extends Row {
  readonly epoch_ms: number
  readonly epoch_random: string
  readonly latest_sequence: number
  readonly superseded: number
  readonly reopen: number
}

/** Epochs of one federation: this Node's own, and what authors say of their older ones. */
export class EpochStore {
  readonly #database: Database
  readonly #federation: FederationId

  constructor(deps: { readonly database: Database }, options: { readonly federationId: FederationId }) {
    this.#database = deps.database
    this.#federation = options.federationId
  }

  own(): OwnEpoch | null {
    const row = this.#database
      .prepare('SELECT * FROM own_epochs WHERE federation = ?')
      .get<OwnRow>(this.#federation)
    if (row === undefined) return null
    return {
      epoch: { openedAtMs: row.epoch_ms, random: row.epoch_random },
      latestSequence: row.latest_sequence,
      superseded: row.superseded !== 0,
      reopen: row.reopen !== 0,
    }
  }

  setOwn(own: OwnEpoch): void {
    const { epoch, latestSequence, superseded, reopen } = own
    this.#database
      .prepare('INSERT OR REPLACE INTO own_epochs VALUES (?, ?, ?, ?, ?, ?)')
      .run(
        this.#federation,
        epoch.openedAtMs,
        epoch.random,
        latestSequence,
        Number(superseded),
        Number(reopen),
      )
  }

  /**
   * An entry of our own under this epoch came from somebody else: this machine was
   * set back, or the identity lives on elsewhere.
   *
   * @returns whether that says anything of the epoch we write under
   */
  noteUnwritten(epoch: Epoch): boolean {
    const own = this.own()
    const order = own === null ? -1 : compareEpochs(epoch, own.epoch)
    if (own === null || order < 0) return false
    this.setOwn({ ...own, superseded: own.superseded || order > 0, reopen: own.reopen || order === 0 })
    return true
  }

  /** The next entry of our own opens a new epoch. */
  beginAnew(): void {
    const own = this.own()
    if (own !== null) this.setOwn({ ...own, reopen: true })
  }

  /**
   * An author's newer epoch names the last entry that counts of an older one; -1
   * where none does. Of two that name the same, the earlier end counts, so that all
   * Nodes agree in whatever order they hear.
   */
  close(author: NodeId, epoch: Epoch, lastSequence: number): void {
    this.#database
      .prepare(
        `INSERT INTO closed_epochs VALUES (?, ?, ?, ?, ?) ON CONFLICT (federation, author, epoch_ms, epoch_random)
         DO UPDATE SET last_sequence = min(last_sequence, excluded.last_sequence)`,
      )
      .run(this.#federation, author, epoch.openedAtMs, epoch.random, lastSequence)
  }

  /** Last sequence that counts of an epoch; null while it is open. */
  closedAt(author: NodeId, epoch: Epoch): number | null {
    const row = this.#database
      .prepare(
        `SELECT last_sequence FROM closed_epochs
         WHERE federation = ? AND author = ? AND epoch_ms = ? AND epoch_random = ?`,
      )
      .get<{ last_sequence: number }>(this.#federation, author, epoch.openedAtMs, epoch.random)
    return row?.last_sequence ?? null
  }
}
