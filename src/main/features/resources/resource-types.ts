import type { ResourceState } from '../../../shared/contract/resources.ts'

/** The lines a Node draws for one resource. 0 ≤ `deficitBelow` < `surplusAbove` ≤ `capacity`, all in one unit. */
export interface Thresholds {
  readonly capacity: number
  readonly surplusAbove: number
  readonly deficitBelow: number
}

/** How one resource is measured here. */
export interface ResourceSettings extends Thresholds {
  readonly resource: string
  readonly unit: string
}

/** A level somebody or some meter read: exact, and never sent. */
export interface Reading extends ResourceSettings {
  readonly atMs: number
  readonly level: number
}

/** A reading as it is kept. */
export interface StoredReading {
  readonly atMs: number
  readonly level: number
  readonly unit: string
  readonly state: ResourceState
}

/** A range in steps of 1/200 of the capacity. */
export interface StepRange {
  readonly lowSteps: number
  readonly highSteps: number
}

/** What one report says of a resource. */
export interface ShownReport extends StepRange {
  readonly resource: string
  readonly state: ResourceState
  readonly unit: string
  readonly capacity: number
  /** How long the range has stood. 0 where it is shown for the first time. */
  readonly rangeAgeMinutes: number
}

/** A report, or the word that a resource is no longer shown. */
export type Report = ShownReport | { readonly resource: string; readonly state: 'withdrawn' }

/** What others were last shown. */
export interface Shown {
  readonly state: ResourceState
  readonly low: number
  readonly high: number
  readonly reportedAtMs: number
}

/** When a resource is next reported, and what stands with others until then. */
export interface Schedule {
  readonly resource: string
  /** Where in each interval the regular report has its place. */
  readonly slotOffsetMs: number
  /** The next regular report, jitter included. */
  readonly slotDueAtMs: number
  /** A report of a changed class; null where the class is the one shown. */
  readonly changeDueAtMs: number | null
  readonly shown: Shown | null
}
