import { useMemo } from 'react'
import { useData, useSelected, useStores } from '../stores/stores.tsx'
import { sealMark } from '../stores/transfers-store.ts'

/** Whether the Mirror who is unlocked has answered this transfer on this page; nobody else is told. */
export function useIsSealed(id: Parameters<typeof sealMark>[0]): boolean {
  const marks = useMarks()
  const mirrorId = useUnlockedId()
  return mirrorId !== undefined && marks.includes(sealMark(id, mirrorId))
}

/** The transfers which the Mirror who is unlocked has answered on this page. */
export function useSealedIds(): ReadonlySet<string> {
  const marks = useMarks()
  const mirrorId = useUnlockedId()
  return useMemo(() => {
    const own = marks.map((mark) => mark.split(' ')).filter(([, by]) => by === mirrorId)
    return new Set(own.flatMap(([id]) => (id === undefined ? [] : [id])))
  }, [marks, mirrorId])
}

const useMarks = (): readonly string[] => useSelected(useStores().transfers.sealed, ({ marks }) => marks)

const useUnlockedId = (): string | undefined =>
  useData(useStores().mirrors)?.find(({ unlocked, revoked }) => unlocked && !revoked)?.mirrorId
