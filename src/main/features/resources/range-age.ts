import type { StoredEntry } from '../../replica/entry.ts'
import type { ShownReport } from './resource-types.ts'

const MINUTE_MS = 60_000

/** Since when a range has stood, by its author's clock; not since before 1970, whatever its author says. */
export const rangeAtMs = (entry: StoredEntry, report: ShownReport): number =>
  Math.max(0, entry.time.wallMs - report.rangeAgeMinutes * MINUTE_MS)
