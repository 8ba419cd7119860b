import { useEffect, useId, useRef } from 'react'
import { useSay, Words } from '../../app/messages/words.tsx'
import { ApartTag } from '../../parts/ApartTag.tsx'
import { ResourceWord, StateWord } from '../../parts/resource-words.tsx'
import { PhaseWord, TransferTitle } from '../../parts/transfer-words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Figure } from '../../ui/Quantity.tsx'
import { Time } from '../../ui/Time.tsx'
import type { MapNode } from './map-nodes.ts'
import { NodePast } from './NodePast.tsx'
import { ReportBar, ReportRange } from './ReportFigures.tsx'
import { askAddress, offerAddress, talkAddress } from './ways-on.ts'

interface NodePanelProps {
  readonly node: MapNode
  /** What the map shows just now: an offer begins with it. */
  readonly resource: string | null
  readonly onClose: () => void
}

/** One Node: what it shows, how its word comes here, and what can be done with it. */
export function NodePanel({ node, resource, onClose }: NodePanelProps) {
  const say = useSay()
  const titleId = useId()
  const title = useFocusOn(node.nodeId)
  return (
    <aside
      className="node-panel"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <div className="node-panel-head">
        <h2 id={titleId} ref={title} tabIndex={-1}>
          <Peer>{node.name}</Peer>
        </h2>
        <Action kind="quiet" onPress={onClose}>
          {say('map.close')}
        </Action>
      </div>
      <Whereabouts node={node} />
      <Shown node={node} />
      {node.own ? <AtHome /> : <Together node={node} resource={resource} />}
      <NodePast node={node} resource={resource} />
    </aside>
  )
}

/** Whoever opens a Node is at its name. */
function useFocusOn(nodeId: string) {
  const title = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another Node is what it happens at
  useEffect(() => title.current?.focus(), [nodeId])
  return title
}

function Whereabouts({ node }: { readonly node: MapNode }) {
  const say = useSay()
  const { own, place, hops, lastHeardMs, connected } = node
  return (
    <p className="meta">
      {place === null ? (
        say('map.nowhere')
      ) : (
        <Words id="map.within" values={{ radius: <Figure value={place.radiusKm} /> }} />
      )}{' '}
      {!own && lastHeardMs === null && say('map.unheard')}
      {!own && lastHeardMs !== null && (
        <Words id="map.heardWays" values={{ hops: hops ?? 1, when: <Time atMs={lastHeardMs} /> }} />
      )}{' '}
      {connected && say('map.connected')}
    </p>
  )
}

/** All that it shows, resource by resource. */
function Shown({ node }: { readonly node: MapNode }) {
  const say = useSay()
  const reports = [...node.reports.values()]
  if (reports.length === 0) return <p className="meta">{say('map.showsNothing')}</p>
  return (
    <ul className="node-figures">
      {reports.map((report) => (
        <li key={report.resource}>
          <p className="node-figure">
            <strong>
              <ResourceWord resource={report.resource} />
            </strong>
            <StateWord state={report.state} />
            <ApartTag of={report.isolated} />
            <ReportRange report={report} />
          </p>
          <ReportBar report={report} />
          <p className="meta">
            <Time atMs={report.receivedAtMs} />
            {report.rangeAtMs !== undefined && report.rangeAtMs < report.reportedAtMs && (
              <>
                {' · '}
                <Words id="map.stood" values={{ when: <Time atMs={report.rangeAtMs} /> }} />
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

type Between = Pick<NodePanelProps, 'node' | 'resource'>

/** What this Node and that one can do with each other, and what they are at. */
function Together({ node, resource }: Between) {
  const say = useSay()
  const { transfers } = useStores()
  const open = (useData(transfers) ?? []).filter(
    ({ peer, phase }) => peer === node.nodeId && phase !== 'closed',
  )
  return (
    <>
      <div className="actions">
        <a className="action action-main" href={offerAddress(node, resource)}>
          {say('map.offer')}
        </a>
        <a className="action action-plain" href={askAddress(node, resource)}>
          {say('map.ask')}
        </a>
        <a className="action action-plain" href={talkAddress(node)}>
          {say('map.talk')}
        </a>
      </div>
      {open.length > 0 && (
        <section>
          <h3>{say('map.underWay')}</h3>
          <ul className="node-transfers">
            {open.map((transfer) => (
              <li key={transfer.id}>
                <a href={`#/transfers/${transfer.id}`}>
                  <TransferTitle transfer={transfer} />
                </a>{' '}
                <span className="meta">
                  <PhaseWord transfer={transfer} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** This Node's own figures are at home elsewhere. */
function AtHome() {
  const say = useSay()
  return (
    <>
      <p className="meta">{say('map.here')}</p>
      <div className="actions">
        <a className="action action-plain" href="#/resources">
          {say('map.ownFigures')}
        </a>
      </div>
    </>
  )
}
