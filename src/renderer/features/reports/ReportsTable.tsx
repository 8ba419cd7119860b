import { useIntl } from 'react-intl'
import type { ReportView } from '../../../shared/contract/map.ts'
import { useSay } from '../../app/messages/words.tsx'
import { ResourceWord, STATE_SHAPES, StateWord } from '../../parts/resource-words.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { figure } from '../../ui/Quantity.tsx'
import { RangeBar } from '../../ui/RangeBar.tsx'
import { Time } from '../../ui/Time.tsx'
import { useNow } from '../../ui/use-now.ts'
import { freshness } from './report-rows.ts'

/** One line per Node and resource. */
export function ReportsTable({ reports }: { readonly reports: readonly ReportView[] }) {
  const say = useSay()
  return (
    <table className="table stacked">
      <caption className="unseen">{say('reports.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('reports.node')}</th>
          <th scope="col">{say('reports.resource')}</th>
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
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <ReportRow key={`${report.nodeId}-${report.resource}`} report={report} />
        ))}
      </tbody>
    </table>
  )
}

function ReportRow({ report }: { readonly report: ReportView }) {
  const say = useSay()
  return (
    <tr>
      <th scope="row" data-label={say('reports.node')}>
        <Peer>{report.name}</Peer>
      </th>
      <td data-label={say('reports.resource')}>
        <ResourceWord resource={report.resource} />
      </td>
      <td data-label={say('reports.shows')}>
        <StateWord state={report.state} />
      </td>
      <td data-label={say('reports.level')}>
        <ReportBar report={report} />
      </td>
      <td data-label={say('reports.range')} className="num">
        <ReportRange report={report} />
      </td>
      <td data-label={say('reports.heard')} className="num">
        <Time atMs={report.receivedAtMs} />
      </td>
      <td data-label={say('reports.hops')} className="num">
        {say('reports.hopCount', { count: report.hops })}
      </td>
    </tr>
  )
}

/** Where the level lies; the paler, the older. */
export function ReportBar({ report }: { readonly report: ReportView }) {
  const say = useSay()
  const intl = useIntl()
  const nowMs = useNow()
  return (
    <RangeBar
      low={report.low}
      high={report.high}
      capacity={report.capacity}
      shape={STATE_SHAPES[report.state]}
      freshness={freshness(nowMs - report.receivedAtMs)}
      label={say('reports.rangeLabel', {
        low: figure(intl, report.low),
        high: figure(intl, report.high),
        capacity: figure(intl, report.capacity),
        unit: report.unit,
      })}
    />
  )
}

/** "780–940 L" */
export function ReportRange({ report }: { readonly report: ReportView }) {
  const intl = useIntl()
  return (
    <span className="quantity">
      {figure(intl, report.low)}
      {'–'}
      {figure(intl, report.high)}
      {'\u00a0'}
      <bdi className="peer">{report.unit}</bdi>
    </span>
  )
}
