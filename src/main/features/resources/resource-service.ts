import type { Delivery } from '../../../shared/contract/delivery.ts'
import type { CsvLineCode, OwnResource, ResourceState } from '../../../shared/contract/resources.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../storage/database.ts'
import { readCsv } from './reading-csv.ts'
import { type ImportPlan, planImport } from './reading-import.ts'
import type { ResourceReporter } from './resource-reporter.ts'
import { assertFigures, assertUnit, classOf, daysLeft, pacePerDay } from './resource-rules.ts'
import type { ResourceStore } from './resource-store.ts'
import type { Reading, ResourceSettings, StoredReading } from './resource-types.ts'

/** How far back a level's pace is read. Chosen here: a week holds every rhythm of a household once. */
const PACE_WINDOW_MS = 7 * 86_400_000
/** Readings shown before an import. Chosen here: a screenful. */
const PREVIEW_LINES = 20

export interface ResourceServiceDeps {
  readonly store: ResourceStore
  readonly database: Database
  readonly reporter: Pick<ResourceReporter, 'plan' | 'reportNew' | 'report' | 'nextReportAtMs' | 'rearm'>
  /** The application's clock. */
  readonly clock: Clock
  readonly federation: () => FederationId
  /** One resource of this Node changed, or several when none is named. */
  readonly changed: (resource?: string) => void
  /** How far the newest report of a resource has come; null where none went out. */
  readonly reportDelivery: (resource: string) => Delivery | null
}

export interface Recorded {
  readonly resource: string
  readonly level: number
  readonly state: ResourceState
  readonly published: boolean
  readonly nextReportAtMs: number
}

/** One resource as others on this Node may ask for it. */
export interface Figures extends ResourceSettings {
  readonly level: number
  /** Level over capacity, 0 to 1. */
  readonly ratio: number
  readonly state: ResourceState
  readonly recordedAtMs: number
  /** As in the contract's own resources. */
  readonly daysLeft: number | null
}

/** What came in (above 0) or went out (below 0) of a resource. */
export interface Booking {
  readonly resource: string
  readonly unit: string
  readonly delta: number
}

export interface Imported {
  readonly accepted: number
  readonly rejected: { line: number; code: CsvLineCode }[]
  readonly preview: {
    line: number
    atMs: number
    resource: string
    level: number
    unit: string
    state: ResourceState
  }[]
}

/**
 * Keeps what this Node has of each resource, exactly and for itself alone.
 *
 * A reading is on disk before anything is shown of it; a report that cannot
 * leave now leaves later, and does not make the reading fail.
 */
export class ResourceService {
  readonly #deps: ResourceServiceDeps

  constructor(deps: ResourceServiceDeps) {
    this.#deps = deps
  }

  /**
   * Take a reading as of now. Resolves once it is on disk, and reported where it is the resource's first.
   *
   * @throws MirrorError 'resource-level-out-of-range' | 'resource-thresholds-crossed' | 'resource-unit-mismatch'
   */
  async record(figures: Omit<Reading, 'atMs'>): Promise<Recorded> {
    const { database, reporter, changed } = this.#deps
    const { resource, level } = figures
    assertFigures({ ...figures, atMs: 0 })
    const state = await database.write(() => this.#take(figures))
    const published = await reporter.reportNew(resource)
    changed(resource)
    return { resource, level, state, published, nextReportAtMs: reporter.nextReportAtMs(resource) }
  }

  /** Everything measured here, in order of name, with what others see of it. */
  own(): OwnResource[] {
    return this.#deps.store.allSettings().flatMap((settings) => {
      const reading = this.#deps.store.newestReading(settings.resource, settings.unit)
      return reading === null ? [] : [this.#view(settings, reading)]
    })
  }

  /** Everything measured here as it stands, in order of name. */
  allFigures(): Figures[] {
    return this.#deps.store.allSettings().flatMap(({ resource }) => this.figures(resource) ?? [])
  }

  /** One resource as it stands here, or null where it is not measured or was never read. */
  figures(resource: string): Figures | null {
    const { store } = this.#deps
    const settings = store.settings(resource)
    const reading = settings && store.newestReading(resource, settings.unit)
    if (settings === null || reading === null) return null
    return {
      ...settings,
      level: reading.level,
      ratio: reading.level / settings.capacity,
      state: reading.state,
      recordedAtMs: reading.atMs,
      daysLeft: this.#daysLeft(settings, reading),
    }
  }

