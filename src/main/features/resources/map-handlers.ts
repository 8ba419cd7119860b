import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { map } from '../../../shared/contract/map.ts'
import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Place } from '../../../shared/kernel/place.ts'
import type { ReportStore } from './report-store.ts'

export interface MapDeps {
  readonly reports: ReportStore
  readonly federation: () => FederationId
  readonly self: () => NodeId
  /** What a Node calls itself. */
  readonly nameOf: (nodeId: NodeId) => string
  /** Where a Node says it is, as coarsely as it chose. */
  readonly placeOf: (nodeId: NodeId) => Place | null
}

/** Answers the contract's `map`: the newest report of each other Node and resource. */
export function mapHandlers(deps: MapDeps): FeatureHandlers<typeof map, Caller> {
  const { reports, federation, self, nameOf, placeOf } = deps
  return {
    reports: ({ resource }) => ({
      reports: reports
        .list(federation())
        .filter(
          (report) => report.nodeId !== self() && (resource === undefined || report.resource === resource),
        )
        .map((report) => ({ ...report, name: nameOf(report.nodeId), place: placeOf(report.nodeId) })),
    }),
  }
}
