import type { FederationId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import type { Database } from '../../storage/database.ts'
import type { TransferDesk } from './transfer-desk.ts'
import { closed } from './transfer-rules.ts'
import type { TransferStore } from './transfer-store.ts'
import type { Transfer } from './transfer-types.ts'

/** When ending is tried again where the disk refused it. Chosen here: time to make room. */
const RETRY_MS = 60_000

export interface AgreementLapseDeps {
  readonly database: Database
  readonly store: TransferStore
  readonly desk: TransferDesk
  /** The application's clock and timers on it. */
  readonly clock: Clock
  readonly timers: Timers
  readonly logger: Pick<Logger, 'warn'>
  readonly federation: () => FederationId
}

/** Ends what was agreed to here and never answered by the other side, when the time to decide is over. */
export class AgreementLapse implements Startable {
  readonly #deps: AgreementLapseDeps
  #cancel: Cancel = () => {}
  #isRunning = false

  constructor(deps: AgreementLapseDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    this.#isRunning = true
    this.rearm()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    this.#cancel()
  }

  /** Look again at what is awaited. */
  rearm(notBeforeMs = 0): void {
    this.#cancel()
    const next = Math.max(notBeforeMs, Math.min(...this.#awaited().map(({ settleAtMs }) => settleAtMs)))
    if (this.#isRunning && Number.isFinite(next))
      this.#cancel = this.#deps.timers.at(next, () => void this.#end())
  }

  async #end(): Promise<void> {
    const { database, desk, clock, logger } = this.#deps
    try {
      const ended = await database.write(() => this.#endDue())
      for (const { transfer } of ended) desk.publish(transfer.id)
      this.rearm()
    } catch (thrown) {
      logger.warn('transfers.lapse-unwritten', { cause: String(thrown) })
      this.rearm(clock.nowMs() + RETRY_MS)
    }
  }

  #endDue(): readonly { readonly transfer: Transfer }[] {
    const { desk, clock } = this.#deps
    const nowMs = clock.nowMs()
    const due = this.#awaited().filter(({ settleAtMs }) => settleAtMs <= nowMs)
    for (const { transfer } of due) desk.put(closed(transfer, 'not-agreed', nowMs))
    return due
  }

  #awaited(): { readonly transfer: Transfer; readonly settleAtMs: number }[] {
    const { store, federation } = this.#deps
    return store
      .awaited(federation())
      .flatMap((transfer) =>
        transfer.settled === null ? [] : [{ transfer, settleAtMs: transfer.settled.settleAtMs }],
      )
  }
}
