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
/** Widest line of a label. Chosen here: two words of a long name beside each other. */
const LABEL_EMS = 12

const nothing: SourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }
/**
 * Outlines are never looked at closer than a valley; finer tiles of them are
 * not cut. A pixel is as true as a line of one pixel can be, and tiles hold
 * little beyond their edge: without a graphics card every point of every coast
 * costs time in every frame, more than thousands of Nodes do.
 */
const outline: SourceSpecification = { ...nothing, maxzoom: 9, tolerance: 1, buffer: 8 }

/** Bows stay bows however far out they are seen. */
const bows: SourceSpecification = { ...nothing, tolerance: 0.05 }

/** Far out, Nodes that would cover each other are one mark with their number. Chosen here: a handful of Nodes is never gathered; where there are more, the largest marks do not hide the small ones of those in need. */
const gathered: SourceSpecification = {
  ...nothing,
  cluster: true,
  clusterRadius: 60,
  clusterMaxZoom: 7,
  clusterMinPoints: 6,
  clusterProperties: { needing: ['+', ['match', ['get', 'mark'], 'broken', 1, 0]] },
}
const isOne: ExpressionSpecification = ['!', ['has', 'point_count']]

/** What is drawn, from the ground up. Nothing in here is fetched from anywhere. */
export function mapStyle(palette: MapPalette, fonts: readonly string[]): StyleSpecification {
  return {
    version: 8,
    sources: { land: outline, borders: outline, ties: bows, nodes: gathered, apart: nothing },
    layers: [
      ...ground(palette),
      ...between(palette),
      ...chosenLayers(palette),
      ...nodeLayers('nodes', palette, fonts),
      crowds(palette, fonts),
      ...nodeLayers('apart', palette, fonts),
      ...guards(),
    ],
  }
}

function ground({ sea, land, border }: MapPalette): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': sea } },
    // The coast is the edge of the fill: a line of its own would be half the cost of the ground.
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': land, 'fill-outline-color': border } },
    { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': border, 'line-width': 1 } },
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
        'circle-opacity': ['+', 0.14, ['*', 0.16, fresh]],
        'circle-stroke-color': ['match', ['get', 'mark'], 'broken', palette.red, palette.water],
        'circle-stroke-opacity': ['+', 0.25, ['*', 0.35, fresh]],
        'circle-stroke-width': 1,
      },
    },
    {
      // A pale mark lets through what lies beneath it: here that is paper, not a line that ends in it.
      id: `${source}-grounds`,
      type: 'circle',
      source,
      filter: ['all', isOne, ['!=', ['get', 'mark'], 'silent']],
      paint: { 'circle-radius': byZoom(['-', ['get', 'radiusPx'], 1]), 'circle-color': palette.sheet },
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

/** What is drawn of the Nodes at large; whoever is set apart is left out of it. */
export const AT_LARGE = ['nodes-halos', 'nodes-grounds', 'nodes-marks', 'nodes-labels']

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

/** Where a label may stand about its mark, the best first. */
const ANCHORS = (
  ['top', 'bottom', 'left', 'right', 'top-left', 'top-right', 'bottom-left', 'bottom-right'] as const
).slice()

/** The most pressing comes first where there is no room for two. Labels keep off all that `guards` stands on. */
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
      'text-field': ['get', 'label'],
      'text-font': [...fonts],
      'text-size': LABEL_PX,
      'text-max-width': LABEL_EMS,
      'text-variable-anchor': ANCHORS,
      'text-radial-offset': ['+', 0.4, ['/', ['max', ['get', 'radiusPx'], ['get', 'haloPx']], LABEL_PX]],
      'text-justify': 'auto',
      'symbol-sort-key': ['get', 'order'],
    },
    paint: {
      'text-color': ink,
      'text-opacity': ['+', 0.75, ['*', 0.25, fresh]],
      'text-halo-color': sheet,
      'text-halo-width': 1.8,
    },
  }
}

/** Unseen signs on every mark and along every line: placed before all labels, which therefore cover none of them. */
function guards(): LayerSpecification[] {
  const unseen = { 'icon-opacity': 0 }
  const along: LayerSpecification = {
    id: 'ties-guards',
    type: 'symbol',
    source: 'ties',
    paint: unseen,
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 8,
      'icon-image': 'guard',
      'icon-size': 0.2,
      'icon-padding': 0,
      'icon-allow-overlap': true,
    },
  }
  const on = (source: NodeSource): LayerSpecification => ({
    ...{ id: `${source}-guards`, type: 'symbol', source, filter: isOne, paint: unseen },
    layout: { ...mark, 'icon-padding': 0 },
  })
  return [on('nodes'), on('apart'), along]
}
