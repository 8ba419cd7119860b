import type { Feature, FeatureCollection, MultiLineString } from 'geojson'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import fine from 'world-atlas/countries-10m.json?url'
import coarse from 'world-atlas/countries-50m.json?url'
import { unrolled } from './antimeridian.ts'

type Atlas = Topology<{ land: GeometryCollection; countries: GeometryCollection }>

/** Where there is land, and where countries meet. */
export interface Outlines {
  readonly land: FeatureCollection
  readonly borders: Feature<MultiLineString>
}

/** Files of the page: Natural Earth, public domain, at 1:50 million and 1:10 million. */
const ATLASES = { coarse, fine } as const

/** The outlines of the world, read from the page's own files. Source: resources/map/README.md */
export async function readOutlines(detail: keyof typeof ATLASES): Promise<Outlines> {
  const response = await fetch(ATLASES[detail])
  if (!response.ok) throw new Error(`outlines: ${response.status}`)
  const atlas = (await response.json()) as Atlas
  const { land, countries } = atlas.objects
  const inner = mesh(atlas, countries, (one, other) => one !== other)
  return {
    land: unrolled(feature(atlas, land)),
    borders: { type: 'Feature', properties: {}, geometry: inner },
  }
}
