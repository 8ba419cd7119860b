import type { ReportView } from '../../../shared/contract/map.ts'
import { useSay } from '../../app/messages/words.tsx'
import { ResourceWord, StateWord } from '../../parts/resource-words.tsx'
import { Time } from '../../ui/Time.tsx'
import type { MapNode } from './map-nodes.ts'
import { NodeButton } from './NodeButton.tsx'
import { RangeAge } from './RangeAge.tsx'
import { ReportBar, ReportRange } from './ReportFigures.tsx'
import { WaysOn } from './WaysOn.tsx'

interface ReportsMatrixProps {
  readonly nodes: readonly MapNode[]
  readonly resources: readonly string[]
  readonly onOpen: (nodeId: string) => void
}

/** Nodes down, resources across. */
export function ReportsMatrix({ nodes, resources, onOpen }: ReportsMatrixProps) {
  const say = useSay()
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
          {nodes.map((node) => (
            <tr key={node.nodeId}>
              <th scope="row">
                <span className="row-head">
                  <NodeButton node={node} onOpen={onOpen} />
                  <WaysOn node={node} resources={resources} onOpen={onOpen} />
                </span>
              </th>
              {resources.map((resource) => (
                <td key={resource}>
                  <Cell report={node.reports.get(resource)} />
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
      <RangeAge report={report} />
    </div>
  )
}
