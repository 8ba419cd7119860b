/** What is drawn in which colour; each is a token of the page or of `map.css`. */
const TOKENS = {
  sea: '--map-sea',
  land: '--map-land',
  border: '--map-border',
  water: '--water',
  red: '--red',
  ink: '--ink',
  soft: '--soft',
  sheet: '--sheet',
  indigo: '--indigo',
} as const

export type MapPalette = Readonly<Record<keyof typeof TOKENS, string>>

/** The tokens as they hold within an element just now, in the one notation that every canvas and the map library know. */
export function readPalette(within: HTMLElement): MapPalette {
  const probe = document.createElement('span')
  within.append(probe)
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const read = (token: string): string => {
    probe.style.color = `var(${token})`
    return pixel === null ? 'black' : asRgb(pixel, getComputedStyle(probe).color)
  }
  const pairs = Object.entries(TOKENS).map(([name, token]) => [name, read(token)])
  probe.remove()
  return Object.fromEntries(pairs) as MapPalette
}

function asRgb(pixel: OffscreenCanvasRenderingContext2D, colour: string): string {
  pixel.fillStyle = colour
  pixel.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data
  return `rgb(${red},${green},${blue})`
}
