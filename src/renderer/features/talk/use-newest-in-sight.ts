import { useLayoutEffect, useRef } from 'react'
import type { TalkMessage } from '../../../shared/contract/neighbours.ts'

/** So near to its end somebody is reading the end. Chosen here: a message or two. */
const NEAR_END_PX = 320

/** A conversation opens at its end, and stays there while somebody reads there; who reads further up is left in peace. */
export function useNewestInSight(newest: TalkMessage | null): void {
  const seen = useRef<TalkMessage['id'] | null>(null)
  useLayoutEffect(() => {
    if (newest === null || seen.current === newest.id) return
    const isFirst = seen.current === null
    seen.current = newest.id
    if (isFirst || newest.ours || isNearEnd()) window.scrollTo({ top: document.documentElement.scrollHeight })
  }, [newest])
}

function isNearEnd(): boolean {
  const { clientHeight, scrollHeight, scrollTop } = document.documentElement
  return scrollHeight - scrollTop - clientHeight < NEAR_END_PX
}
