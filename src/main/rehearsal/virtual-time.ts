import { stretchInThread } from '../crypto/key-stretching.ts'
import type { Clock } from '../platform/clock.ts'
import { Signal } from '../platform/signal.ts'
import type { Cancel, StoppableTimers } from '../platform/timers.ts'
import { shelvesInMemory } from './memory-shelf.ts'
import type { WorldTime } from './world-time.ts'

/** Turns of the event loop in which any chain of in-memory work comes to rest. Chosen here: twice the longest chain met, a relayed and stored message. */
const REST_TURNS = 40
/** Longest stretch that is passed for one piece of work. Chosen here: an hour; what needs longer waits for somebody. */
const WORK_LIMIT_MS = 3_600_000

/** Resolves once everything that was set going and needs no clock has come to rest. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < REST_TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/**
 * Time that passes only when it is told to. It goes from one due timer to the
 * next, and everything comes to rest in between, so a day takes as long as what
 * happens in it.
 */
export class VirtualTime implements WorldTime {
  readonly clock: Clock = { nowMs: () => this.#nowMs }
  readonly steadyClock: Clock = { nowMs: () => this.#nowMs - this.#startMs }
  readonly stretchKey = stretchInThread
  readonly openShelf = shelvesInMemory()
  readonly #startMs: number
  readonly #timers = new Set<VirtualTimers>()
  readonly #rested = new Signal<void>()
  #nowMs: number

  constructor(startMs: number) {
    this.#startMs = startMs
    this.#nowMs = startMs
  }

  createTimers(clock: Clock): StoppableTimers {
    const timers = new VirtualTimers(clock, () => void this.#timers.delete(timers))
    this.#timers.add(timers)
    return timers
  }

  /** Hear of every moment that has come to rest, before the next one: of everything that happens, one after the other. */
  onRest(listener: () => void): () => void {
    return this.#rested.listen(listener)
  }

  /** Let time pass. What becomes due on the way runs at its moment. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms
    await this.#rest()
    while (this.#nextMs() <= untilMs) await this.#step()
    this.#nowMs = untilMs
    await this.#rest()
  }

  /**
   * Let time pass until the work is done, and no longer. Work that leaves this
   * thread does not count as rest: nothing in a world of this time does.
   *
   * @throws what the work rejects with; RangeError where it is not done in an hour of this time
   */
  async passFor<T>(work: Promise<T>): Promise<T> {
    let isDone = false
    const settled = work.then(
      () => true,
      () => true,
    )
    void settled.then((done) => {
      isDone = done
    })
    const untilMs = this.#nowMs + WORK_LIMIT_MS
    for (await this.#rest(); !isDone; ) {
      if (this.#nextMs() > untilMs) throw new RangeError('the work waits for more than time')
      await this.#step()
    }
    return work
  }

  async #step(): Promise<void> {
    this.#nowMs = Math.max(this.#nowMs, this.#nextMs())
    for (const timers of [...this.#timers]) timers.runDue()
    await this.#rest()
  }

  async #rest(): Promise<void> {
    await rest()
    this.#rested.emit()
  }

  /** When the next timer of anybody is due. */
  #nextMs(): number {
    return this.#nowMs + Math.min(...[...this.#timers].map((timers) => timers.dueInMs()))
  }
}

interface Waiting {
  atMs: number
  readonly task: () => void
  /** How long it was to wait, and since when; null for one that waits for a time of day. */
  readonly delay: { readonly ms: number; sinceMs: number } | null
}

class VirtualTimers implements StoppableTimers {
  readonly #clock: Clock
  readonly #leave: () => void
  readonly #waiting = new Set<Waiting>()

  constructor(clock: Clock, leave: () => void) {
    this.#clock = clock
    this.#leave = leave
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

  stop(): void {
    this.#waiting.clear()
    this.#leave()
  }

  /** How long until the first of these is due; Infinity where nothing waits. */
  dueInMs(): number {
    this.#beginDelaysAnew()
    const firstMs = Math.min(...[...this.#waiting].map(({ atMs }) => atMs))
    return Math.max(0, firstMs - this.#clock.nowMs())
  }

  runDue(): void {
    const nowMs = this.#clock.nowMs()
    const due = [...this.#waiting].filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs)
    for (const waiting of due) {
      if (this.#waiting.delete(waiting)) waiting.task()
    }
  }

  #add(waiting: Waiting): Cancel {
    this.#waiting.add(waiting)
    return () => void this.#waiting.delete(waiting)
  }

  /** As real timers do: a clock that was set back must not stretch a delay by as much. */
  #beginDelaysAnew(): void {
    const nowMs = this.#clock.nowMs()
    for (const waiting of this.#waiting) {
      const { delay } = waiting
      if (delay === null || delay.sinceMs <= nowMs) continue
      delay.sinceMs = nowMs
      waiting.atMs = nowMs + delay.ms
    }
  }
}
