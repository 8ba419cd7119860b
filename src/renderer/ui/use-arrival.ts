import { type RefObject, useEffect, useRef } from 'react'
import { useSearch } from 'wouter'

/** For the part of a view that an address names by `?at=…`: it comes into sight and takes the focus when it is there. */
export function useArrival<Part extends HTMLElement>(name: string | undefined): RefObject<Part | null> {
  const part = useRef<Part>(null)
  const search = useSearch()
  const isMeant = name !== undefined && new URLSearchParams(search).get('at') === name
  // biome-ignore lint/correctness/useExhaustiveDependencies: an address gone to anew is an arrival anew
  useEffect(() => {
    if (isMeant) part.current?.focus()
  }, [isMeant, search])
  return part
}
