import type { ResourceState } from '../../../shared/contract/resources.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Random } from '../../platform/random.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import type { Publish } from '../../replica/entry.ts'
import type { Database } from '../../storage/database.ts'
import type { LevelToShow } from './release-step.ts'
import { encodeReport } from './report-codec.ts'
import {
  afterReport,
  afterStart,
  dueAtMs,
  firstSchedule,
  type Moment,
  type Pace,
  paceOf,
  REPORT_INTERVAL_MS,
  withClass,
} from './report-pace.ts'
import type { ResourceStore } from './resource-store.ts'
import type { Report, Schedule, ShownReport } from './resource-types.ts'

export interface ResourceReporterDeps {
  readonly publish: Publish
  readonly database: Database
  readonly store: ResourceStore
  /** What may be shown of a level, decided and counted. Called inside a write. */
  readonly release: (reading: LevelToShow) => Omit<ShownReport, 'state'>
  /** The application's clock and timers on it. */
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly logger: Pick<Logger, 'warn'>
  /** The federation this Node is in now. */
  readonly federation: () => FederationId
  /** What others are shown of a resource has changed. */
  readonly changed: (resource: string) => void
}

export interface ResourceReporterOptions {
  /** Time between regular reports; gap, delay and jitter scale with it. Other than an hour in test federations only, so asked anew at each use. */
  reportIntervalMs?(): number | null
}

/**
 * Shows each resource to the federation: at once when it is new, after a gap
 * and a random delay when its class changes, and at a regular place otherwise.
 *
 * A schedule without settings is a resource to be taken back. Schedules are on
 * disk before anything is sent, so a crash costs one report too many, never one
 * too few.
 */
export class ResourceReporter implements Startable {
  readonly #deps: ResourceReporterDeps
  readonly #options: ResourceReporterOptions
  readonly #underWay = new Map<string, Promise<boolean>>()
  /** Where sending failed: not tried again before. */
  readonly #restingUntilMs = new Map<string, number>()
  #cancel: Cancel = () => {}
  #isRunning = false

  constructor(deps: ResourceReporterDeps, options: ResourceReporterOptions = {}) {
    this.#deps = deps
    this.#options = options
  }

  /** Take up the schedules of the federation we are in. Call `stop` and `start` again when that changes. */
  async start(): Promise<void> {
    await this.#deps.database.write(() => this.#takeUp())
    this.#isRunning = true
    this.rearm()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    this.#cancel()
    await Promise.allSettled(this.#underWay.values())
  }

  get #pace(): Pace {
    return paceOf(this.#options.reportIntervalMs?.() ?? REPORT_INTERVAL_MS)
  }

  /** See that a resource's schedule fits its newest class. Call inside a write. */
  plan(resource: string, state: ResourceState): void {
    const { store, federation } = this.#deps
    const schedule = store.schedule(federation(), resource) ?? firstSchedule(resource, this.#moment())
    store.putSchedule(federation(), withClass(schedule, state, this.#moment()))
  }

  /**
   * Report a resource that nobody has been shown yet; any other waits for its time.
   *
   * @returns whether a report is on its way
   */
  async reportNew(resource: string): Promise<boolean> {
    const isNew = this.#deps.store.schedule(this.#deps.federation(), resource)?.shown === null
    const isSent = isNew && (await this.report(resource))
    this.rearm()
    return isSent
  }

  /**
   * Report a resource as it stands now, or take it back where it is no longer
   * measured. Never rejects: what could not be sent is tried again.
   *
   * @returns whether a report is on its way
   */
  report(resource: string): Promise<boolean> {
    const before = this.#underWay.get(resource)
    if (before !== undefined) return before
    const sending = this.#send(resource).finally(() => this.#underWay.delete(resource))
    this.#underWay.set(resource, sending)
    return sending
  }

  nextReportAtMs(resource: string): number {
    const { store, federation, clock } = this.#deps
    const schedule = store.schedule(federation(), resource)
    return schedule === null ? clock.nowMs() : this.#dueAtMs(schedule)
  }

  /** Sleep until the earliest report is due. */
  rearm(): void {
    this.#cancel()
    if (!this.#isRunning) return
    const { store, federation, timers } = this.#deps
    const dueTimes = store.schedules(federation()).map((schedule) => this.#dueAtMs(schedule))
    if (dueTimes.length > 0) this.#cancel = timers.at(Math.min(...dueTimes), () => void this.#reportDue())
  }

  async #reportDue(): Promise<void> {
    const { store, federation, clock } = this.#deps
    const due = store.schedules(federation()).filter((schedule) => this.#dueAtMs(schedule) <= clock.nowMs())
    for (const { resource } of due) {
      if (this.#isRunning) await this.report(resource)
    }
    this.rearm()
  }

  async #send(resource: string): Promise<boolean> {
    const { publish, database, logger, clock, federation, changed } = this.#deps
    const home = federation()
    try {
      const payload = encodeReport(await database.write(() => this.#reportOf(resource)))
      await publish({ kind: 'resource-report', slot: resource, payload })
      await database.write(() => this.#settle(home, resource))
      this.#restingUntilMs.delete(resource)
      changed(resource)
      return true
    } catch (thrown) {
      this.#restingUntilMs.set(resource, clock.nowMs() + this.#pace.classGapMs)
      logger.warn('resources.report-failed', { code: MirrorError.from(thrown).code })
      return false
    }
  }

  /** What is said of a resource now. Inside a write, because it is counted as said. */
  #reportOf(resource: string): Report {
    const { store, release } = this.#deps
    const settings = store.settings(resource)
    const reading = settings && store.newestReading(resource, settings.unit)
    if (!settings || !reading) return { resource, state: 'withdrawn' }
    const { unit, capacity } = settings
    return { state: reading.state, ...release({ resource, unit, capacity, level: reading.level }) }
  }

  /** After a report: take the next place, and look again at the class, which may have moved meanwhile. */
  #settle(home: FederationId, resource: string): void {
    const { store } = this.#deps
    const settings = store.settings(resource)
    const reading = settings && store.newestReading(resource, settings.unit)
    if (!reading) return
    const moment = this.#moment()
    const schedule = store.schedule(home, resource)
    const settled = schedule && withClass(afterReport(schedule, moment), reading.state, moment)
    store.putSchedule(home, settled ?? firstSchedule(resource, moment))
  }

  #takeUp(): void {
    const { store, federation } = this.#deps
    const moment = this.#moment()
    for (const { resource } of store.allSettings()) {
      const schedule = store.schedule(federation(), resource) ?? firstSchedule(resource, moment)
      store.putSchedule(federation(), afterStart(schedule, moment))
    }
  }

  #dueAtMs(schedule: Schedule): number {
    const { store, clock } = this.#deps
    const { resource } = schedule
    const isTakenBack = store.settings(resource) === null
    const atMs = isTakenBack ? clock.nowMs() : dueAtMs(schedule, this.#pace)
    return Math.max(atMs, this.#restingUntilMs.get(resource) ?? 0)
  }

  #moment(): Moment {
    const { clock, random } = this.#deps
    return { nowMs: clock.nowMs(), pace: this.#pace, random }
  }
}
