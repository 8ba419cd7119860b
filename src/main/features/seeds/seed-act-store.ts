import type { FederationId, SeedId } from '../../../shared/kernel/ids.ts'
import { SIGNATURE_DOMAINS, signedBytes } from '../../crypto/domains.ts'
import { fromHex } from '../../platform/bytes.ts'
import type { MirrorSigner } from '../../replica/entry.ts'
import type { Database } from '../../storage/database.ts'

/** What a Mirror did with a seed here. */
export interface SeedAct {
  readonly act: 'plant' | 'uproot' | 'refuse'
  readonly seed: SeedId
  /** SHA-256 of the content it was done with, hex. */
  readonly hash: string
  readonly atMs: number
  /** The page, and the place in its stack; null for a refusal. */
  readonly page: { readonly slug: string; readonly depth: number } | null
  readonly reason: string | null
}

/** Every act upon seeds, each with the signature of the Mirror who did it. Only ever added to, and sent to nobody. */
export class SeedActStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Sign and keep an act. Writes inside the transaction that does it. */
  add(act: SeedAct, federation: FederationId, mirror: MirrorSigner): void {
    const record = JSON.stringify(act)
    const signature = mirror.sign(
      signedBytes(SIGNATURE_DOMAINS.seedAct, fromHex(federation), Buffer.from(record)),
    )
    this.#database
      .prepare(
        `INSERT INTO seed_acts (seed, act, at_ms, mirror_id, by_name, record, credential, signature)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[act.seed, act.act, act.atMs, mirror.mirrorId, mirror.name],
        ...[record, mirror.credential, signature],
      )
  }
}
