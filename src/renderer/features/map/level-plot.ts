import type UPlot from 'uplot'
import type { AlignedData, Options } from 'uplot'
import type { OwnResource } from '../../../shared/contract/resources.ts'
import type { MapPalette } from './map-palette.ts'

export interface Reading {
  readonly atMs: number
  readonly level: number
}

/** A line over time as the plot library takes it, with what it is measured against. */
export interface Plotted {
  /** Seconds, levels, and the lower and upper edge of what others see. */
  readonly columns: AlignedData
  readonly top: number
  readonly lines: { readonly surplusAbove: number; readonly deficitBelow: number }
}

/** Readings in any order as columns; the range that others see stands from when it was told. */
export function plottedOf(own: OwnResource, readings: readonly Reading[]): Plotted {
  const ordered = readings.toSorted((one, other) => one.atMs - other.atMs)
  const { shown, capacity, surplusAbove, deficitBelow } = own
  const edge = (of: 'low' | 'high') =>
    ordered.map(({ atMs }) =>
      shown !== null && atMs >= shown.reportedAtMs - RANGE_LEAD_MS ? shown[of] : null,
    )
  return {
    columns: [
      ordered.map(({ atMs }) => atMs / 1_000),
      ordered.map(({ level }) => level),
      edge('low'),
      edge('high'),
    ],
    top: Math.max(capacity, ...ordered.map(({ level }) => level)),
    lines: { surplusAbove, deficitBelow },
  }
}

/** The range is drawn from this long before it was told. Chosen here: a report an hour, so one told just now is still a band to be seen. */
const RANGE_LEAD_MS = 3_600_000

export interface PlotLook {
  readonly palette: MapPalette
  readonly size: { readonly width: number; readonly height: number }
  readonly number: (value: number) => string
  readonly day: (atMs: number) => string
}

/** A quiet plot: one line, one band, two thresholds, no legend and no zoom. */
export function plotOptions({ top, lines }: Plotted, { palette, size, number, day }: PlotLook): Options {
  const axis = { stroke: palette.soft, grid: { stroke: palette.border, width: 1 }, ticks: { show: false } }
  const edge = { stroke: 'transparent', points: { show: false } }
  return {
    ...size,
    cursor: { show: false },
    legend: { show: false },
    scales: { y: { range: [0, top] } },
    axes: [
      { ...axis, space: 70, size: 32, values: (_, seconds) => seconds.map((second) => day(second * 1_000)) },
      { ...axis, size: 56, values: (_, levels) => levels.map(number) },
    ],
    series: [{}, { stroke: palette.water, width: 2, points: { show: false } }, edge, edge],
    bands: [{ series: [3, 2], fill: palette.water.replace('rgb(', 'rgba(').replace(')', ',0.22)') }],
    hooks: {
      draw: [
        (plot) => {
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
