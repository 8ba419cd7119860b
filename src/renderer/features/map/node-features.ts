import type { Feature, FeatureCollection, LineString, Point, Position } from 'geojson'
import type { ReportView } from '../../../shared/contract/map.ts'
import type { Place } from '../../../shared/kernel/place.ts'
import { STATE_SHAPES } from '../../parts/resource-words.tsx'
import type { MapNode } from './map-nodes.ts'
import type { MarkName } from './node-icons.ts'
import { freshness } from './report-rows.ts'

/** What the map draws of a Node. */
export interface NodeProperties {
  readonly id: string
  /** This Node itself. */
  readonly own: boolean
  readonly label: string
  readonly mark: MarkName
  /** Radius of the mark: the least that the Node has for certain. In CSS pixels. */
  readonly radiusPx: number
  /** Radius of the ring around it: the most that it may have. In CSS pixels. */
  readonly haloPx: number
  /** 1 is fresh, 0 is very old. */
  readonly fresh: number
  /** How pressing it is to see; low before high. */
  readonly rank: number
  /** Which label goes first where there is room for one only; low before high. */
  readonly order: number
  /** Kilometres around the place within which the Node is, as they measure at the equator of the projection. */
  readonly reachKm: number
}

/** Marks of an empty and of a full store. Chosen here: the smallest can still be told by shape, five of the largest fit side by side on a telephone. */
const LEAST_RADIUS_PX = 8
const MOST_RADIUS_PX = 32
/** A ring is never thinner, so that an exact figure still shows that it is one. */
const LEAST_HALO_PX = 2
const OWN_RADIUS_PX = 11
/** Closer to the poles the projection stretches beyond all use. Source: Web Mercator ends at ±85.05°. */
const LATITUDE_MAX = 85

/** What the map tells: what Nodes have, or the ways by which their word comes here. */
export type MapLayer = 'levels' | 'ways'

export interface Drawing {
  readonly layer: MapLayer
  readonly resource: string | null
  readonly nowMs: number
  readonly labelOf: (node: MapNode) => string
}

export type NodePoints = FeatureCollection<Point, NodeProperties>

/** Every Node that has a place, as points, the most pressing first. */
export function nodeFeatures(nodes: readonly MapNode[], drawing: Drawing): NodePoints {
  const features = nodes
    .flatMap((node) => (node.place === null ? [] : [{ node, place: node.place, ...markOf(node, drawing) }]))
    .toSorted((one, other) => one.rank - other.rank || other.fresh - one.fresh)
    .map(({ node, place, ...mark }, order): Feature<Point, NodeProperties> => {
      const properties = {
        id: node.nodeId,
        own: node.own,
        label: drawing.labelOf(node),
        reachKm: place.radiusKm / cosineAt(place),
        order,
        ...mark,
      }
      return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: positionOf(place) } }
    })
  return { type: 'FeatureCollection', features }
}

/** How much the projection shrinks the ground here against the equator. */
const cosineAt = ({ latitude }: Place): number =>
  Math.cos((Math.min(LATITUDE_MAX, Math.abs(latitude)) * Math.PI) / 180)

type Mark = Pick<NodeProperties, 'mark' | 'radiusPx' | 'haloPx' | 'fresh' | 'rank'>

function markOf(node: MapNode, { layer, resource, nowMs }: Drawing): Mark {
  if (node.own) return { mark: 'own', radiusPx: OWN_RADIUS_PX, haloPx: 0, fresh: 1, rank: -1 }
  const report = resource === null ? undefined : node.reports.get(resource)
  if (layer === 'levels' && report !== undefined) return levelMark(report, nowMs)
  const fresh = node.lastHeardMs === null ? 0 : freshness(nowMs - node.lastHeardMs)
  const unsized = { radiusPx: LEAST_RADIUS_PX, haloPx: 0, fresh }
  if (layer === 'levels' || node.hops === null) return { ...unsized, mark: 'silent', rank: 3 }
  return { ...unsized, mark: node.hops === 1 ? 'full' : 'ring', rank: node.hops === 1 ? 1 : 2 }
}

function levelMark(report: ReportView, nowMs: number): Mark {
  const share = (level: number): number => Math.min(1, Math.max(0, level / Math.max(report.capacity, 1e-9)))
  const radiusPx = radiusOf(share(report.low))
  return {
    mark: STATE_SHAPES[report.state],
    radiusPx,
    haloPx: Math.max(radiusPx + LEAST_HALO_PX, radiusOf(share(report.high))),
    fresh: freshness(nowMs - report.receivedAtMs),
    rank: report.state === 'enough' ? 2 : 1,
  }
}

/** In even steps, so that a range is as wide a ring on a full store as on an empty one. */
const radiusOf = (share: number): number => LEAST_RADIUS_PX + (MOST_RADIUS_PX - LEAST_RADIUS_PX) * share

export const positionOf = ({ longitude, latitude }: Place): [number, number] => [longitude, latitude]

/** Something between two Nodes: an agreed transfer, in its direction, or a connection. */
export interface Tie {
  readonly from: Place
  readonly to: Place
  readonly kind: 'transfer' | 'link'
}

/** Points of a bow, and how far it swells at its middle, as a share of its length. */
const BOW_STEPS = 24
const BOW_SHARE = 0.16

/** Ties as bows, so that two ways between the same Nodes lie apart. */
export function tieFeatures(ties: readonly Tie[]): FeatureCollection<LineString> {
  const features = ties.map(({ from, to, kind }): Feature<LineString> => {
    const coordinates = bow(positionOf(from), positionOf(to))
    return { type: 'Feature', properties: { kind }, geometry: { type: 'LineString', coordinates } }
  })
  return { type: 'FeatureCollection', features }
}

function bow([x1 = 0, y1 = 0]: Position, [x2 = 0, y2 = 0]: Position): Position[] {
  const [sideX, sideY] = [(y1 - y2) * BOW_SHARE, (x2 - x1) * BOW_SHARE]
  return Array.from({ length: BOW_STEPS + 1 }, (_, step) => {
    const way = step / BOW_STEPS
    const swell = 4 * way * (1 - way)
    return [x1 + (x2 - x1) * way + sideX * swell, y1 + (y2 - y1) * way + sideY * swell]
  })
}
