import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Place } from '../../shared/kernel/place.ts'
import { mapHandlers } from '../features/resources/map-handlers.ts'
import { reportKind } from '../features/resources/report-kind.ts'
import { ReportStore } from '../features/resources/report-store.ts'
import { resourceHandlers } from '../features/resources/resource-handlers.ts'
import { ResourceReporter } from '../features/resources/resource-reporter.ts'
import { ResourceService } from '../features/resources/resource-service.ts'
import { ResourceStore } from '../features/resources/resource-store.ts'
import { type CircleAccess, type Foundation, isPractising } from './foundation.ts'

export interface ResourcesNeeds extends CircleAccess {
  nameOf(nodeId: NodeId): string
  placeOf(nodeId: NodeId): Place | null
}

export interface ResourcesArea {
  readonly reporter: ResourceReporter
  readonly handlers: {
    readonly resources: ReturnType<typeof resourceHandlers>
    readonly map: ReturnType<typeof mapHandlers>
  }
}

/** What this Node measures, what it shows of that, and what others show. */
export function createResourcesArea(foundation: Foundation, needs: ResourcesNeeds): ResourcesArea {
  const { clock, database, emit, federation, kinds, logger, random, self, settings, timers } = foundation
  const store = new ResourceStore(database)
  const reports = new ReportStore(database)
  const changed = (resource?: string): void => emit('resources.changed', resource)
  const reporter = new ResourceReporter(
    {
      publish: (draft) => needs.publish(draft),
      database,
      store,
      clock,
      timers,
      random,
      logger: logger.child('resources'),
      federation,
      changed,
    },
    { reportIntervalMs: () => (isPractising(foundation) ? settings.get().reportIntervalMs : null) },
  )
  kinds.register(
    reportKind({ resources: store, reports, mapChanged: (nodeId) => emit('map.changed', nodeId) }),
  )
  const service = new ResourceService({ store, database, reporter, clock, federation, changed })
  return {
    reporter,
    handlers: {
      resources: resourceHandlers(service),
      map: mapHandlers({
        reports,
        federation,
        self: () => self,
        nameOf: (nodeId) => needs.nameOf(nodeId),
        placeOf: (nodeId) => needs.placeOf(nodeId),
      }),
    },
  }
}
