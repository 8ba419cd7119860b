import { useMemo } from 'react'
import { LevelPlot } from './LevelPlot.tsx'
import { type PlotSources, plottedOf } from './level-plot.ts'

export interface PastPlotProps {
  readonly sources: PlotSources
  readonly label: string
}

/** A past, plotted. */
export function PastPlot({ sources, label }: PastPlotProps) {
  const plotted = useMemo(() => plottedOf(sources), [sources])
  return <LevelPlot plotted={plotted} label={label} />
}
