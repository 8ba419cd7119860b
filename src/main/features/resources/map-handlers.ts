import type { Caller } from '../../../shared/bridge/caller.ts'
import type { FeatureHandlers } from '../../../shared/bridge/contract.ts'
import type { map } from '../../../shared/contract/map.ts'
import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Place } from '../../../shared/kernel/place.ts'
import type { ReportHistoryStore } from './report-history-store.ts'
import type { ReceivedReport, ReportStore } from './report-store.ts'

export interface MapDeps {
  readonly reports: ReportStore
  readonly history: ReportHistoryStore
  readonly federation: () => FederationId
  readonly self: () => NodeId
  /** What a Node calls itself. */
  readonly nameOf: (nodeId: NodeId) => string
  /** Where a Node says it is, as coarsely as it chose. */
  readonly placeOf: (nodeId: NodeId) => Place | null
  /** Whether this Node has set another apart just now. */
  readonly isIsolated: (nodeId: NodeId) => boolean
}

/** Answers the contract's `map`: the newest report of each other Node and resource, and what came before it. */
export function mapHandlers(deps: MapDeps): FeatureHandlers<typeof map, Caller> {
  const { reports, history, federation, self, nameOf, placeOf, isIsolated } = deps
  const listed = (nodeIds: readonly NodeId[] | undefined): ReceivedReport[] =>
    nodeIds === undefined
      ? reports.list(federation())
      : [...new Set(nodeIds)].flatMap((nodeId) => reports.listOf(federation(), nodeId))
  return {
    reports: ({ resource, nodeIds }) => ({
      reports: listed(nodeIds)
        .filter(
          (report) => report.nodeId !== self() && (resource === undefined || report.resource === resource),
        )
        .toSorted((one, other) => other.reportedAtMs - one.reportedAtMs)
        .map((report) => ({
          ...report,
          name: nameOf(report.nodeId),
          place: placeOf(report.nodeId),
          isolated: isIsolated(report.nodeId),
        })),
    }),
    oldest: () => ({ oldest: reports.oldestBut(federation(), self()) }),
    history: ({ nodeId, resource, limit, before }) => ({
      points: history.list({ federation: federation(), nodeId, resource }, { limit, beforeMs: before }),
    }),
  }
}
