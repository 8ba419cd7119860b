import type { Caller } from '../../../shared/bridge/caller.ts'
import type { SeedAttachment } from '../../../shared/contract/seeds.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, SeedId } from '../../../shared/kernel/ids.ts'
import { sha256 } from '../../crypto/digests.ts'
import type { Signer } from '../../crypto/signing.ts'
import { toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import { safeFileName } from '../../platform/safe-file-name.ts'
import type { MirrorSigner, Publish } from '../../replica/entry.ts'
import type { Database } from '../../storage/database.ts'
import { MAX_PAYLOAD_BYTES } from '../../wire/limits.ts'
import type { HandbookStore } from './handbook-store.ts'
import { plantingOf } from './planting.ts'
import type { SeedAct, SeedActStore } from './seed-act-store.ts'
import { hashOf, readSeed, signSeed } from './seed-codec.ts'
import { mayBe } from './seed-rules.ts'
import type { SeedStore } from './seed-store.ts'
import type { KnownSeed, SeedContent } from './seed-types.ts'

/** A file that is here, as it is to belong to a lesson. */
type Attached = Omit<SeedAttachment, 'sizeBytes'>
type Draft = Omit<SeedContent, 'attachments'> & {
  readonly attachments: readonly Attached[]
  readonly replaces: SeedId | null
}

export interface SeedServiceDeps {
  readonly publish: Publish
  readonly database: Database
  readonly store: SeedStore
  readonly handbook: HandbookStore
  readonly acts: SeedActStore
  /** The application's clock. */
  readonly clock: Clock
  readonly federation: () => FederationId
  /** The Node's key. */
  readonly signer: Signer
  /** The Mirror unlocked for a caller. @throws MirrorError 'mirror-locked' | 'mirror-revoked' */
  readonly mirrorSigner: (caller: Caller) => MirrorSigner
  /** The size of a file that may belong to a lesson, by the root of its tree; null where it is not here. */
  readonly attachmentBytes: (root: string) => number | null
  /** One seed changed, or several when none is named. */
  readonly changed: (id?: SeedId) => void
}

/**
 * The acts of a Mirror upon seeds (NODE_SYNCHRONIZATION §2.3). Nothing else
 * changes the handbook. Page, state and the signed record of the act are one
 * write: a crash leaves all of them or none.
 */
export class SeedService {
  readonly #deps: SeedServiceDeps

  constructor(deps: SeedServiceDeps) {
    this.#deps = deps
  }

  /**
   * Sign a lesson and offer it to everybody. Resolves once it is stored here. It is planted nowhere by that, here neither.
   *
   * @throws MirrorError 'seed-unknown' | 'seed-exists' with `id` | 'seed-too-large' | 'attachment-unknown' with `name` | 'mirror-locked' | 'mirror-revoked' and what `Publish` throws
   */
  async offer(draft: Draft, caller: Caller): Promise<{ id: SeedId }> {
    const { publish, store, clock, federation, signer, mirrorSigner } = this.#deps
    const mirror = mirrorSigner(caller)
    const { attachments, replaces, ...written } = draft
    const content = { ...written, attachments: attachments.map((file) => this.#attached(file)) }
    if (replaces !== null) this.#require(replaces)
    const known = store.withContent(federation(), hashOf(content))
    if (known !== null) throw new MirrorError('seed-exists', { id: known.id })
    const offered = { federationId: federation(), content, replaces, offeredAtMs: clock.nowMs() }
    const payload = signSeed(offered, signer, mirror)
    const reading = readSeed(payload)
    if (!reading.valid) throw new MirrorError('seed-too-large', { bytesMax: MAX_PAYLOAD_BYTES })
    await publish({ kind: 'seed', payload, mirror })
    return { id: reading.seed.id }
  }

  /**
   * Put a seed into the handbook, as a page of its own or on top of the page that it is a new version of. Where
   * `against` is given, only if that page is still the one with this hash, or with null, if there still is none.
   *
   * @throws MirrorError 'seed-unknown' | 'seed-state' with `state` | 'seed-ground-changed' with `slug` | 'mirror-locked' | 'mirror-revoked'
   */
  async plant(
    { id, against }: { readonly id: SeedId; readonly against?: string | null | undefined },
    caller: Caller,
  ): Promise<{ slug: string }> {
    const { handbook, database } = this.#deps
    const mirror = this.#deps.mirrorSigner(caller)
    const planted = await database.write(() => {
      const seed = this.#requireFor('plant', id)
      const { slug, depth, base } = plantingOf(seed, this.#deps)
      const isExpected = against === undefined || against === (base?.hash ?? null)
      if (!isExpected) throw new MirrorError('seed-ground-changed', { slug })
      const act = this.#begin('plant', seed, { slug, depth })
      const { title, body, origin } = seed
      const hash = toHex(sha256(Buffer.from(body)))
      const by = { plantedAtMs: act.atMs, plantedBy: mirror.name }
      handbook.add({ slug, depth, seed: seed.id, title, body, hash, origin, ...by })
      this.#finish(act, seed, mirror)
      return { id: seed.id, slug }
    })
    this.#deps.changed(planted.id)
    return { slug: planted.slug }
  }

  /**
   * Take a planted seed out: its page is what it was before, byte for byte, or gone where there was none.
   *
   * @throws MirrorError 'seed-unknown' | 'seed-state' with `state` | 'seed-overgrown' with `by`, the title of what stands on top | 'mirror-locked' | 'mirror-revoked'
   */
  async uproot(id: SeedId, caller: Caller): Promise<void> {
    const { handbook, database } = this.#deps
    const mirror = this.#deps.mirrorSigner(caller)
    const uprooted = await database.write(() => {
      const seed = this.#requireFor('uproot', id)
      const layer = handbook.layerOf(seed.id)
      if (layer === null) throw new MirrorError('seed-state', { state: seed.state })
      const { slug, depth } = layer
      const top = handbook.page(slug)
      if (top !== null && top.seed !== seed.id) throw new MirrorError('seed-overgrown', { by: top.title })
      handbook.remove(layer)
      this.#finish(this.#begin('uproot', seed, { slug, depth }), seed, mirror)
      return seed.id
    })
    this.#deps.changed(uprooted)
  }

  /**
   * Lay a seed on the compost, with the reason. It is not offered again unless its content changes.
   *
   * @throws MirrorError 'seed-unknown' | 'seed-state' with `state` | 'mirror-locked' | 'mirror-revoked'
   */
  async refuse(id: SeedId, reason: string, caller: Caller): Promise<void> {
    const mirror = this.#deps.mirrorSigner(caller)
    const refused = await this.#deps.database.write(() => {
      const seed = this.#requireFor('refuse', id)
      this.#finish({ ...this.#begin('refuse', seed, null), reason }, seed, mirror)
      return seed.id
    })
    this.#deps.changed(refused)
  }

  #attached({ name, ...file }: Attached): SeedAttachment {
    const sizeBytes = this.#deps.attachmentBytes(file.root)
    if (sizeBytes === null) throw new MirrorError('attachment-unknown', { name })
    return { ...file, name: safeFileName(name), sizeBytes }
  }

  #begin(act: SeedAct['act'], { id, hash }: KnownSeed, page: SeedAct['page']): SeedAct {
    return { act, seed: id, hash, atMs: this.#deps.clock.nowMs(), page, reason: null }
  }

  #finish(act: SeedAct, seed: KnownSeed, mirror: MirrorSigner): void {
    const { store, acts, federation } = this.#deps
    const state = ({ plant: 'planted', uproot: 'uprooted', refuse: 'refused' } as const)[act.act]
    store.handle(seed, { state, by: mirror.name, atMs: act.atMs, refusedReason: act.reason })
    acts.add(act, federation(), mirror)
  }

  #requireFor(act: SeedAct['act'], id: SeedId): KnownSeed {
    const seed = this.#require(id)
    if (!mayBe(act, seed.state)) throw new MirrorError('seed-state', { state: seed.state })
    return seed
  }

  #require(id: SeedId): KnownSeed {
    const seed = this.#deps.store.seed(id)
    if (seed === null) throw new MirrorError('seed-unknown')
    return seed
  }
}
