import type { PageClock } from '../../src/renderer/platform/page-clock.ts'
import { SAMPLE_NOW_MS } from './sample-views.ts'

interface Timer {
  dueMs: number
  readonly everyMs: number | null
  readonly run: () => void
}

/** A page clock that stands still until a test moves it. */
export class HeldPageClock implements PageClock {
  #nowMs = SAMPLE_NOW_MS
  readonly #timers = new Set<Timer>()

  nowMs(): number {
    return this.#nowMs
  }

  after(delayMs: number, run: () => void): () => void {
    return this.#add({ dueMs: this.#nowMs + delayMs, everyMs: null, run })
  }

  every(everyMs: number, run: () => void): () => void {
    return this.#add({ dueMs: this.#nowMs + everyMs, everyMs, run })
  }

  /** Move on, running what falls due in its order. */
  advance(ms: number): void {
    const untilMs = this.#nowMs + ms
    for (let timer = this.#next(untilMs); timer !== undefined; timer = this.#next(untilMs)) {
      this.#nowMs = timer.dueMs
      if (timer.everyMs === null) this.#timers.delete(timer)
      else timer.dueMs += timer.everyMs
      timer.run()
    }
    this.#nowMs = untilMs
  }

  #add(timer: Timer): () => void {
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  #next(untilMs: number): Timer | undefined {
    return [...this.#timers].filter((one) => one.dueMs <= untilMs).toSorted((a, b) => a.dueMs - b.dueMs)[0]
  }
}
