import type { Timers } from './timers.ts'

/** Do work under a signal that aborts when its time is up. Whether the work heeds it is its own affair; done in time, it leaves no timer behind. */
export async function within<T>(
  { limitMs, timers }: { readonly limitMs: number; readonly timers: Timers },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const giveUp = new AbortController()
  const cancel = timers.after(limitMs, () => giveUp.abort())
  try {
    return await work(giveUp.signal)
  } finally {
    cancel()
  }
}
