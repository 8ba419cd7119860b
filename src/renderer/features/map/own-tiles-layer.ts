import { addProtocol, type Map as LibraryMap } from 'maplibre-gl'
import { Protocol } from 'pmtiles'
import type { MapPalette } from './map-palette.ts'
import { OWN_TILES_BEFORE } from './map-style.ts'
import { OWN_TILES_SOURCE, type OwnTiles, readOwnTiles, SCHEME, type TilesProblem } from './own-tiles.ts'

let protocol: Protocol | null = null

/** A person's own map tiles on one map, beneath borders and Nodes. */
export class OwnTilesLayer {
  readonly #map: LibraryMap
  readonly #palette: MapPalette
  #isClosed = false
  #layers: readonly string[] = []

  constructor(map: LibraryMap, palette: MapPalette) {
    this.#map = map
    this.#palette = palette
  }

  /** Draw a file's tiles in place of earlier ones, which stay where there is a problem. */
  async put(file: Blob): Promise<TilesProblem | null> {
    const tiles = await readOwnTiles(file, this.#palette)
    if (typeof tiles === 'string') return tiles
    if (!this.#isClosed) this.#draw(tiles)
    return null
  }

  remove(): void {
    for (const layer of this.#layers) this.#map.removeLayer(layer)
    this.#layers = []
    if (this.#map.getSource(OWN_TILES_SOURCE) !== undefined) this.#map.removeSource(OWN_TILES_SOURCE)
  }

  /** The map is gone: what is still being read is not drawn. */
  close(): void {
    this.#isClosed = true
  }

  #draw({ archive, source, layers }: OwnTiles): void {
    this.remove()
    protocolHere().add(archive)
    this.#map.addSource(OWN_TILES_SOURCE, source)
    for (const layer of layers) this.#map.addLayer(layer, OWN_TILES_BEFORE)
    this.#layers = layers.map(({ id }) => id)
  }
}

/** The one way in which the map library reads tiles of files, for as long as the page lives. */
function protocolHere(): Protocol {
  if (protocol === null) {
    protocol = new Protocol()
    addProtocol(SCHEME, protocol.tile)
  }
  return protocol
}
