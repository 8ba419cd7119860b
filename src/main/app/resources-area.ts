import type { Delivery } from '../../shared/contract/delivery.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Place } from '../../shared/kernel/place.ts'
import { NOISE_KEY_BYTES, NoiseKey } from '../crypto/noise-stream.ts'
import { mapHandlers } from '../features/resources/map-handlers.ts'
import { privacyHandlers } from '../features/resources/privacy-handlers.ts'
import { PrivacyService } from '../features/resources/privacy-service.ts'
import { ReleaseDesk } from '../features/resources/release-desk.ts'
import { ReleaseStore } from '../features/resources/release-store.ts'
import { ReportHistoryStore } from '../features/resources/report-history-store.ts'
import { reportKind } from '../features/resources/report-kind.ts'
import { type ReceivedReport, ReportStore } from '../features/resources/report-store.ts'
import { resourceHandlers } from '../features/resources/resource-handlers.ts'
import { ResourceReporter } from '../features/resources/resource-reporter.ts'
import { type Booking, type Figures, ResourceService } from '../features/resources/resource-service.ts'
import { ResourceStore } from '../features/resources/resource-store.ts'
import { fillSentence } from './failure-text.ts'
import { type CircleAccess, type Foundation, isPractising } from './foundation.ts'

export interface ResourcesNeeds extends CircleAccess {
  nameOf(nodeId: NodeId): string
  placeOf(nodeId: NodeId): Place | null
  /** Whether this Node has set another apart just now. */
  isIsolated(nodeId: NodeId): boolean
  reportDelivery(resource: string): Delivery | null
}

export interface ResourcesArea {
  readonly reporter: ResourceReporter
  /** Everything measured here now, exactly, in order of name. */
  allFigures(): Figures[]
  /** One resource as it stands here now, exactly; null where it is not measured. */
  figures(resource: string): Figures | null
  /** As `ResourceService.book`: inside a write, with `booked` to follow. */
  book(booking: Booking): number
  booked(resource: string): Promise<void>
  /** The newest report of each Node and resource in this federation, newest first. */
  reports(): ReceivedReport[]
  readonly handlers: {
    readonly resources: ReturnType<typeof resourceHandlers>
    readonly privacy: ReturnType<typeof privacyHandlers>
    readonly map: ReturnType<typeof mapHandlers>
  }
}

/** What this Node measures, what it shows of that, and what others show. */
export function createResourcesArea(foundation: Foundation, needs: ResourcesNeeds): ResourcesArea {
  const { clock, database, emit, federation, kinds, self } = foundation
  const store = new ResourceStore(database)
  const reports = new ReportStore(database)
  const history = new ReportHistoryStore(database)
  const changed = (resource?: string): void => emit('resources.changed', resource)
  const { desk, privacy } = createPrivacy(foundation, { resources: store, changed })
  const reporter = createReporter(foundation, { ...needs, store, desk, changed })
  kinds.register(
    reportKind({ resources: store, reports, history, mapChanged: (nodeId) => emit('map.changed', nodeId) }),
  )
  const service = new ResourceService({
    ...{ store, database, reporter, clock, federation, changed },
    reportDelivery: (resource) => needs.reportDelivery(resource),
  })
  return {
    reporter,
    allFigures: () => service.allFigures(),
    figures: (resource) => service.figures(resource),
    book: (booking) => service.book(booking),
    booked: (resource) => service.booked(resource),
    reports: () => reports.list(federation()),
    handlers: {
      resources: resourceHandlers(service),
      privacy: privacyHandlers(privacy),
      map: mapHandlers({
        reports,
        history,
        federation,
        self: () => self,
        nameOf: (nodeId) => needs.nameOf(nodeId),
        placeOf: (nodeId) => needs.placeOf(nodeId),
        isIsolated: (nodeId) => needs.isIsolated(nodeId),
      }),
    },
  }
}

/** The noise comes from the root, so that a Node brought back from its words shows what it showed. */
function createPrivacy(
  { clock, database, keys, settings }: Foundation,
  { resources, changed }: { readonly resources: ResourceStore; changed(resource: string): void },
): { readonly desk: ReleaseDesk; readonly privacy: PrivacyService } {
  const releases = new ReleaseStore(database)
  const noiseKey = new NoiseKey(keys.derive('privacy noise', NOISE_KEY_BYTES))
  const desk = new ReleaseDesk({ store: releases, clock }, { noiseKey })
  const privacy = new PrivacyService({
    ...{ database, resources, releases, desk, changed },
    say: (sentence, values) => fillSentence(sentence, settings.get().language, values),
  })
  return { desk, privacy }
}

interface ReporterNeeds extends Pick<CircleAccess, 'publish'> {
  readonly store: ResourceStore
  readonly desk: ReleaseDesk
  changed(resource: string): void
}

function createReporter(foundation: Foundation, needs: ReporterNeeds): ResourceReporter {
  const { clock, database, federation, logger, random, settings, timers } = foundation
  const { changed, desk, store } = needs
  return new ResourceReporter(
    {
      ...{ database, store, clock, timers, random, federation, changed },
      publish: (draft) => needs.publish(draft),
      release: (reading) => desk.report(reading),
      logger: logger.child('resources'),
    },
    { reportIntervalMs: () => (isPractising(foundation) ? settings.get().reportIntervalMs : null) },
  )
}
