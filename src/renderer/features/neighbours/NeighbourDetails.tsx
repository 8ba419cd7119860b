import { lazy, Suspense } from 'react'
import { useIntl } from 'react-intl'
import type { NeighbourView } from '../../../shared/contract/neighbours.ts'
import { useSay } from '../../app/messages/words.tsx'
import { Fact } from '../../parts/Fact.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { SafetyWords } from './SafetyWords.tsx'
import { SessionPanel } from './SessionPanel.tsx'

/** What passed between the two comes when somebody asks. */
const Meetings = lazy(async () => ({ default: (await import('./Meetings.tsx')).Meetings }))

/** What helps to recognise a neighbour and to find out what is wrong. */
export function NeighbourDetails({ neighbour }: { readonly neighbour: NeighbourView }) {
  const say = useSay()
  const { session, security, place } = neighbour
  return (
    <>
      <dl className="facts">
        <Fact name={say('neighbours.safetyWords')} hint={say('neighbours.safetyHint')}>
          <SafetyWords words={neighbour.safetyWords} />
        </Fact>
        <Fact name={say('neighbours.security')}>
          {say(security === null ? 'security.none' : `security.${security}`)}
        </Fact>
        <Fact name={say('neighbours.session')}>
          {say(session === null ? 'session.none' : `session.${session}`)}
        </Fact>
        <Fact name={say('neighbours.roundTrip')}>
          <RoundTrip ms={neighbour.roundTripMs} />
        </Fact>
        <Fact name={say('neighbours.place')}>
          {place === null
            ? say('neighbours.noPlace')
            : say('neighbours.placeWithin', {
                latitude: place.latitude,
                longitude: place.longitude,
                radiusKm: place.radiusKm,
              })}
        </Fact>
        <Fact name={say('neighbours.alias')}>
          <code>
            <Peer>{neighbour.alias}</Peer>
          </code>
        </Fact>
        <Fact name={say('neighbours.address')}>
          <code>
            <Peer>{neighbour.address ?? '–'}</Peer>
          </code>
        </Fact>
      </dl>
      <Fold title={say('sessions.title')} level={4} onlyWhileOpen>
        <SessionPanel nodeId={neighbour.nodeId} />
      </Fold>
      <Fold title={say('meetings.title')} level={4} onlyWhileOpen>
        <Suspense fallback={null}>
          <Meetings nodeId={neighbour.nodeId} />
        </Suspense>
      </Fold>
    </>
  )
}

function RoundTrip({ ms }: { readonly ms: number | null }) {
  const intl = useIntl()
  if (ms === null) return <>–</>
  return <>{intl.formatNumber(Math.round(ms), { style: 'unit', unit: 'millisecond' })}</>
}
