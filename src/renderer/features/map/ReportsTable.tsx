import { useSay } from '../../app/messages/words.tsx'
import { ApartTag } from '../../parts/ApartTag.tsx'
import { StateWord } from '../../parts/resource-words.tsx'
import { Time } from '../../ui/Time.tsx'
import type { MapNode } from './map-nodes.ts'
import { NodeButton } from './NodeButton.tsx'
import { RangeAge } from './RangeAge.tsx'
import { ReportBar, ReportRange } from './ReportFigures.tsx'
import { WaysOn } from './WaysOn.tsx'

interface ReportsTableProps {
  readonly title: string
  readonly nodes: readonly MapNode[]
  readonly resource: string | null
  readonly onOpen: (nodeId: string) => void
}

/** One line per Node: what the map shows of it, in words and figures. */
export function ReportsTable({ title, nodes, resource, onOpen }: ReportsTableProps) {
  const say = useSay()
  return (
    <table className="table stacked">
      <caption className="unseen">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{say('reports.node')}</th>
          <th scope="col">{say('reports.shows')}</th>
          <th scope="col">{say('reports.level')}</th>
          <th scope="col" className="num">
            {say('reports.range')}
          </th>
          <th scope="col" className="num">
            {say('reports.heard')}
          </th>
          <th scope="col" className="num">
            {say('reports.hops')}
          </th>
          <th scope="col">
            <span className="unseen">{say('map.ways')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {nodes.map((node) => (
          <NodeRow key={node.nodeId} node={node} resource={resource} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  )
}

interface NodeRowProps {
  readonly node: MapNode
  readonly resource: string | null
  readonly onOpen: (nodeId: string) => void
}

function NodeRow({ node, resource, onOpen }: NodeRowProps) {
  const say = useSay()
  const report = resource === null ? undefined : node.reports.get(resource)
  const heardMs = report?.receivedAtMs ?? node.lastHeardMs
  const hops = report?.hops ?? node.hops
  return (
    <tr>
      <th scope="row" data-label={say('reports.node')}>
        <NodeButton node={node} onOpen={onOpen} />
      </th>
      <td data-label={say('reports.shows')}>
        {report === undefined ? (
          <span className="meta">{say('reports.nothing')}</span>
        ) : (
          <StateWord state={report.state} />
        )}{' '}
        <ApartTag of={report?.isolated === true} />
      </td>
      <td data-label={say('reports.level')}>{report !== undefined && <ReportBar report={report} />}</td>
      <td data-label={say('reports.range')} className="num">
        {report !== undefined && <ReportRange report={report} />}
        {report !== undefined && <RangeAge report={report} />}
      </td>
      <td data-label={say('reports.heard')} className="num">
        {heardMs !== null && <Time atMs={heardMs} />}
      </td>
      <td data-label={say('reports.hops')} className="num">
        {hops !== null && say('reports.hopCount', { count: hops })}
      </td>
      <td className="row-ways" data-label={say('map.ways')}>
        <WaysOn node={node} resources={resource === null ? [] : [resource]} onOpen={onOpen} />
      </td>
    </tr>
  )
}
