/** What asks a service to end: a supervisor, Ctrl-C, a closed terminal. */
const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** How long an orderly stop may take. Chosen here: half a second inside the five that a supervisor is promised. */
const STOP_LIMIT_MS = 4_500

/**
 * Resolves when this process is asked to stop. If the stop then takes too long
 * the process ends all the same: what was acknowledged is on disk by then.
 */
export function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      resolve()
      setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref()
    }
    for (const signal of STOP_SIGNALS) process.once(signal, stop)
  })
}
