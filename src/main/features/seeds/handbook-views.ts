import type { HandbookPage } from '../../../shared/contract/seeds.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import type { HandbookStore } from './handbook-store.ts'
import { renderMarkdown } from './seed-markdown.ts'
import type { SeedStore } from './seed-store.ts'
import type { PageLayer } from './seed-types.ts'

export interface HandbookViewsDeps {
  readonly handbook: HandbookStore
  readonly store: Pick<SeedStore, 'seed'>
  /** What a Node calls itself; of an unknown one, a short form of its id. */
  readonly nameOf: (nodeId: NodeId) => string
}

/** The same order on every machine; a view may sort by its own language's. */
const byTitle = new Intl.Collator('en')

/** Every page as it stands, by title. */
export function listPages(deps: HandbookViewsDeps): HandbookPage[] {
  return deps.handbook
    .pages()
    .map((layer) => pageView(layer, deps))
    .toSorted((a, b) => byTitle.compare(a.title, b.title) || (a.slug < b.slug ? -1 : 1))
}

/**
 * One page with its text, and what stood there before, newest first.
 *
 * @throws MirrorError 'page-unknown'
 */
export function getPage(slug: string, deps: HandbookViewsDeps) {
  const [top, ...beneath] = deps.handbook.layers(slug)
  if (top === undefined) throw new MirrorError('page-unknown')
  return {
    ...pageView(top, deps),
    body: top.body,
    rendered: renderMarkdown(top.body),
    attachments: [...(deps.store.seed(top.seed)?.attachments ?? [])],
    earlier: beneath.map(({ seed, title, plantedAtMs }) => ({ seedId: seed, title, plantedAtMs })),
  }
}

function pageView(layer: PageLayer, { nameOf }: HandbookViewsDeps): HandbookPage {
  const { slug, title, hash, body, plantedAtMs, plantedBy, seed, origin } = layer
  const bytes = Buffer.byteLength(body)
  return {
    slug,
    title,
    hash,
    bytes,
    plantedAtMs,
    plantedBy,
    seedId: seed,
    origin,
    originName: nameOf(origin),
  }
}
