import type { HandbookStore } from './handbook-store.ts'
import { freeSlug } from './seed-rules.ts'
import type { SeedStore } from './seed-store.ts'
import type { KnownSeed, PageLayer } from './seed-types.ts'

export interface PlantingDeps {
  readonly store: Pick<SeedStore, 'ancestors'>
  readonly handbook: Pick<HandbookStore, 'layerOf' | 'layer' | 'page'>
}

/** Where a seed stands or would stand: on top of `base`, or as a new page where that is null. */
export interface Planting {
  readonly slug: string
  readonly depth: number
  readonly base: PageLayer | null
}

/**
 * Where planting puts a seed; of a planted one, where it has put it. A new
 * version goes on top of the page on which the nearest of its earlier versions
 * stands. Reads only.
 */
export function plantingOf(seed: KnownSeed, { store, handbook }: PlantingDeps): Planting {
  const own = handbook.layerOf(seed.id)
  if (own !== null) return { ...own, base: handbook.layer(own.slug, own.depth - 1) }
  for (const ancestor of store.ancestors(seed)) {
    const standing = handbook.layerOf(ancestor.id)
    const base = standing && handbook.page(standing.slug)
    if (base !== null) return { slug: base.slug, depth: base.depth + 1, base }
  }
  const slug = freeSlug(seed.title, (name) => handbook.page(name) !== null)
  return { slug, depth: 0, base: null }
}
