import { useLocation } from 'wouter'
import { useNeeds } from '../features/needs/use-needs.ts'
import { useData, useStores } from '../stores/stores.tsx'
import { type MessageKey, useSay } from './messages/words.tsx'
import { WhoAmI } from './WhoAmI.tsx'

interface Place {
  readonly path: string
  readonly words: MessageKey
}
const PLACES: readonly Place[] = [
  { path: '/', words: 'nav.needs' },
  { path: '/resources', words: 'nav.resources' },
  { path: '/map', words: 'nav.map' },
  { path: '/alerts', words: 'nav.alerts' },
  { path: '/transfers', words: 'nav.transfers' },
  { path: '/seedbed', words: 'nav.seedbed' },
  { path: '/neighbours', words: 'nav.neighbours' },
  { path: '/settings', words: 'nav.settings' },
]

/** The places of the page, with what waits at each. */
export function NavRail() {
  const say = useSay()
  const [location] = useLocation()
  const needs = useNeeds()
  const { alerts, seeds } = useStores()
  const newAlerts =
    useData(alerts)?.filter((alert) => alert.state === 'new' && !alert.heldBack && !alert.own).length ?? 0
  const inTray = useData(seeds)?.filter(({ state }) => state === 'tray').length ?? 0
  const counts: Readonly<Record<string, number>> = {
    '/': needs.length,
    '/alerts': newAlerts,
    '/transfers': needs.filter(({ what }) => what === 'transfer').length,
    '/seedbed': inTray,
  }
  return (
    <header className="rail">
      <a className="brand" href="#/">
        <Logo />
        {say('app.name')}
      </a>
      <nav aria-label={say('nav.label')}>
        <ul>
          {PLACES.map(({ path, words }) => (
            <li key={path}>
              <a href={`#${path}`} aria-current={isAt(location, path) ? 'page' : undefined}>
                <span>{say(words)}</span>
                <Count of={counts[path] ?? 0} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <WhoAmI />
    </header>
  )
}

const isAt = (location: string, path: string): boolean =>
  path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`)

function Count({ of }: { readonly of: number }) {
  const say = useSay()
  if (of === 0) return null
  return (
    <b className="count">
      <span aria-hidden="true">{of}</span>
      <span className="unseen">{say('nav.waiting', { count: of })}</span>
    </b>
  )
}

function Logo() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className="logo">
      <path d="M4 9c2.7-3.4 13.3-3.4 16 0" />
      <path d="M4 15c2.7 3.4 13.3 3.4 16 0" />
      <circle cx="12" cy="12" r="2.2" />
    </svg>
  )
}
