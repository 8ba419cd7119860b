import { useMemo } from 'react'
import { useData, useStores, useUi } from '../../stores/stores.tsx'
import { useNow } from '../../ui/use-now.ts'
import { type Need, needsOf } from './needs-list.ts'

/** How often the list looks at the clock. */
const LOOK_MS = 60_000

/** What waits for a person now. */
export function useNeeds(): readonly Need[] {
  const stores = useStores()
  const alerts = useData(stores.alerts)
  const mirrors = useData(stores.mirrors)
  const backup = useData(stores.backup)
  const node = useData(stores.node)
  const notedMirrors = useUi((state) => state.notedMirrors)
  const nowMs = useNow(LOOK_MS)
  return useMemo(
    () =>
      needsOf({
        alerts: alerts ?? [],
        mirrors: mirrors ?? [],
        notedMirrors,
        backupNudge: backup?.nudge ?? false,
        epochUnconfirmed: node?.epochUnconfirmed ?? false,
        nowMs,
      }),
    [alerts, mirrors, notedMirrors, backup, node, nowMs],
  )
}
