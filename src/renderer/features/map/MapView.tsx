import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import type { ReportView } from '../../../shared/contract/map.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { isPreset, resourceText } from '../../parts/resource-words.tsx'
import { useData, useStores, useUi } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { MapLegend } from './MapLegend.tsx'
import { MapSeen } from './MapSeen.tsx'
import { MapStanding } from './MapStanding.tsx'
import { type MapNode, nodesOf } from './map-nodes.ts'
import { tiesOf } from './map-ties.ts'
import { NodePanel } from './NodePanel.tsx'
import { NodeTables, TABLE_ID } from './NodeTables.tsx'
import type { MapLayer } from './node-features.ts'
import { PartsFailed } from './PartsFailed.tsx'
import { resourcesIn } from './report-rows.ts'
import { Unplaced } from './Unplaced.tsx'
import './map.css'

/** The library that draws comes with the picture; a machine that cannot draw never loads it. */
const MapPicture = lazy(async () => {
  const canDraw = typeof WebGL2RenderingContext !== 'undefined'
  if (canDraw) return { default: (await import('./MapPicture.tsx')).MapPicture }
  return { default: (await import('./NoPicture.tsx')).NoPicture }
})

/** Who has plenty and who runs short, on a map and in tables that say the same. Route: /map */
export function MapView() {
  return (
    <OwnWords of="map">
      <Whole />
    </OwnWords>
  )
}

function Whole() {
  const say = useSay()
  const { reports } = useStores()
  return (
    <Answered of={reports} step={say('reports.loading')} heading={say('nav.map')}>
      {(list) => <Federation reports={list} />}
    </Answered>
  )
}

/** What is known of every Node, joined once for all who show it. */
function useNodes(reports: readonly ReportView[]): readonly MapNode[] {
  const stores = useStores()
  const neighbours = useData(stores.neighbours)
  const status = useData(stores.node)
  const own = useData(stores.resources)
  return useMemo(
    () => nodesOf({ reports, neighbours: neighbours ?? [], status, own: own ?? [] }),
    [reports, neighbours, status, own],
  )
}

function Federation({ reports }: { readonly reports: readonly ReportView[] }) {
  const say = useSay()
  const nodes = useNodes(reports)
  const language = useUi((state) => state.language)
  const resources = useMemo(() => resourcesIn(nodes, new Intl.Collator(language).compare), [nodes, language])
  const [asked, setAsked] = useState<string | null>(null)
  const resource = resources.find((one) => one === asked) ?? resources[0] ?? null
  const title =
    resource === null || nodes.every(({ own }) => own)
      ? say('map.silence')
      : say('map.title', { resource: resourceText(say, resource) })
  return (
    <>
      <h1>{title}</h1>
      <p className="lede">{say('map.lede')}</p>
      <PartsFailed />
      {nodes.every(({ own }) => own) ? <NoNeighbour /> : reports.length === 0 && <NothingShown />}
      {reports.length > 0 && <MapSeen nodes={nodes} resource={resource} />}
      <Chosen {...{ title, nodes, resources, resource }} onResource={setAsked} />
    </>
  )
}

interface ChosenProps {
  readonly title: string
  readonly nodes: readonly MapNode[]
  readonly resources: readonly string[]
  readonly resource: string | null
  readonly onResource: (resource: string) => void
}

function Chosen({ title, nodes, resources, resource, onResource }: ChosenProps) {
  const say = useSay()
  const transfers = useData(useStores().transfers)
  const [layer, setLayer] = useState<MapLayer>('levels')
  const { chosen, open, close } = useChosen(nodes)
  const ties = useMemo(
    () => tiesOf(nodes, { layer, resource, transfers: transfers ?? [] }),
    [nodes, layer, resource, transfers],
  )
  return (
    <>
      <div className="filters">
        {resources.length > 0 && (
          <Choice
            label={say('map.resource')}
            options={resources.map((value) => ({
              value,
              label: isPreset(value) ? say(`resource.${value}`) : isolate(value),
            }))}
            value={resource}
            onChange={onResource}
          />
        )}
        <Choice
          label={say('map.layer')}
          options={[
            { value: 'levels', label: say('map.layerLevels') },
            { value: 'ways', label: say('map.layerWays') },
          ]}
          value={layer}
          onChange={setLayer}
        />
      </div>
      <button type="button" className="action action-quiet map-skip" onClick={toTable}>
        {say('map.toTable')}
      </button>
      <div className="map-frame">
        <Suspense fallback={<div className="map-picture">{<Loading step={say('map.drawing')} />}</div>}>
          <MapPicture
            {...{ nodes, ties, layer, resource }}
            chosen={chosen?.nodeId ?? null}
            onPick={(nodeId) => (nodeId === null ? close() : open(nodeId))}
          />
        </Suspense>
        {chosen !== null && <NodePanel node={chosen} resource={resource} onClose={close} />}
      </div>
      <MapLegend layer={layer} onTable={toTable} />
      <MapStanding nodes={nodes} resource={resource} />
      <Unplaced nodes={nodes.filter(({ place, own }) => place === null && !own)} onOpen={open} />
      <NodeTables {...{ title, nodes, resource, resources }} onOpen={open} />
    </>
  )
}

const toTable = (): void => document.getElementById(TABLE_ID)?.focus()

/** Which Node is open. Closing it leads back to where it was opened from. */
function useChosen(nodes: readonly MapNode[]) {
  const [nodeId, setNodeId] = useState<string | null>(null)
  const cameFrom = useRef<Element | null>(null)
  function open(wanted: string): void {
    if (nodeId === null) cameFrom.current = document.activeElement
    setNodeId(wanted)
  }
  function close(): void {
    setNodeId(null)
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus()
    cameFrom.current = null
  }
  return { chosen: nodes.find((node) => node.nodeId === nodeId) ?? null, open, close }
}

/** Nobody is known: the map begins with a neighbour. */
function NoNeighbour() {
  const say = useSay()
  return (
    <Empty title={say('map.noNeighbour')}>
      <p className="meta">{say('map.noNeighbourDetail')}</p>
      <div className="actions">
        <a className="action action-main" href="#/neighbours">
          {say('needs.invite')}
        </a>
        <a className="action action-plain" href="#/resources">
          {say('map.ownFigures')}
        </a>
      </div>
    </Empty>
  )
}

/** There are neighbours, and none has shown anything: nothing is to be done but to wait, or to ask. */
function NothingShown() {
  const say = useSay()
  return (
    <Empty title={say('reports.empty')}>
      <p className="meta">{say('reports.emptyDetail')}</p>
    </Empty>
  )
}
