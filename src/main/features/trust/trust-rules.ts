import { ISOLATION_MAX_MS, ISOLATION_MIN_MS } from '../../../shared/contract/trust-bounds.ts'
import type { EntryKind } from '../../replica/entry.ts'
import type { Isolation, TrustStatement } from './trust-types.ts'

export const DAY_MS = 24 * 3_600_000
/** Flags kept for one Node; the oldest go. Source: docs/protocol.md, "Limits". */
export const FLAGS_KEPT = 100
/** Isolations kept of one Node and direction; the oldest that are over go. Source: docs/protocol.md, "Limits". */
export const ISOLATIONS_KEPT = 100
/** Isolations taken from one Node in 24 hours, by this Node's clock. Source: docs/protocol.md, "Limits". */
export const TOLD_MAX_PER_DAY = 20
/** Random bytes that name an isolation. Source: proto/README.md, "Isolation". */
export const ISOLATION_ID_BYTES = 16

/** The two lanes that stay open: alerts with what belongs to them, and word of an isolation with its answer. Source: docs/protocol.md, "Isolation". */
const PASSING: ReadonlySet<EntryKind> = new Set([
  'alert',
  'alert-review',
  'alert-correction',
  'isolation',
  'appeal',
])

/** Whether messages of a kind go between this Node and one that is set apart here. */
export const passesIsolation = (kind: EntryKind | null): boolean => kind !== null && PASSING.has(kind)

/** The shortest isolation: a minute only where the clock can be moved. */
export const isLongEnough = (forMs: number, isTest: boolean): boolean => isTest || forMs >= ISOLATION_MIN_MS

export const isStanding = ({ untilMs }: Pick<Isolation, 'untilMs'>, nowMs: number): boolean => nowMs < untilMs

const ISOLATION_ID = /^[0-9a-f]{32}$/u

/** Whether a statement says all that its act needs, and nothing else. */
export function isSoundStatement({ act, atMs, isolation, reason, untilMs }: TrustStatement): boolean {
  const takesReason = act === 'flag' || act === 'isolate' || act === 'appeal'
  if (takesReason !== (reason !== '')) return false
  if (act === 'flag' ? isolation !== '' : !ISOLATION_ID.test(isolation)) return false
  return act === 'isolate' ? untilMs > atMs && untilMs - atMs <= ISOLATION_MAX_MS : untilMs === 0
}
