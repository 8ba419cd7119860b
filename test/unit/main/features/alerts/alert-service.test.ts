import { describe, expect, it } from 'vitest'
import { failureOf } from '../../../../support/failure.ts'
import { testMirror } from '../../../../support/fake-replica.ts'
import {
  ANNA,
  alertsOf,
  BO,
  content,
  HOUR_MS,
  incomingAlert,
  incomingCorrection,
  incomingReview,
  listOf,
  MINUTE_MS,
  OTHER,
  onlyOne,
  PAGE,
  raiseBy,
  SELF,
  STRANGE_ID,
  THIRD,
} from './alert-fixture.ts'

describe('raise', () => {
  it('signs with the Mirror, stores, and goes ahead of everything', async () => {
    const node = alertsOf()
    const { id, heldBack } = await raiseBy(node)
    expect(heldBack).toBe(false)
    expect(node.replica.published).toMatchObject([{ id, kind: 'alert', mirror: { name: 'Anna' } }])
    expect(node.replica.relayOf(id)).toBe('alert')
    expect(node.events).toEqual([id])
    node.world.seenBy = 4
    expect(await onlyOne(node)).toEqual({
      ...content,
      id,
      delivery: null,
      ...{ origin: SELF, originName: 'Home', mirrorName: 'Anna', own: true, hops: 0, seenBy: 4 },
      authorIsolated: false,
      ...{ raisedAtMs: node.clock.nowMs(), receivedAtMs: node.clock.nowMs() },
      ...{ state: 'new', handled: null, snoozedUntilMs: null, notes: [], heldBack: false, corrected: null },
      ...{ myReview: null, otherReviews: null, otherReviewCount: 0 },
    })
  })

  it('holds back the fourth within an hour, keeps it, and passes it on later', async () => {
    const node = alertsOf()
    for (let count = 0; count < 3; count += 1) await raiseBy(node)
    const fourth = await raiseBy(node)
    expect(fourth.heldBack).toBe(true)
    expect(node.replica.relayOf(fourth.id)).toBe('later')
    expect((await listOf(node)).map(({ heldBack }) => heldBack)).toEqual([true, false, false, false])
    node.clock.advance(HOUR_MS)
    expect(await raiseBy(node)).toMatchObject({ heldBack: false })
  })
})

describe.each(['raise', 'review', 'correct'] as const)('%s', (method) => {
  it('needs an unlocked Mirror', async () => {
    const node = alertsOf()
    const { id } = await raiseBy(node)
    const acts = {
      raise: () => node.handlers.raise(content, PAGE),
      review: () => node.handlers.review({ id, verdict: 'concur', note: '' }, PAGE),
      correct: () => node.handlers.correct({ id, kind: 'amended', note: '' }, PAGE),
    }
    expect(await failureOf(acts[method])).toEqual({ code: 'mirror-locked' })
    expect(node.replica.published).toHaveLength(1)
  })
})

