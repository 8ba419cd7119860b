import { useEffect, useState } from 'react'
import type { TalkMessage } from '../../../shared/contract/neighbours.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import { useData, useStores } from '../../stores/stores.tsx'

/** What is on a screen that somebody can see has been read. Where that cannot be noted, it stays unread until the next look. */
export function useRead(nodeId: NodeId, newest: TalkMessage | null): void {
  const { talk } = useStores()
  const isVisible = useVisible()
  const unread = useData(talk)?.find((one) => one.nodeId === nodeId)?.unread ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came last is what has been read up to
  useEffect(() => {
    if (isVisible && unread > 0) talk.actions.markRead(nodeId).catch(() => {})
  }, [talk, nodeId, isVisible, unread, newest])
}

function useVisible(): boolean {
  const [isVisible, setVisible] = useState(() => document.visibilityState === 'visible')
  useEffect(() => {
    const note = (): void => setVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', note)
    return () => document.removeEventListener('visibilitychange', note)
  }, [])
  return isVisible
}
