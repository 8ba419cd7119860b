import type { Delivery } from '../../../shared/contract/delivery.ts'
import type { SeedState, SeedView } from '../../../shared/contract/seeds.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { EntryId, FederationId, NodeId, SeedId } from '../../../shared/kernel/ids.ts'
import type { HandbookStore } from './handbook-store.ts'
import { plantingOf } from './planting.ts'
import { answerChecks, type FiguresOf } from './seed-checks.ts'
import { countLinks, renderMarkdown } from './seed-markdown.ts'
import type { SeedOfferStore } from './seed-offer-store.ts'
import { folded } from './seed-search.ts'
import type { SeedStore } from './seed-store.ts'
import type { KnownDocument, KnownSeed } from './seed-types.ts'
import { lineCounts, wordDifference } from './word-difference.ts'

export interface SeedViewsDeps {
  readonly store: SeedStore
  readonly handbook: HandbookStore
  readonly federation: () => FederationId
  readonly self: () => NodeId
  /** What a Node calls itself; of an unknown one, a short form of its id. */
  readonly nameOf: (nodeId: NodeId) => string
  /** Whether this Node has set another apart just now. */
  readonly isIsolated: (nodeId: NodeId) => boolean
  readonly figures: FiguresOf
  readonly offers: SeedOfferStore
  /** How far an entry of this Node's own has come; null where it is not held. */
  readonly deliveryOf: (id: EntryId, asked: { readonly isHeldBack: boolean }) => Delivery | null
}

export interface SeedsQuery {
  readonly state?: SeedState | undefined
  readonly heldBack?: boolean | undefined
  readonly query?: string | undefined
  readonly limit: number
  readonly before?: number | undefined
}

/** The seeds of this federation and whatever is planted, newest arrival first. */
export function listSeeds(query: SeedsQuery, deps: SeedViewsDeps): SeedView[] {
  const { store, federation, nameOf } = deps
  const { state = null, heldBack = null, limit, before: beforeMs = Number.MAX_SAFE_INTEGER } = query
  const words = folded(query.query?.trim() ?? '')
  const origins = words === '' ? [] : store.origins().filter((id) => folded(nameOf(id)).includes(words))
  const listing = { federation: federation(), state, heldBack, words, origins, beforeMs, limit }
  return store.list(listing).map((seed) => seedView(seed, deps))
}

/**
 * One seed with its text and where it comes from: every offer of it, then those of the versions before.
 *
 * @throws MirrorError 'seed-unknown'
 */
export function getSeed(id: SeedId, deps: SeedViewsDeps) {
  const { store, nameOf } = deps
  const seed = requireSeed(id, deps)
  const documents = [seed, ...store.versionsBefore(seed)].flatMap((version) => store.documents(version))
  const provenance = documents.map((document: KnownDocument) => ({
    ...document,
    originName: nameOf(document.origin),
  }))
  return { seed: seedView(seed, deps), body: seed.body, provenance }
}

/**
 * What planting a seed would do; of a planted one, what it did.
 *
 * @throws MirrorError 'seed-unknown'
 */
export function previewSeed(id: SeedId, deps: SeedViewsDeps) {
  const seed = requireSeed(id, deps)
  const { slug, base } = plantingOf(seed, deps)
  const before = base?.body ?? ''
  const { changes, ...words } = wordDifference(before, seed.body)
  const against = base && { slug, title: base.title, hash: base.hash }
  return {
    difference: { against, changes },
    adds: {
      ...{ newPage: base === null, slug, ...words, ...lineCounts(before, seed.body) },
      bytesBefore: Buffer.byteLength(before),
      bytesAfter: Buffer.byteLength(seed.body),
      checks: seed.checks.length,
      links: countLinks(seed.body),
      attachments: seed.attachments.length,
      attachmentBytes: seed.attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    },
  }
}

/**
 * Page and checks as they would be. Reads only.
 *
 * @throws MirrorError 'seed-unknown'
 */
export function tryOutSeed(id: SeedId, deps: SeedViewsDeps) {
  const { body, checks } = requireSeed(id, deps)
  return { rendered: renderMarkdown(body), checks: answerChecks(checks, deps.figures) }
}

function seedView(seed: KnownSeed, deps: SeedViewsDeps): SeedView {
  const { id, title, state, origin, mirrorName, hash, offeredAtMs, receivedAtMs, via, replaces } = seed
  return {
    ...{ id, title, state, origin, mirrorName, hash, offeredAtMs, receivedAtMs, via, replaces },
    originName: deps.nameOf(origin),
    originIsolated: deps.isIsolated(origin),
    own: origin === deps.self(),
    bytes: Buffer.byteLength(seed.body),
    checks: [...seed.checks],
    attachments: [...seed.attachments],
    slug: deps.handbook.layerOf(id)?.slug ?? null,
    heldBack: seed.heldBack,
    delivery: deliveryOf(seed, deps),
    handled: handledOf(seed),
    refusedReason: seed.refusedReason,
    refusedBefore: refusedBefore(seed, deps.store),
  }
}

function deliveryOf({ id, origin, heldBack }: KnownSeed, deps: SeedViewsDeps): Delivery | null {
  if (origin !== deps.self()) return null
  const entry = deps.offers.entryOf({ federation: deps.federation(), author: origin, seed: id })
  return entry === null ? null : deps.deliveryOf(entry, { isHeldBack: heldBack })
}

/** Offering is the last act upon an own seed until there is another. */
function handledOf(seed: KnownSeed): SeedView['handled'] {
  const { handledBy, handledAtMs, state, mirrorName, receivedAtMs } = seed
  if (handledBy !== null && handledAtMs !== null) return { by: handledBy, atMs: handledAtMs }
  return state === 'own' ? { by: mirrorName, atMs: receivedAtMs } : null
}

/** The newest refusal of an earlier version: one it says it replaces, or one of the same origin under the same title. */
function refusedBefore(seed: KnownSeed, store: SeedStore): SeedView['refusedBefore'] {
  const [newest] = [...store.versionsBefore(seed), ...store.refusedLike(seed)]
    .filter((other) => other.state === 'refused' && other.id !== seed.id)
    .toSorted((a, b) => (b.handledAtMs ?? 0) - (a.handledAtMs ?? 0))
  if (newest === undefined) return null
  return { reason: newest.refusedReason ?? '', atMs: newest.handledAtMs ?? 0, title: newest.title }
}

function requireSeed(id: SeedId, { store }: SeedViewsDeps): KnownSeed {
  const seed = store.seed(id)
  if (seed === null) throw new MirrorError('seed-unknown')
  return seed
}
