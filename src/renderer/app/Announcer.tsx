import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { AlertView } from '../../shared/contract/alerts.ts'
import { openWakeUps } from '../../shared/contract/waiting.ts'
import { useNeeds } from '../features/needs/use-needs.ts'
import { waitingOf } from '../parts/transfer-waiting.ts'
import { useData, useStores, useUi } from '../stores/stores.tsx'
import { isolate, useSay } from './messages/words.tsx'
import { isAt, PLACES } from './NavRail.tsx'

/** Says aloud what a person would otherwise have to be looking for, and keeps the place and the count in the window's title. */
export function Announcer() {
  const said = useUi((state) => state.announcement?.text ?? '')
  useTitle()
  useNewAlerts()
  useNewTransfers()
  useNewWakeUps()
  return (
    <div className="unseen" role="status" aria-live="polite">
      {said}
    </div>
  )
}

function useTitle(): void {
  const say = useSay()
  const count = useNeeds().length
  const [location] = useLocation()
  useEffect(() => {
    const page = count === 0 ? say('app.name') : say('app.titleCount', { count })
    const place = PLACES.find(({ path }) => path !== '/' && isAt(location, path))
    document.title = place === undefined ? page : `${say(place.words)} · ${page}`
  }, [count, location, say])
}

function useNewAlerts(): void {
  const say = useSay()
  const { alerts, ui } = useStores()
  const list = useData(alerts)
  const known = useRef<ReadonlySet<AlertView['id']> | null>(null)
  useEffect(() => {
    if (list === null) return
    const before = known.current
    const firstKnown = list.findIndex(({ id }) => before?.has(id)) // behind it stands what came earlier
    const ahead = before === null ? [] : list.slice(0, firstKnown === -1 ? undefined : firstKnown)
    const fresh = ahead.filter(({ own }) => !own)
    known.current = new Set(list.map(({ id }) => id))
    const newest = fresh[0]
    if (newest !== undefined)
      ui.actions.announce(
        fresh.length === 1 ? announce(newest) : say('announce.alerts', { count: fresh.length }),
      )

    function announce(alert: AlertView): string {
      return say('announce.alert', {
        kind: say(`alert.kind.${alert.kind}`),
        severity: say(`alert.severity.${alert.severity}`),
        from: isolate(alert.originName),
        summary: isolate(alert.summary),
      })
    }
  }, [list, say, ui])
}

function useNewTransfers(): void {
  const say = useSay()
  const { transfers, ui } = useStores()
  const list = useData(transfers)
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (list === null) return
    const waiting = new Map(waitingOf(list).map((one) => [`${one.transfer.id} ${one.wait}`, one.transfer]))
    const before = known.current
    known.current = new Set(waiting.keys())
    const fresh = [...waiting].find(([key]) => before !== null && !before.has(key))?.[1]
    if (fresh !== undefined) ui.actions.announce(say('announce.transfer', { peer: isolate(fresh.peerName) }))
  }, [list, say, ui])
}

function useNewWakeUps(): void {
  const say = useSay()
  const { calls, pageClock, ui } = useStores()
  const list = useData(calls)
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (list === null) return
    const before = known.current
    const asking = openWakeUps(list, pageClock.nowMs())
    known.current = new Set(asking.map(({ id }) => id))
    if (before !== null && asking.some(({ id }) => !before.has(id))) {
      ui.actions.announce(say('announce.call'))
    }
  }, [list, pageClock, say, ui])
}
