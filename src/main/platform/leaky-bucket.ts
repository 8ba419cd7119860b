/** What is refused to one party counts as news so far apart, so that telling of it costs nothing. Chosen here: a person cannot follow more. */
const NEWS_EVERY_MS = 1_000
/** What adding up parts of ones may be off by. Chosen here: far above rounding, far below one. */
const ROUNDING = 1e-9

/** How much may come. */
export interface BucketRule {
  /** In one period. */
  readonly count: number
  readonly periodMs: number
  readonly atOnce: number
}

/** What has come, as of one moment. */
export interface Bucket {
  readonly used: number
  readonly atMs: number
  readonly refused: number
  readonly refusedAtMs: number | null
  readonly toldAtMs: number | null
}

export interface Claim {
  readonly bucket: Bucket
  readonly rule: BucketRule
  /** How many come at once. */
  readonly cost: number
}

/** What did not fit. */
export interface Overflow {
  /** Which of the claims. */
  readonly claim: number
  /** After so long it fits, if nothing else comes meanwhile. */
  readonly waitMs: number
  /** Whether this is the first refusal in a while. */
  readonly isNews: boolean
}

export interface BucketStep {
  /** As they are now, in the order of the claims. */
  readonly buckets: readonly Bucket[]
  readonly overflow: Overflow | null
}

export const emptyBucket = (nowMs: number): Bucket => ({
  ...{ used: 0, atMs: nowMs, refused: 0 },
  ...{ refusedAtMs: null, toldAtMs: null },
})

/** Whole ones that still are in it. */
export const usedOf = ({ used }: Bucket): number => Math.ceil(used - ROUNDING)

/** A bucket as it is by now: it drains at the rule's rate. */
export function drained(bucket: Bucket, { count, periodMs }: BucketRule, nowMs: number): Bucket {
  const elapsedMs = Math.max(0, nowMs - bucket.atMs)
  return { ...bucket, used: Math.max(0, bucket.used - (elapsedMs * count) / periodMs), atMs: nowMs }
}

/**
 * What each of these claims costs into its bucket, or nothing into any where it does not fit into one.
 * This is GCRA in its form as a leaky bucket. Source: ITU-T I.371, Annex A.
 */
export function stepBuckets(claims: readonly Claim[], nowMs: number): BucketStep {
  const buckets = claims.map(({ bucket, rule }) => drained(bucket, rule, nowMs))
  const claim = buckets.findIndex((bucket, at) => excessOf(bucket, claims[at]) > ROUNDING)
  const [bucket, claimed] = [buckets[claim], claims[claim]]
  if (bucket === undefined || claimed === undefined) {
    const filled = buckets.map((one, at) => ({ ...one, used: one.used + (claims[at]?.cost ?? 0) }))
    return { buckets: filled, overflow: null }
  }
  const { rule } = claimed
  const isNews = bucket.toldAtMs === null || nowMs - bucket.toldAtMs >= NEWS_EVERY_MS
  const waitMs = Math.ceil((excessOf(bucket, claimed) * rule.periodMs) / rule.count)
  const toldAtMs = isNews ? nowMs : bucket.toldAtMs
  const refused = { ...bucket, refused: bucket.refused + 1, refusedAtMs: nowMs, toldAtMs }
  return { buckets: buckets.with(claim, refused), overflow: { claim, waitMs, isNews } }
}

const excessOf = ({ used }: Bucket, claim: Claim | undefined): number =>
  claim === undefined ? 0 : used + claim.cost - claim.rule.atOnce
