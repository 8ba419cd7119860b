import type { SeedId } from '../../../shared/kernel/ids.ts'
import type { Database, Row } from '../../storage/database.ts'
import type { PageLayer } from './seed-types.ts'

const LAYER = `slug, depth, seed, title, body, hash, origin, planted_at_ms AS plantedAtMs, planted_by AS plantedBy`
const ON_TOP = 'depth = (SELECT MAX(depth) FROM handbook_layers AS over WHERE over.slug = layer.slug)'

/**
 * The pages of the handbook, each a stack of planted versions of which the
 * topmost is read. What stands beneath is never touched, so taking the topmost
 * away gives the page back byte for byte. Writes belong inside `Database.write`.
 */
export class HandbookStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  pages(): PageLayer[] {
    return this.#database
      .prepare(`SELECT ${LAYER} FROM handbook_layers AS layer WHERE ${ON_TOP}`)
      .all<LayerRow>()
  }

  page(slug: string): PageLayer | null {
    const sql = `SELECT ${LAYER} FROM handbook_layers AS layer WHERE slug = ? AND ${ON_TOP}`
    return this.#database.prepare(sql).get<LayerRow>(slug) ?? null
  }

  /** All versions of a page, the one that is read first. */
  layers(slug: string): PageLayer[] {
    const sql = `SELECT ${LAYER} FROM handbook_layers WHERE slug = ? ORDER BY depth DESC`
    return this.#database.prepare(sql).all<LayerRow>(slug)
  }

  /** Where a seed stands. */
  layerOf(seed: SeedId): PageLayer | null {
    const sql = `SELECT ${LAYER} FROM handbook_layers WHERE seed = ?`
    return this.#database.prepare(sql).get<LayerRow>(seed) ?? null
  }

  layer(slug: string, depth: number): PageLayer | null {
    const sql = `SELECT ${LAYER} FROM handbook_layers WHERE slug = ? AND depth = ?`
    return this.#database.prepare(sql).get<LayerRow>(slug, depth) ?? null
  }

  add(layer: PageLayer): void {
    const { slug, depth, seed, title, body, hash, origin, plantedAtMs, plantedBy } = layer
    this.#database
      .prepare('INSERT INTO handbook_layers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(slug, depth, seed, title, body, hash, origin, plantedAtMs, plantedBy)
  }

  remove({ slug, depth }: Pick<PageLayer, 'slug' | 'depth'>): void {
    this.#database.prepare('DELETE FROM handbook_layers WHERE slug = ? AND depth = ?').run(slug, depth)
  }
}

type LayerRow = PageLayer & Row
