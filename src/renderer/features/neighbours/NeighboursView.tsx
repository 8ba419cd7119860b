import { lazy, Suspense } from 'react'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay } from '../../app/messages/words.tsx'
import { PracticeOffer } from '../../parts/EnterPractice.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { AcceptInvite } from './AcceptInvite.tsx'
import { Invitations } from './Invitations.tsx'
import { NeighbourCard } from './NeighbourCard.tsx'
import './neighbours.css'

/** For whoever looks closely. */
const SessionTable = lazy(async () => ({ default: (await import('./SessionTable.tsx')).SessionTable }))

/** Who is in reach, how they are, and how to let others in. Route: /neighbours */
export function NeighboursView() {
  const say = useSay()
  const { neighbours, node } = useStores()
  const status = useData(node)
  const accepting = useArrival<HTMLElement>('accept')
  return (
    <>
      <h1>
        {status === null
          ? say('nav.neighbours')
          : say('neighbours.title', { near: status.neighbours, known: status.knownNodes })}
      </h1>
      <p className="lede">{say('neighbours.lede')}</p>
      <Answered of={neighbours} step={say('neighbours.loading')}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={say('neighbours.empty')}>
              <p className="meta">{say('neighbours.emptyDetail')}</p>
              <PracticeOffer />
            </Empty>
          ) : (
            <OwnWords of="talk">
              <OwnWords of="calls">
                <ul className="neighbour-cards">
                  {list.map((neighbour) => (
                    <li key={neighbour.nodeId}>
                      <NeighbourCard neighbour={neighbour} />
                    </li>
                  ))}
                </ul>
                <AllSessions />
              </OwnWords>
            </OwnWords>
          )
        }
      </Answered>
      <div className="letting-in">
        <section ref={accepting} tabIndex={-1} aria-labelledby="accepting" className="card card-plain">
          <h2 id="accepting">{say('accept.title')}</h2>
          <AcceptInvite />
        </section>
        <Invitations />
      </div>
    </>
  )
}

function AllSessions() {
  const say = useSay()
  return (
    <Fold title={say('sessions.all')} level={2} onlyWhileOpen>
      <Suspense fallback={null}>
        <SessionTable />
      </Suspense>
    </Fold>
  )
}
