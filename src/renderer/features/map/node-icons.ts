import type { Map as LibraryMap } from 'maplibre-gl'
import type { MapPalette } from './map-palette.ts'

/** Radius at which marks are drawn, in CSS pixels; the map scales them from there. */
export const MARK_RADIUS_PX = 16
/** Drawn this much finer, so that marks stay sharp on dense screens and when enlarged. */
const PIXEL_RATIO = 3
const SIDE_PX = (MARK_RADIUS_PX + 2) * 2
/** Parts of a broken ring, and how much of each is drawn. */
const DASHES = 9
const DASH_SHARE = 0.62

type Draw = (pen: OffscreenCanvasRenderingContext2D, palette: MapPalette) => void

const circle = (pen: OffscreenCanvasRenderingContext2D, radiusPx: number): void => {
  pen.beginPath()
  pen.arc(SIDE_PX / 2, SIDE_PX / 2, radiusPx, 0, 2 * Math.PI)
}

const MARKS = {
  full: (pen, { water }) => {
    pen.fillStyle = water
    circle(pen, MARK_RADIUS_PX)
    pen.fill()
  },
  ring: (pen, { water, sheet }) => ring(pen, { stroke: water, fill: sheet }),
  broken: (pen, { red, sheet }) => {
    const dashPx = (2 * Math.PI * (MARK_RADIUS_PX - 2.5)) / DASHES
    pen.setLineDash([dashPx * DASH_SHARE, dashPx * (1 - DASH_SHARE)])
    ring(pen, { stroke: red, fill: sheet })
  },
  silent: (pen, { soft }) => {
    pen.fillStyle = soft
    circle(pen, MARK_RADIUS_PX / 2.4)
    pen.fill()
  },
  own: (pen, { indigo, sheet }) => {
    ring(pen, { stroke: indigo, fill: sheet })
    pen.fillStyle = indigo
    circle(pen, MARK_RADIUS_PX / 2.4)
    pen.fill()
  },
  /** Nothing: it only keeps labels off. */
  guard: () => {},
  arrow: (pen, { indigo }) => {
    pen.fillStyle = indigo
    pen.beginPath()
    pen.moveTo(SIDE_PX * 0.25, SIDE_PX * 0.2)
    pen.lineTo(SIDE_PX * 0.85, SIDE_PX * 0.5)
    pen.lineTo(SIDE_PX * 0.25, SIDE_PX * 0.8)
    pen.fill()
  },
} as const satisfies Readonly<Record<string, Draw>>

export type MarkName = keyof typeof MARKS

function ring(
  pen: OffscreenCanvasRenderingContext2D,
  { stroke, fill }: { readonly stroke: string; readonly fill: string },
): void {
  pen.strokeStyle = stroke
  pen.fillStyle = fill
  pen.lineWidth = 5
  circle(pen, MARK_RADIUS_PX - 2.5)
  pen.fill()
  pen.stroke()
}

/** Hands the map a picture of every mark, in these colours. */
export function addMarks(map: LibraryMap, palette: MapPalette): void {
  const side = SIDE_PX * PIXEL_RATIO
  for (const [name, draw] of Object.entries(MARKS)) {
    const pen = new OffscreenCanvas(side, side).getContext('2d')
    if (pen === null) continue
    pen.scale(PIXEL_RATIO, PIXEL_RATIO)
    draw(pen, palette)
    map.addImage(name, pen.getImageData(0, 0, side, side), { pixelRatio: PIXEL_RATIO })
  }
}
