import { lazy, Suspense } from 'react'
import type { NeighbourView } from '../../../shared/contract/neighbours.ts'
import type { IsolationView } from '../../../shared/contract/trust.ts'
import { NodeId } from '../../../shared/kernel/ids.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay, Words } from '../../app/messages/words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { Time } from '../../ui/Time.tsx'
import { Conversation } from './Conversation.tsx'
import { Files } from './Files.tsx'
import './talk-view.css'

/** Seldom needed, so it comes when it is. */
const TalkApart = lazy(async () => ({ default: (await import('./TalkApart.tsx')).TalkApart }))

/** What was said between this Node and a neighbour, and a line to say more. Route: /neighbours/:id/talk */
export function TalkView({ id }: { readonly id: string }) {
  return (
    <OwnWords of="talk">
      <Way />
      <Known id={id} />
    </OwnWords>
  )
}

function Way() {
  const say = useSay()
  return (
    <p className="back">
      <a href="#/neighbours">{say('talk.back')}</a>
    </p>
  )
}

function Known({ id }: { readonly id: string }) {
  const say = useSay()
  const { neighbours, talk } = useStores()
  const { here, there } = useApart(id)
  const nodeId = NodeId.safeParse(id)
  const neighbour = useData(neighbours)?.find((known) => known.nodeId === nodeId.data) ?? null
  if (!nodeId.success) return <h1>{say('failure.neighbour-unknown')}</h1>
  return (
    <article className="detail conversation">
      <h1>
        {neighbour === null ? (
          say('talk.title')
        ) : (
          <Words id="talk.with" values={{ name: <Peer>{neighbour.name}</Peer> }} />
        )}
      </h1>
      {neighbour !== null && <Reach neighbour={neighbour} isApart={here !== null} />}
      <Suspense fallback={null}>
        {here !== null && <TalkApart isolation={here} ours />}
        {there !== null && <TalkApart isolation={there} ours={false} />}
      </Suspense>
      <Files nodeId={nodeId.data} peerName={neighbour?.name ?? ''} isApart={here !== null} />
      <Answered of={talk.one(nodeId.data)} step={say('talk.loading')}>
        {(shown) => (
          <Conversation
            nodeId={nodeId.data}
            peerName={neighbour?.name ?? ''}
            shown={shown}
            isApart={here !== null}
          >
            {neighbour?.connected === false && (
              <p className="say">
                <Words id="talk.away" values={{ name: <Peer>{neighbour.name}</Peer> }} />
              </p>
            )}
          </Conversation>
        )}
      </Answered>
    </article>
  )
}

/** What stands between this Node and another now, either way. */
function useApart(id: string) {
  const apart = useData(useStores().trust)
  const isOf = ({ nodeId }: IsolationView): boolean => nodeId === id
  return { here: apart?.isolations.find(isOf) ?? null, there: apart?.isolatedBy.find(isOf) ?? null }
}

interface ReachProps {
  readonly neighbour: NeighbourView
  /** Set apart here: nothing is offered to it. */
  readonly isApart: boolean
}

/** Whether they can hear now, and what else there is to do with them. */
function Reach({ neighbour: { connected, lastHeardMs, nodeId }, isApart }: ReachProps) {
  const say = useSay()
  return (
    <p className="kind">
      <span className="state">
        <StateMark shape={connected ? 'full' : 'ring'} />
        {say(connected ? 'neighbours.connected' : 'neighbours.away')}
      </span>
      {lastHeardMs !== null && (
        <span>
          <Words id="neighbours.heard" values={{ when: <Time atMs={lastHeardMs} /> }} />
        </span>
      )}
      {!isApart && (
        <a href={`#/transfers/new?${new URLSearchParams({ to: nodeId })}`}>{say('transfers.offer')}</a>
      )}
    </p>
  )
}
