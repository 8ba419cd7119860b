import { readColours } from '../../ui/read-colour.ts'

/** What is drawn in which colour; each is a token of the page or of `map.css`. */
const TOKENS = {
  sea: 'map-sea',
  land: 'map-land',
  border: 'map-border',
  water: 'water',
  red: 'red',
  ink: 'ink',
  soft: 'soft',
  sheet: 'sheet',
  indigo: 'indigo',
} as const

export type MapPalette = Readonly<Record<keyof typeof TOKENS, string>>

/** The tokens as they hold within an element just now, in the one notation that every canvas and the map library know. */
export function readPalette(within: HTMLElement): MapPalette {
  const colours = readColours(within, Object.values(TOKENS))
  const pairs = Object.entries(TOKENS).map(([name, token]) => {
    const colour = colours.get(token)
    return [name, colour === undefined ? 'black' : `rgb(${colour.join(',')})`]
  })
  return Object.fromEntries(pairs) as MapPalette
}
