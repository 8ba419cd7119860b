import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeAlert,
  decodeCorrection,
  decodeReview,
  encodeAlert,
  encodeReview,
} from '../../src/main/features/alerts/alert-codec.ts'
import { alertKinds } from '../../src/main/features/alerts/alert-kinds.ts'
import { heldBackInOrder } from '../../src/main/features/alerts/alert-rules.ts'
import { AlertStore, alertMigrations } from '../../src/main/features/alerts/alert-store.ts'
import { ReviewVerdict } from '../../src/shared/contract/alerts.ts'
import type { EntryId } from '../../src/shared/kernel/ids.ts'
import { TestClock } from '../support/clock.ts'
import { memoryDatabase } from '../support/database.ts'
import { FakeReplica, type Incoming, testFederation, testMirror } from '../support/fake-replica.ts'
import { testNodeId } from '../support/node-ids.ts'

const HOUR_MS = 3_600_000
const [SELF, OLLE, IDA] = [testNodeId(0), testNodeId(1), testNodeId(2)]
const STRANGE_ID = 'ab'.repeat(32) as EntryId
const payload = encodeAlert({
  ...{ kind: 'bias-drift', severity: 'low', summary: 's', detail: '', system: 'x', evidence: [] },
})

/** An author's log over two epochs: steps in time, so that times never run backwards within one. */
const log = (author: typeof OLLE) =>
  fc
    .array(fc.record({ stepMs: fc.integer({ min: 0, max: 2 * HOUR_MS }), isLater: fc.boolean() }), {
      maxLength: 30,
    })
    .map((steps): Incoming[] => {
      const atMs = { first: 0, later: 0 }
      return steps.map(({ stepMs, isLater }, sequence) => {
        const name = isLater ? 'later' : 'first'
        atMs[name] += stepMs
        const epoch = { openedAtMs: isLater ? 2 : 1, random: '00'.repeat(16) }
        return { kind: 'alert', author, payload, epoch, sequence, atMs: atMs[name], mirror: testMirror('m') }
      })
    })

async function heldBackAfter(arrivals: readonly Incoming[]): Promise<Map<EntryId, boolean>> {
  const database = memoryDatabase(alertMigrations)
  const clock = new TestClock()
  const store = new AlertStore(database)
  const replica = new FakeReplica({ database, clock, self: SELF })
  replica.register(...alertKinds({ store, clock, isIsolated: () => false, changed: () => {} }))
  const received = await Promise.all(arrivals.map((incoming) => replica.receive(incoming)))
  const held = new Map(
    received.map(({ id }) => [id, store.alert(testFederation(), id)?.heldBack === true] as const),
  )
  database.close()
  return new Map([...held].sort())
}

/** A failure prints its path from here. */
const SEED = 20_261

describe('alerts held back', () => {
  it('are the same in every order of arrival', async () => {
    const logs = fc.tuple(log(OLLE), log(IDA)).map((both) => both.flat())
    const arrivals = logs.chain((entries) =>
      fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
    )
    const property = fc.asyncProperty(arrivals, async ([inOrder, shuffled]) => {
      expect(await heldBackAfter(shuffled)).toEqual(await heldBackAfter(inOrder))
    })
    await fc.assert(property, { numRuns: 60, seed: SEED })
  })

  it('leave at most three in any hour and ten in any day, and none without cause', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 3 * HOUR_MS }), { maxLength: 80 })
    const property = fc.property(steps, (stepsMs) => {
      let atMs = 0
      const times = stepsMs.map((stepMs) => (atMs += stepMs))
      const passed: number[] = []
      for (const [index, isHeld] of heldBackInOrder(times).entries()) {
        const now = times[index] ?? 0
        const inHour = passed.filter((earlier) => now - earlier < HOUR_MS).length
        const inDay = passed.filter((earlier) => now - earlier < 24 * HOUR_MS).length
        expect(isHeld).toBe(inHour >= 3 || inDay >= 10)
        if (!isHeld) passed.push(now)
      }
    })
    fc.assert(property, { numRuns: 300, seed: SEED })
  })
})

describe('codecs of alerts', () => {
  it('meet any bytes without an exception', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      for (const decode of [decodeAlert, decodeReview, decodeCorrection]) {
        expect(() => decode(bytes)).not.toThrow()
      }
    })
    fc.assert(property, { numRuns: 2_000, seed: SEED })
  })

  it('meet any change of sound bytes without an exception', () => {
    const change = fc.record({
      at: fc.nat({ max: payload.byteLength - 1 }),
      byte: fc.integer({ min: 0, max: 255 }),
    })
    const property = fc.property(change, ({ at, byte }) => {
      expect(() => decodeAlert(Uint8Array.from(payload).with(at, byte))).not.toThrow()
    })
    fc.assert(property, { numRuns: 1_000, seed: SEED })
  })

  it('bring a review back as it was', () => {
    const note = fc.string({ unit: 'grapheme-ascii', maxLength: 100 }).map((text) => text.trim())
    const property = fc.property(fc.constantFrom(...ReviewVerdict.options), note, (verdict, text) => {
      const review = { alert: STRANGE_ID, verdict, note: text }
      expect(decodeReview(encodeReview(review))).toEqual(review)
    })
    fc.assert(property, { numRuns: 300, seed: SEED })
  })
})
