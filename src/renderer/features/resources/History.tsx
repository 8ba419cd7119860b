import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import type { OwnResource } from '../../../shared/contract/resources.ts'
import { useSay } from '../../app/messages/words.tsx'
import { resourceText, StateWord } from '../../parts/resource-words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { figure, Quantity } from '../../ui/Quantity.tsx'
import { ExactTime } from '../../ui/Time.tsx'
import { type HistoryPoint, linePath } from './history-line.ts'

const WIDTH = 600
const HEIGHT = 120
/** Rows of the table beside the line: the newest ones. */
const TABLE_ROWS = 30

/** How a level has moved, as a line and as a table. */
export function History({ own }: { readonly own: OwnResource }) {
  const say = useSay()
  const { resources } = useStores()
  const history = useMemo(() => resources.history(own.resource), [resources, own.resource])
  return (
    <Answered of={history} step={say('resources.historyLoading')}>
      {(points) =>
        points.length < 2 ? (
          <p className="meta">{say('resources.historyShort')}</p>
        ) : (
          <Line own={own} points={points} />
        )
      }
    </Answered>
  )
}

interface PointsProps {
  readonly own: OwnResource
  readonly points: readonly HistoryPoint[]
}

function Line({ own, points }: PointsProps) {
  const say = useSay()
  const times = points.map(({ atMs }) => atMs)
  return (
    <>
      <Picture own={own} points={points} />
      <p className="history-span">
        <ExactTime atMs={Math.min(...times)} /> <ExactTime atMs={Math.max(...times)} />
      </p>
      <Fold title={say('resources.asTable')} level={4}>
        <Table own={own} points={points} />
      </Fold>
    </>
  )
}

/** The level between the two lines that say what it is. */
function Picture({ own, points }: PointsProps) {
  const say = useSay()
  const intl = useIntl()
  const levels = points.map(({ level }) => level)
  const y = (level: number): number => HEIGHT - (level / Math.max(own.capacity, ...levels)) * HEIGHT
  const label = say('resources.historyLabel', {
    resource: resourceText(say, own.resource),
    count: points.length,
    low: figure(intl, Math.min(...levels)),
    high: figure(intl, Math.max(...levels)),
    unit: own.unit,
  })
  const lines = [
    { of: 'surplusAbove', atY: y(own.surplusAbove) },
    { of: 'deficitBelow', atY: y(own.deficitBelow) },
  ] as const
  return (
    <div className="history-box">
      <svg
        className="history"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={label}
        preserveAspectRatio="none"
      >
        {lines.map(({ of, atY }) => (
          <line key={of} className={`history-${of}`} x1="0" x2={WIDTH} y1={atY} y2={atY} />
        ))}
        <path className="history-line" d={linePath(points, { width: WIDTH, y })} />
      </svg>
      {lines.map(({ of, atY }) => (
        <span key={of} className="history-words" style={{ top: `${(atY / HEIGHT) * 100}%` }}>
          {say(`record.${of}`)} <Quantity value={own[of]} unit={own.unit} />
        </span>
      ))}
    </div>
  )
}

function Table({ own, points }: PointsProps) {
  const say = useSay()
  const newest = points.toSorted((one, other) => other.atMs - one.atMs).slice(0, TABLE_ROWS)
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{say('csv.columnTime')}</th>
          <th scope="col">{say('record.level')}</th>
          <th scope="col">{say('reports.shows')}</th>
        </tr>
      </thead>
      <tbody>
        {newest.map((point) => (
          <tr key={point.atMs}>
            <td>
              <ExactTime atMs={point.atMs} />
            </td>
            <td>
              <Quantity value={point.level} unit={own.unit} />
            </td>
            <td>
              <StateWord state={point.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
