import type { Figures } from '../../../../../src/main/features/seeds/seed-checks.ts'
import { readSeed, signSeed } from '../../../../../src/main/features/seeds/seed-codec.ts'
import { seedMigrations } from '../../../../../src/main/features/seeds/seed-schema.ts'
import type { SeedContent } from '../../../../../src/main/features/seeds/seed-types.ts'
import { createSeeds } from '../../../../../src/main/features/seeds/seeds.ts'
import type { MirrorSigner } from '../../../../../src/main/replica/entry.ts'
import { seeds as contract, handbook } from '../../../../../src/shared/contract/seeds.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import type { MirrorId, SeedId } from '../../../../../src/shared/kernel/ids.ts'
import { TestClock } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { EntryAuthor } from '../../../../support/entry-author.ts'
import { FakeReplica } from '../../../../support/fake-replica.ts'

export const MINUTE_MS = 60_000
export const DAY_MS = 24 * 60 * MINUTE_MS
export const HOME = new EntryAuthor(0)
export const VALLEY = new EntryAuthor(1)
export const COAST = new EntryAuthor(2)
export const STRANGE_ID = 'ab'.repeat(32) as SeedId

/** Callers are told apart by who is unlocked for them; 'page' has nobody. */
export const PAGE = { sessionId: 'page' }
export const ANNA = { sessionId: 'Anna' }
export const ELIN = { sessionId: 'Elin' }

export const lesson: SeedContent = {
  title: 'Water in dry weeks',
  body: 'Mulch first.\n\nThen water at dusk, **never** at noon.',
  checks: [{ field: 'water.ratio', comparison: '<', value: 0.4 }],
  attachments: [],
}

/** One Node's seeds, with real signatures; who is unlocked is the caller's session. */
export function seedsOf(database = memoryDatabase(seedMigrations)) {
  const clock = new TestClock()
  const replica = new FakeReplica({ database, clock, self: HOME.nodeId })
  const events: string[] = []
  const figures = new Map<string, Figures>()
  const revoked = new Set<MirrorId>()
  const names = new Map([
    [HOME.nodeId, 'Home'],
    [VALLEY.nodeId, 'Älvdalen'],
    [COAST.nodeId, '千葉'],
  ])
  const isolated = new Set<string>()
  /** Sizes of the files that are here, by their roots. */
  const attached = new Map<string, number>()
  const feature = createSeeds({
    deliveryOf: () => null,
    attachmentBytes: (root) => attached.get(root) ?? null,
    ...{ database, clock, publish: replica.publish, signer: HOME.signer },
    federation: () => replica.federationId,
    self: () => HOME.nodeId,
    nameOf: (id) => names.get(id) ?? id.slice(-6),
    isIsolated: (id) => isolated.has(id),
    figures: (resource) => figures.get(resource) ?? null,
    isRevoked: (_, mirrorId) => revoked.has(mirrorId),
    mirrorSigner({ sessionId }) {
      if (sessionId === PAGE.sessionId) throw new MirrorError('mirror-locked')
      return HOME.mirror(sessionId)
    },
    changed: (id = '*' as SeedId) => void events.push(id),
  })
  replica.register(feature.kind)
  return { database, clock, replica, attached, events, figures, isolated, revoked, ...feature.handlers }
}
export type SeedsNode = ReturnType<typeof seedsOf>

/** What another Node's offer is made of; what is left out is the lesson above, by Olle of the valley. */
export interface Foreign extends Partial<SeedContent> {
  readonly by?: EntryAuthor
  readonly mirror?: MirrorSigner
  readonly replaces?: SeedId | null
  readonly offeredAtMs?: number
}

/** The payload of a foreign offer. */
export function foreignSeed(foreign: Foreign = {}): { id: SeedId; payload: Uint8Array } {
  const {
    by = VALLEY,
    mirror = by.mirror('Olle'),
    replaces = null,
    offeredAtMs = 1_000,
    ...content
  } = foreign
  const draft = { federationId: by.federationId, content: { ...lesson, ...content }, replaces, offeredAtMs }
  const payload = signSeed(draft, by.signer, mirror)
  const reading = readSeed(payload)
  if (!reading.valid) throw new Error(`no seed: ${reading.reason}`)
  return { id: reading.seed.id, payload }
}

/** Let another Node's offer come in. */
export async function receive(node: SeedsNode, foreign: Foreign = {}): Promise<SeedId> {
  const { by = VALLEY, mirror = by.mirror('Olle') } = foreign
  const { id, payload } = foreignSeed(foreign)
  const acting = { mirrorId: mirror.mirrorId, name: mirror.name, publicKey: new Uint8Array() }
  const { verdict } = await node.replica.receive({ kind: 'seed', author: by.nodeId, payload, mirror: acting })
  if (verdict.action !== 'accept') throw new Error(`refused: ${JSON.stringify(verdict)}`)
  return id
}

/** The list as a caller sees it, checked against the contract. */
export async function listOf(node: SeedsNode, query: object = {}) {
  const input = contract.list.input.parse(query)
  return contract.list.output.parse(await node.seeds.list(input, PAGE)).seeds
}

export async function viewOf(node: SeedsNode, id: SeedId) {
  return contract.get.output.parse(await node.seeds.get({ id }, PAGE))
}

export async function previewOf(node: SeedsNode, id: SeedId) {
  return contract.preview.output.parse(await node.seeds.preview({ id }, PAGE))
}

export async function pageOf(node: SeedsNode, slug: string) {
  return handbook.page.output.parse(await node.handbook.page({ slug }, PAGE))
}

export async function pagesOf(node: SeedsNode) {
  return handbook.pages.output.parse(await node.handbook.pages({}, PAGE)).pages
}

export async function plant(node: SeedsNode, id: SeedId, caller = ANNA, against?: string | null) {
  const input = contract.plant.input.parse({ id, against })
  return contract.plant.output.parse(await node.seeds.plant(input, caller))
}

export async function uproot(node: SeedsNode, id: SeedId, caller = ANNA): Promise<void> {
  await node.seeds.uproot({ id }, caller)
}

export async function refuse(node: SeedsNode, id: SeedId, reason = 'Not our soil'): Promise<void> {
  await node.seeds.refuse({ id, reason }, ANNA)
}

/** Offer the lesson above as this Node, checked against the contract. */
export async function offer(
  node: SeedsNode,
  change: Partial<SeedContent & { replaces: SeedId }> = {},
  caller = ANNA,
) {
  const input = contract.offer.input.parse({ ...lesson, ...change })
  return contract.offer.output.parse(await node.seeds.offer(input, caller))
}
