import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { type Header, PMTiles, type Source, TileType } from 'pmtiles'
import type { MapPalette } from './map-palette.ts'

/** Tiles of a person's own, ready to be drawn. */
export interface OwnTiles {
  readonly archive: PMTiles
  readonly source: SourceSpecification
  readonly layers: readonly LayerSpecification[]
}

/** Why a file's tiles are not drawn: it is no archive of tiles, or holds none of a kind that is drawn here. */
export type TilesProblem = 'broken' | 'none'

/** How the map library asks for tiles of a file on this machine. */
export const SCHEME = 'pmtiles'
export const OWN_TILES_SOURCE = 'own-tiles'
/** Deepest zoom there is. Source: PMTiles v3, 3.1 "Header": one byte, of which 26 levels have tile numbers. */
const ZOOM_END = 26
/** Layers drawn of one file. Chosen here: twice what known map styles have; a file of thousands would stand still. */
const LAYERS_MAX = 60
const RASTER: readonly TileType[] = [TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif]

let filesRead = 0

/** Reads a PMTiles file. Only what is drawn is read of it, and nothing leaves the page. */
export async function readOwnTiles(file: Blob, palette: MapPalette): Promise<OwnTiles | TilesProblem> {
  filesRead += 1
  const key = `own-${filesRead}`
  try {
    const archive = new PMTiles(sourceOf(file, key))
    const header = await archive.getHeader()
    if (header.minZoom > header.maxZoom || header.maxZoom > ZOOM_END) return 'broken'
    const { specification, layers } = await drawnOf(archive, header, palette)
    if (layers.length === 0) return 'none'
    const url = `${SCHEME}://${key}/{z}/{x}/{y}`
    const zooms = { minzoom: header.minZoom, maxzoom: header.maxZoom }
    return { archive, layers, source: { ...specification, tiles: [url], ...zooms } }
  } catch {
    return 'broken'
  }
}

/** Named by number: what a person calls a file may not be part of an address. */
const sourceOf = (file: Blob, key: string): Source => ({
  getKey: () => key,
  getBytes: async (offset, length) => ({ data: await file.slice(offset, offset + length).arrayBuffer() }),
})

interface Drawn {
  readonly specification:
    | { readonly type: 'raster'; readonly tileSize: number }
    | { readonly type: 'vector'; readonly encoding?: 'mlt' }
  readonly layers: readonly LayerSpecification[]
}

async function drawnOf(archive: PMTiles, { tileType }: Header, palette: MapPalette): Promise<Drawn> {
  if (RASTER.includes(tileType)) {
    const layer = { id: OWN_TILES_SOURCE, type: 'raster', source: OWN_TILES_SOURCE } as const
    return { specification: { type: 'raster', tileSize: 256 }, layers: [layer] }
  }
  if (tileType !== TileType.Mvt && tileType !== TileType.Mlt) {
    return { specification: { type: 'vector' }, layers: [] }
  }
  const names = layerNames(await archive.getMetadata())
  return {
    specification: { type: 'vector', ...(tileType === TileType.Mlt ? { encoding: 'mlt' } : {}) },
    layers: names.flatMap((name) => vectorLayers(name, palette)),
  }
}

/** Each name once: whatever a file says, no layer may stand twice. */
function layerNames(metadata: unknown): readonly string[] {
  const listed = (metadata as { vector_layers?: unknown } | null)?.vector_layers
  if (!Array.isArray(listed)) return []
  const names = listed.flatMap((one: { id?: unknown } | null) =>
    typeof one?.id === 'string' ? [one.id] : [],
  )
  return [...new Set(names)].slice(0, LAYERS_MAX)
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
