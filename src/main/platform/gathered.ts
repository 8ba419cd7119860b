import type { Timers } from './timers.ts'

export interface Gathering {
  readonly timers: Pick<Timers, 'after'>
  readonly whileMs: number
}

/**
 * A task that may be asked for far more often than it should run: it runs at
 * once, and whatever asks again while it gathers is answered by one more run
 * at the end of that time.
 */
export function gathered({ timers, whileMs }: Gathering, task: () => void): () => void {
  let isGathering = false
  let isAskedAgain = false
  function run(): void {
    isGathering = true
    isAskedAgain = false
    timers.after(whileMs, () => {
      isGathering = false
      if (isAskedAgain) run()
    })
    task()
  }
  return () => {
    if (isGathering) isAskedAgain = true
    else run()
  }
}
