import { test as property } from '@fast-check/vitest'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Bucket,
  type BucketRule,
  drained,
  emptyBucket,
  stepBuckets,
  usedOf,
} from '../../../../src/main/platform/leaky-bucket.ts'

const RULE: BucketRule = { count: 6, periodMs: 60_000, atOnce: 6 }
const step = (bucket: Bucket, nowMs: number, cost = 1) => stepBuckets([{ bucket, rule: RULE, cost }], nowMs)

/** A bucket that so many came into at once. */
function filled(times: number): Bucket {
  let bucket = emptyBucket(0)
  for (let at = 0; at < times; at += 1) bucket = step(bucket, 0).buckets[0] ?? bucket
  return bucket
}

describe('a leaky bucket', () => {
  test('takes as many at once as its rule says, and says how long the next one waits', () => {
    expect(usedOf(filled(6))).toBe(6)
    expect(step(filled(6), 0).overflow).toEqual({ claim: 0, waitMs: 10_000, isNews: true })
    expect(step(filled(6), 9_999).overflow).not.toBeNull()
    expect(step(filled(6), 10_000).overflow).toBeNull()
  })

  test('takes what costs more where so much is left, and says how long it waits', () => {
    expect(usedOf(step(filled(2), 0, 4).buckets[0] ?? emptyBucket(0))).toBe(6)
    expect(step(filled(4), 0, 4).overflow).toEqual({ claim: 0, waitMs: 20_000, isNews: true })
    expect(step(filled(4), 20_000, 4).overflow).toBeNull()
  })

  test('keeps what it held when one more does not fit, and counts the refusal', () => {
    const [bucket] = step(filled(6), 0).buckets
    expect(bucket).toMatchObject({ used: 6, refused: 1, refusedAtMs: 0, toldAtMs: 0 })
  })

  test('makes news of refusals once a second', () => {
    const first = step(filled(6), 0).buckets[0] ?? emptyBucket(0)
    const second = step(first, 999)
    expect(second.overflow?.isNews).toBe(false)
    expect(step(second.buckets[0] ?? first, 1_000).overflow?.isNews).toBe(true)
  })

  test('fills all of several or none', () => {
    const claims = [
      { bucket: emptyBucket(0), rule: RULE, cost: 1 },
      { bucket: filled(6), rule: RULE, cost: 1 },
    ]
    const { buckets, overflow } = stepBuckets(claims, 0)
    expect(overflow?.claim).toBe(1)
    expect(buckets.map(({ used }) => used)).toEqual([0, 6])
  })

  test('does not drain while a clock stands still or goes back', () => {
    expect(drained(filled(3), RULE, -5_000).used).toBe(3)
  })

  property.prop([fc.array(fc.nat({ max: 30_000 }), { minLength: 1, maxLength: 60 })])(
    'never takes more in a time than its rule allows, and leaves what it is given as it was',
    (pauses) => {
      let [bucket, nowMs, taken] = [emptyBucket(0), 0, 0]
      for (const pauseMs of pauses) {
        nowMs += pauseMs
        const before = { ...bucket }
        const { buckets, overflow } = step(bucket, nowMs)
        expect(bucket).toEqual(before)
        bucket = buckets[0] ?? bucket
        taken += overflow === null ? 1 : 0
        expect(taken).toBeLessThanOrEqual(RULE.atOnce + (nowMs * RULE.count) / RULE.periodMs + 1e-6)
      }
    },
  )
})
