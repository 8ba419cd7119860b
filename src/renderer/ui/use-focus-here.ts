import { type RefObject, useEffect, useRef } from 'react'

/** The focus goes on to what appears in place of what was pressed; the element needs `tabIndex={-1}`. */
export function useFocusHere<Here extends HTMLElement>(): RefObject<Here | null> {
  const here = useRef<Here>(null)
  useEffect(() => here.current?.focus(), [])
  return here
}
