import type { ReportView } from '../../../shared/contract/map.ts'

/** Age at which a report has lost half its weight to the eye. Chosen here: reports come hourly, six missed ones are a silence. */
const HALF_FRESH_MS = 6 * 3_600_000

/** 1 for a report just heard, towards 0 with age. */
export const freshness = (ageMs: number): number => 1 / (1 + Math.max(0, ageMs) / HALF_FRESH_MS)

/** The resources spoken of: the three that all know first, the rest by name. */
export function resourcesIn(
  reports: readonly ReportView[],
  compare: (one: string, other: string) => number,
): readonly string[] {
  const known = ['energy', 'water', 'food']
  const named = new Set(reports.map((report) => report.resource))
  return [
    ...known.filter((name) => named.has(name)),
    ...[...named].filter((name) => !known.includes(name)).toSorted(compare),
  ]
}

export interface MatrixRow {
  readonly nodeId: ReportView['nodeId']
  readonly name: string
  readonly byResource: ReadonlyMap<string, ReportView>
}

/** One row per Node, by name. */
export function matrixOf(
  reports: readonly ReportView[],
  compare: (one: string, other: string) => number,
): readonly MatrixRow[] {
  const rows = new Map<
    string,
    { nodeId: ReportView['nodeId']; name: string; byResource: Map<string, ReportView> }
  >()
  for (const report of reports) {
    const row = rows.get(report.nodeId) ?? { nodeId: report.nodeId, name: report.name, byResource: new Map() }
    if (!row.byResource.has(report.resource)) row.byResource.set(report.resource, report)
    rows.set(report.nodeId, row)
  }
  return [...rows.values()].toSorted((one, other) => compare(one.name, other.name))
}
