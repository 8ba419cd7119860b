import { useLocation } from 'wouter'
import { isAlertWaiting } from '../../shared/contract/waiting.ts'
import { useNeeds } from '../features/needs/use-needs.ts'
import { isAppleMachine } from '../platform/apple-machine.ts'
import { useData, useStores } from '../stores/stores.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { Logo } from '../ui/Logo.tsx'
import { type MessageKey, useSay } from './messages/words.tsx'
import { marksOf } from './shortcuts.ts'
import { WhoAmI } from './WhoAmI.tsx'

interface Place {
  readonly path: string
  readonly words: MessageKey
  readonly icon: IconName
}
export const PLACES: readonly Place[] = [
  { path: '/', words: 'nav.needs', icon: 'needs' },
  { path: '/resources', words: 'nav.resources', icon: 'resources' },
  { path: '/map', words: 'nav.map', icon: 'map' },
  { path: '/alerts', words: 'nav.alerts', icon: 'alerts' },
  { path: '/transfers', words: 'nav.transfers', icon: 'transfers' },
  { path: '/seedbed', words: 'nav.seedbed', icon: 'seedbed' },
  { path: '/neighbours', words: 'nav.neighbours', icon: 'neighbours' },
  { path: '/settings', words: 'nav.settings', icon: 'settings' },
]

/** The places of the page, with what waits at each. */
export function NavRail() {
  const say = useSay()
  const [location] = useLocation()
  const needs = useNeeds()
  const { alerts, seeds, talk } = useStores()
  const newAlerts = useData(alerts)?.filter(isAlertWaiting).length ?? 0
  const inTray = useData(seeds)?.filter(({ state }) => state === 'tray').length ?? 0
  const unread = useData(talk)?.reduce((sum, one) => sum + one.unread, 0) ?? 0
  const counts: Readonly<Record<string, number>> = {
    '/': needs.length,
    '/alerts': newAlerts,
    '/transfers': needs.filter(({ what }) => what === 'transfer').length,
    '/seedbed': inTray,
    '/neighbours': unread,
  }
  return (
    <header className="rail">
      <a className="brand" href="#/">
        <Logo />
        {say('app.name')}
      </a>
      <FindButton />
      <nav aria-label={say('nav.label')}>
        <ul>
          {PLACES.map(({ path, words, icon }) => (
            <li key={path}>
              <a href={`#${path}`} aria-current={isAt(location, path) ? 'page' : undefined}>
                <Icon name={icon} />
                <span>{say(words)}</span>
                <Count of={counts[path] ?? 0} isQuiet={path === '/neighbours'} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <WhoAmI />
    </header>
  )
}

/** What the keys find, a press finds too. */
function FindButton() {
  const say = useSay()
  const { ui } = useStores()
  return (
    <button
      type="button"
      className="rail-find"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => ui.actions.openOverlay('find')}
    >
      <Icon name="find" />
      <span>{say('nav.find')}</span>
      <span className="rail-find-keys" aria-hidden="true">
        {marksOf('mod+k', isAppleMachine()).map((mark) => (
          <kbd key={mark}>{mark}</kbd>
        ))}
      </span>
    </button>
  )
}

/** A page of the handbook stands in the seedbed. */
const HANDBOOK = /^\/handbook\//u

/** Whether this location is a place of the rail, or lies within it. */
export function isAt(location: string, path: string): boolean {
  const place = location.replace(HANDBOOK, '/seedbed/')
  return place === path || (path !== '/' && place.startsWith(`${path}/`))
}

interface CountProps {
  readonly of: number
  /** News that ask nothing of anybody. */
  readonly isQuiet: boolean
}

function Count({ of, isQuiet }: CountProps) {
  const say = useSay()
  if (of === 0) return null
  return (
    <b className="count" data-quiet={isQuiet || undefined}>
      <span aria-hidden="true">{of}</span>
      <span className="unseen">{say('nav.waiting', { count: of })}</span>
    </b>
  )
}
