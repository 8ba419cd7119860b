import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { handbook, seeds } from '../../../shared/contract/seeds.ts'
import type { EntryId } from '../../../shared/kernel/ids.ts'
import type { KindRules } from '../../replica/entry.ts'
import { type AttachmentNames, attachmentNames } from './attachment-names.ts'
import { BundleService, type BundleServiceDeps } from './bundle-service.ts'
import { HandbookStore } from './handbook-store.ts'
import { SeedActStore } from './seed-act-store.ts'
import { handbookHandlers, seedHandlers } from './seed-handlers.ts'
import { seedKind } from './seed-kind.ts'
import { SeedOfferStore } from './seed-offer-store.ts'
import { SeedService, type SeedServiceDeps } from './seed-service.ts'
import { SeedStore } from './seed-store.ts'
import type { SeedViewsDeps } from './seed-views.ts'

/** What seeds need of the rest of a Node, each as narrow as it is used. */
export type SeedsDeps = Omit<SeedServiceDeps, 'store' | 'handbook' | 'acts'> &
  Omit<BundleServiceDeps, 'store'> &
  Omit<SeedViewsDeps, 'store' | 'handbook' | 'offers'>

export interface Seeds {
  /** What the replica is to know of them. */
  readonly kind: KindRules
  /** What the lessons here say of a file, by the root of its tree. */
  readonly attachments: AttachmentNames
  /** A neighbour told that it holds an entry in which a seed is offered. */
  held(entry: EntryId): void
  readonly handlers: {
    readonly seeds: FeatureHandlers<typeof seeds, Caller>
    readonly handbook: FeatureHandlers<typeof handbook, Caller>
  }
}

/** The whole feature over one database. */
export function createSeeds(deps: SeedsDeps): Seeds {
  const store = new SeedStore(deps.database)
  const pages = new HandbookStore(deps.database)
  const offers = new SeedOfferStore(deps.database)
  const views: SeedViewsDeps = { ...deps, store, offers, handbook: pages }
  const service = new SeedService({ ...deps, store, handbook: pages, acts: new SeedActStore(deps.database) })
  const bundles = new BundleService({ ...deps, store })
  return {
    kind: seedKind({ store, offers, changed: deps.changed }),
    attachments: attachmentNames({ ...deps, store }),
    held(entry) {
      const seed = offers.seedOf(entry)
      if (seed !== null) deps.changed(seed)
    },
    handlers: { seeds: seedHandlers({ service, bundles, views }), handbook: handbookHandlers(views) },
  }
}
