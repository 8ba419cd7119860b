/** What other Nodes may ask of this one, each by a name of its own. */
export const LIMIT_NAMES = [
  'handshakes',
  'handshakes-in-all',
  'joins',
  'sync',
  'checks',
  'wishes',
  'topic',
  'letters',
  'frames',
  'wake-ups',
  'reports',
] as const
export type LimitName = (typeof LIMIT_NAMES)[number]

/** How often something may be: so much at once, and from then on so much in each period. */
export interface RateLimit {
  readonly count: number
  readonly periodMs: number
  /** How many periods' worth may come at once. */
  readonly periodsAtOnce: number
  /** Whether each Node has its own measure; otherwise all share one. */
  readonly perNode: boolean
  /** What a Mirror may set the count to. */
  readonly least: number
  readonly most: number
}

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

const each = { perNode: true, periodsAtOnce: 1 } as const

/**
 * The limits as they are before anybody chose others. Bounds keep a Node from
 * shutting its neighbours out, or opening itself to a flood, by one figure.
 * Source of all: docs/security.md, "Rate limits".
 */
export const RATE_LIMITS: Readonly<Record<LimitName, RateLimit>> = {
  handshakes: { ...each, count: 10, periodMs: MINUTE_MS, least: 2, most: 60 },
  'handshakes-in-all': { ...each, perNode: false, count: 60, periodMs: MINUTE_MS, least: 10, most: 600 },
  joins: { ...each, count: 6, periodMs: MINUTE_MS, least: 1, most: 60 },
  sync: { ...each, count: 120, periodMs: MINUTE_MS, least: 30, most: 1_200 },
  checks: { ...each, count: 2, periodMs: SECOND_MS, periodsAtOnce: 10, least: 1, most: 20 },
  // At least as many at once as a round has frames: who answers too few is counted as withholding by whoever wished, and counts the rest as too many.
  wishes: { ...each, count: 4, periodMs: SECOND_MS, periodsAtOnce: 10, least: 4, most: 40 },
  topic: { ...each, count: 10, periodMs: SECOND_MS, periodsAtOnce: 30, least: 2, most: 100 },
  letters: { ...each, count: 20, periodMs: SECOND_MS, periodsAtOnce: 15, least: 5, most: 200 },
  frames: { ...each, count: 2_500, periodMs: SECOND_MS, least: 500, most: 10_000 },
  'wake-ups': { ...each, count: 6, periodMs: HOUR_MS, least: 1, most: 60 },
  reports: { ...each, count: 60, periodMs: HOUR_MS, least: 1, most: 600 },
}
