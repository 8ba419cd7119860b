import { type ErrorCorrection, encodeQR } from 'qr'

/** Rows of a QR code with the light edge around it; true is dark. */
export type CodeModules = readonly (readonly boolean[])[]

/** Light modules on every side, without which a reader does not find the code. Source: ISO/IEC 18004:2024, "Quiet zone". */
const QUIET_MODULES = 4
/** Widest code whose every module takes 3 pixels of the narrowest window. Chosen here: 360 / 3, what a phone held at arm's length still tells apart. */
export const EASY_MODULES = 120
/** Side of a module in a saved picture. Chosen here: the widest code fits a sheet of paper at 300 dots to the inch. */
export const MODULE_PX = 10

/** A text as a QR code, as sturdy as it can be while easy to read; null where none can hold it. */
export function modulesOf(text: string): CodeModules | null {
  for (const sturdiness of ['quartile', 'medium'] as const) {
    const modules = encoded(text, sturdiness)
    if (modules !== null && modules.length <= EASY_MODULES) return modules
  }
  return encoded(text, 'low')
}

function encoded(text: string, ecc: ErrorCorrection): CodeModules | null {
  try {
    return encodeQR(text, 'raw', { ecc, border: QUIET_MODULES })
  } catch {
    return null // more than a QR code holds
  }
}

/** The dark modules as one SVG path, a rectangle for each run in a row. */
export function pathOf(modules: CodeModules): string {
  return modules
    .flatMap((row, y) => runsOf(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`))
    .join('')
}

function runsOf(row: readonly boolean[]): (readonly [start: number, width: number])[] {
  const edges = row.flatMap((isDark, x) => (isDark === (row[x - 1] ?? false) ? [] : [x]))
  if (edges.length % 2 === 1) edges.push(row.length)
  return edges.flatMap((start, index) =>
    index % 2 === 0 ? [[start, (edges[index + 1] ?? row.length) - start] as const] : [],
  )
}

/** A code as a file that any program shows: black on white. */
export function svgOf(modules: CodeModules): string {
  const side = modules.length
  const size = side * MODULE_PX
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${size}" height="${size}" shape-rendering="crispEdges">`,
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${pathOf(modules)}"/></svg>\n`,
  ].join('')
}

/** As `svgOf`, in pixels; null where this machine cannot draw. */
export function pngOf(modules: CodeModules): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = modules.length * MODULE_PX
  const context = canvas.getContext('2d')
  if (context === null) return Promise.resolve(null)
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(MODULE_PX, MODULE_PX)
  context.fillStyle = '#000'
  context.fill(new Path2D(pathOf(modules)))
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}
