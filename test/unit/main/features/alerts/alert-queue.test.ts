import { describe, expect, it } from 'vitest'
import { MAX_FRAME_BYTES } from '../../../../../src/shared/bridge/channel.ts'
import { ALERT_DETAIL_MAX_CHARS } from '../../../../../src/shared/contract/alerts.ts'
import { EntryId } from '../../../../../src/shared/kernel/ids.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import {
  type AlertsNode,
  ANNA,
  alertsOf,
  BO,
  HOUR_MS,
  incomingAlert,
  incomingCorrection,
  incomingReview,
  listOf,
  MINUTE_MS,
  onlyOne,
  PAGE,
  STRANGE_ID,
  THIRD,
} from './alert-fixture.ts'

const PAGE_OF_TWO = { limit: 2 }

async function withAlert(): Promise<AlertsNode & { id: EntryId }> {
  const node = alertsOf()
  const { id } = await node.replica.receive(incomingAlert())
  await node.queue.start()
  node.events.length = 0
  return { ...node, id }
}

describe('the queue', () => {
  it('tells who did what, why and when', async () => {
    const node = await withAlert()
    const atMs = node.clock.nowMs()
    await node.handlers.acknowledge({ id: node.id }, PAGE)
    expect(await onlyOne(node)).toMatchObject({
      state: 'acknowledged',
      handled: { by: 'Home', note: '', atMs },
    })
    node.clock.advance(MINUTE_MS)
    await node.handlers.resolve({ id: node.id, note: 'valve replaced' }, ANNA)
    expect(await onlyOne(node)).toMatchObject({
      state: 'resolved',
      handled: { by: 'Anna', note: 'valve replaced', atMs: atMs + MINUTE_MS },
      notes: [{ by: 'Home', note: '', atMs, state: 'acknowledged' }],
    })
    expect(node.events).toEqual([node.id, node.id])
  })

  it('keeps notes when an alert is taken up again', async () => {
    const node = await withAlert()
    await node.handlers.resolve({ id: node.id, note: 'valve replaced' }, ANNA)
    await node.handlers.reopen({ id: node.id }, BO)
    const { state, handled, notes } = await onlyOne(node)
    expect([state, handled]).toEqual(['new', null])
    expect(notes.map(({ by, note, state }) => [by, note, state])).toEqual([
      ['Anna', 'valve replaced', 'resolved'],
      ['Bo', '', 'new'],
    ])
  })

  it('wakes a snoozed alert at its time and says so', async () => {
    const node = await withAlert()
    const untilMs = node.clock.nowMs() + HOUR_MS
    await node.handlers.snooze({ id: node.id, untilMs }, ANNA)
    expect(await onlyOne(node)).toMatchObject({ state: 'snoozed', snoozedUntilMs: untilMs })
    node.events.length = 0
    node.clock.advance(HOUR_MS - 1)
    expect(await onlyOne(node)).toMatchObject({ state: 'snoozed' })
    expect(node.events).toEqual([])
    node.clock.advance(1)
    expect(await onlyOne(node)).toMatchObject({ state: 'new', handled: null, snoozedUntilMs: null })
    expect(node.events).toEqual(['*'])
  })

  it('brings a forgotten acknowledgement back, as late as the setting says', async () => {
    const node = await withAlert()
    await node.handlers.acknowledge({ id: node.id }, ANNA)
    node.events.length = 0
    node.clock.advance(24 * HOUR_MS)
    expect(await onlyOne(node)).toMatchObject({
      state: 'new',
      notes: [{ by: 'Anna', state: 'acknowledged' }],
    })
    expect(node.events).toEqual(['*'])
    node.world.returnMs = 48 * HOUR_MS
    expect(await onlyOne(node)).toMatchObject({ state: 'acknowledged' })
  })

  it('never brings a resolution back by itself', async () => {
    const node = await withAlert()
    await node.handlers.resolve({ id: node.id, note: '' }, ANNA)
    node.clock.advance(900 * 24 * HOUR_MS)
    expect(await onlyOne(node)).toMatchObject({ state: 'resolved' })
    expect(node.timers.size).toBe(0)
  })

  it('wakes each snooze in its turn', async () => {
    const node = await withAlert()
    const second = await node.replica.receive(incomingAlert())
    const nowMs = node.clock.nowMs()
    await node.handlers.snooze({ id: node.id, untilMs: nowMs + 2 * HOUR_MS }, ANNA)
    await node.handlers.snooze({ id: second.id, untilMs: nowMs + HOUR_MS }, ANNA)
    node.events.length = 0
    node.clock.advance(HOUR_MS)
    expect(node.events).toEqual(['*'])
    node.clock.advance(HOUR_MS)
    expect(node.events).toEqual(['*', '*'])
  })

  it('goes on after a restart', async () => {
    const node = await withAlert()
    await node.handlers.snooze({ id: node.id, untilMs: node.clock.nowMs() + HOUR_MS }, ANNA)
    await node.queue.stop()
    const again = alertsOf(['Anna'], node.database)
    await again.queue.start()
    expect(await onlyOne(again)).toMatchObject({ state: 'snoozed' })
    again.clock.advance(HOUR_MS)
    expect(again.events).toEqual(['*'])
  })

  it('is not undone by somebody with an old picture', async () => {
    const node = await withAlert()
    await Promise.all([
      node.handlers.resolve({ id: node.id, note: 'valve replaced' }, ANNA),
      node.handlers.acknowledge({ id: node.id }, BO),
      node.handlers.snooze({ id: node.id, untilMs: node.clock.nowMs() + HOUR_MS }, BO),
    ])
    expect(await onlyOne(node)).toMatchObject({ state: 'resolved', handled: { by: 'Anna' }, notes: [] })
  })

  it('loses no note of two who resolve at once', async () => {
    const node = await withAlert()
    await node.handlers.resolve({ id: node.id, note: 'valve replaced' }, ANNA)
    await node.handlers.resolve({ id: node.id, note: 'and the seal' }, BO)
    expect(await onlyOne(node)).toMatchObject({
      handled: { by: 'Bo', note: 'and the seal' },
      notes: [{ by: 'Anna', note: 'valve replaced' }],
    })
  })

  it('adds nothing when nothing changes', async () => {
    const node = await withAlert()
    await node.handlers.reopen({ id: node.id }, ANNA)
    await node.handlers.acknowledge({ id: node.id }, ANNA)
    await node.handlers.acknowledge({ id: node.id }, BO)
    expect(await onlyOne(node)).toMatchObject({ handled: { by: 'Anna' }, notes: [] })
  })

  it('is not moved by reviews or corrections', async () => {
    const node = await withAlert()
    await node.handlers.acknowledge({ id: node.id }, ANNA)
    await node.replica.receive(incomingReview({ alert: node.id }, { author: THIRD }))
    await node.replica.receive(incomingCorrection({ alert: node.id, kind: 'withdrawn' }))
    expect(await onlyOne(node)).toMatchObject({ state: 'acknowledged', corrected: { kind: 'withdrawn' } })
  })

  it.each(['acknowledge', 'snooze', 'resolve', 'reopen'] as const)(
    'does not know what to %s',
    async (method) => {
      const node = await withAlert()
      const input = { id: STRANGE_ID, untilMs: 1, note: '' }
      expect(await failureOf(async () => node.handlers[method](input, ANNA))).toEqual({
        code: 'alert-unknown',
      })
    },
  )

  it('handles nothing of another federation', async () => {
    const node = await withAlert()
    node.replica.federationId = testFederation('new')
    expect(await listOf(node)).toEqual([])
    expect(await failureOf(async () => node.handlers.acknowledge({ id: node.id }, ANNA))).toEqual({
      code: 'alert-unknown',
    })
  })
})

