import { useCallback, useRef, useState } from 'react'
import { type FailureState, failureOf } from '../stores/answer-store.ts'

export interface ActionState<Args extends unknown[]> {
  /** Resolves true when it was done. Never rejects: failure is state. */
  run(...args: Args): Promise<boolean>
  readonly busy: boolean
  readonly failure: FailureState | null
  clear(): void
}

/** Something a person sets off: once at a time, with its failure kept for showing. Being unwilling to unlock is no failure. */
export function useAction<Args extends unknown[]>(
  perform: (...args: Args) => Promise<unknown>,
): ActionState<Args> {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<FailureState | null>(null)
  const running = useRef(false)
  const latest = useRef(perform)
  latest.current = perform

  const run = useCallback(async (...args: Args): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setFailure(null)
    try {
      await latest.current(...args)
      return true
    } catch (thrown) {
      const failed = failureOf(thrown)
      setFailure(failed.code === 'mirror-locked' ? null : failed)
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  const clear = useCallback(() => setFailure(null), [])
  return { run, busy, failure, clear }
}
