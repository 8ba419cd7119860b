import type { FederationId } from '../../../shared/kernel/ids.ts'
import { plainBytes } from '../../platform/bytes.ts'
import type { Database, Row } from '../../storage/database.ts'
import { decodeGenesis, type Genesis } from './federation-codec.ts'

interface FederationRow extends Row {
  readonly federation: FederationId
  readonly genesis: Uint8Array
  readonly joined_at_ms: number
  readonly left_at_ms: number | null
  readonly founded_here: number
}

export interface CurrentFederation {
  readonly genesis: Genesis
  readonly joinedAtMs: number
  /** This installation founded it: no older log of this Node can exist in it. */
  readonly foundedHere: boolean
}

/** The federations this Node is or was in. Exactly one is current. */
export class FederationStore {
  readonly #database: Database
  /** Kept because every entry asks for it; undefined where it has to be read. */
  #current: CurrentFederation | null | undefined

  constructor(deps: { readonly database: Database }) {
    this.#database = deps.database
  }

  /** The federation this Node is in; null only before the first was founded. */
  current(): CurrentFederation | null {
    if (this.#current === undefined) this.#current = this.#readCurrent()
    return this.#current
  }

  #readCurrent(): CurrentFederation | null {
    const row = this.#database.prepare('SELECT * FROM federations WHERE current = 1').get<FederationRow>()
    const genesis = row === undefined ? null : decodeGenesis(plainBytes(row.genesis))
    return row === undefined || genesis === null
      ? null
      : { genesis, joinedAtMs: row.joined_at_ms, foundedHere: row.founded_here !== 0 }
  }

  /** Make a federation the current one; the one before becomes an archive. */
  enter(genesis: Genesis, entry: { readonly atMs: number; readonly foundedHere: boolean }): void {
    const { atMs, foundedHere } = entry
    this.#current = undefined
    this.#database.prepare('UPDATE federations SET current = 0, left_at_ms = ? WHERE current = 1').run(atMs)
    this.#database
      .prepare(
        `INSERT INTO federations (federation, genesis, joined_at_ms, left_at_ms, current, founded_here) VALUES (?, ?, ?, NULL, 1, ?)
         ON CONFLICT (federation) DO UPDATE SET current = 1`,
      )
      .run(genesis.federationId, genesis.bytes, atMs, Number(foundedHere))
  }

  /** Go back from a federation that was entered and could not be joined, as if it had not been: one of earlier is an archive again. */
  retreat(from: FederationId, to: FederationId): void {
    this.#current = undefined
    this.#database.prepare('DELETE FROM federations WHERE federation = ? AND left_at_ms IS NULL').run(from)
    this.#database.prepare('UPDATE federations SET current = 0 WHERE federation = ?').run(from)
    this.#database
      .prepare('UPDATE federations SET current = 1, left_at_ms = NULL WHERE federation = ?')
      .run(to)
  }

  archived(): readonly { readonly federationId: FederationId; readonly leftAtMs: number }[] {
    return this.#database
      .prepare('SELECT * FROM federations WHERE current = 0 ORDER BY left_at_ms DESC')
      .all<FederationRow>()
      .map((row) => ({ federationId: row.federation, leftAtMs: row.left_at_ms ?? row.joined_at_ms }))
  }
}
