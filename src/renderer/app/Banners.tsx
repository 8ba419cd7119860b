import { useLocation } from 'wouter'
import { LeavePractice } from '../parts/LeavePractice.tsx'
import { useData, useLink, useStores } from '../stores/stores.tsx'
import { Duration } from '../ui/Duration.tsx'
import { Peer } from '../ui/Peer.tsx'
import { useSay, Words } from './messages/words.tsx'

/** How far the clock may be off before it is worth a sentence. Chosen here: ages in minutes are then wrong by sight. */
const CLOCK_OFF_MS = 120_000

/** Quiet word that the page has lost its Node; where it is not let in again, what is written in it stays readable. */
export function LinkBanner() {
  const say = useSay()
  const { phase } = useLink()
  return (
    <div role="status">
      {phase === 'lost' && <p className="banner banner-quiet">{say('banner.lost')}</p>}
      {phase === 'refused' && (
        <p className="banner">
          {say('banner.refused')} {say('app.refusedHow')}
        </p>
      )}
    </div>
  )
}

/** "Practice" in all three languages: whoever looks must know. Among simulated neighbours it also says so, and leads out. */
export function PracticeBand() {
  const say = useSay()
  const { node, practice } = useStores()
  const isPractice = useData(node)?.practice === true
  const status = useData(practice)
  if (status?.inside === true) return <SimulatedBand mirrorName={status.mirrorName} pin={status.pin} />
  if (!isPractice) return null
  return (
    <aside className="practice" aria-label={say('practice.all')}>
      <strong>{say('practice.all')}</strong> {say('practice.detail')}
    </aside>
  )
}

interface SimulatedBandProps {
  readonly mirrorName: string | null
  readonly pin: string | null
}

function SimulatedBand({ mirrorName, pin }: SimulatedBandProps) {
  const say = useSay()
  return (
    <aside className="practice practice-simulated" aria-label={say('practice.all')}>
      <p>
        <strong>{say('practice.all')}</strong> {say('practice.simulated')}{' '}
        {mirrorName !== null && pin !== null && (
          <Words id="practice.you" values={{ mirror: <Peer>{mirrorName}</Peer>, pin }} />
        )}
      </p>
      <a href="#/practice/log">{say('practice.log')}</a>
      <LeavePractice />
    </aside>
  )
}

/** What is wrong with the Node itself, and what to do about it. */
export function NodeBanners() {
  const say = useSay()
  const { node } = useStores()
  const [location] = useLocation()
  const status = useData(node)
  if (status === null) return null
  return (
    <>
      {status.superseded && (
        <p className="banner banner-grave" role="alert">
          {say('failure.identity-superseded')}
        </p>
      )}
      {status.epochUnconfirmed && location !== '/' && (
        <p className="banner">
          {say('failure.epoch-unconfirmed')} <a href="#/">{say('nav.needs')}</a>
        </p>
      )}
      {Math.abs(status.clockOffMs) > CLOCK_OFF_MS && (
        <p className="banner">
          <Words id="banner.clockOff" values={{ off: <Duration ms={Math.abs(status.clockOffMs)} /> }} />
        </p>
      )}
      {status.seemsFiltered && <p className="banner">{say('banner.filtered')}</p>}
    </>
  )
}
