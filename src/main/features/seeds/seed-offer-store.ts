import type { EntryId, FederationId, NodeId, SeedId } from '../../../shared/kernel/ids.ts'
import { heldBackInOrder, passesLimits } from '../../replica/author-limits.ts'
import type { Entry } from '../../replica/entry.ts'
import type { Database } from '../../storage/database.ts'
import { LONGEST_WINDOW_MS, SEED_LIMITS } from './seed-limits.ts'

/** A seed as one author offered it in one federation. */
interface SeedOffer {
  readonly federation: FederationId
  readonly author: NodeId
  readonly seed: SeedId
}

/** Which offers of seeds on an author's log go beyond its limits. Writes belong inside `Database.write`. */
export class SeedOfferStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Put an offer in its place in the log and settle which of its author's are held back. */
  add(entry: Entry, seed: SeedId): void {
    const { id, federationId, author, epoch, sequence, time } = entry
    this.#database
      .prepare('INSERT OR IGNORE INTO seed_offers VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)')
      .run(id, seed, federationId, author, epoch.openedAtMs, epoch.random, sequence, time.wallMs)
    if (this.#isLast(entry)) this.#placeLast(entry)
    else this.#placeAll(entry)
  }

  /** The seed that an entry of an author's offers. */
  seedOf(entry: EntryId): SeedId | null {
    const sql = 'SELECT seed FROM seed_offers WHERE entry = ?'
    return this.#database.prepare(sql).get<{ seed: SeedId }>(entry)?.seed ?? null
  }

  /** The entry in which an author offered a seed first. */
  entryOf({ federation, author, seed }: SeedOffer): EntryId | null {
    const sql = `SELECT entry FROM seed_offers WHERE seed = ? AND federation = ? AND author = ?
      ORDER BY epoch_ms, epoch_random, sequence LIMIT 1`
    return this.#database.prepare(sql).get<{ entry: EntryId }>(seed, federation, author)?.entry ?? null
  }

  isHeldBack(entry: EntryId): boolean {
    const sql = 'SELECT 1 FROM seed_offers WHERE entry = ? AND held_back = 1'
    return this.#database.prepare(sql).get(entry) !== undefined
  }

  #isLast({ federationId, author, epoch, sequence }: Entry): boolean {
    const sql = `SELECT 1 FROM seed_offers WHERE federation = ? AND author = ?
      AND (epoch_ms, epoch_random, sequence) > (?, ?, ?) LIMIT 1`
    const place = [epoch.openedAtMs, epoch.random, sequence]
    return this.#database.prepare(sql).get(federationId, author, ...place) === undefined
  }

  #placeLast({ id, federationId, author, time: { wallMs } }: Entry): void {
    const sql = `SELECT at_ms AS atMs FROM seed_offers WHERE federation = ? AND author = ? AND held_back = 0
      AND entry <> ? AND at_ms > ? AND at_ms < ?`
    const window = [wallMs - LONGEST_WINDOW_MS, wallMs + LONGEST_WINDOW_MS]
    const passed = this.#database.prepare(sql).all<{ atMs: number }>(federationId, author, id, ...window)
    const passedAtMs = passed.map(({ atMs }) => atMs)
    this.#holdBack(id, !passesLimits(SEED_LIMITS, passedAtMs, wallMs))
  }

  /** One that came late may push later ones over the limit, and those may let yet later ones pass. */
  #placeAll({ federationId, author }: Entry): void {
    const sql = `SELECT entry, at_ms AS atMs, held_back AS heldBack FROM seed_offers
      WHERE federation = ? AND author = ? ORDER BY epoch_ms, epoch_random, sequence`
    const offers = this.#database
      .prepare(sql)
      .all<{ entry: EntryId; atMs: number; heldBack: number }>(federationId, author)
    const times = offers.map(({ atMs }) => atMs)
    for (const [place, isHeldBack] of heldBackInOrder(SEED_LIMITS, times).entries()) {
      const offer = offers[place]
      if (offer !== undefined && isHeldBack !== (offer.heldBack === 1))
        this.#holdBack(offer.entry, isHeldBack)
    }
  }

  #holdBack(entry: EntryId, isHeldBack: boolean): void {
    this.#database
      .prepare('UPDATE seed_offers SET held_back = ? WHERE entry = ?')
      .run(isHeldBack ? 1 : 0, entry)
  }
}
