import { lazy, Suspense, useEffect, useState } from 'react'
import { useStores, useUi } from '../stores/stores.tsx'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { goTo } from './hash-location.ts'
import { OwnWords } from './messages/OwnWords.tsx'
import { shortcutPaths } from './shortcuts.ts'
import { type ShortcutHandlers, useShortcuts } from './use-shortcuts.ts'

const FindDialog = lazy(async () => ({
  default: (await import('../features/find/FindDialog.tsx')).FindDialog,
}))
const ShortcutHelp = lazy(async () => ({ default: (await import('./ShortcutHelp.tsx')).ShortcutHelp }))

/** Each place, and the way there. */
const goings: ShortcutHandlers = Object.fromEntries(shortcutPaths.map((path) => [path, () => goTo(path)]))

/** How long after the page stands their code is fetched. Chosen here: the first screen is done by then, and hardly anybody has called. */
const LOAD_AHEAD_MS = 3_000

/** What may lie over any view: finding, and the list of keys. Their code comes after the first screen, so that the first letters typed find a field. */
export function Overlays() {
  const { pageClock, ui } = useStores()
  const overlay = useUi((state) => state.overlay)
  const [isLoaded, setIsLoaded] = useState(false)
  useEffect(() => pageClock.after(LOAD_AHEAD_MS, () => setIsLoaded(true)), [pageClock])
  useShortcuts({
    ...goings,
    find: () => ui.actions.openOverlay('find'),
    keys: () => ui.actions.openOverlay('keys'),
  })
  if (overlay !== null && !isLoaded) setIsLoaded(true)
  if (!isLoaded) return null
  return (
    <ErrorBoundary>
      <OwnWords of="find">
        <Suspense fallback={null}>
          <FindDialog open={overlay === 'find'} onClose={ui.actions.closeOverlay} />
          <ShortcutHelp open={overlay === 'keys'} onClose={ui.actions.closeOverlay} />
        </Suspense>
      </OwnWords>
    </ErrorBoundary>
  )
}
