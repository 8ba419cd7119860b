import { describe, expect, test } from 'vitest'
import { readOwnTiles } from '../../src/renderer/features/map/own-tiles.ts'
import { pmtilesFile, redArchive, TILE_TYPES, vectorTile, waterArchive } from '../support/pmtiles-file.ts'

const PALETTE = {
  ...{ sea: 'rgb(1,1,1)', land: 'rgb(2,2,2)', border: 'rgb(3,3,3)', water: 'rgb(4,4,4)' },
  ...{ red: 'rgb(5,5,5)', ink: 'rgb(6,6,6)', soft: 'rgb(7,7,7)', sheet: 'rgb(8,8,8)', indigo: 'rgb(9,9,9)' },
}
const read = (bytes: Uint8Array<ArrayBuffer>) => readOwnTiles(new Blob([bytes]), PALETTE)

async function drawn(bytes: Uint8Array<ArrayBuffer>) {
  const tiles = await read(bytes)
  if (typeof tiles === 'string') throw new Error(tiles)
  return tiles
}
const vector = (layers: unknown) =>
  pmtilesFile({ type: TILE_TYPES.mvt, metadata: { vector_layers: layers }, tile: vectorTile('water') })

function changed(bytes: Uint8Array<ArrayBuffer>, at: number, value: number): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes)
  copy[at] = value
  return copy
}

describe('a file of one’s own tiles', () => {
  test('with vectors is drawn layer by layer, water as water and the rest as quiet lines', async () => {
    const names = ['water', 'roads', 'boundaries']
    const { layers, source } = await drawn(vector(names.map((id) => ({ id }))))
    expect(layers.map(({ id, type }) => [id, type])).toEqual([
      ['own-water', 'fill'],
      ['own-roads', 'line'],
      ['own-boundaries', 'line'],
    ])
    expect(source).toMatchObject({ type: 'vector', minzoom: 0, maxzoom: 0 })
  })

  test('gives back the tile that lies in it', async () => {
    const { archive } = await drawn(waterArchive())
    const tile = await archive.getZxy(0, 0, 0)
    expect(new Uint8Array(tile?.data ?? new ArrayBuffer(0))).toEqual(Uint8Array.from(vectorTile('water')))
  })

  test('with pictures is drawn as they are', async () => {
    const { layers, source } = await drawn(redArchive())
    expect(layers.map(({ type }) => type)).toEqual(['raster'])
    expect(source).toMatchObject({ type: 'raster' })
  })

  test('is named by number, so that two of one name lie apart', async () => {
    const [one, other] = [await drawn(redArchive()), await drawn(redArchive())]
    expect(one.archive.source.getKey()).not.toBe(other.archive.source.getKey())
  })

  test('draws each layer once, and no more of them than a map has', async () => {
    const many = Array.from({ length: 500 }, (_, n) => ({ id: `layer ${n % 100}` }))
    expect((await drawn(vector(many))).layers).toHaveLength(60)
    expect((await drawn(vector([{ id: 'water' }, { id: 'water' }]))).layers).toHaveLength(1)
  })

  const water = waterArchive()
  test.each<[string, Uint8Array<ArrayBuffer>, 'broken' | 'none']>([
    ['nothing', new Uint8Array(0), 'broken'],
    ['words', new TextEncoder().encode('a map of the valley '.repeat(20)), 'broken'],
    ['half a header', water.slice(0, 60), 'broken'],
    ['a version that is not known', changed(water, 7, 4), 'broken'],
    ['a directory beyond its end', changed(water, 9, 255), 'broken'],
    ['its zooms the wrong way round', changed(water, 100, 9), 'broken'],
    ['a zoom that no tile has', changed(water, 101, 200), 'broken'],
    ['tiles of an unknown kind', changed(water, 99, TILE_TYPES.unknown), 'none'],
    ['no layers named', vector(undefined), 'none'],
    ['layers that are none', vector([null, 7, { id: 3 }]), 'none'],
  ])('with %s is not drawn, and it is said why', async (_what, bytes, problem) => {
    expect(await read(bytes)).toBe(problem)
  })
})