describe('alerts.list', () => {
  it('filters by the state that counts now, before it counts to the limit', async () => {
    const node = await withAlert()
    const ids = [node.id]
    for (let count = 0; count < 4; count += 1) {
      node.clock.advance(MINUTE_MS)
      ids.push((await node.replica.receive(incomingAlert())).id)
    }
    await node.handlers.acknowledge({ id: ids[0] ?? STRANGE_ID }, ANNA)
    await node.handlers.snooze({ id: ids[1] ?? STRANGE_ID, untilMs: node.clock.nowMs() + HOUR_MS }, ANNA)
    const found = async (query: object) => (await listOf(node, ANNA, query)).map(({ id }) => ids.indexOf(id))
    expect(await found({})).toEqual([4, 3, 2, 1, 0])
    expect(await found({ state: 'acknowledged', limit: 1 })).toEqual([0])
    expect(await found({ state: 'snoozed' })).toEqual([1])
    expect(await found({ state: 'new', limit: 2 })).toEqual([4, 3])
    expect(await found({ before: node.clock.nowMs() - MINUTE_MS })).toEqual([2, 1, 0])
    node.clock.advance(HOUR_MS)
    expect(await found({ state: 'new' })).toEqual([4, 3, 2, 1])
    expect(await found({ state: 'snoozed' })).toEqual([])
  })

  it('passes over none of those that came in one millisecond', async () => {
    const node = await withAlert()
    for (let count = 0; count < 4; count += 1) await node.replica.receive(incomingAlert())
    const all = (await listOf(node)).map(({ id }) => id)
    const found: string[] = []
    let page = await node.handlers.list(PAGE_OF_TWO, ANNA)
    for (;;) {
      found.push(...page.alerts.map(({ id }) => id))
      const last = page.alerts.at(-1)
      if (page.more !== true || last === undefined) break
      const from = { before: last.receivedAtMs, beforeId: EntryId.parse(last.id) }
      page = await node.handlers.list({ ...PAGE_OF_TWO, ...from }, ANNA)
    }
    expect(all).toHaveLength(5)
    expect(found).toEqual(all)
  })

  it('ends a page early where it would not fit one frame', async () => {
    const node = alertsOf()
    const detail = '水'.repeat(ALERT_DETAIL_MAX_CHARS)
    for (let count = 0; count < 200; count += 1) await node.replica.receive(incomingAlert({ detail }))
    const page = await node.handlers.list({ limit: 200 }, ANNA)
    expect(page.more).toBe(true)
    expect(page.alerts.length).toBeGreaterThan(100)
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(MAX_FRAME_BYTES)
  })
})

describe('alerts.get', () => {
  it('gives those that are here as they stand now, and leaves out the others', async () => {
    const node = await withAlert()
    await node.handlers.acknowledge({ id: node.id }, ANNA)
    const { alerts } = await node.handlers.get({ ids: [STRANGE_ID, node.id] }, ANNA)
    expect(alerts).toEqual(await listOf(node))
    expect(alerts[0]?.state).toBe('acknowledged')
  })
})
