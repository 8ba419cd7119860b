import type { Feature, FeatureCollection, Geometry, Position } from 'geojson'

/** As far north and south as the projection goes. Source: Web Mercator, EPSG:3857. */
const LATITUDE_END = 85.06

/**
 * Land whose rings run on across ±180° instead of jumping back around the world.
 * The atlas was made for a globe: Russia, Fiji and Antarctica cross there
 * without a cut, which on a flat map is a line from edge to edge.
 */
export const unrolled = (land: FeatureCollection): FeatureCollection => ({
  ...land,
  features: land.features.map((one): Feature => ({ ...one, geometry: unrolledGeometry(one.geometry) })),
})

function unrolledGeometry(geometry: Geometry): Geometry {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: geometry.coordinates.map(unrolledRing) }
  if (geometry.type !== 'MultiPolygon') return geometry
  return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(unrolledRing)) }
}

/** One ring without jumps; one that goes around a pole is closed along the edge of the map. */
export function unrolledRing(ring: readonly Position[]): Position[] {
  let turns = 0
  let before = ring[0]?.[0] ?? 0
  const points = ring.map(([longitude = 0, latitude = 0]): Position => {
    if (longitude - before > 180) turns -= 1
    if (longitude - before < -180) turns += 1
    before = longitude
    return [longitude + 360 * turns, latitude]
  })
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || turns === 0) return points
  const edge = Math.sign(first[1] ?? 0) * LATITUDE_END
  return [...points, [last[0] ?? 0, edge], [first[0] ?? 0, edge], first]
}
