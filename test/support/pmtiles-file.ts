import protobuf from 'protobufjs'

/** Kinds of tile. Source: PMTiles v3, 3.1 "Tile type". */
export const TILE_TYPES = { unknown: 0, mvt: 1, png: 2 } as const

/** Bytes before everything else. Source: PMTiles v3, 3.1 "Header". */
const HEADER_BYTES = 127
const NO_COMPRESSION = 1

export interface Archive {
  readonly type: number
  readonly metadata: unknown
  /** The one tile there is: the whole world. */
  readonly tile: Uint8Array
}

/** A PMTiles archive of one tile, nothing of it compressed. */
export function pmtilesFile({ type, metadata, tile }: Archive): Uint8Array<ArrayBuffer> {
  const directory = directoryOf(tile.byteLength)
  const described = new TextEncoder().encode(JSON.stringify(metadata))
  const parts = [directory, described, tile]
  const whole = new Uint8Array(HEADER_BYTES + parts.reduce((sum, { byteLength }) => sum + byteLength, 0))
  const head = new DataView(whole.buffer)
  whole.set(new TextEncoder().encode('PMTiles'))
  head.setUint8(7, 3)
  let offset = HEADER_BYTES
  const put = (part: Uint8Array, at: number): void => {
    head.setBigUint64(at, BigInt(offset), true)
    head.setBigUint64(at + 8, BigInt(part.byteLength), true)
    whole.set(part, offset)
    offset += part.byteLength
  }
  put(directory, 8)
  put(described, 24)
  put(tile, 56)
  for (const count of [72, 80, 88]) head.setBigUint64(count, 1n, true)
  whole.set([1, NO_COMPRESSION, NO_COMPRESSION, type, 0, 0], 96)
  return whole
}

/** One entry: tile 0, once, so many bytes, from the start. Source: PMTiles v3, 4 "Directories". */
function directoryOf(tileBytes: number): Uint8Array {
  const writer = protobuf.Writer.create()
  for (const number of [1, 0, 1, tileBytes, 1]) writer.uint32(number)
  return writer.finish()
}

const MVT = protobuf
  .parse(`
  syntax = "proto2";
  message Tile { repeated Layer layers = 3; }
  message Layer { required uint32 version = 15; required string name = 1; repeated Feature features = 2; optional uint32 extent = 5; }
  message Feature { optional uint32 type = 3; repeated uint32 geometry = 4 [packed = true]; }
`)
  .root.lookupType('Tile')

const POLYGON = 3
/** Around the tile from its upper left corner: move, three lines, close. Source: Mapbox Vector Tile 2.1, 4.3 "Geometry". */
const WHOLE_TILE = [9, 0, 0, 26, 8_192, 0, 0, 8_192, 8_191, 0, 15]

/** A vector tile that is one layer from edge to edge. */
export const vectorTile = (layer: string): Uint8Array =>
  MVT.encode({
    layers: [{ version: 2, name: layer, features: [{ type: POLYGON, geometry: WHOLE_TILE }], extent: 4_096 }],
  }).finish()

/** A picture of one red point. Source: PNG (third edition). */
export const RED_PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
    'base64',
  ),
)

/** Water from edge to edge. */
export const waterArchive = (): Uint8Array<ArrayBuffer> =>
  pmtilesFile({
    type: TILE_TYPES.mvt,
    metadata: { vector_layers: [{ id: 'water', fields: {} }] },
    tile: vectorTile('water'),
  })

/** Red from edge to edge. */
export const redArchive = (): Uint8Array<ArrayBuffer> =>
  pmtilesFile({ type: TILE_TYPES.png, metadata: {}, tile: RED_PNG })
