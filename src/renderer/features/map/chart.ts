import type { Feature, FeatureCollection } from 'geojson'
import {
  type ExpressionSpecification,
  type FilterSpecification,
  type FitBoundsOptions,
  type GeoJSONSource,
  Map as LibraryMap,
  LngLatBounds,
  type LngLatLike,
  type PointLike,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { MapPalette } from './map-palette.ts'
import { AT_LARGE, mapStyle, PRESSABLE } from './map-style.ts'
import type { NodePoints } from './node-features.ts'
import { addMarks } from './node-icons.ts'
import { readOutlines } from './outlines.ts'
import type { TilesProblem } from './own-tiles.ts'
import type { OwnTilesLayer } from './own-tiles-layer.ts'
import { admitWorker } from './worker-policy.ts'

/** How near a press must come to a mark, in CSS pixels. Source: WCAG 2.2, 2.5.8: 24 px across. */
const PICK_WITHIN_PX = 12
/** How near to the middle of the map a mark must lie to be taken by Enter. Chosen here: what the cross hairs enclose. */
const AIM_WITHIN_PX = 48
/** Where the finer outlines begin to show. Chosen here: about one country across. */
const FINE_FROM_ZOOM = 4.5
/** As close as Nodes are looked at by themselves. Chosen here: nobody's place is finer than a kilometre. */
const FIT_ZOOM_MAX = 9
/** Room above and below. Chosen here: half of a large mark and three lines of a label. */
const FIT_PADDING_PX = 96
/** Room at the sides, where labels are wide, as a share of the map and at most. */
const SIDE_RATIO = 0.25
const SIDE_MAX_PX = 180
const ZOOM_MAX = 16
/** A flight cannot be cut to nothing; a straight way can. */
const AT_ONCE: FitBoundsOptions = { linear: true, animate: false }

export interface View {
  readonly center: [number, number]
  readonly zoom: number
}

/** What may be wrong with own tiles: the file itself, or a part of it that was wanted later. */
export type TilesTrouble = TilesProblem | 'lost'

export interface ChartDeps {
  readonly palette: MapPalette
  readonly fonts: readonly string[]
  /** What the picture is called, for those who hear it. */
  readonly title: string
  readonly onPick: (nodeId: string | null) => void
  /** Land and Nodes stand on the picture as far as they can be had. Told again after more detail has come. */
  readonly onDrawn: () => void
  /** Part of the own tiles could not be read when it was wanted. */
  readonly onTilesLost: () => void
  /** The picture cannot be drawn, or no longer. */
  readonly onFailure: () => void
}

/** A drawn map over one element, until it is closed. */
export class Chart {
  readonly #map: LibraryMap
  readonly #deps: ChartDeps
  readonly #ready: Promise<void>
  #closed = false
  #nodes: NodePoints = { type: 'FeatureCollection', features: [] }
  #chosen: string | null = null
  /** What the map was moved to show, until a person moves it themselves. */
  #fitted: LngLatBounds | null = null
  /** What each layer at large draws, as long as nobody is left out. */
  readonly #drawn = new Map<string, FilterSpecification>()
  #tiles: OwnTilesLayer | null = null
  #outlines: 'none' | 'coarse' | 'fine' = 'none'

  /** @throws where the machine cannot draw it */
  constructor(container: HTMLElement, deps: ChartDeps, view: View | null) {
    const url = new URL(workerUrl, import.meta.url).href
    admitWorker(url)
    setWorkerUrl(url)
    this.#deps = deps
    this.#map = new LibraryMap({
      container,
      style: mapStyle(deps.palette, deps.fonts),
      ...(view ?? { center: [15, 30], zoom: 1 }),
      maxZoom: ZOOM_MAX,
      maxPitch: 0,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      attributionControl: false,
      ...(matchMedia('(prefers-reduced-motion: reduce)').matches ? { fadeDuration: 0 } : {}),
      locale: { 'Map.Title': deps.title },
    })
    this.#map.touchZoomRotate.disableRotation()
    this.#map.keyboard.disableRotation()
    this.#map.scrollZoom.disable()
    this.#ready = new Promise((resolve) => void this.#map.once('style.load', () => resolve()))
    this.#listen()
    void this.#ready.then(() => this.#begin())
  }

  /** Draw these Nodes and what is between them, in place of what was drawn. */
  async show(nodes: NodePoints, ties: FeatureCollection): Promise<void> {
    this.#nodes = nodes
    await this.#ready
    if (this.#closed) return
    this.#fill('nodes', { ...nodes, features: nodes.features.filter(({ properties }) => !properties.own) })
    this.#fill('ties', ties)
    this.#setApart()
  }

  /** Mark one Node, or none, and see that its place is in view. */
  async choose(nodeId: string | null): Promise<void> {
    const isOther = nodeId !== this.#chosen
    this.#chosen = nodeId
    await this.#ready
    if (this.#closed) return
    this.#setApart()
    if (isOther) this.#leaveOut(nodeId)
    this.#map.resize()
    const point = this.#nodes.features.find(({ properties }) => properties.id === nodeId)?.geometry
    const position: LngLatLike | null =
      point === undefined ? null : [point.coordinates[0] ?? 0, point.coordinates[1] ?? 0]
    if (position !== null) this.#bringIntoView(position)
  }

  /** Draw a person's own map tiles beneath borders and Nodes, in place of earlier ones, which stay where there is trouble. */
  async putTiles(file: Blob): Promise<TilesTrouble | null> {
    const { OwnTilesLayer } = await import('./own-tiles-layer.ts')
    await this.#ready
    if (this.#closed) return null
    this.#tiles ??= new OwnTilesLayer(this.#map, this.#deps.palette)
    return this.#tiles.put(file)
  }

  removeTiles(): void {
    this.#tiles?.remove()
  }

  /** Move so that all of these can be seen, and keep them so whatever the size, until a person moves the map. */
  fit(positions: readonly LngLatLike[]): void {
    const bounds = new LngLatBounds()
    for (const position of positions) bounds.extend(position)
    if (bounds.isEmpty()) return
    this.#fitted = bounds
    this.#fit(bounds)
  }

  zoomBy(levels: number): void {
    this.#fitted = null
    this.#map.zoomTo(this.#map.getZoom() + levels)
  }

  get view(): View {
    const { lng, lat } = this.#map.getCenter()
    return { center: [lng, lat], zoom: this.#map.getZoom() }
  }

  close(): void {
    this.#closed = true
    this.#tiles?.close()
    this.#map.remove()
  }

  #listen(): void {
    this.#map.on('click', ({ point }) => this.#pick([point.x, point.y], PICK_WITHIN_PX))
    this.#map.on('zoomend', () => this.#refine())
    this.#map.on('movestart', ({ originalEvent }) => {
      if (originalEvent !== undefined) this.#fitted = null // by hand or key
    })
    this.#map.on('resize', () => {
      if (this.#fitted !== null) this.#fit(this.#fitted, AT_ONCE)
    })
    this.#map.on('error', (event) => {
      if (this.#tiles === null) reportError(event.error)
      else this.#deps.onTilesLost() // nothing else that is drawn is read while the map stands
    })
    this.#map.on('mouseenter', PRESSABLE, () => this.#point('pointer'))
    this.#map.on('mouseleave', PRESSABLE, () => this.#point(''))
    const canvas = this.#map.getCanvas()
    canvas.addEventListener('webglcontextlost', () => {
      if (!this.#closed) this.#deps.onFailure() // one that is closed gives its context back
    })
    // A wheel over a map that nobody has turned to scrolls the page.
    canvas.addEventListener('focus', () => this.#map.scrollZoom.enable())
    canvas.addEventListener('blur', () => this.#map.scrollZoom.disable())
    canvas.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter') this.#pickMiddle()
    })
  }

  #fit(bounds: LngLatBounds, how: FitBoundsOptions = {}): void {
    const side = this.#side()
    const padding = { top: FIT_PADDING_PX, bottom: FIT_PADDING_PX, left: side, right: side }
    this.#map.fitBounds(bounds, { padding, maxZoom: FIT_ZOOM_MAX, ...how })
  }

  #side(): number {
    return Math.min(SIDE_MAX_PX, this.#map.getContainer().clientWidth * SIDE_RATIO)
  }

  /** Move no further than it takes for a mark and its label to be whole. */
  #bringIntoView(position: LngLatLike): void {
    const { x, y } = this.#map.project(position)
    const { clientWidth, clientHeight } = this.#map.getContainer()
    const shift: PointLike = [
      beyond(x, { length: clientWidth, margin: this.#side() }),
      beyond(y, { length: clientHeight, margin: FIT_PADDING_PX }),
    ]
    if (shift.some((px) => px !== 0)) this.#map.panBy(shift)
  }

  #begin(): void {
    if (this.#closed) return
    addMarks(this.#map, this.#deps.palette)
    this.#refine()
  }

  #point(cursor: string): void {
    this.#map.getCanvas().style.cursor = cursor
  }

  /** Take the Node that lies nearest to the middle, if one is near. */
  #pickMiddle(): void {
    const { width, height } = this.#map.getContainer().getBoundingClientRect()
    this.#pick([width / 2, height / 2], AIM_WITHIN_PX)
  }

  #pick([x, y]: [number, number], withinPx: number): void {
    const box: [PointLike, PointLike] = [
      [x - withinPx, y - withinPx],
      [x + withinPx, y + withinPx],
    ]
    const distance = (found: Feature): number => {
      const [longitude = 0, latitude = 0] = found.geometry.type === 'Point' ? found.geometry.coordinates : []
      const spot = this.#map.project([longitude, latitude])
      return Math.hypot(spot.x - x, spot.y - y)
    }
    const found = this.#map.queryRenderedFeatures(box, { layers: PRESSABLE })
    const [nearest] = found.toSorted((one, other) => distance(one) - distance(other))
    const crowd: unknown = nearest?.properties['cluster_id']
    if (nearest !== undefined && typeof crowd === 'number') return void this.#enter(crowd, nearest)
    this.#deps.onPick(nearest === undefined ? null : String(nearest.properties['id']))
  }

  /** Go so close to a crowd that it parts. */
  async #enter(crowd: number, { geometry }: Feature): Promise<void> {
    const source = this.#map.getSource<GeoJSONSource>('nodes')
    if (source === undefined || geometry.type !== 'Point') return
    this.#fitted = null
    const zoom = await source.getClusterExpansionZoom(crowd)
    const [longitude = 0, latitude = 0] = geometry.coordinates
    if (!this.#closed) this.#map.easeTo({ center: [longitude, latitude], zoom })
  }

  /** This Node and the chosen one are never lost in a crowd. */
  #setApart(): void {
    const features = this.#nodes.features
      .filter(({ properties: { own, id } }) => own || id === this.#chosen)
      .map((one) => ({
        ...one,
        properties: { ...one.properties, chosen: one.properties.id === this.#chosen },
      }))
    this.#fill('apart', { type: 'FeatureCollection', features })
  }

  /** The chosen Node stands apart and nowhere else, or its name would stand there twice. */
  #leaveOut(nodeId: string | null): void {
    for (const layer of AT_LARGE) {
      const drawn = this.#drawn.get(layer) ?? this.#map.getFilter(layer) ?? true
      this.#drawn.set(layer, drawn)
      const others: ExpressionSpecification = ['!=', ['get', 'id'], nodeId ?? '']
      this.#map.setFilter(layer, ['all', drawn as ExpressionSpecification, others])
    }
  }

  /** The outlines in as much detail as this zoom can show. */
  #refine(): void {
    const detail = this.#map.getZoom() >= FINE_FROM_ZOOM ? 'fine' : 'coarse'
    if (this.#outlines === 'fine' || this.#outlines === detail) return
    this.#outlines = detail
    readOutlines(detail).then(
      ({ land, borders }) => {
        if (this.#closed || this.#outlines !== detail) return
        this.#fill('land', land)
        this.#fill('borders', { type: 'FeatureCollection', features: [borders] })
        void this.#map.once('idle', () => this.#deps.onDrawn())
      },
      () => {
        if (this.#outlines === detail) this.#outlines = 'none' // the Nodes stand without; the next zoom asks again
        this.#deps.onDrawn()
      },
    )
  }

  #fill(source: string, data: FeatureCollection): void {
    void this.#map.getSource<GeoJSONSource>(source)?.setData(data)
  }
}

/** How far a point lies outside of a length within its margins; below 0 before it, above 0 behind it. */
function beyond(
  px: number,
  { length, margin }: { readonly length: number; readonly margin: number },
): number {
  if (px < margin) return px - margin
  return Math.max(0, px - (length - margin))
}
