import type { Caller } from '../../../shared/bridge/caller.ts'
import type { AlertState } from '../../../shared/contract/alerts.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { EntryId, FederationId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import type { Database } from '../../storage/database.ts'
import { mayBecome } from './alert-rules.ts'
import type { QueueStore, StateMoment } from './queue-store.ts'

export interface AlertQueueDeps {
  readonly database: Database
  readonly store: QueueStore
  /** The application's clock and timers on it. */
  readonly clock: Clock
  readonly timers: Timers
  readonly federation: () => FederationId
  /** Who acts for a caller: the name of the Mirror unlocked for them, otherwise the Node's. */
  readonly actorName: (caller: Caller) => string
  /** How long an acknowledgement stands before the alert is new again. */
  readonly acknowledgedReturnMs: () => number
  /** The state of one alert changed, or of several when none is named. */
  readonly changed: (alert?: EntryId) => void
}

interface Change {
  readonly state: AlertState
  readonly note?: string
  readonly untilMs?: number
}

/**
 * What the people of this Node do with alerts among themselves. None of it is
 * signed or sent, and nothing that comes from elsewhere changes it: only a
 * person, or the end of what a person set, does.
 */
export class AlertQueue implements Startable {
  readonly #deps: AlertQueueDeps
  #cancel: Cancel = () => {}
  #isRunning = false

  constructor(deps: AlertQueueDeps) {
    this.#deps = deps
  }

  /** Wait for states that run out. Calling it again is harmless, and due where the federation or the setting changed. */
  start(): Promise<void> {
    this.#isRunning = true
    this.#rearm()
    return Promise.resolve()
  }

  stop(): Promise<void> {
    this.#isRunning = false
    this.#cancel()
    return Promise.resolve()
  }

  /**
   * Note that somebody has seen an alert. It comes back as new when nobody resolves it in time.
   *
   * @throws MirrorError 'alert-unknown'
   */
  acknowledge(id: EntryId, caller: Caller): Promise<void> {
    return this.#change(id, { state: 'acknowledged' }, caller)
  }

  /**
   * Put an alert aside until a time; then it is new again.
   *
   * @throws MirrorError 'alert-unknown'
   */
  snooze(id: EntryId, untilMs: number, caller: Caller): Promise<void> {
    return this.#change(id, { state: 'snoozed', untilMs }, caller)
  }

  /**
   * Close an alert for this Node, with a note that stays.
   *
   * @throws MirrorError 'alert-unknown'
   */
  resolve(id: EntryId, note: string, caller: Caller): Promise<void> {
    return this.#change(id, { state: 'resolved', note }, caller)
  }

  /**
   * Take back whatever was done last; its notes stay.
   *
   * @throws MirrorError 'alert-unknown'
   */
  reopen(id: EntryId, caller: Caller): Promise<void> {
    return this.#change(id, { state: 'new' }, caller)
  }

  /** What decides which states have run out by now. */
  moment(): StateMoment {
    const { clock, acknowledgedReturnMs } = this.#deps
    return { nowMs: clock.nowMs(), acknowledgedReturnMs: acknowledgedReturnMs() }
  }

  /** A change that says nothing is left out; one with a note says something. */
  async #change(id: EntryId, change: Change, caller: Caller): Promise<void> {
    const { database, store, clock, federation, actorName, changed } = this.#deps
    const { state, note = '', untilMs = null } = change
    const by = actorName(caller)
    await database.write(() => {
      const current = store.state(federation(), id, this.moment())
      if (current === null) throw new MirrorError('alert-unknown')
      if (!mayBecome(current, state) && note === '') return
      store.addHandling(id, { state, by, note, atMs: clock.nowMs(), untilMs })
    })
    this.#rearm()
    changed(id)
  }

  #rearm(): void {
    this.#cancel()
    if (!this.#isRunning) return
    const { store, timers, federation, changed } = this.#deps
    const atMs = store.nextReturnMs(federation(), this.moment())
    if (atMs === null) return
    this.#cancel = timers.at(atMs, () => {
      changed()
      this.#rearm()
    })
  }
}
