import { LIMIT_NAMES, type LimitName, RATE_LIMITS } from '../../shared/kernel/rate-limits.ts'
import type { Clock } from './clock.ts'
import { type Bucket, type BucketRule, drained, emptyBucket, stepBuckets, usedOf } from './leaky-bucket.ts'

/** Parties remembered for each limit; whoever was heard of longest ago is forgotten first. Chosen here: twice the connection limit. */
const MAX_PARTIES = 240
/** Whose measure it is where all share one. */
const EVERYBODY = ''

/** The counts that somebody chose in place of the defaults. */
export type ChosenCounts = Readonly<Partial<Record<LimitName, number>>>

export interface LimiterDeps {
  /** Never goes back. */
  readonly clock: Clock
  /** Asked anew each time. */
  readonly chosen: () => ChosenCounts
}

/** Why something may not be just now. */
export interface LimitReached {
  readonly limit: LimitName
  /** After so long it may be, if nothing else comes meanwhile. */
  readonly waitMs: number
  /** Whether this is the first refusal to that party in a while: to be told, where every single one would be too much. */
  readonly isNews: boolean
}

/** How much of a limit one party has used, and what was refused to it. */
export interface LimitUse {
  /** null where all share one measure. */
  readonly party: string | null
  readonly used: number
  readonly refused: number
  /** Since the last refusal; null where there was none. */
  readonly refusedAgoMs: number | null
}

/**
 * Holds parties to the named limits: each has a bucket that fills by what comes
 * and drains at the limit's rate, and what does not fit is refused and remembered.
 * The rule itself is `stepBuckets`.
 */
export class Limiter {
  readonly #deps: LimiterDeps
  readonly #buckets = new Map<LimitName, Map<string, Bucket>>(LIMIT_NAMES.map((name) => [name, new Map()]))

  constructor(deps: LimiterDeps) {
    this.#deps = deps
  }

  /** Use one of each of these limits, or of none where one of them is reached. @returns which, or null */
  take(party: string, ...limits: readonly LimitName[]): LimitReached | null {
    return this.#take(party, limits, 1)
  }

  /** Use so many of one limit, or none where fewer are left. @returns as `take` */
  takeSeveral(party: string, limit: LimitName, cost: number): LimitReached | null {
    return this.#take(party, [limit], cost)
  }

  /** How much may be in one period, as chosen or by default; never beyond its bounds, whatever is kept of a choice. */
  count(limit: LimitName): number {
    const { count, least, most } = RATE_LIMITS[limit]
    return Math.min(most, Math.max(least, this.#deps.chosen()[limit] ?? count))
  }

  /** How much may come at once. */
  atOnce(limit: LimitName): number {
    return this.count(limit) * RATE_LIMITS[limit].periodsAtOnce
  }

  /** Everybody who has used some of it lately or was refused, who used most first. */
  usesOf(limit: LimitName): readonly LimitUse[] {
    const nowMs = this.#deps.clock.nowMs()
    return [...this.#partiesOf(limit)]
      .map(([party, bucket]) => ({
        party: party === EVERYBODY ? null : party,
        used: usedOf(drained(bucket, this.#ruleOf(limit), nowMs)),
        refused: bucket.refused,
        refusedAgoMs: bucket.refusedAtMs === null ? null : nowMs - bucket.refusedAtMs,
      }))
      .filter(({ refused, used }) => used > 0 || refused > 0)
      .sort((a, b) => b.used - a.used)
  }

  #take(party: string, limits: readonly LimitName[], cost: number): LimitReached | null {
    const nowMs = this.#deps.clock.nowMs()
    const claims = limits.map((limit) => ({
      cost,
      bucket: this.#partiesOf(limit).get(keyOf(limit, party)) ?? emptyBucket(nowMs),
      rule: this.#ruleOf(limit),
    }))
    const { buckets, overflow } = stepBuckets(claims, nowMs)
    for (const [at, bucket] of buckets.entries()) this.#keep(limits[at], party, bucket)
    const limit = overflow === null ? undefined : limits[overflow.claim]
    if (overflow === null || limit === undefined) return null
    const { isNews, waitMs } = overflow
    return { limit, waitMs, isNews }
  }

  #ruleOf(limit: LimitName): BucketRule {
    return { count: this.count(limit), periodMs: RATE_LIMITS[limit].periodMs, atOnce: this.atOnce(limit) }
  }

  #keep(limit: LimitName | undefined, party: string, bucket: Bucket): void {
    if (limit === undefined) return
    const [parties, key] = [this.#partiesOf(limit), keyOf(limit, party)]
    if (!parties.has(key) && parties.size >= MAX_PARTIES) forgetIdlest(parties)
    parties.set(key, bucket)
  }

  #partiesOf(limit: LimitName): Map<string, Bucket> {
    return this.#buckets.get(limit) ?? new Map()
  }
}

const keyOf = (limit: LimitName, party: string): string => (RATE_LIMITS[limit].perNode ? party : EVERYBODY)

/** What others ask of this Node, and what it asks of them: two measures by one table. */
export interface Limits {
  readonly theirs: Limiter
  readonly ours: Limiter
}

/** Whoever was heard of longest ago has drained most. */
function forgetIdlest(parties: Map<string, Bucket>): void {
  const [idlest] = [...parties].sort(([, a], [, b]) => a.atMs - b.atMs)
  if (idlest !== undefined) parties.delete(idlest[0])
}
