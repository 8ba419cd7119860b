import type { NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import type { KindRules, StoredEntry } from '../../replica/entry.ts'
import { decodeReport } from './report-codec.ts'
import type { ReportHistoryStore } from './report-history-store.ts'
import type { ReportStore } from './report-store.ts'
import { quantityOf } from './resource-rules.ts'
import type { ResourceStore } from './resource-store.ts'
import type { ShownReport } from './resource-types.ts'

/** Longest age at which a report is still taken in. Source: docs/protocol.md, "Time". */
export const REPORT_FRESH_MS = 86_400_000

export interface ReportKindDeps {
  readonly resources: ResourceStore
  readonly reports: ReportStore
  readonly history: ReportHistoryStore
  /** Another Node's report came or went. */
  readonly mapChanged: (nodeId: NodeId) => void
}

/** What the replica must know of resource reports. Our own tell only what stands with others; they are not on the map. */
export function reportKind({ resources, reports, history, mapChanged }: ReportKindDeps): KindRules {
  return {
    kind: 'resource-report',
    stream: 'latest',
    act: false,
    freshForMs: REPORT_FRESH_MS,
    judge,
    relay: () => 'resource',
    project(entry) {
      const report = decodeReport(entry.payload)
      if (report === null) return
      history.add(entry, report)
      if (entry.own) projectOwn(resources, entry)
      else if (report.state === 'withdrawn') reports.remove(entry)
      else reports.put(entry, report)
    },
    stored(entry) {
      if (!entry.own) mapChanged(entry.author)
    },
  }
}

function judge(entry: StoredEntry): Verdict {
  const report = decodeReport(entry.payload)
  return report !== null && report.resource === entry.slot ? ACCEPT : reject('content-invalid')
}

/** Note what others are shown from now on, in the transaction that makes it so. A resource without a schedule is none of this folder's. */
function projectOwn(resources: ResourceStore, entry: StoredEntry): void {
  const report = decodeReport(entry.payload)
  const schedule = resources.schedule(entry.federationId, entry.slot)
  if (report === null || schedule === null) return
  if (report.state === 'withdrawn') resources.removeSchedule(entry.federationId, entry.slot)
  else resources.putSchedule(entry.federationId, { ...schedule, shown: shownBy(report, entry) })
}

const shownBy = (report: ShownReport, entry: StoredEntry) => ({
  state: report.state,
  low: quantityOf(report.lowSteps, report.capacity),
  high: quantityOf(report.highSteps, report.capacity),
  reportedAtMs: entry.time.wallMs,
})