  /**
   * Take what came in or went out as a reading. A level stays between nothing and
   * the capacity, whatever was booked. Call inside a write, and `booked` after it.
   *
   * @returns the level there is now
   * @throws MirrorError 'resource-unknown' | 'resource-unit-mismatch'
   */
  book({ resource, unit, delta }: Booking): number {
    const figures = this.figures(resource)
    if (figures === null) throw new MirrorError('resource-unknown', { resource })
    assertUnit(unit, figures.unit)
    const { capacity, surplusAbove, deficitBelow } = figures
    const level = Math.min(Math.max(figures.level + delta, 0), capacity)
    this.#take({ resource, unit, level, capacity, surplusAbove, deficitBelow })
    return level
  }

  /** Show what a booking changed, as after any other reading. */
  async booked(resource: string): Promise<void> {
    await this.#deps.reporter.reportNew(resource)
    this.#deps.changed(resource)
  }

  /**
   * The readings of one resource in the unit it has now, newest first; also of one that was removed.
   *
   * @throws MirrorError 'resource-unknown'
   */
  history(query: { resource: string; limit: number; before?: number | undefined }): StoredReading[] {
    const { store } = this.#deps
    const { resource, limit, before = Number.MAX_SAFE_INTEGER } = query
    const unit = store.settings(resource)?.unit ?? store.lastUnit(resource)
    if (unit === null) throw new MirrorError('resource-unknown', { resource })
    return store.readings({ resource, unit, beforeMs: before, limit })
  }

  /**
   * Take the readings of a CSV text, all good lines in one write; with `dryRun` say what would be taken.
   *
   * @throws MirrorError 'csv-header' | 'csv-too-large'
   */
  async importCsv(input: { csv: string; dryRun: boolean }): Promise<Imported> {
    const { store, database, clock, changed } = this.#deps
    const { good, rejected } = readCsv(input.csv, clock.nowMs())
    if (input.dryRun) return toImported(planImport(good, rejected, store))
    const plan = await database.write(() => this.#takeAll(planImport(good, rejected, store)))
    for (const { resource } of plan.settings) await this.#deps.reporter.reportNew(resource)
    if (plan.accepted.length > 0) changed()
    return toImported(plan)
  }

  /**
   * Forget how a resource is measured, keep its readings, and take back what others were shown.
   *
   * @throws MirrorError 'resource-unknown'
   */
  async remove(resource: string): Promise<void> {
    const { store, database, reporter, federation, changed } = this.#deps
    await database.write(() => {
      if (store.settings(resource) === null) throw new MirrorError('resource-unknown', { resource })
      store.removeSettings(resource)
    })
    if (store.schedule(federation(), resource) !== null) await reporter.report(resource)
    reporter.rearm()
    changed(resource)
  }

  #take(figures: Omit<Reading, 'atMs'>): ResourceState {
    const { store, reporter, clock } = this.#deps
    const { resource, unit } = figures
    const known = store.settings(resource)
    assertUnit(unit, known?.unit ?? null)
    const newest = store.newestReading(resource, unit)
    const state = classOf(figures.level, figures, (known && newest?.state) ?? null)
    // A reading is never put behind one taken before it, even where the clock was set back between them.
    store.addReading({ ...figures, atMs: Math.max(clock.nowMs(), newest?.atMs ?? 0) }, state)
    store.putSettings(figures)
    reporter.plan(resource, state)
    return state
  }

  #takeAll(plan: ImportPlan): ImportPlan {
    const { store, reporter } = this.#deps
    for (const { reading, state } of plan.accepted) store.addReading(reading, state)
    for (const settings of plan.settings) {
      store.putSettings(settings)
      const newest = store.newestReading(settings.resource, settings.unit)
      if (newest !== null) reporter.plan(settings.resource, newest.state)
    }
    return plan
  }

  #view(settings: ResourceSettings, reading: StoredReading): OwnResource {
    const { store, reporter, federation, reportDelivery } = this.#deps
    const { resource } = settings
    return {
      ...settings,
      level: reading.level,
      state: reading.state,
      recordedAtMs: reading.atMs,
      shown: store.schedule(federation(), resource)?.shown ?? null,
      delivery: reportDelivery(resource),
      nextReportAtMs: reporter.nextReportAtMs(resource),
      daysLeft: this.#daysLeft(settings, reading),
    }
  }

  #daysLeft({ resource, unit, deficitBelow }: ResourceSettings, reading: StoredReading): number | null {
    const { store, clock } = this.#deps
    const nowMs = clock.nowMs()
    const pace = pacePerDay(store.paceSums({ resource, unit, sinceMs: nowMs - PACE_WINDOW_MS }))
    return daysLeft({ level: reading.level, deficitBelow, pace, readAtMs: reading.atMs, nowMs })
  }
}

const toImported = (plan: ImportPlan): Imported => ({
  accepted: plan.accepted.length,
  rejected: [...plan.rejected],
  preview: plan.accepted.slice(0, PREVIEW_LINES).map(({ line, reading, state }) => {
    const { atMs, resource, level, unit } = reading
    return { line, atMs, resource, level, unit, state }
  }),
})
