import UPlot, { type AlignedData, type Options } from 'uplot'
import type { MapPalette } from './map-palette.ts'
import { type MomentWords, momentOf } from './plot-moment.ts'
import type { Band } from './shown-band.ts'

export interface Reading {
  readonly atMs: number
  readonly level: number
}

/** The lines that this Node drew for itself; of others they are not known. */
export interface Lines {
  readonly surplusAbove: number
  readonly deficitBelow: number
}

export interface PlotSources {
  readonly band: Band
  /** Exact levels in any order; none of other Nodes. */
  readonly readings: readonly Reading[]
  readonly lines: Lines | null
  readonly capacity: number
}

/** A past as the plot library takes it: seconds, exact levels, lower and upper edge of what others saw. */
export interface Plotted {
  readonly columns: AlignedData
  readonly top: number
  readonly lines: Lines | null
  /** Where there is no exact line, the edges of the band are drawn. */
  readonly isExact: boolean
}

/** Band and exact line over one time. */
export function plottedOf({ band, readings, lines, capacity }: PlotSources): Plotted {
  const ordered = readings.toSorted((one, other) => one.atMs - other.atMs)
  const line: AlignedData = [ordered.map(({ atMs }) => atMs / 1_000), ordered.map(({ level }) => level)]
  const edges: AlignedData = [band.atMs.map((atMs) => atMs / 1_000), [...band.low], [...band.high]]
  const levels = [...ordered.map(({ level }) => level), ...band.high.map((high) => high ?? 0)]
  return {
    columns: UPlot.join([line, edges]),
    top: levels.reduce((one, other) => Math.max(one, other), capacity),
    lines,
    isExact: ordered.length > 0,
  }
}

export interface PlotLook {
  readonly palette: MapPalette
  readonly size: { readonly width: number; readonly height: number }
  readonly number: (value: number) => string
  readonly words: MomentWords
}

/** A quiet plot: a line, a band, two thresholds, no legend and no zoom. */
export function plotOptions(
  { columns, top, lines, isExact }: Plotted,
  { palette, size, number, words }: PlotLook,
): Options {
  const [times] = columns
  const spanMs = ((times.at(-1) ?? 0) - (times[0] ?? 0)) * 1_000
  const moment = momentOf(spanMs, words)
  const axis = { stroke: palette.soft, grid: { stroke: palette.border, width: 1 }, ticks: { show: false } }
  const edge = { stroke: isExact ? 'transparent' : palette.water, width: 1, points: { show: false } }
  return {
    ...size,
    cursor: { show: false },
    legend: { show: false },
    scales: { y: { range: [0, top] } },
    axes: [
      {
        ...axis,
        space: 70,
        size: 32,
        values: (_, seconds) => seconds.map((second) => moment(second * 1_000)),
      },
      { ...axis, size: 56, values: (_, levels) => levels.map(number) },
    ],
    series: [{}, { stroke: palette.water, width: 2, points: { show: false } }, edge, edge],
    bands: [{ series: [3, 2], fill: palette.water.replace('rgb(', 'rgba(').replace(')', ',0.22)') }],
    hooks: {
      draw: [
        (plot) => {
          if (lines === null) return
          threshold(plot, lines.surplusAbove, palette.water)
          threshold(plot, lines.deficitBelow, palette.red)
        },
      ],
    },
  }
}

function threshold({ ctx, bbox, valToPos }: UPlot, level: number, colour: string): void {
  const y = valToPos(level, 'y', true)
  ctx.save()
  ctx.strokeStyle = colour
  ctx.setLineDash([4, 4])
  ctx.beginPath()
  ctx.moveTo(bbox.left, y)
  ctx.lineTo(bbox.left + bbox.width, y)
  ctx.stroke()
  ctx.restore()
}
