import { lazy, Suspense } from 'react'
import type { NeighbourView } from '../../../shared/contract/neighbours.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { Time } from '../../ui/Time.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useArrival } from '../../ui/use-arrival.ts'
import { AskedHere } from './AskedHere.tsx'
import { NeighbourCalls } from './NeighbourCalls.tsx'
import { NeighbourDetails } from './NeighbourDetails.tsx'
import { TalkLink } from './TalkLink.tsx'

/** What Mirrors do about a Node comes after who it is. */
const Standing = lazy(async () => ({ default: (await import('./Standing.tsx')).Standing }))

/** One neighbour: heard when, over what, held back by what. */
export function NeighbourCard({ neighbour }: { readonly neighbour: NeighbourView }) {
  const say = useSay()
  const { neighbours } = useStores()
  const here = useArrival<HTMLElement>(neighbour.nodeId)
  const pin = useAction(() => neighbours.actions.pin(neighbour.nodeId, !neighbour.pinned))
  return (
    <article ref={here} tabIndex={-1} className="card neighbour">
      <div className="card-body">
        <p className="kind">
          <span className="state">
            <StateMark shape={neighbour.connected ? 'full' : 'ring'} />
            {say(neighbour.connected ? 'neighbours.connected' : 'neighbours.away')}
          </span>
          <Heard atMs={neighbour.lastHeardMs} />
          {neighbour.pinned && <span className="tag">{say('neighbours.pinned')}</span>}
        </p>
        <h2>
          <Peer>{neighbour.name}</Peer>
        </h2>
        <p className="meta">
          <MirrorNames mirrors={neighbour.mirrors} />
        </p>
        <Limits limits={neighbour.limits} />
      </div>
      <TalkLink neighbour={neighbour} />
      <AskedHere nodeId={neighbour.nodeId} />
      <div className="neighbour-more">
        <Fold title={say('neighbours.details')}>
          <NeighbourDetails neighbour={neighbour} />
        </Fold>
        <Fold title={say('calls.title')} onlyWhileOpen>
          <NeighbourCalls nodeId={neighbour.nodeId} />
        </Fold>
        <Action kind="quiet" busy={pin.busy} onPress={() => void pin.run()}>
          {say(neighbour.pinned ? 'neighbours.unpin' : 'neighbours.pin')}
        </Action>
      </div>
      <Suspense fallback={null}>
        <Standing neighbour={neighbour} />
      </Suspense>
      {pin.failure !== null && <Failure of={pin.failure} />}
    </article>
  )
}

function Heard({ atMs }: { readonly atMs: number | null }) {
  const say = useSay()
  return (
    <span>
      {atMs === null ? (
        say('neighbours.neverHeard')
      ) : (
        <Words id="neighbours.heard" values={{ when: <Time atMs={atMs} /> }} />
      )}
    </span>
  )
}

function MirrorNames({ mirrors }: { readonly mirrors: NeighbourView['mirrors'] }) {
  const say = useSay()
  const speaking = mirrors.filter((mirror) => !mirror.revoked)
  if (speaking.length === 0) return <>{say('neighbours.noMirrors')}</>
  return (
    <>
      {say('neighbours.mirrors')}{' '}
      {speaking.map((mirror, index) => (
        <span key={mirror.name}>
          {index > 0 && ' · '}
          <Peer>{mirror.name}</Peer>
        </span>
      ))}
    </>
  )
}

/** What holds it back, in words. */
function Limits({ limits }: { readonly limits: NeighbourView['limits'] }) {
  const say = useSay()
  if (limits.length === 0) return null
  return (
    <ul className="limits">
      {limits.map((limit) => (
        <li key={limit.reason}>
          {say('neighbours.refused', { count: limit.count })} {say(`reason.${limit.reason}`)}{' '}
          <span className="meta">
            <Time atMs={limit.lastAtMs} />
          </span>
        </li>
      ))}
    </ul>
  )
}
