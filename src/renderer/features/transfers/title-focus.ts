import { type RefObject, useLayoutEffect, useRef } from 'react'

/** The heading of a transfer: where focus goes when what was pressed is no longer there. */
export const TITLE_ID = 'transfer-title'

export const focusTitle = (): void => document.getElementById(TITLE_ID)?.focus()

/** A part of the page that may go away by itself while somebody works in it: the title then takes the focus. */
export function useFocusHandedOver(): RefObject<HTMLElement | null> {
  const part = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const element = part.current
    return () => {
      if (element?.contains(document.activeElement)) focusTitle()
    }
  }, [])
  return part
}
