/** Pictures are compared by the mean colour of squares this wide: what a codec or an edge smears stays within one. */
export const SQUARE_PX = 4
/** How far two squares may be apart, of 255. Chosen here: an edge that falls a hair's breadth otherwise, as a codec smears it, stays within. */
const APART_MAX = 14
/** Squares of a picture that may be further apart. Chosen here: a button that is moved by eight pixels is several times as many. */
export const SQUARES_APART_MAX = 4
/** Opacity from which a square belongs to a picture. */
const SOLID = 128

/** The mean colours of a sheet's squares, row by row, four bytes each. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

export interface Square {
  readonly x: number
  readonly y: number
}

/** One picture of a sheet that is not as it was. */
export interface SheetDifference {
  readonly band: number
  readonly column: number
  /** `width × height` in squares where those differ. */
  readonly sizes: readonly [was: string, is: string] | null
  /** Where on the sheet as it is. */
  readonly squares: readonly Square[]
}

interface Span {
  readonly from: number
  readonly to: number
}
interface Picture {
  readonly band: number
  readonly column: number
  readonly x: Span
  readonly y: Span
}

/** Which pictures of one sheet are not as on the other. Bands and the pictures in them are told apart by what is clear between. */
export function compareSheets(was: Raster, is: Raster): SheetDifference[] {
  const before = picturesOn(was)
  const after = picturesOn(is)
  const gone = before.filter((picture) => counterpart(picture, after) === undefined)
  return [
    ...gone.map(
      (picture): SheetDifference => ({ ...place(picture), sizes: [sizeOf(picture), 'nothing'], squares: [] }),
    ),
    ...after.flatMap((picture) => differenceOf({ was, is }, counterpart(picture, before), picture)),
  ]
}

const place = ({ band, column }: Picture): Pick<Picture, 'band' | 'column'> => ({ band, column })
const lengthOf = ({ from, to }: Span): number => to - from
const sizeOf = ({ x, y }: Picture): string => `${lengthOf(x)} × ${lengthOf(y)}`
const counterpart = ({ band, column }: Picture, pictures: readonly Picture[]): Picture | undefined =>
  pictures.find((one) => one.band === band && one.column === column)

function differenceOf(
  sheets: { readonly was: Raster; readonly is: Raster },
  before: Picture | undefined,
  after: Picture,
): SheetDifference[] {
  if (before === undefined) return [{ ...place(after), sizes: ['nothing', sizeOf(after)], squares: [] }]
  const squares = squaresApart(sheets, before, after)
  const sizes = sizeOf(before) === sizeOf(after) ? null : ([sizeOf(before), sizeOf(after)] as const)
  const isSame = sizes === null && squares.length <= SQUARES_APART_MAX
  return isSame ? [] : [{ ...place(after), sizes, squares }]
}

function squaresApart(
  { was, is }: { readonly was: Raster; readonly is: Raster },
  before: Picture,
  after: Picture,
): Square[] {
  const width = Math.min(lengthOf(before.x), lengthOf(after.x))
  const height = Math.min(lengthOf(before.y), lengthOf(after.y))
  return Array.from({ length: width * height }, (_, at) => ({ x: at % width, y: Math.floor(at / width) }))
    .filter(({ x, y }) => {
      const there = offsetOf(was, before.x.from + x, before.y.from + y)
      const here = offsetOf(is, after.x.from + x, after.y.from + y)
      return [0, 1, 2].some(
        (channel) => Math.abs((was.rgba[there + channel] ?? 0) - (is.rgba[here + channel] ?? 0)) > APART_MAX,
      )
    })
    .map(({ x, y }) => ({ x: after.x.from + x, y: after.y.from + y }))
}

const offsetOf = ({ width }: Raster, x: number, y: number): number => (y * width + x) * 4

function picturesOn(sheet: Raster): Picture[] {
  const isSolid = (x: number, y: number): boolean => (sheet.rgba[offsetOf(sheet, x, y) + 3] ?? 0) >= SOLID
  const columns = [...Array(sheet.width).keys()]
  return spans(sheet.height, (y) => columns.some((x) => isSolid(x, y))).flatMap((band, index) =>
    spans(sheet.width, (x) => isSolid(x, band.from)).map((x, column) => {
      const [{ to } = { to: 0 }] = spans(lengthOf(band), (y) => isSolid(x.from, band.from + y))
      return { band: index, column, x, y: { from: band.from, to: band.from + to } }
    }),
  )
}

/** Runs in which something holds. */
function spans(length: number, holds: (at: number) => boolean): Span[] {
  const found: Span[] = []
  let from = 0
  for (let at = 0; at <= length; at += 1) {
    if (at < length && holds(at)) continue
    if (at > from) found.push({ from, to: at })
    from = at + 1
  }
  return found
}
