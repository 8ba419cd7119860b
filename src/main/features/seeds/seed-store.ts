import type { SeedState } from '../../../shared/contract/seeds.ts'
import type { FederationId, NodeId, SeedId } from '../../../shared/kernel/ids.ts'
import type { Database, Row } from '../../storage/database.ts'
import { folded } from './seed-search.ts'
import type { ArrivingSeed, KnownDocument, KnownSeed } from './seed-types.ts'

/** Longest way back along `replaces`. Chosen here: a page with more versions shows its newest. */
const ANCESTORS_MAX = 64

/** Most sources given of one content. Chosen here: as many as a person looks through. */
const DOCUMENTS_MAX = 64

/** No offer of it is within its author's limits. One carried by hand is under none. */
const IS_HELD_BACK = `NOT EXISTS (SELECT 1 FROM seed_documents AS source
  LEFT JOIN seed_offers AS offer ON offer.seed = source.id
  WHERE source.federation = seeds.federation AND source.hash = seeds.hash
    AND (source.via = 'file' OR offer.held_back IS NOT 1))`
const ATTACHMENTS = `(SELECT json_group_array(json_object(
    'name', file.name, 'mediaType', file.media_type, 'sizeBytes', file.size_bytes, 'root', file.root
  ) ORDER BY file.place)
  FROM seed_attachments AS file WHERE file.federation = seeds.federation AND file.hash = seeds.hash)`
const SEED = `seeds.federation, seeds.hash, seeds.id, seeds.title, seeds.body, seeds.checks, ${ATTACHMENTS} AS attachments, seeds.state,
  seeds.received_at_ms AS receivedAtMs, seeds.handled_by AS handledBy, seeds.handled_at_ms AS handledAtMs,
  seeds.refused_reason AS refusedReason, lead.origin, lead.mirror_name AS mirrorName,
  lead.offered_at_ms AS offeredAtMs, lead.via, lead.replaces, ${IS_HELD_BACK} AS heldBack`
const SEEDS = 'seeds JOIN seed_documents AS lead ON lead.id = seeds.id'

export interface SeedListing {
  readonly federation: FederationId
  readonly state: SeedState | null
  /** Only what is held back from the tray, or only the rest; null for all. */
  readonly heldBack: boolean | null
  /** Folded; empty for all. */
  readonly words: string
  /** Origins whose names match the words too. */
  readonly origins: readonly NodeId[]
  readonly beforeMs: number
  /** The rest of the last millisecond comes beyond it, so that `beforeMs` skips nothing. */
  readonly limit: number
}

/** A file as a lesson of a federation names it. */
export interface NamedFile {
  readonly federation: FederationId
  /** Root of the tree over its chunks, hex. */
  readonly root: string
  readonly sizeBytes: number
}

