import { useEffect, useRef } from 'react'
import { isComposing, isWriting } from '../../ui/composing.ts'

export type ListKey = 'next' | 'previous' | 'acknowledge' | 'snooze' | 'help'

const KEYS: Readonly<Record<string, ListKey>> = {
  j: 'next',
  k: 'previous',
  e: 'acknowledge',
  s: 'snooze',
  '?': 'help',
}

/** Single keys for working through a list; silent while a person writes, composes, or stands before a dialogue. */
export function useListKeys(onKey: (key: ListKey) => void): void {
  const latest = useRef(onKey)
  latest.current = onKey
  useEffect(() => {
    function listen(event: KeyboardEvent): void {
      const key = KEYS[event.key]
      if (key === undefined || isNotOurs(event)) return
      event.preventDefault()
      latest.current(key)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isNotOurs(event: KeyboardEvent): boolean {
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey
  const inDialogue = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
  return hasModifier || inDialogue || isComposing(event) || isWriting(event.target)
}
