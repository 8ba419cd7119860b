import { useLocation } from 'wouter'
import { useData, useLink, useStores } from '../stores/stores.tsx'
import { Duration } from '../ui/Duration.tsx'
import { useSay, Words } from './messages/words.tsx'

/** How far the clock may be off before it is worth a sentence. Chosen here: ages in minutes are then wrong by sight. */
const CLOCK_OFF_MS = 120_000

/** Quiet word that the page has lost its Node. */
export function LinkBanner() {
  const say = useSay()
  const { phase } = useLink()
  return (
    <div role="status">{phase === 'lost' && <p className="banner banner-quiet">{say('banner.lost')}</p>}</div>
  )
}

/** "Practice" in all three languages: whoever looks must know. */
export function PracticeBand() {
  const say = useSay()
  const { node } = useStores()
  if (useData(node)?.practice !== true) return null
  return (
    <aside className="practice" aria-label={say('practice.all')}>
      <strong>{say('practice.all')}</strong> {say('practice.detail')}
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
    </>
  )
}
