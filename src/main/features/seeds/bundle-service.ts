import { SEED_BUNDLE_MAX_CHARS } from '../../../shared/contract/seeds.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, MirrorId, NodeId, SeedId } from '../../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../../shared/kernel/verdict.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../storage/database.ts'
import { decodeBundle, encodeBundle } from './seed-bundle.ts'
import { verifySeed } from './seed-codec.ts'
import type { SeedStore } from './seed-store.ts'
import type { ArrivingSeed, KnownSeed } from './seed-types.ts'

export interface BundleServiceDeps {
  readonly database: Database
  readonly store: SeedStore
  /** The application's clock. */
  readonly clock: Clock
  readonly federation: () => FederationId
  readonly self: () => NodeId
  /** What a Node calls itself; of an unknown one, a short form of its id. */
  readonly nameOf: (nodeId: NodeId) => string
  /** Whether a Node has said that this Mirror no longer speaks for it. */
  readonly isRevoked: (nodeId: NodeId, mirrorId: MirrorId) => boolean
  /** One seed changed, or several when none is named. */
  readonly changed: (id?: SeedId) => void
}

export interface ImportedBundle {
  readonly accepted: { id: SeedId; title: string; originName: string }[]
  /** By their place in the bundle, from 1. */
  readonly rejected: { number: number; reason: VerdictReason }[]
}

interface Judged {
  /** null: it is new here. */
  readonly reason: VerdictReason | null
  readonly seed: ArrivingSeed | null
}

/** Carries seeds by hand, out and in. What comes in is put into the tray, as it would be from the network. */
export class BundleService {
  readonly #deps: BundleServiceDeps

  constructor(deps: BundleServiceDeps) {
    this.#deps = deps
  }

  /**
   * These seeds as one text, signed as they are on the network.
   *
   * @throws MirrorError 'seed-unknown', also for a seed of an earlier federation, whose signatures hold nowhere else |
   * 'bundle-too-large' with `chars` and `charsMax` for what no Node would take in again
   */
  export(ids: readonly SeedId[]): { bundle: string; fileName: string } {
    const { clock, federation } = this.#deps
    const seeds = new Map(ids.map((id) => this.#require(id)).map((seed) => [seed.id, seed]))
    const signed = [...seeds.keys()]
      .map((id) => this.#deps.store.signed(id))
      .filter((bytes) => bytes !== null)
    const bundle = encodeBundle(federation(), signed)
    const size = { chars: bundle.length, charsMax: SEED_BUNDLE_MAX_CHARS }
    if (size.chars > size.charsMax) throw new MirrorError('bundle-too-large', size)
    const day = new Date(clock.nowMs()).toISOString().slice(0, 10)
    return { bundle, fileName: `mirrorwell-seeds-${day}.txt` }
  }

  /**
   * Put what a bundle holds into the tray, all in one write; with `dryRun` say what would be.
   *
   * @throws MirrorError 'bundle-invalid' with `reason`
   */
  async import(input: { bundle: string; dryRun: boolean }): Promise<ImportedBundle> {
    const { database, store, self, nameOf, changed } = this.#deps
    const judged = this.#judgeAll(decodeBundle(input.bundle, this.#deps.federation()))
    const sound = judged.map(({ seed }) => seed).filter((seed) => seed !== null)
    if (!input.dryRun && sound.length > 0) {
      await database.write(() => {
        for (const seed of sound) store.receive({ ...seed, own: seed.origin === self() })
      })
      changed()
    }
    const accepted = judged.flatMap(({ reason, seed }) => (reason === null && seed !== null ? [seed] : []))
    return {
      accepted: accepted.map(({ id, content, origin }) => ({
        ...{ id, title: content.title, originName: nameOf(origin) },
      })),
      rejected: judged.flatMap(({ reason }, place) =>
        reason === null ? [] : [{ number: place + 1, reason }],
      ),
    }
  }

  #judgeAll(items: readonly Uint8Array[]): Judged[] {
    const contents = new Set<string>()
    return items.map((item) => {
      const judged = this.#judge(item)
      const hash = judged.seed?.hash
      if (judged.reason !== null || hash === undefined) return judged
      if (contents.has(hash)) return { ...judged, reason: 'already-known' as const }
      contents.add(hash)
      return judged
    })
  }

  /** A content that is here, in whatever state, is nothing new; its further source is noted all the same. */
  #judge(item: Uint8Array): Judged {
    const { store, clock, federation, isRevoked } = this.#deps
    const check = verifySeed(item, federation())
    if (!check.valid) return { reason: check.reason, seed: null }
    const { seed, mirror } = check
    if (isRevoked(seed.origin, mirror.mirrorId)) return { reason: 'mirror-revoked', seed: null }
    const arrival = { federation: federation(), mirrorName: mirror.name, receivedAtMs: clock.nowMs() }
    const isKnown = store.withContent(federation(), seed.hash) !== null
    return { reason: isKnown ? 'already-known' : null, seed: { ...seed, ...arrival, via: 'file' } }
  }

  #require(id: SeedId): KnownSeed {
    const seed = this.#deps.store.seed(id)
    if (seed === null || seed.federation !== this.#deps.federation()) throw new MirrorError('seed-unknown')
    return seed
  }
}
