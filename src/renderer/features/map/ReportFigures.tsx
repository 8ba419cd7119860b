import { useIntl } from 'react-intl'
import type { ReportView } from '../../../shared/contract/map.ts'
import { useSay } from '../../app/messages/words.tsx'
import { STATE_SHAPES } from '../../parts/resource-words.tsx'
import { figure } from '../../ui/Quantity.tsx'
import { RangeBar } from '../../ui/RangeBar.tsx'
import { useNow } from '../../ui/use-now.ts'
import { freshness } from './report-rows.ts'

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
export function ReportRange({ report }: { readonly report: Pick<ReportView, 'low' | 'high' | 'unit'> }) {
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
