import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { Thing } from '../parts/transfer-words.tsx'
import { useData, useStores } from '../stores/stores.tsx'
import { Duration } from '../ui/Duration.tsx'
import { useNow } from '../ui/use-now.ts'
import { useSay, Words } from './messages/words.tsx'
import { type Sight, sightOf } from './reach.ts'

/** Where one acts on what others show. The map and Neighbours say it in their own words, the rail everywhere. */
const SAID_AT = ['/', '/resources', '/transfers', '/transfers/new']
/** How often it is asked who is in reach. Chosen here: what is told are hours. */
const LOOK_MS = 60_000

/** How much of the federation can be seen from here, where it is not the whole of it. */
export function SightBanner() {
  const { node } = useStores()
  const [location] = useLocation()
  const status = useData(node)
  const isPartial = status !== null && status.neighbours < status.knownNodes
  return <div role="status">{isPartial && SAID_AT.includes(location) && <Partial />}</div>
}

function Partial() {
  const say = useSay()
  const { reach } = useStores()
  const known = useData(reach)
  const nowMs = useNow(LOOK_MS)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the passing of time is what it asks at
  useEffect(() => void reach.load(), [reach, nowMs])
  const sight = known === null ? null : sightOf(known, nowMs)
  if (sight === null || sight.sees === 'whole') return null
  return (
    <p className="banner banner-quiet">
      {sight.sees === 'nobody' ? say('banner.alone') : <Some sight={sight} />}{' '}
      <a href="#/neighbours">{say('nav.neighbours')}</a>
    </p>
  )
}

function Some({ sight: { near, known, oldest } }: { readonly sight: Extract<Sight, { sees: 'some' }> }) {
  const say = useSay()
  if (oldest === null) return <>{say('banner.partial', { near, known })}</>
  const values = {
    near,
    known,
    thing: <Thing resource={oldest.resource} />,
    age: <Duration ms={oldest.ageMs} />,
  }
  return <Words id="banner.partialOld" values={values} />
}
