import type { AdjustableClock, Clock } from './clock.ts'

export type Cancel = () => void

/** Runs tasks when a clock has reached a time. A task that throws is the caller's mistake; those after it run all the same. */
export interface Timers {
  /** Run once when the clock shows `atMs` or later; at the next turn when that has passed. */
  at(atMs: number, task: () => void): Cancel
  after(delayMs: number, task: () => void): Cancel
  /** Run again and again, `periodMs` after the end of each run. */
  every(periodMs: number, task: () => void): Cancel
}

/** Timers that end with whoever had them made. */
export interface StoppableTimers extends Timers {
  /** Forget everything that waits. */
  stop(): void
}

interface Waiting {
  atMs: number
  readonly task: () => void
  /** How long it was to wait, and since when; null for one that waits for a time of day. */
  readonly delay: { readonly ms: number; sinceMs: number } | null
}

/** Longest single sleep: setTimeout counts in 32 bits, and a suspended machine wakes to a clock that has moved. */
const MAX_SLEEP_MS = 60_000

/** Timers on a clock. On an adjustable clock, moving it forwards runs what has become due, in order of time. */
export class ClockTimers implements StoppableTimers {
  readonly #clock: Clock
  readonly #waiting = new Set<Waiting>()
  #sleep: ReturnType<typeof setTimeout> | undefined
  #stopped = false

  constructor(clock: Clock | AdjustableClock) {
    this.#clock = clock
    if ('onAdvance' in clock) clock.onAdvance(() => this.#rest())
  }

  at(atMs: number, task: () => void): Cancel {
    return this.#add({ atMs, task, delay: null })
  }

  after(delayMs: number, task: () => void): Cancel {
    const sinceMs = this.#clock.nowMs()
    return this.#add({ atMs: sinceMs + delayMs, task, delay: { ms: delayMs, sinceMs } })
  }

  every(periodMs: number, task: () => void): Cancel {
    let cancel: Cancel = () => {}
    const again = (): void => {
      cancel = this.after(periodMs, () => {
        again()
        task()
      })
    }
    again()
    return () => cancel()
  }

  /** Forget everything that waits. */
  stop(): void {
    this.#stopped = true
    clearTimeout(this.#sleep)
    this.#waiting.clear()
  }

  #add(waiting: Waiting): Cancel {
    if (this.#stopped) return () => {}
    this.#waiting.add(waiting)
    this.#rest()
    return () => void this.#waiting.delete(waiting)
  }

  /** Sleep until the earliest task; a task never runs inside the call that set it. */
  #rest(): void {
    clearTimeout(this.#sleep)
    if (this.#waiting.size === 0) return
    this.#beginDelaysAnew()
    const earliestMs = Math.min(...[...this.#waiting].map((waiting) => waiting.atMs))
    const sleepMs = Math.min(Math.max(0, earliestMs - this.#clock.nowMs()), MAX_SLEEP_MS)
    this.#sleep = setTimeout(() => this.#wake(), sleepMs)
    this.#sleep.unref()
  }

  /** A clock that was set back, by a person or its time server, must not stretch a delay by as much. */
  #beginDelaysAnew(): void {
    const nowMs = this.#clock.nowMs()
    for (const waiting of this.#waiting) {
      const { delay } = waiting
      if (delay === null || delay.sinceMs <= nowMs) continue
      delay.sinceMs = nowMs
      waiting.atMs = nowMs + delay.ms
    }
  }

  #wake(): void {
    const nowMs = this.#clock.nowMs()
    const due = [...this.#waiting].filter((waiting) => waiting.atMs <= nowMs).sort((a, b) => a.atMs - b.atMs)
    try {
      for (const waiting of due) {
        if (this.#waiting.delete(waiting)) waiting.task()
      }
    } finally {
      this.#rest() // also after a task that throws: the others still have their turn
    }
  }
}
