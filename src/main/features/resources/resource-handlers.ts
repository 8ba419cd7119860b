import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { resources } from '../../../shared/contract/resources.ts'
import type { ResourceService } from './resource-service.ts'

/** Answers the contract's `resources`. */
export function resourceHandlers(service: ResourceService): FeatureHandlers<typeof resources, Caller> {
  return {
    record: (input) => service.record(input),
    own: () => ({ resources: service.own() }),
    history: (input) => ({
      points: service.history(input).map(({ atMs, level, state }) => ({ atMs, level, state })),
    }),
    importCsv: (input) => service.importCsv(input),
    remove: async ({ resource }) => {
      await service.remove(resource)
      return {}
    },
  }
}
