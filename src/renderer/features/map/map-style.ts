import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl'
import type { MapPalette } from './map-palette.ts'
import { MARK_RADIUS_PX } from './node-icons.ts'

/** Equator in pixels at zoom 0 ÷ equator in km. Source: Web Mercator with tiles of 512 px, WGS 84. */
const PX_PER_KM_AT_ZOOM_0 = 512 / 40_075.017
const DEEPEST_ZOOM = 22
const LABEL_PX = 13

const nothing: SourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }
/** Outlines are never looked at closer than a valley; finer tiles of them are not cut. */
const outline: SourceSpecification = { ...nothing, maxzoom: 9, tolerance: 0.5 }

/** Far out, Nodes that would cover each other are one mark with their number. Chosen here: a village of Nodes is never gathered, a country of them is. */
const gathered: SourceSpecification = {
  ...nothing,
  cluster: true,
  clusterRadius: 42,
  clusterMaxZoom: 7,
  clusterMinPoints: 6,
  clusterProperties: { needing: ['+', ['match', ['get', 'mark'], 'broken', 1, 0]] },
}
const isOne: ExpressionSpecification = ['!', ['has', 'point_count']]

/** What is drawn, from the ground up. Nothing in here is fetched from anywhere. */
export function mapStyle(palette: MapPalette, fonts: readonly string[]): StyleSpecification {
  return {
    version: 8,
    sources: { land: outline, borders: outline, ties: nothing, nodes: gathered, apart: nothing },
    layers: [
      ...ground(palette),
      ...between(palette),
      ...chosenLayers(palette),
      ...nodeLayers('nodes', palette, fonts),
      crowds(palette, fonts),
      ...nodeLayers('apart', palette, fonts),
    ],
  }
}

function ground({ sea, land, border }: MapPalette): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': sea } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': land } },
    { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': border, 'line-width': 1 } },
    {
      id: 'borders',
      type: 'line',
      source: 'borders',
      paint: { 'line-color': border, 'line-width': 1, 'line-dasharray': [3, 2] },
    },
  ]
}

/** The layer under which a person's own map tiles are put. */
export const OWN_TILES_BEFORE = 'borders'

function between({ indigo, soft }: MapPalette): LayerSpecification[] {
  const width = { 'line-width': 2 }
  return [
    {
      id: 'links',
      type: 'line',
      source: 'ties',
      filter: ['==', ['get', 'kind'], 'link'],
      paint: { ...width, 'line-color': soft, 'line-opacity': 0.7 },
    },
    {
      id: 'transfers',
      type: 'line',
      source: 'ties',
      filter: ['==', ['get', 'kind'], 'transfer'],
      layout: { 'line-cap': 'round' },
      paint: { ...width, 'line-color': indigo, 'line-dasharray': [0.5, 2] },
    },
    {
      id: 'transfer-ways',
      type: 'symbol',
      source: 'ties',
      filter: ['==', ['get', 'kind'], 'transfer'],
      layout: {
        'symbol-placement': 'line-center',
        'icon-image': 'arrow',
        'icon-size': 0.45,
        'icon-allow-overlap': true,
      },
    },
  ]
}

/** Far out marks shrink, so that a country full of Nodes is not one blot, and no further than shapes can be told. Sizes are in CSS pixels. */
function byZoom(sizePx: ExpressionSpecification, unitPx = 1): ExpressionSpecification {
  const shrunk = (share: number): ExpressionSpecification => [
    '/',
    ['max', LEAST_PX, ['*', share, sizePx]],
    unitPx,
  ]
  return ['interpolate', ['linear'], ['zoom'], 1, shrunk(0.28), 4, shrunk(0.5), 7, shrunk(1)]
}
const LEAST_PX = 5
const fresh: ExpressionSpecification = ['get', 'fresh']

/** Kilometres on the ground, whatever the zoom. */
const reach: ExpressionSpecification = [
  'interpolate',
  ['exponential', 2],
  ['zoom'],
  0,
  ['*', PX_PER_KM_AT_ZOOM_0, ['get', 'reachKm']],
  DEEPEST_ZOOM,
  ['*', PX_PER_KM_AT_ZOOM_0 * 2 ** DEEPEST_ZOOM, ['get', 'reachKm']],
]

