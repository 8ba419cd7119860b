import type { AuthorLimit } from '../../replica/author-limits.ts'

const DAY_MS = 24 * 3_600_000
/** Offers further apart than this do not count against each other. */
export const LONGEST_WINDOW_MS = 30 * DAY_MS

/** Offers of one author that come into trays. Source: docs/security.md, "Seeds". */
export const SEEDS_PER_DAY = 10
const SEEDS_PER_MONTH = 100
export const SEED_LIMITS: readonly AuthorLimit[] = [
  { windowMs: DAY_MS, most: SEEDS_PER_DAY },
  { windowMs: LONGEST_WINDOW_MS, most: SEEDS_PER_MONTH },
]
