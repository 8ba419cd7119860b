import { useMemo } from 'react'
import { useSealedIds } from '../../parts/use-sealed.ts'
import { useData, useStores, useUi } from '../../stores/stores.tsx'
import { useNow } from '../../ui/use-now.ts'
import { type Need, needsOf } from './needs-list.ts'

/** How often the list looks at the clock. */
const LOOK_MS = 60_000

const NOBODY = { isolations: [], isolatedBy: [] } as const

/** What waits for a person now. */
export function useNeeds(): readonly Need[] {
  const stores = useStores()
  const alerts = useData(stores.alerts)
  const transfers = useData(stores.transfers)
  const answered = useSealedIds()
  const calls = useData(stores.calls)
  const seeds = useData(stores.seeds)
  const apart = useData(stores.trust)
  const mirrors = useData(stores.mirrors)
  const backup = useData(stores.backup)
  const node = useData(stores.node)
  const isSimulated = useData(stores.practice)?.inside === true
  const notedMirrors = useUi((state) => state.notedMirrors)
  const nowMs = useNow(LOOK_MS)
  return useMemo(
    () =>
      needsOf({
        alerts: alerts ?? [],
        transfers: transfers ?? [],
        answered,
        calls: calls ?? [],
        seeds: seeds ?? [],
        apart: apart ?? NOBODY,
        mirrors: mirrors ?? [],
        notedMirrors,
        backupNudge: (backup?.nudge ?? false) && !isSimulated,
        epochUnconfirmed: node?.epochUnconfirmed ?? false,
        nowMs,
      }),
    [
      alerts,
      transfers,
      answered,
      calls,
      seeds,
      apart,
      mirrors,
      notedMirrors,
      backup,
      node,
      isSimulated,
      nowMs,
    ],
  )
}
