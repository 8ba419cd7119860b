import { useCallback, useRef, useState } from 'react'
import { type FailureState, failureOf } from '../stores/answer-store.ts'

export interface ActionState<Args extends unknown[]> {
  /** Resolves true when it was done and somebody still waited for it. Never rejects: failure is state. */
  run(...args: Args): Promise<boolean>
  readonly busy: boolean
  readonly failure: FailureState | null
  clear(): void
  /** Wait no longer. The Node goes on with it; how it ends is not told here. */
  leave(): void
}

/** Something a person sets off: once at a time, with its failure kept for showing. Being unwilling to unlock is no failure. */
export function useAction<Args extends unknown[]>(
  perform: (...args: Args) => Promise<unknown>,
): ActionState<Args> {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<FailureState | null>(null)
  /** The run that is waited for; null when none is. */
  const awaited = useRef<symbol | null>(null)
  const latest = useRef(perform)
  latest.current = perform

  const leave = useCallback(() => {
    awaited.current = null
    setBusy(false)
  }, [])
  const run = useCallback(
    async (...args: Args): Promise<boolean> => {
      if (awaited.current !== null) return false
      const mine = Symbol('run')
      awaited.current = mine
      setBusy(true)
      setFailure(null)
      const failed = await failureIn(() => latest.current(...args))
      if (awaited.current !== mine) return false
      leave()
      setFailure(failed?.code === 'mirror-locked' ? null : failed)
      return failed === null
    },
    [leave],
  )
  const clear = useCallback(() => setFailure(null), [])
  return { run, busy, failure, clear, leave }
}

async function failureIn(perform: () => Promise<unknown>): Promise<FailureState | null> {
  try {
    await perform()
    return null
  } catch (thrown) {
    return failureOf(thrown)
  }
}