/** The lessons to which a file belongs. */
export interface AttachmentUse {
  readonly lessons: number
  /** One of them is this Node's own. */
  readonly isOwn: boolean
  readonly isPlanted: boolean
}
type UseRow = Row & { readonly lessons: number; readonly own: number; readonly planted: number }

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
    this.#addAttachments(seed)
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
    const heldBack = listing.heldBack === null ? null : Number(listing.heldBack)
    const matching = `SELECT seeds.rowid AS place, RANK() OVER (ORDER BY seeds.received_at_ms DESC) AS rank
      FROM ${SEEDS}
      WHERE (seeds.federation = ? OR seeds.state = 'planted') AND (? IS NULL OR seeds.state = ?)
        AND (? IS NULL OR (seeds.state = 'tray' AND ${IS_HELD_BACK}) = ?) AND seeds.received_at_ms < ?
        AND (instr(seeds.words, ?) > 0 OR lead.origin IN (SELECT value FROM json_each(?)))`
    const sql = `SELECT ${SEED} FROM ${SEEDS}
      WHERE seeds.rowid IN (SELECT place FROM (${matching}) WHERE rank <= ?)
      ORDER BY seeds.received_at_ms DESC, seeds.rowid DESC`
    return this.#database
      .prepare(sql)
      .all<SeedRow>(
        ...[federation, state, state, heldBack, heldBack, beforeMs],
        ...[words, JSON.stringify(origins), limit],
      )
      .map(toSeed)
  }

  /** Whether a lesson of a federation, of any origin or of one, names a file of this root and size. */
  isNaming({ federation, root, sizeBytes }: NamedFile, origin: NodeId | null = null): boolean {
    const sql = `SELECT 1 FROM seed_attachments AS file WHERE root = ? AND federation = ? AND size_bytes = ?
      AND (? IS NULL OR EXISTS (SELECT 1 FROM seed_documents AS document
        WHERE document.federation = file.federation AND document.hash = file.hash AND document.origin = ?)) LIMIT 1`
    return this.#database.prepare(sql).get(root, federation, sizeBytes, origin, origin) !== undefined
  }

  /** Who offered lessons that do, as many as a person looks through. */
  originsNaming({ federation, root, sizeBytes }: NamedFile): NodeId[] {
    const sql = `SELECT DISTINCT document.origin FROM seed_attachments AS file
      JOIN seed_documents AS document USING (federation, hash)
      WHERE file.root = ? AND federation = ? AND file.size_bytes = ? LIMIT ?`
    const rows = this.#database
      .prepare(sql)
      .all<{ origin: NodeId }>(root, federation, sizeBytes, DOCUMENTS_MAX)
    return rows.map(({ origin }) => origin)
  }

  /** Whether a lesson that is of a federation, or planted, or this Node's own in whatever federation, names a file. */
  isKeeping(federation: FederationId, root: string): boolean {
    const sql = `SELECT 1 FROM seed_attachments AS file JOIN seeds USING (federation, hash)
      WHERE file.root = ? AND (federation = ? OR seeds.state IN ('planted', 'own')) LIMIT 1`
    return this.#database.prepare(sql).get(root, federation) !== undefined
  }

  /** Of the lessons that keep a file, those that tell its true size. */
  useOf({ federation, root, sizeBytes }: NamedFile): AttachmentUse {
    const sql = `SELECT COUNT(*) AS lessons, TOTAL(seeds.state = 'own') AS own, TOTAL(seeds.state = 'planted') AS planted
      FROM seed_attachments AS file JOIN seeds USING (federation, hash)
      WHERE file.root = ? AND file.size_bytes = ? AND (federation = ? OR seeds.state IN ('planted', 'own'))`
    const row = this.#database.prepare(sql).get<UseRow>(root, sizeBytes, federation)
    return { lessons: row?.lessons ?? 0, isOwn: (row?.own ?? 0) > 0, isPlanted: (row?.planted ?? 0) > 0 }
  }

  origins(): NodeId[] {
    const sql = 'SELECT DISTINCT origin FROM seed_documents'
    return this.#database
      .prepare(sql)
      .all<{ origin: NodeId }>()
      .map(({ origin }) => origin)
  }

  /** The offers of a content, in the order in which they came. */
  documents({ federation, hash }: Pick<KnownSeed, 'federation' | 'hash'>): KnownDocument[] {
    const sql = `SELECT seed_documents.id, seed_documents.hash, origin, mirror_name AS mirrorName,
        offered_at_ms AS offeredAtMs, replaces, seeds.title
      FROM seed_documents JOIN seeds USING (federation, hash)
      WHERE federation = ? AND hash = ? ORDER BY seed_documents.rowid LIMIT ?`
    return this.#database.prepare(sql).all<KnownDocument & Row>(federation, hash, DOCUMENTS_MAX)
  }

  /** The versions before a seed that are here, newest first, by the offer of each that came first. */
  ancestors(seed: KnownSeed): KnownSeed[] {
    const line = [seed]
    let { replaces } = seed
    while (replaces !== null && line.length <= ANCESTORS_MAX) {
      const ancestor = this.seed(replaces)
      // Offers of one content may name different versions, so contents, unlike offers, can lead back to themselves.
      if (ancestor === null || line.some(({ id }) => id === ancestor.id)) break
      line.push(ancestor)
      replaces = ancestor.replaces
    }
    return line.slice(1)
  }

  /** The versions before a seed that are here, whichever offer names them, the nearest first. */
  versionsBefore(seed: KnownSeed): KnownSeed[] {
    const found = [seed]
    for (const version of found) {
      for (const { replaces } of this.documents(version)) {
        const before = replaces === null ? null : this.seed(replaces)
        const isNew = before !== null && found.every(({ id }) => id !== before.id)
        if (isNew && found.length <= ANCESTORS_MAX) found.push(before)
      }
    }
    return found.slice(1)
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

  #addAttachments({ content, federation, hash }: ArrivingSeed): void {
    const sql = 'INSERT OR IGNORE INTO seed_attachments VALUES (?, ?, ?, ?, ?, ?, ?)'
    const statement = this.#database.prepare(sql)
    for (const [place, { mediaType, name, root, sizeBytes }] of content.attachments.entries())
      statement.run(federation, hash, place, name, mediaType, sizeBytes, root)
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

type SeedRow = Omit<KnownSeed, 'attachments' | 'checks' | 'heldBack'> & {
  readonly attachments: string
  readonly checks: string
  readonly heldBack: number
} & Row

const toSeed = (row: SeedRow): KnownSeed => ({
  ...(row as Omit<KnownSeed, 'attachments' | 'checks' | 'heldBack'>),
  attachments: JSON.parse(row.attachments) as KnownSeed['attachments'],
  checks: JSON.parse(row.checks) as KnownSeed['checks'],
  heldBack: row.heldBack === 1,
})
