import type { ReportView } from '../../../shared/contract/map.ts'
import { useSay } from '../../app/messages/words.tsx'
import { ResourceWord, StateWord } from '../../parts/resource-words.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Time } from '../../ui/Time.tsx'
import { ReportBar, ReportRange } from './ReportsTable.tsx'
import { matrixOf, resourcesIn } from './report-rows.ts'

interface ReportsMatrixProps {
  readonly reports: readonly ReportView[]
  readonly compare: (one: string, other: string) => number
}

/** Nodes down, resources across. */
export function ReportsMatrix({ reports, compare }: ReportsMatrixProps) {
  const say = useSay()
  const resources = resourcesIn(reports, compare)
  return (
    <section className="scroll" aria-label={say('reports.matrix')}>
      <table className="table matrix">
        <caption className="unseen">{say('reports.matrixCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('reports.node')}</th>
            {resources.map((resource) => (
              <th scope="col" key={resource}>
                <ResourceWord resource={resource} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrixOf(reports, compare).map((row) => (
            <tr key={row.nodeId}>
              <th scope="row">
                <Peer>{row.name}</Peer>
              </th>
              {resources.map((resource) => (
                <td key={resource}>
                  <Cell report={row.byResource.get(resource)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ report }: { readonly report: ReportView | undefined }) {
  const say = useSay()
  if (report === undefined) return <span className="meta">{say('reports.nothing')}</span>
  return (
    <div className="cell">
      <StateWord state={report.state} />
      <ReportBar report={report} />
      <ReportRange report={report} />
      <span className="meta">
        <Time atMs={report.receivedAtMs} />
      </span>
    </div>
  )
}