describe('review', () => {
  it('opens the others’ reviews to the Mirror who signed hers', async () => {
    const node = alertsOf(['Anna', 'Bo'])
    const { id } = await node.replica.receive(incomingAlert())
    await node.replica.receive(
      incomingReview({ alert: id, verdict: 'not-here', note: 'dry' }, { author: THIRD }),
    )
    expect(await onlyOne(node)).toMatchObject({ myReview: null, otherReviews: null, otherReviewCount: 1 })
    await node.handlers.review({ id, verdict: 'concur', note: 'wet' }, ANNA)
    expect(await onlyOne(node)).toMatchObject({
      myReview: { nodeId: SELF, mirrorName: 'Anna', verdict: 'concur', note: 'wet', nodeName: 'Home' },
      otherReviews: [{ nodeId: THIRD, mirrorName: 'Olle', verdict: 'not-here', note: 'dry' }],
      otherReviewCount: 1,
    })
    expect(await onlyOne(node, BO)).toMatchObject({ myReview: null, otherReviews: null, otherReviewCount: 2 })
    expect(await onlyOne(node, PAGE)).toMatchObject({
      myReview: null,
      otherReviews: null,
      otherReviewCount: 2,
    })
    await node.handlers.review({ id, verdict: 'needs-more', note: '' }, BO)
    expect((await onlyOne(node, BO)).otherReviews).toHaveLength(2)
    expect((await onlyOne(node, PAGE)).otherReviews).toHaveLength(2)
  })

  it('lets nothing of a sealed review through, wherever one looks', async () => {
    const node = alertsOf(['Anna', 'Bo'])
    const { id } = await node.replica.receive(incomingAlert())
    await node.replica.receive(
      incomingReview({ alert: id, verdict: 'not-here', note: 'unspoken' }, { author: THIRD }),
    )
    await node.handlers.review({ id, verdict: 'needs-more', note: 'unspoken too' }, BO)
    for (const caller of [ANNA, PAGE]) {
      const shown = JSON.stringify(await listOf(node, caller))
      for (const secret of ['unspoken', 'not-here', 'needs-more', 'concur'])
        expect(shown).not.toContain(secret)
    }
  })

  it('stands: a Mirror judges once', async () => {
    const node = alertsOf()
    const { id } = await node.replica.receive(incomingAlert())
    const judge = () => node.handlers.review({ id, verdict: 'concur', note: '' }, ANNA)
    const both = await Promise.all([failureOf(judge), failureOf(judge)])
    expect(both).toEqual(['done', { code: 'review-exists' }])
    expect(await failureOf(judge)).toEqual({ code: 'review-exists' })
    expect(node.replica.published).toHaveLength(1)
  })

  it('may be tried again when it could not be signed', async () => {
    const node = alertsOf()
    const { id } = await node.replica.receive(incomingAlert())
    const judge = () => node.handlers.review({ id, verdict: 'concur', note: '' }, ANNA)
    node.replica.failure = new Error('disk') as never
    await failureOf(judge)
    node.replica.failure = null
    expect(await failureOf(judge)).toBe('done')
  })

  it('does not know an alert that has not come here', async () => {
    const node = alertsOf()
    const judging = node.handlers.review({ id: STRANGE_ID, verdict: 'concur', note: '' }, ANNA)
    expect(await failureOf(Promise.resolve(judging))).toEqual({ code: 'alert-unknown' })
  })

  it('counts the first of a Mirror in the order of the log, in whatever order they come', async () => {
    const node = alertsOf()
    const { id } = await node.replica.receive(incomingAlert())
    const second = await node.replica.receive(incomingReview({ alert: id, note: 'second' }, { sequence: 12 }))
    const first = await node.replica.receive(incomingReview({ alert: id, note: 'first' }, { sequence: 11 }))
    const third = await node.replica.receive(incomingReview({ alert: id, note: 'third' }, { sequence: 13 }))
    expect([second.relay, first.relay, third.relay]).toEqual(['alert', 'alert', 'later'])
    await node.handlers.review({ id, verdict: 'concur', note: '' }, ANNA)
    expect((await onlyOne(node)).otherReviews?.map(({ note }) => note)).toEqual(['first'])
  })

  it('waits for its alert when it comes first, and does not ride ahead', async () => {
    const node = alertsOf()
    const early = alertsOf()
    const { id } = await early.replica.receive(incomingAlert({}, { sequence: 3 }))
    const review = await node.replica.receive(incomingReview({ alert: id }, { author: THIRD }))
    expect(review).toMatchObject({ verdict: { action: 'accept' }, relay: 'membership' })
    expect(await listOf(node)).toEqual([])
    await node.replica.receive(incomingAlert({}, { sequence: 3 }))
    expect(await onlyOne(node)).toMatchObject({ id, otherReviewCount: 1 })
  })
})

describe('correct', () => {
  it('is shown with the original, which stays as it was', async () => {
    const node = alertsOf()
    const { id } = await raiseBy(node)
    await node.handlers.correct({ id, kind: 'amended', note: 'only on Mondays' }, BO)
    const { id: corrected = STRANGE_ID } = node.replica.published.at(-1) ?? {}
    expect(node.replica.relayOf(corrected)).toBe('membership')
    expect(await onlyOne(node)).toMatchObject({
      ...content,
      state: 'new',
      corrected: { kind: 'amended', note: 'only on Mondays', atMs: node.clock.nowMs() },
    })
  })

  it('ends with a withdrawal', async () => {
    const node = alertsOf()
    const { id } = await raiseBy(node)
    await node.handlers.correct({ id, kind: 'withdrawn', note: 'my mistake' }, ANNA)
    for (const kind of ['withdrawn', 'amended'] as const) {
      const correcting = node.handlers.correct({ id, kind, note: '' }, ANNA)
      expect(await failureOf(Promise.resolve(correcting))).toEqual({ code: 'alert-withdrawn' })
    }
    expect(await onlyOne(node)).toMatchObject({ corrected: { kind: 'withdrawn', note: 'my mistake' } })
  })

  it('is for one’s own alerts', async () => {
    const node = alertsOf()
    const { id } = await node.replica.receive(incomingAlert())
    const theirs = node.handlers.correct({ id, kind: 'amended', note: '' }, ANNA)
    expect(await failureOf(Promise.resolve(theirs))).toEqual({ code: 'alert-not-own' })
    const unknown = node.handlers.correct({ id: STRANGE_ID, kind: 'amended', note: '' }, ANNA)
    expect(await failureOf(Promise.resolve(unknown))).toEqual({ code: 'alert-unknown' })
  })

  it('counts from the author alone: anybody else’s is stored and not shown', async () => {
    const node = alertsOf()
    const { id } = await node.replica.receive(incomingAlert())
    const { verdict } = await node.replica.receive(
      incomingCorrection({ alert: id, kind: 'withdrawn' }, { author: THIRD }),
    )
    expect(verdict).toEqual({ action: 'accept' })
    expect((await onlyOne(node)).corrected).toBeNull()
    await node.replica.receive(incomingCorrection({ alert: id, kind: 'withdrawn', note: 'ours' }))
    expect((await onlyOne(node)).corrected).toMatchObject({ kind: 'withdrawn', note: 'ours' })
  })
})

