import { useEffect, useState } from 'react'
import { useSelected, useStores } from '../stores/stores.tsx'

/** How often ages on screen are told anew. Chosen here: the smallest age shown is a minute, within a quarter of it. */
const AGE_TICK_MS = 15_000

/** The application's time, renewed every `tickMs`: in a practice federation it may be ahead of the wall clock. */
export function useNow(tickMs: number = AGE_TICK_MS): number {
  const { pageClock, clock } = useStores()
  const advancedMs = useSelected(clock.store, (answer) => answer.data?.advancedMs ?? 0)
  const [wallMs, setWallMs] = useState(() => pageClock.nowMs())
  useEffect(() => {
    setWallMs(pageClock.nowMs())
    return pageClock.every(tickMs, () => setWallMs(pageClock.nowMs()))
  }, [pageClock, tickMs])
  return wallMs + advancedMs
}

/** Milliseconds since this component appeared, renewed every second. */
export function useElapsed(): number {
  const { pageClock } = useStores()
  const [startedMs] = useState(() => pageClock.nowMs())
  const [elapsedMs, setElapsedMs] = useState(0)
  useEffect(
    () => pageClock.every(1_000, () => setElapsedMs(pageClock.nowMs() - startedMs)),
    [pageClock, startedMs],
  )
  return elapsedMs
}
