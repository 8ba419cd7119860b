import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useThemeKey } from '../../ui/use-theme-key.ts'
import { Chart, type ChartDeps, type View } from './chart.ts'
import type { MapNode } from './map-nodes.ts'
import { readPalette } from './map-palette.ts'
import { NoPicture } from './NoPicture.tsx'
import { type MapLayer, nodeFeatures, positionOf, type Tie, tieFeatures } from './node-features.ts'
import { useNodeLabel } from './node-label.ts'
import { TilesPicker } from './TilesPicker.tsx'
import { type KeptTiles, useOwnTiles } from './use-own-tiles.ts'

/** How often marks fade and labels count on. Chosen here: the smallest age that is told is a minute. */
const FADE_TICK_MS = 60_000

export interface MapPictureProps {
  readonly nodes: readonly MapNode[]
  readonly ties: readonly Tie[]
  readonly layer: MapLayer
  readonly resource: string | null
  readonly chosen: string | null
  readonly onPick: (nodeId: string | null) => void
}

/** The Nodes where they chose to be. Whatever it shows, the table says as well. */
export function MapPicture(props: MapPictureProps) {
  const theme = useThemeKey()
  const view = useRef<View | null>(null)
  const [isBroken, setBroken] = useState(false)
  const [drawn, setDrawn] = useState<File | null>(null)
  if (isBroken) return <NoPicture />
  const tiles = { drawn, onDrawn: setDrawn }
  return <Picture key={theme} {...props} view={view} tiles={tiles} onFailure={() => setBroken(true)} />
}

interface PictureProps extends MapPictureProps {
  readonly view: RefObject<View | null>
  readonly tiles: KeptTiles
  readonly onFailure: () => void
}

function Picture({ view, tiles, onFailure, ...props }: PictureProps) {
  const say = useSay()
  const holder = useRef<HTMLDivElement>(null)
  const [isDrawn, setDrawn] = useState(false)
  const chart = useChart(holder, {
    view,
    onPick: props.onPick,
    onDrawn: () => setDrawn(true),
    onTilesLost: () => own.setTrouble('lost'),
    onFailure,
  })
  const own = useOwnTiles(chart, tiles)
  useDrawing(chart, props)
  const fit = useFit(chart, props.nodes, view)
  return (
    <div className="map-side">
      <section className="map-picture" aria-label={say('map.picture')} aria-busy={!isDrawn}>
        <div className="map-canvas" ref={holder} />
        <div className="map-controls">
          <Action label={say('map.zoomIn')} onPress={() => chart?.zoomBy(1)}>
            <Sign path="M8 3v10M3 8h10" />
          </Action>
          <Action label={say('map.zoomOut')} onPress={() => chart?.zoomBy(-1)}>
            <Sign path="M3 8h10" />
          </Action>
          <Action label={say('map.all')} onPress={fit}>
            <Sign path="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" />
          </Action>
        </div>
      </section>
      <TilesPicker
        standing={{ drawn: tiles.drawn, trouble: own.trouble }}
        onFile={(file) => void own.take(file)}
        onTakeAway={own.takeAway}
      />
    </div>
  )
}

function Sign({ path }: { readonly path: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}

type Held = Pick<ChartDeps, 'onPick' | 'onDrawn' | 'onTilesLost' | 'onFailure'> & Pick<PictureProps, 'view'>

/** A map of its own for as long as this component is on screen. */
function useChart(holder: RefObject<HTMLDivElement | null>, held: Held): Chart | null {
  const say = useSay()
  const [chart, setChart] = useState<Chart | null>(null)
  const deps = useRef({ ...held, say })
  deps.current = { ...held, say }
  useEffect(() => {
    const container = holder.current
    if (container === null) return
    const { view, say: speak } = deps.current
    try {
      const made = new Chart(
        container,
        {
          palette: readPalette(container),
          fonts: fontsOf(container),
          title: speak('map.pictureTitle'),
          onPick: (nodeId) => deps.current.onPick(nodeId),
          onDrawn: () => deps.current.onDrawn(),
          onTilesLost: () => deps.current.onTilesLost(),
          onFailure: () => deps.current.onFailure(),
        },
        view.current,
      )
      setChart(made)
      return () => {
        view.current = made.view
        made.close()
      }
    } catch {
      deps.current.onFailure()
    }
  }, [holder])
  return chart
}

const fontsOf = (element: HTMLElement): readonly string[] =>
  getComputedStyle(element)
    .fontFamily.split(',')
    .map((name) => name.trim().replaceAll('"', ''))

/** Draws anew whatever has changed. */
function useDrawing(chart: Chart | null, props: MapPictureProps): void {
  const { nodes, ties, layer, resource, chosen } = props
  const nowMs = useNow(FADE_TICK_MS)
  const labelOf = useNodeLabel({ layer, resource, nowMs })
  const points = useMemo(
    () => nodeFeatures(nodes, { layer, resource, nowMs, labelOf }),
    [nodes, layer, resource, nowMs, labelOf],
  )
  const lines = useMemo(() => tieFeatures(ties), [ties])
  useEffect(() => void chart?.show(points, lines), [chart, points, lines])
  useEffect(() => void chart?.choose(chosen), [chart, chosen])
}

/** Moves so that every Node can be seen: once by itself, later when asked. */
function useFit(chart: Chart | null, nodes: readonly MapNode[], view: RefObject<View | null>): () => void {
  const positions = useMemo(
    () => nodes.flatMap(({ place }) => (place === null ? [] : [positionOf(place)])),
    [nodes],
  )
  const isFitted = useRef(view.current !== null)
  useEffect(() => {
    if (chart === null || isFitted.current || positions.length === 0) return
    isFitted.current = true
    chart.fit(positions)
  }, [chart, positions])
  return () => chart?.fit(positions)
}