describe('an alert from elsewhere', () => {
  it('is shown with its way and passed on', async () => {
    const node = alertsOf()
    const atMs = node.clock.nowMs() - MINUTE_MS
    const { relay } = await node.replica.receive(incomingAlert({}, { atMs, hops: 2 }))
    expect(relay).toBe('alert')
    expect(await onlyOne(node)).toMatchObject({
      ...{ origin: OTHER, own: false, mirrorName: 'Olle', hops: 2, raisedAtMs: atMs },
      receivedAtMs: node.clock.nowMs(),
    })
  })

  it('comes from a Node that is set apart: shown, marked, and not ahead of everything', async () => {
    const node = alertsOf()
    node.world.isolated.push(OTHER)
    const { id, relay } = await node.replica.receive(incomingAlert())
    expect(relay).toBe('membership')
    expect(await onlyOne(node)).toMatchObject({ authorIsolated: true, state: 'new' })
    const review = incomingReview({ alert: id, verdict: 'concur', note: '' })
    expect(await node.replica.receive(review)).toMatchObject({ relay: 'membership' })
    const byOthers = incomingReview({ alert: id, verdict: 'concur', note: '' }, { author: THIRD })
    expect(await node.replica.receive(byOthers)).toMatchObject({ relay: 'alert' })
  })

  it('goes with the rest when it is older than a week', async () => {
    const node = alertsOf()
    const atMs = node.clock.nowMs() - 8 * 24 * HOUR_MS
    expect(await node.replica.receive(incomingAlert({}, { atMs }))).toMatchObject({ relay: 'later' })
    expect(await onlyOne(node)).toMatchObject({ heldBack: false })
  })

  it('is counted by its author’s own times: one that comes late settles the later ones anew', async () => {
    const node = alertsOf()
    const atMs = node.clock.nowMs()
    const at = (sequence: number) => ({ sequence, atMs: atMs + sequence * MINUTE_MS })
    for (const sequence of [2, 3, 4]) await node.replica.receive(incomingAlert({}, at(sequence)))
    expect((await listOf(node)).map(({ heldBack }) => heldBack)).toEqual([false, false, false])
    node.events.length = 0
    await node.replica.receive(incomingAlert({}, at(1)))
    const inOrder = (await listOf(node)).sort((a, b) => a.raisedAtMs - b.raisedAtMs)
    expect(inOrder.map(({ heldBack }) => heldBack)).toEqual([false, false, false, true])
    expect(node.events).toEqual([inOrder[0]?.id, inOrder[3]?.id]) // and no word of those that stand as they stood
  })

  it('does not count against another author', async () => {
    const node = alertsOf()
    for (let count = 0; count < 4; count += 1) await node.replica.receive(incomingAlert())
    const { relay } = await node.replica.receive(incomingAlert({}, { author: THIRD }))
    expect(relay).toBe('alert')
  })

  it('changes nothing here but what is shown', async () => {
    const node = alertsOf()
    await node.queue.start()
    const mine = await raiseBy(node)
    await node.handlers.resolve({ id: mine.id, note: 'done' }, ANNA)
    const before = tables(node)
    const { id } = await node.replica.receive(incomingAlert({ severity: 'high' }))
    for (const author of [OTHER, THIRD]) {
      await node.replica.receive(incomingReview({ alert: mine.id, verdict: 'concur' }, { author }))
      await node.replica.receive(incomingReview({ alert: id, verdict: 'concur' }, { author }))
      await node.replica.receive(incomingCorrection({ alert: mine.id, kind: 'withdrawn' }, { author }))
    }
    await node.replica.receive(incomingCorrection({ alert: id, kind: 'withdrawn' }))
    const after = tables(node)
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual([
      'alert_corrections',
      'alert_reviews',
      'alerts',
    ])
    expect((await listOf(node)).map(({ state, own }) => [own, state])).toEqual([
      [false, 'new'],
      [true, 'resolved'],
    ])
    expect(node.replica.published.map(({ kind, mirror }) => [kind, mirror?.mirrorId])).toEqual([
      ['alert', testMirror('Anna').mirrorId],
    ])
    expect(node.timers.size).toBe(0)
  })

  it.each(['alert', 'alert-review', 'alert-correction'] as const)(
    'is refused as garbage: %s',
    async (kind) => {
      const node = alertsOf()
      const { verdict } = await node.replica.receive(
        incomingAlert({}, { kind, payload: new Uint8Array([255, 1]) }),
      )
      expect(verdict).toEqual({ action: 'reject', reason: 'content-invalid' })
    },
  )
})

/** Every table with its whole content, as text. */
function tables({ database }: ReturnType<typeof alertsOf>): Record<string, string> {
  const names = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all<{ name: string }>()
  return Object.fromEntries(
    names
      .filter(({ name }) => name !== 'sqlite_sequence')
      .map(({ name }) => [name, JSON.stringify(database.prepare(`SELECT * FROM ${name}`).all())]),
  )
}
