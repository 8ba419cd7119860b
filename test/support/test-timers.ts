import type { AdjustableClock } from '../../src/main/platform/clock.ts'
import type { Cancel, Timers } from '../../src/main/platform/timers.ts'

interface Waiting {
  readonly atMs: number
  readonly task: () => void
}

/** Timers that run their tasks inside the `advance` that makes them due, in order of time. */
export class TestTimers implements Timers {
  readonly #clock: AdjustableClock
  readonly #waiting = new Set<Waiting>()

  constructor(clock: AdjustableClock) {
    this.#clock = clock
    clock.onAdvance(() => this.#runDue())
  }

  at(atMs: number, task: () => void): Cancel {
    const waiting = { atMs, task }
    this.#waiting.add(waiting)
    if (atMs <= this.#clock.nowMs()) setImmediate(() => this.#runDue())
    return () => void this.#waiting.delete(waiting)
  }

  after(delayMs: number, task: () => void): Cancel {
    return this.at(this.#clock.nowMs() + delayMs, task)
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

  /** How many tasks wait. */
  get size(): number {
    return this.#waiting.size
  }

  #runDue(): void {
    const nowMs = this.#clock.nowMs()
    const due = [...this.#waiting].filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs)
    for (const waiting of due) {
      if (this.#waiting.delete(waiting)) waiting.task()
    }
  }
}

/** Turns of the event loop that any chain of in-memory writes in these tests is done in. */
const IDLE_TURNS = 40

/** Resolves once everything that was set going and needs no clock has come to rest. */
export async function idle(): Promise<void> {
  for (let turn = 0; turn < IDLE_TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
