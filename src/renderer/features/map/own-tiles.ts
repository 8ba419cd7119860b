import { addProtocol, type LayerSpecification, type SourceSpecification } from 'maplibre-gl'
import { FileSource, PMTiles, Protocol, TileType } from 'pmtiles'
import type { MapPalette } from './map-palette.ts'

/** How the map library asks for tiles of a file on this machine. */
const SCHEME = 'pmtiles'

/** Tiles of a person's own, ready to be drawn. */
export interface OwnTiles {
  readonly source: SourceSpecification
  readonly layers: readonly LayerSpecification[]
}

export const OWN_TILES_SOURCE = 'own-tiles'
let protocol: Protocol | null = null

/** Reads a PMTiles file. Only what is drawn is read of it, and nothing leaves the page. @throws where it is none */
export async function readOwnTiles(file: File, palette: MapPalette): Promise<OwnTiles> {
  const archive = new PMTiles(new FileSource(file))
  const { tileType, minZoom, maxZoom } = await archive.getHeader()
  const url = addressOf(archive)
  const zooms = { minzoom: minZoom, maxzoom: maxZoom }
  if (tileType !== TileType.Mvt) {
    const source: SourceSpecification = { type: 'raster', tiles: [url], tileSize: 256, ...zooms }
    return { source, layers: [{ id: OWN_TILES_SOURCE, type: 'raster', source: OWN_TILES_SOURCE }] }
  }
  const names = layerNames(await archive.getMetadata())
  return {
    source: { type: 'vector', tiles: [url], ...zooms },
    layers: names.flatMap((name) => vectorLayers(name, palette)),
  }
}

/** Where the map library finds the tiles of an archive: by the name its source goes by. */
function addressOf(archive: PMTiles): string {
  if (protocol === null) {
    protocol = new Protocol()
    addProtocol(SCHEME, protocol.tile)
  }
  protocol.add(archive)
  return `${SCHEME}://${archive.source.getKey()}/{z}/{x}/{y}`
}

function layerNames(metadata: unknown): readonly string[] {
  const listed = (metadata as { vector_layers?: unknown } | null)?.vector_layers
  if (!Array.isArray(listed)) return []
  return listed.flatMap((one: { id?: unknown }) => (typeof one.id === 'string' ? [one.id] : []))
}

/** Whatever the layers are called, water is water-coloured and all else is a quiet line. */
function vectorLayers(name: string, { sea, border, soft }: MapPalette): LayerSpecification[] {
  const common = { source: OWN_TILES_SOURCE, 'source-layer': name }
  const isWater = /water|ocean|lake/iu.test(name)
  const isWay = /road|transport|path|rail/iu.test(name)
  if (isWater) {
    return [{ id: `own-${name}`, type: 'fill', ...common, paint: { 'fill-color': sea } }]
  }
  const paint = { 'line-color': isWay ? soft : border, 'line-width': isWay ? 1.2 : 0.8 }
  return [{ id: `own-${name}`, type: 'line', ...common, paint }]
}
