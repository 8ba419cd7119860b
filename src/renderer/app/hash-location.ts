import { useHashLocation } from 'wouter/use-hash-location'

const QUERY = /\?.*$/u

/** Go to an address of the page, with its query where it has one. */
export function goTo(address: string): void {
  window.location.hash = address
}

/** The path within the fragment, without the query that may follow it. */
export function useHashPath(): ReturnType<typeof useHashLocation> {
  const [location, navigate] = useHashLocation()
  return [location.replace(QUERY, ''), navigate]
}

/** The query within the fragment, "?" and all: `#/seedbed/new?replaces=…`. The router's own looks before the fragment. */
function useHashSearch(): string {
  const [location] = useHashLocation()
  return QUERY.exec(location)?.[0] ?? ''
}

useHashPath.hrefs = (path: string): string => `#${path}`
useHashPath.searchHook = useHashSearch
