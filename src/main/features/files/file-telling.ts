import { gathered } from '../../platform/gathered.ts'
import type { Timers } from '../../platform/timers.ts'

/** Changes are told this far apart. Chosen here: a bar that moves twice a second is smooth, and costs a page little. */
const TELL_EVERY_MS = 500

/** What changes is told by name, but not more often than anybody can look. */
export function tellingSlowly<Id>(realTimers: Timers, changed: (id: Id) => void): (id: Id) => void {
  const news = new Set<Id>()
  const tell = gathered({ timers: realTimers, whileMs: TELL_EVERY_MS }, () => {
    for (const id of news) changed(id)
    news.clear()
  })
  return (id) => {
    news.add(id)
    tell()
  }
}
