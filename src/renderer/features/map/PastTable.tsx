import { useState } from 'react'
import type { ShownPoint } from '../../../shared/contract/map.ts'
import { useSay } from '../../app/messages/words.tsx'
import { StateWord } from '../../parts/resource-words.tsx'
import { Action } from '../../ui/Action.tsx'
import { ExactTime } from '../../ui/Time.tsx'
import { ReportRange } from './ReportFigures.tsx'
import { isRange } from './shown-band.ts'

/** Rows shown at once. Chosen here: a week of changes, twice a day. */
const ROWS = 14

/** The same past in words and figures, newest first. */
export function PastTable({ points }: { readonly points: readonly ShownPoint[] }) {
  const say = useSay()
  const [rows, setRows] = useState(ROWS)
  return (
    <>
      <table className="table past-table">
        <caption className="unseen">{say('map.pastTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('map.pastSince')}</th>
            <th scope="col">{say('reports.shows')}</th>
            <th scope="col" className="num">
              {say('reports.range')}
            </th>
          </tr>
        </thead>
        <tbody>
          {points.slice(0, rows).map((point) => (
            <PastRow key={point.reportedAtMs} point={point} />
          ))}
        </tbody>
      </table>
      {points.length > rows && (
        <Action onPress={() => setRows(rows + ROWS)}>
          {say('map.more', { count: Math.min(ROWS, points.length - rows) })}
        </Action>
      )}
    </>
  )
}

function PastRow({ point }: { readonly point: ShownPoint }) {
  const say = useSay()
  if (!isRange(point)) {
    return (
      <tr>
        <th scope="row">
          <ExactTime atMs={point.reportedAtMs} />
        </th>
        <td colSpan={2} className="meta">
          {say('map.pastWithdrawn')}
        </td>
      </tr>
    )
  }
  return (
    <tr>
      <th scope="row">
        <ExactTime atMs={point.firstReportedAtMs} />
      </th>
      <td>
        <StateWord state={point.state} />
      </td>
      <td className="num">
        <ReportRange report={point} />
      </td>
    </tr>
  )
}
