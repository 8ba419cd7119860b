import { useSyncExternalStore } from 'react'
import { useUi } from '../stores/stores.tsx'

const QUERY = '(prefers-color-scheme: dark)'

function onChange(listener: () => void): () => void {
  const media = window.matchMedia(QUERY)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** Changes whenever the page's colours do: what paints by itself must then paint anew. */
export function useThemeKey(): string {
  const theme = useUi((state) => state.theme)
  const isDark = useSyncExternalStore(onChange, () => window.matchMedia(QUERY).matches)
  return theme === 'system' ? (isDark ? 'dark' : 'light') : theme
}
