import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { handbook, seeds } from '../../../shared/contract/seeds.ts'
import type { BundleService } from './bundle-service.ts'
import { getPage, type HandbookViewsDeps, listPages } from './handbook-views.ts'
import type { SeedService } from './seed-service.ts'
import { getSeed, listSeeds, previewSeed, type SeedViewsDeps, tryOutSeed } from './seed-views.ts'

export interface SeedHandlersDeps {
  readonly service: SeedService
  readonly bundles: BundleService
  readonly views: SeedViewsDeps
}

/** Answers the contract's `seeds`. */
export function seedHandlers(deps: SeedHandlersDeps): FeatureHandlers<typeof seeds, Caller> {
  const { service, bundles, views } = deps
  return {
    offer: (input, caller) => service.offer(input, caller),
    list: (input) => ({ seeds: listSeeds(input, views) }),
    get: ({ id }) => getSeed(id, views),
    preview: ({ id }) => previewSeed(id, views),
    tryOut: ({ id }) => tryOutSeed(id, views),
    plant: (input, caller) => service.plant(input, caller),
    uproot: ({ id }, caller) => done(service.uproot(id, caller)),
    refuse: ({ id, reason }, caller) => done(service.refuse(id, reason, caller)),
    exportBundle: ({ ids }) => bundles.export(ids),
    importBundle: (input) => bundles.import(input),
  }
}

/** Answers the contract's `handbook`: there is nothing in it to change anything with. */
export function handbookHandlers(views: HandbookViewsDeps): FeatureHandlers<typeof handbook, Caller> {
  return {
    pages: () => ({ pages: listPages(views) }),
    page: ({ slug }) => getPage(slug, views),
  }
}

async function done(acting: Promise<void>): Promise<Record<string, never>> {
  await acting
  return {}
}
