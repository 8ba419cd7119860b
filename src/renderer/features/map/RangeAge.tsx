import { useIntl } from 'react-intl'
import type { ReportView } from '../../../shared/contract/map.ts'
import { useSay } from '../../app/messages/words.tsx'
import { span } from '../../ui/Duration.tsx'
import { useNow } from '../../ui/use-now.ts'

/** How much older than its report a range must be for that to be said. Chosen here: reports come hourly, so less is no news. */
const WORTH_SAYING_MS = 3_600_000

/** "figure 14 hours old", where a fresh report repeats a range from before: the level stayed, or the change is held. */
export function RangeAge({ report }: { readonly report: ReportView }) {
  const say = useSay()
  const intl = useIntl()
  const nowMs = useNow()
  const { rangeAtMs, reportedAtMs } = report
  if (rangeAtMs === undefined || reportedAtMs - rangeAtMs <= WORTH_SAYING_MS) return null
  const { amount, unit } = span(nowMs - rangeAtMs)
  const age = intl.formatNumber(amount, { style: 'unit', unit, unitDisplay: 'long' })
  return <div className="meta">{say('reports.rangeAge', { age })}</div>
}
