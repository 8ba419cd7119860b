import type { SeedState } from '../../../shared/contract/seeds.ts'
import type { FederationId, NodeId, SeedId } from '../../../shared/kernel/ids.ts'
import type { Database, Row } from '../../storage/database.ts'
import { folded } from './seed-search.ts'
import type { ArrivingSeed, KnownDocument, KnownSeed } from './seed-types.ts'

/** Longest way back along `replaces`. Chosen here: a page with more versions shows its newest. */
const ANCESTORS_MAX = 64

const SEED = `seeds.federation, seeds.hash, seeds.id, seeds.title, seeds.body, seeds.checks, seeds.state,
  seeds.received_at_ms AS receivedAtMs, seeds.handled_by AS handledBy, seeds.handled_at_ms AS handledAtMs,
  seeds.refused_reason AS refusedReason, lead.origin, lead.mirror_name AS mirrorName,
  lead.offered_at_ms AS offeredAtMs, lead.via, lead.replaces`
const SEEDS = 'seeds JOIN seed_documents AS lead ON lead.id = seeds.id'

export interface SeedListing {
  readonly federation: FederationId
  readonly state: SeedState | null
  /** Folded; empty for all. */
  readonly words: string
  /** Origins whose names match the words too. */
  readonly origins: readonly NodeId[]
  readonly beforeMs: number
  readonly limit: number
}

/** What became of a seed here. */
export interface SeedHandling {
  readonly state: SeedState
  readonly by: string
  readonly atMs: number
  readonly refusedReason: string | null
}

/**
 * The seeds that are here: one row for each content of a federation, and beside
 * it every offer of that content. Writes belong inside `Database.write`.
 */
export class SeedStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * Keep an offer. Content that is not here yet comes into the tray, or among
   * this Node's own; of content that is here only the further source is noted.
   */
  receive(seed: ArrivingSeed & { readonly own: boolean }): void {
    const { id, federation, hash, content, receivedAtMs, own } = seed
    const { title, body, checks } = content
    this.#addDocument(seed)
    this.#database
      .prepare(
        `INSERT OR IGNORE INTO seeds (federation, hash, id, title, body, checks, state, received_at_ms, words)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[federation, hash, id, title, body, JSON.stringify(checks)],
        ...[own ? 'own' : 'tray', receivedAtMs, folded(`${title}\n${body}`)],
      )
  }

  /** A seed by the id of any offer of it. */
  seed(id: SeedId): KnownSeed | null {
    const sql = `SELECT ${SEED} FROM seed_documents AS asked
      JOIN seeds ON seeds.federation = asked.federation AND seeds.hash = asked.hash
      JOIN seed_documents AS lead ON lead.id = seeds.id WHERE asked.id = ?`
    const row = this.#database.prepare(sql).get<SeedRow>(id)
    return row === undefined ? null : toSeed(row)
  }

  withContent(federation: FederationId, hash: string): KnownSeed | null {
    const sql = `SELECT ${SEED} FROM ${SEEDS} WHERE seeds.federation = ? AND seeds.hash = ?`
    const row = this.#database.prepare(sql).get<SeedRow>(federation, hash)
    return row === undefined ? null : toSeed(row)
  }

  /** Newest arrival first: those of a federation, and whatever is planted. */
  list(listing: SeedListing): KnownSeed[] {
    const { federation, state, words, origins, beforeMs, limit } = listing
    const sql = `SELECT ${SEED} FROM ${SEEDS}
      WHERE (seeds.federation = ? OR seeds.state = 'planted') AND (? IS NULL OR seeds.state = ?)
        AND seeds.received_at_ms < ?
        AND (instr(seeds.words, ?) > 0 OR lead.origin IN (SELECT value FROM json_each(?)))
      ORDER BY seeds.received_at_ms DESC, seeds.rowid DESC LIMIT ?`
    return this.#database
      .prepare(sql)
      .all<SeedRow>(federation, state, state, beforeMs, words, JSON.stringify(origins), limit)
      .map(toSeed)
  }

  origins(): NodeId[] {
    const sql = 'SELECT DISTINCT origin FROM seed_documents'
    return this.#database
      .prepare(sql)
      .all<{ origin: NodeId }>()
      .map(({ origin }) => origin)
  }

  /** Every offer of a content, in the order in which they came. */
  documents({ federation, hash }: Pick<KnownSeed, 'federation' | 'hash'>): KnownDocument[] {
    const sql = `SELECT seed_documents.id, seed_documents.hash, origin, mirror_name AS mirrorName,
        offered_at_ms AS offeredAtMs, replaces, seeds.title
      FROM seed_documents JOIN seeds USING (federation, hash)
      WHERE federation = ? AND hash = ? ORDER BY seed_documents.rowid`
    return this.#database.prepare(sql).all<KnownDocument & Row>(federation, hash)
  }

  /** The versions before a seed that are here, newest first. Ids are hashes, so the way back never turns round. */
  ancestors(seed: KnownSeed): KnownSeed[] {
    const ancestors: KnownSeed[] = []
    let { replaces } = seed
    while (replaces !== null && ancestors.length < ANCESTORS_MAX) {
      const ancestor = this.seed(replaces)
      if (ancestor === null) break
      ancestors.push(ancestor)
      replaces = ancestor.replaces
    }
    return ancestors
  }

  /** Refused lessons of one origin under one title, or of one content in whatever federation. */
  refusedLike({ hash, origin, title }: KnownSeed): KnownSeed[] {
    const sql = `SELECT ${SEED} FROM ${SEEDS}
      WHERE seeds.state = 'refused' AND (seeds.hash = ? OR (lead.origin = ? AND seeds.title = ?))
      ORDER BY seeds.handled_at_ms DESC LIMIT 8`
    return this.#database.prepare(sql).all<SeedRow>(hash, origin, title).map(toSeed)
  }

  /** An encoded SignedSeed. */
  signed(id: SeedId): Uint8Array | null {
    const sql = 'SELECT signed FROM seed_documents WHERE id = ?'
    return this.#database.prepare(sql).get<{ signed: Uint8Array }>(id)?.signed ?? null
  }

  /** Note what a Mirror did. The words of a refusal can be found as those of the lesson can. */
  handle(seed: KnownSeed, { state, by, atMs, refusedReason }: SeedHandling): void {
    const words = folded([seed.title, seed.body, refusedReason ?? ''].join('\n'))
    this.#database
      .prepare(
        `UPDATE seeds SET state = ?, handled_by = ?, handled_at_ms = ?, refused_reason = ?, words = ? WHERE id = ?`,
      )
      .run(state, by, atMs, refusedReason, words, seed.id)
  }

  #addDocument(seed: ArrivingSeed): void {
    const { id, federation, hash, origin, mirrorName, offeredAtMs, receivedAtMs, via, replaces } = seed
    this.#database
      .prepare('INSERT OR IGNORE INTO seed_documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[id, federation, hash, origin, mirrorName, offeredAtMs],
        ...[receivedAtMs, via, replaces, seed.signed],
      )
  }
}

type SeedRow = Omit<KnownSeed, 'checks'> & { readonly checks: string } & Row

const toSeed = (row: SeedRow): KnownSeed => ({
  ...(row as Omit<KnownSeed, 'checks'>),
  checks: JSON.parse(row.checks) as KnownSeed['checks'],
})
