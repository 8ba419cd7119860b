import type { ResourceState } from '../../../shared/contract/resources.ts'
import type { ReadLine, RejectedLine } from './reading-csv.ts'
import { classOf } from './resource-rules.ts'
import type { ResourceStore } from './resource-store.ts'
import type { Reading, ResourceSettings } from './resource-types.ts'

/** What an import asks of what is already here. */
type Known = Pick<ResourceStore, 'settings' | 'newestReading' | 'hasReadingAt'>

export interface PlannedReading extends ReadLine {
  readonly state: ResourceState
}

export interface ImportPlan {
  /** In the order of the file. */
  readonly accepted: readonly PlannedReading[]
  readonly rejected: readonly RejectedLine[]
  /** Settings that the newest readings bring along. */
  readonly settings: readonly ResourceSettings[]
}

/** What an import would store, given what is here. Changes nothing, so that a dry run and a real one cannot differ. */
export function planImport(
  good: readonly ReadLine[],
  unreadable: readonly RejectedLine[],
  known: Known,
): ImportPlan {
  const { fitting, rejected } = sift(good, known)
  const states = classify(fitting, known)
  return {
    accepted: fitting.map((item) => ({ ...item, state: states.get(item) ?? 'enough' })),
    rejected: [...unreadable, ...rejected].sort((a, b) => a.line - b.line),
    settings: newestSettings(fitting, known),
  }
}

/** Set aside what does not fit what is here or stands earlier in the file. */
function sift(good: readonly ReadLine[], known: Known): { fitting: ReadLine[]; rejected: RejectedLine[] } {
  const fitting: ReadLine[] = []
  const rejected: RejectedLine[] = []
  const units = new Map<string, string>()
  const taken = new Set<string>()
  for (const item of good) {
    const { resource, unit, atMs } = item.reading
    const place = `${atMs} ${resource}`
    const knownUnit = units.get(resource) ?? known.settings(resource)?.unit ?? unit
    if (unit !== knownUnit) rejected.push({ line: item.line, code: 'unit-mismatch' })
    else if (taken.has(place) || known.hasReadingAt(resource, atMs))
      rejected.push({ line: item.line, code: 'duplicate' })
    else fitting.push(item)
    units.set(resource, knownUnit)
    taken.add(place)
  }
  return { fitting, rejected }
}

/** Each reading's class, by the reading that came before it in time, stored or in the file. */
function classify(items: readonly ReadLine[], known: Known): Map<ReadLine, ResourceState> {
  const states = new Map<ReadLine, ResourceState>()
  const latest = new Map<string, { atMs: number; state: ResourceState }>()
  const inTime = [...items].sort((a, b) => a.reading.atMs - b.reading.atMs)
  for (const item of inTime) {
    const { resource, unit, atMs, level } = item.reading
    const stored = known.settings(resource) === null ? null : known.newestReading(resource, unit, atMs)
    const inFile = latest.get(resource) ?? null
    const before = inFile === null || (stored !== null && stored.atMs > inFile.atMs) ? stored : inFile
    const state = classOf(level, item.reading, before?.state ?? null)
    states.set(item, state)
    latest.set(resource, { atMs, state })
  }
  return states
}

/** The settings of each resource's newest reading in the file, unless a newer one is here already. */
function newestSettings(items: readonly ReadLine[], known: Known): ResourceSettings[] {
  const newest = new Map<string, Reading>()
  for (const { reading } of items) {
    const other = newest.get(reading.resource)
    if (other === undefined || reading.atMs >= other.atMs) newest.set(reading.resource, reading)
  }
  return [...newest.values()].filter(({ resource, unit, atMs }) => {
    const stored = known.settings(resource) === null ? null : known.newestReading(resource, unit)
    return stored === null || atMs >= stored.atMs
  })
}
