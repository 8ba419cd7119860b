import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useIntl } from 'react-intl'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { OwnResource } from '../../../shared/contract/resources.ts'
import { useSay } from '../../app/messages/words.tsx'
import { resourceText } from '../../parts/resource-words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { figure } from '../../ui/Quantity.tsx'
import { type Plotted, plotOptions, plottedOf, type Reading } from './level-plot.ts'
import { readPalette } from './map-palette.ts'
import { useThemeKey } from './use-theme-key.ts'

const HEIGHT_PX = 170

/** How a level of this Node has moved, and the range that others see of it now. Its table is under Resources. */
export function LevelPlot({ own }: { readonly own: OwnResource }) {
  const say = useSay()
  const { resources } = useStores()
  const history = useMemo(() => resources.history(own.resource), [resources, own.resource])
  return (
    <Answered of={history} step={say('resources.historyLoading')}>
      {(points) =>
        points.length < 2 ? (
          <p className="meta">{say('map.historyShort')}</p>
        ) : (
          <Line own={own} points={points} />
        )
      }
    </Answered>
  )
}

interface LineProps {
  readonly own: OwnResource
  readonly points: readonly Reading[]
}

function Line({ own, points }: LineProps) {
  const say = useSay()
  const holder = useRef<HTMLDivElement>(null)
  const plotted = useMemo(() => plottedOf(own, points), [own, points])
  usePlot(holder, plotted)
  const label = say('map.historyLabel', {
    resource: resourceText(say, own.resource),
    count: points.length,
  })
  return <div className="level-plot" role="img" aria-label={label} ref={holder} />
}

/** A plot for as long as the data stands, drawn in the page's colours and as wide as there is room. */
function usePlot(holder: RefObject<HTMLDivElement | null>, plotted: Plotted): void {
  const intl = useIntl()
  const theme = useThemeKey()
  // biome-ignore lint/correctness/useExhaustiveDependencies: other colours are to be read anew
  useEffect(() => {
    const element = holder.current
    if (element === null) return
    const options = plotOptions(plotted, {
      palette: readPalette(element),
      size: { width: element.clientWidth, height: HEIGHT_PX },
      number: (value) => figure(intl, value),
      day: (atMs) => intl.formatDate(atMs, { month: 'short', day: 'numeric' }),
    })
    const plot = new UPlot(options, plotted.columns, element)
    const watch = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT_PX }))
    watch.observe(element)
    return () => {
      watch.disconnect()
      plot.destroy()
    }
  }, [holder, plotted, intl, theme])
}
