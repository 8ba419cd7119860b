import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { Cancel, Timers } from '../platform/timers.ts'
import type { Database } from '../storage/database.ts'
import type { HoldingStore } from './holding-store.ts'
import type { Arrival, Taken } from './intake.ts'

/** Pause before entries whose time has come are tried again on a disk that refused them. Chosen here: a full disk is not emptied in seconds. */
const RELEASE_AGAIN_MS = 60_000

export interface ReleasingDeps {
  readonly clock: Clock
  readonly timers: Timers
  readonly database: Database
  readonly holding: HoldingStore
  readonly logger: Logger
  take(arrival: Arrival): Promise<Taken>
}

/** Takes in what was dated ahead of our clock, once it is no longer. What the disk refuses stays held. */
export class Releasing {
  readonly #deps: ReleasingDeps
  #cancel: Cancel = () => {}
  #running = false

  constructor(deps: ReleasingDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#running = true
    this.schedule()
  }

  stop(): void {
    this.#running = false
    this.#cancel()
  }

  /** Something is held that was not before. */
  schedule(pauseMs = 0): void {
    this.#cancel()
    const { clock, holding, timers } = this.#deps
    const dueMs = holding.nextDueMs()
    if (dueMs === null || !this.#running) return
    const atMs = Math.max(dueMs, clock.nowMs() + pauseMs)
    this.#cancel = timers.at(atMs, () => void this.#release())
  }

  async #release(): Promise<void> {
    const { clock, database, holding, logger, take } = this.#deps
    try {
      for (const held of holding.due(clock.nowMs())) {
        const { verdict } = await take(held)
        if (isBusy(verdict)) return this.schedule(RELEASE_AGAIN_MS)
        await database.write(() => holding.release(held.id))
      }
      this.schedule()
    } catch (thrown) {
      logger.warn('held entries could not be released', { cause: String(thrown) })
      this.schedule(RELEASE_AGAIN_MS)
    }
  }
}

const isBusy = (verdict: Taken['verdict']): boolean =>
  verdict.action === 'ignore' && verdict.reason === 'busy'
