import type { Browser, Page } from 'playwright'
import { type Raster, SQUARE_PX, type Square } from './picture-sheet.ts'

/** How finely a sheet is kept. Chosen here: words can be told apart, and all sheets together stay under three megabytes. */
const SHEET_QUALITY = 0.3
/** Between pictures on a sheet: clear, and so how they are told apart again. */
const GAP_PX = 2 * SQUARE_PX

/** A blank page of a browser, where small pictures are laid out on one sheet and sheets are read again. A sheet is a WebP in base64. */
export class Darkroom {
  readonly #page: Page

  private constructor(page: Page) {
    this.#page = page
  }

  static async open(browser: Browser): Promise<Darkroom> {
    const page = await browser.newPage()
    await page.evaluate(layOutTools)
    return new Darkroom(page)
  }

  /** Lay out bands of pictures, PNGs in base64. */
  layOut(bands: readonly (readonly string[])[]): Promise<string> {
    const how = { bands, gapPx: GAP_PX, squarePx: SQUARE_PX, quality: SHEET_QUALITY }
    return this.#page.evaluate(layOut, how)
  }

  /** The mean colour of each square of a sheet. */
  async squaresOf(sheet: string): Promise<Raster> {
    const { width, height, rgba } = await this.#page.evaluate(readSquares, { sheet, squarePx: SQUARE_PX })
    return { width, height, rgba: Buffer.from(rgba, 'base64') }
  }

  /** The sheet, pale, with these squares in red. */
  mark(sheet: string, squares: readonly Square[]): Promise<string> {
    return this.#page.evaluate(mark, { sheet, squares, squarePx: SQUARE_PX, quality: SHEET_QUALITY })
  }
}

/** What the functions below have in common, in the page. */
interface Tools {
  decode(base64: string, type: 'png' | 'webp'): Promise<ImageBitmap>
  encode(bytes: Uint8Array): string
  write(canvas: OffscreenCanvas, quality: number): Promise<string>
}

function layOutTools(): void {
  const encode = (bytes: Uint8Array): string => {
    const parts: string[] = []
    for (let at = 0; at < bytes.length; at += 0x8000)
      parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)))
    return btoa(parts.join(''))
  }
  const tools: Tools = {
    encode,
    decode: async (base64, type) =>
      createImageBitmap(await (await fetch(`data:image/${type};base64,${base64}`)).blob()),
    write: async (canvas, quality) => {
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality })
      return encode(new Uint8Array(await blob.arrayBuffer()))
    },
  }
  Object.assign(globalThis, { tools })
}

async function layOut(input: {
  readonly bands: readonly (readonly string[])[]
  readonly gapPx: number
  readonly squarePx: number
  readonly quality: number
}): Promise<string> {
  const { tools } = globalThis as unknown as { tools: Tools }
  const { gapPx, squarePx, quality } = input
  const decode = (png: string): Promise<ImageBitmap> => tools.decode(png, 'png')
  const bands = await Promise.all(input.bands.map((band) => Promise.all(band.map(decode))))
  /** Every picture begins on a square. */
  const room = (sizePx: number): number => Math.ceil(sizePx / squarePx) * squarePx + gapPx
  const sum = (sizes: readonly number[]): number => sizes.reduce((all, one) => all + one, 0)
  const heights = bands.map((band) => room(Math.max(...band.map(({ height }) => height))))
  const widths = bands.map((band) => sum(band.map(({ width }) => room(width))))
  const canvas = new OffscreenCanvas(Math.max(...widths), sum(heights))
  const pen = canvas.getContext('2d')
  for (const [index, band] of bands.entries()) {
    for (const [column, picture] of band.entries()) {
      const left = sum(band.slice(0, column).map(({ width }) => room(width)))
      pen?.drawImage(picture, left, sum(heights.slice(0, index)))
    }
  }
  return tools.write(canvas, quality)
}

/** The browser shrinks by halves, each pixel the mean of four: what a loop here takes seconds for, it does in moments. */
async function readSquares(input: {
  readonly sheet: string
  readonly squarePx: number
}): Promise<{ readonly width: number; readonly height: number; readonly rgba: string }> {
  const { tools } = globalThis as unknown as { tools: Tools }
  const image = await tools.decode(input.sheet, 'webp')
  const [width, height] = [image.width / input.squarePx, image.height / input.squarePx]
  const small = await createImageBitmap(image, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'medium',
  })
  const pen = new OffscreenCanvas(width, height).getContext('2d')
  pen?.drawImage(small, 0, 0)
  const means = pen?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray()
  return { width, height, rgba: tools.encode(new Uint8Array(means.buffer)) }
}

async function mark(input: {
  readonly sheet: string
  readonly squares: readonly Square[]
  readonly squarePx: number
  readonly quality: number
}): Promise<string> {
  const { tools } = globalThis as unknown as { tools: Tools }
  const { sheet, squares, squarePx, quality } = input
  const image = await tools.decode(sheet, 'webp')
  const canvas = new OffscreenCanvas(image.width, image.height)
  const pen = canvas.getContext('2d')
  if (pen === null) return sheet
  pen.globalAlpha = 0.4
  pen.drawImage(image, 0, 0)
  pen.globalAlpha = 0.8
  pen.fillStyle = 'rgb(220 0 30)'
  for (const { x, y } of squares) pen.fillRect(x * squarePx, y * squarePx, squarePx, squarePx)
  return tools.write(canvas, quality)
}
