import { useEffect } from 'react'
import { useUi } from '../stores/stores.tsx'

/** Writes the chosen theme to the document; `system` leaves it to the system. */
export function useTheme(): void {
  const theme = useUi((state) => state.theme)
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
}
