import { lazy, Suspense, useState } from 'react'
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

/** What may lie over any view: finding, and the list of keys. Their code comes when first called for. */
export function Overlays() {
  const { ui } = useStores()
  const overlay = useUi((state) => state.overlay)
  const [wasCalled, setWasCalled] = useState(false)
  useShortcuts({
    ...goings,
    find: () => ui.actions.openOverlay('find'),
    keys: () => ui.actions.openOverlay('keys'),
  })
  if (overlay !== null && !wasCalled) setWasCalled(true)
  if (!wasCalled) return null
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
