/** A colour in the eye's three lights, 0 to 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** The tokens as they hold within an element just now; none where nothing can be painted. */
export function readColours(within: HTMLElement, tokens: readonly string[]): ReadonlyMap<string, Rgb> {
  const pixel = paintablePixel()
  if (pixel === null) return new Map()
  const probe = document.createElement('span')
  probe.style.setProperty('forced-color-adjust', 'none') // with forced colours all tokens would read as the one of text
  within.append(probe)
  const read = tokens.map((token) => {
    probe.style.color = `var(--${token})`
    return [token, asRgb(pixel, getComputedStyle(probe).color)] as const
  })
  probe.remove()
  return new Map(read)
}

const paintablePixel = (): OffscreenCanvasRenderingContext2D | null =>
  typeof OffscreenCanvas === 'undefined'
    ? null
    : new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })

function asRgb(pixel: OffscreenCanvasRenderingContext2D, colour: string): Rgb {
  pixel.fillStyle = colour
  pixel.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data
  return [red, green, blue]
}