/** Where the chosen Node may be, and a ring about its mark. */
function chosenLayers({ indigo }: MapPalette): LayerSpecification[] {
  return [
    {
      id: 'reach',
      type: 'circle',
      source: 'apart',
      filter: ['get', 'chosen'],
      paint: {
        'circle-radius': reach,
        'circle-color': indigo,
        'circle-opacity': 0.08,
        'circle-stroke-color': indigo,
        'circle-stroke-opacity': 0.6,
        'circle-stroke-width': 1,
      },
    },
    {
      id: 'chosen',
      type: 'circle',
      source: 'apart',
      filter: ['get', 'chosen'],
      paint: {
        'circle-radius': byZoom(['+', 4, ['max', ['get', 'radiusPx'], ['get', 'haloPx']]]),
        'circle-opacity': 0,
        'circle-stroke-color': indigo,
        'circle-stroke-width': 2.5,
      },
    },
  ]
}

type NodeSource = 'nodes' | 'apart'

function nodeLayers(source: NodeSource, palette: MapPalette, fonts: readonly string[]): LayerSpecification[] {
  return [
    {
      id: `${source}-halos`,
      type: 'circle',
      source,
      filter: ['all', isOne, ['>', ['get', 'haloPx'], 0]],
      paint: {
        'circle-radius': byZoom(['get', 'haloPx']),
        'circle-color': ['match', ['get', 'mark'], 'broken', palette.red, palette.water],
        'circle-opacity': ['+', 0.1, ['*', 0.16, fresh]],
      },
    },
    {
      id: `${source}-marks`,
      type: 'symbol',
      source,
      filter: isOne,
      layout: { ...mark, 'icon-ignore-placement': true, 'symbol-sort-key': ['-', 0, ['get', 'rank']] },
      paint: { 'icon-opacity': ['+', 0.4, ['*', 0.6, fresh]] },
    },
    labels(source, palette, fonts),
  ]
}

/** Layers whose marks can be pressed. */
export const PRESSABLE = ['nodes-marks', 'apart-marks', 'crowds']

/** Many Nodes as one mark: a ring with their number, broken where half of them or more are in need. */
function crowds({ ink }: MapPalette, fonts: readonly string[]): LayerSpecification {
  return {
    id: 'crowds',
    type: 'symbol',
    source: 'nodes',
    filter: ['has', 'point_count'],
    layout: {
      'icon-image': ['case', ['>=', ['*', 2, ['get', 'needing']], ['get', 'point_count']], 'broken', 'ring'],
      'icon-size': ['interpolate', ['linear'], ['log10', ['get', 'point_count']], 0.7, 0.9, 3, 1.7],
      'icon-allow-overlap': true,
      'text-field': ['to-string', ['get', 'point_count']],
      'text-font': [...fonts],
      'text-size': LABEL_PX,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': ink },
  }
}

const mark = {
  'icon-image': ['get', 'mark'],
  'icon-size': byZoom(['get', 'radiusPx'], MARK_RADIUS_PX),
  'icon-allow-overlap': true,
} as const satisfies SymbolLayerSpecification['layout']

/** Marks lie with the most pressing on top; labels go first to the most pressing, and keep off the marks, which therefore stand here once more, unseen. */
function labels(
  source: NodeSource,
  { ink, sheet }: MapPalette,
  fonts: readonly string[],
): LayerSpecification {
  return {
    id: `${source}-labels`,
    type: 'symbol',
    source,
    filter: isOne,
    layout: {
      ...mark,
      'text-field': ['get', 'label'],
      'text-font': [...fonts],
      'text-size': LABEL_PX,
      'text-max-width': 14,
      'text-optional': true,
      'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      'text-radial-offset': ['+', 0.4, ['/', ['max', ['get', 'radiusPx'], ['get', 'haloPx']], LABEL_PX]],
      'text-justify': 'auto',
      'symbol-sort-key': ['get', 'order'],
    },
    paint: {
      'icon-opacity': 0,
      'text-color': ink,
      'text-opacity': ['+', 0.75, ['*', 0.25, fresh]],
      'text-halo-color': sheet,
      'text-halo-width': 1.8,
    },
  }
}
