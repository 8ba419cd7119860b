import { type RefObject, useEffect, useRef } from 'react'
import { useIntl } from 'react-intl'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { figure } from '../../ui/Quantity.tsx'
import { useThemeKey } from '../../ui/use-theme-key.ts'
import { type Plotted, plotOptions } from './level-plot.ts'
import { readPalette } from './map-palette.ts'

const HEIGHT_PX = 170

interface LevelPlotProps {
  readonly plotted: Plotted
  /** What it shows, in words. */
  readonly label: string
}

/** How a level, or what is shown of it, has moved. The table beside it says the same. */
export function LevelPlot({ plotted, label }: LevelPlotProps) {
  const holder = useRef<HTMLDivElement>(null)
  usePlot(holder, plotted)
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
      words: {
        day: (atMs) => intl.formatDate(atMs, { month: 'short', day: 'numeric' }),
        hour: (atMs) => intl.formatTime(atMs, { hour: 'numeric', minute: '2-digit' }),
      },
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
