import { beforeEach, describe, expect, test } from 'vitest'
import { ALIVE_MS, KEPT_MAX, KEPT_MS, LOOK_MS } from '../../../../../src/main/features/calls/call-rules.ts'
import { CallStore } from '../../../../../src/main/features/calls/call-store.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import type { CallView } from '../../../../../src/shared/contract/neighbour-calls.ts'
import type { MessageId } from '../../../../../src/shared/kernel/ids.ts'
import { CallPair } from '../../../../support/call-pair.ts'
import { TEST_START_MS } from '../../../../support/clock.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { idle } from '../../../../support/test-timers.ts'

const ALIVE_ANSWER = wire.PrivateFrame.PRIVATE_FRAME_ALIVE_ANSWER
const HOUR_MS = 3_600_000

let pair: CallPair

beforeEach(async () => {
  pair = await CallPair.started()
})

const only = async (end: CallPair['a']): Promise<CallView | undefined> => (await end.kept())[0]

describe('a wake-up', () => {
  test('is answered, acted on once, and followed by how their Node fares', async () => {
    const { id } = await pair.a.call('wake')
    expect(await only(pair.a)).toMatchObject({ id, state: 'waiting', ours: true })
    await idle()
    expect(await only(pair.a)).toMatchObject({
      ...{ state: 'answered', tries: 1, answeredAtMs: TEST_START_MS },
      status: { version: '0.1.0', upSinceMs: TEST_START_MS, caughtUp: true },
    })
    expect(await only(pair.b)).toMatchObject({ id, ours: false, state: 'answered', unseen: true })
    expect(pair.b.looks).toBe(1)
  })

  test('that nobody hears is tried at once, after 5 and after 20 seconds, and given up after 65', async () => {
    pair.loses = () => true
    await pair.a.call('wake')
    const seen: string[] = []
    for (const ms of [4_999, 1, 14_999, 1, 44_999, 1]) {
      await pair.pass(ms)
      const { state, tries } = (await only(pair.a)) ?? { state: '', tries: 0 }
      seen.push(`${state} ${tries}`)
    }
    expect(seen).toEqual(['waiting 1', 'waiting 2', 'waiting 2', 'waiting 3', 'waiting 3', 'no-answer 3'])
  })

  test('whose answers get lost is one at the other end, and gets the same answer', async () => {
    pair.loses = (from) => from === pair.b.nodeId
    await pair.a.call('wake')
    await pair.pass(5_000)
    pair.loses = () => false
    await pair.pass(15_000)
    expect(await only(pair.a)).toMatchObject({ state: 'answered', tries: 3 })
    expect(await pair.b.kept()).toHaveLength(1)
    expect(pair.b.looks).toBe(1)
  })

  test('seeks a link where there is none', async () => {
    await pair.setLinked(false)
    await pair.a.call('wake')
    await pair.pass(5_000)
    expect(pair.a.links).toEqual(['sought', 'sought'])
  })

  test('goes on after a restart where it was', async () => {
    pair.loses = () => true
    await pair.a.call('wake')
    await pair.pass(5_000)
    await pair.a.stop()
    await pair.pass(HOUR_MS)
    pair.loses = () => false
    await pair.a.start()
    await idle()
    expect(await only(pair.a)).toMatchObject({ state: 'answered', tries: 3 })
  })

  test('that was tried three times before a restart is given up after it', async () => {
    pair.loses = () => true
    await pair.a.call('wake')
    await pair.pass(5_000)
    await pair.pass(15_000)
    await pair.a.stop()
    await pair.a.start()
    await idle()
    expect(await only(pair.a)).toMatchObject({ state: 'no-answer', tries: 3 })
  })

  test('that waits is the only one', async () => {
    pair.loses = () => true
    const both = [await pair.a.call('wake'), await pair.a.call('wake')]
    expect(both[0]).toEqual(both[1])
    expect(await pair.a.kept()).toHaveLength(1)
  })

  test.each([
    ['nobody-may', { wakeFrom: 'nobody' }],
    ['not-pinned', { isPinned: false }],
  ] as const)('is refused as %s, shown at both ends, and nothing is done', async (reason, policy) => {
    Object.assign(pair.b, policy)
    await pair.a.call('wake')
    await idle()
    expect(await only(pair.a)).toMatchObject({ state: 'refused', reason, status: null })
    expect(await only(pair.b)).toMatchObject({ state: 'refused', reason, unseen: true })
    expect(pair.b.looks).toBe(0)
  })

  test('is asked six times, then once in ten minutes', async () => {
    for (let n = 0; n < 6; n += 1) {
      await pair.a.call('wake')
      await idle()
    }
    expect(await failureOf(pair.a.call('wake'))).toEqual({
      code: 'call-too-often',
      retryAtMs: TEST_START_MS + 600_000,
    })
    await pair.pass(600_000)
    expect(await failureOf(pair.a.call('wake'))).toBe('done')
  })

  test('says that it has not caught up where that takes longer than ten seconds', async () => {
    pair.b.catchesUp = false
    await pair.a.call('wake')
    await idle()
    expect((await only(pair.a))?.status).toBeNull()
    await pair.pass(LOOK_MS)
    expect((await only(pair.a))?.status).toMatchObject({ caughtUp: false })
  })

  test('answered when it was given up already is noted all the same', async () => {
    const store = new CallStore({ database: pair.a.database, clock: pair.clock })
    pair.loses = () => true
    const { id } = await pair.a.call('wake')
    for (const ms of [5_000, 15_000, 45_000]) await pair.pass(ms)
    const callee = { federation: testFederation(), peer: pair.b.nodeId }
    expect(store.answer(callee, id, 'awake')).toBe(true)
    expect(store.answer(callee, id, 'nobody-may')).toBe(false)
    expect(await only(pair.a)).toMatchObject({ state: 'answered' })
  })
})

describe('a report', () => {
  test('is told once, and known to be stored there', async () => {
    await pair.a.call('report', { text: '半分終わりました。' })
    await idle()
    expect(await only(pair.a)).toMatchObject({ state: 'received', text: '半分終わりました。' })
    expect(await only(pair.b)).toMatchObject({ kind: 'report', ours: false, unseen: true })
  })

  test('that got lost is never sent again', async () => {
    pair.loses = () => true
    expect(await pair.a.call('report', { text: 'lost' })).toMatchObject({ sent: true })
    pair.loses = () => false
    await pair.pass(HOUR_MS)
    expect(await only(pair.a)).toMatchObject({ state: 'sent' })
    expect(await pair.b.kept()).toEqual([])
  })

  test('to nobody in reach says so', async () => {
    await pair.setLinked(false)
    expect(await pair.a.call('report', { text: 'x' })).toMatchObject({ sent: false })
    expect(await only(pair.a)).toMatchObject({ state: 'unsent' })
  })

  test('is seen once somebody says so', async () => {
    await pair.a.call('report', { text: 'x' })
    await idle()
    await pair.b.call('markSeen')
    expect(await only(pair.b)).toMatchObject({ unseen: false })
  })

  test('stays to be read where only the wake-ups are seen, as by who answers them', async () => {
    await pair.a.call('report', { text: 'x' })
    await pair.a.call('wake')
    await idle()
    const unseen = async () => (await pair.b.kept()).filter((call) => call.unseen).map(({ kind }) => kind)
    expect(await unseen()).toEqual(['wake-up', 'report'])
    await pair.b.feature.answered(pair.a.nodeId)
    expect(await unseen()).toEqual(['report'])
    await pair.b.call('markSeen', { kind: 'report' })
    expect(await unseen()).toEqual([])
  })

  test('is one of sixty an hour', async () => {
    for (let n = 0; n < 60; n += 1) await pair.a.call('report', { text: `${n}` })
    expect(await failureOf(pair.a.call('report', { text: 'too many' }))).toMatchObject({
      code: 'call-too-often',
    })
    await idle()
    expect(pair.b.refusals).toEqual([])
  })
})

describe('asking whether somebody is there', () => {
  test('measures the way there and back', async () => {
    expect(await pair.a.call('checkAlive')).toEqual({
      ...{ alive: true, roundTripMs: 0, atMs: TEST_START_MS, reason: null },
    })
    expect(await pair.a.kept()).toEqual([])
  })

  test('is over after ten seconds', async () => {
    pair.loses = (_, type) => type === ALIVE_ANSWER
    const asked = pair.a.call('checkAlive')
    await idle()
    await pair.pass(ALIVE_MS)
    expect(await asked).toMatchObject({ alive: false, reason: 'silent', atMs: TEST_START_MS + ALIVE_MS })
  })

  test('of a Node out of reach is over at once', async () => {
    await pair.setLinked(false)
    expect(await pair.a.call('checkAlive')).toMatchObject({ alive: false, reason: 'out-of-reach' })
  })
})

describe('linking anew', () => {
  test('pauses before the second and the third attempt, and says how each went', async () => {
    pair.a.linkFaults.push('no-answer', 'not-let-in')
    const restarted = pair.a.call('restart')
    await idle()
    await pair.pass(1_000)
    await pair.pass(3_000)
    const { attempts, connected, steps } = await restarted
    expect([connected, attempts]).toEqual([true, 3])
    expect(steps.flatMap(({ attempt, reason, step }) => (reason ? [[attempt, step, reason]] : []))).toEqual([
      [1, 'linked', 'no-answer'],
      [2, 'linked', 'not-let-in'],
    ])
    expect(pair.a.links.slice(0, 3)).toEqual(['session-ended', 'link-closed', 'sought'])
  })

  test('asked for twice at once is one', async () => {
    await Promise.all([pair.a.call('restart'), pair.a.call('restart')])
    expect(pair.a.links).toHaveLength(3)
    expect(pair.b.links).toEqual([]) // nothing is done at the other end
  })
})

describe('a Node that is set apart here', () => {
  test.each([
    ['wake', {}],
    ['report', { text: 'x' }],
    ['checkAlive', {}],
  ] as const)('is not called by %s, and nothing is kept of it', async (method, input) => {
    pair.a.isolatesOther = true
    expect(await failureOf(pair.a.call(method, input))).toMatchObject({ code: 'neighbour-isolated' })
    expect(await pair.a.kept()).toEqual([])
  })

  test('is linked anew all the same: its alerts still come', async () => {
    pair.a.isolatesOther = true
    expect(await pair.a.call('restart')).toMatchObject({ connected: true })
  })
})

describe('keeping', () => {
  test('lets go after 90 days, and of the oldest beyond what is kept', async () => {
    const store = new CallStore({ database: pair.a.database, clock: pair.clock })
    const callee = { federation: testFederation(), peer: pair.b.nodeId }
    for (let n = 0; n < KEPT_MAX + 5; n += 1) {
      const id = n.toString(16).padStart(32, '0') as MessageId
      store.add(callee, { id, kind: 'report', ours: false, state: 'received', text: `${n}` })
      pair.clock.advance(1)
    }
    const kept = await pair.a.kept()
    expect([kept.length, kept[0]?.text, kept.at(-1)?.text]).toEqual([KEPT_MAX, `${KEPT_MAX + 4}`, '5'])
    await pair.pass(KEPT_MS)
    expect(await pair.a.kept()).toEqual([])
  })

  test('leaves a page that begins where the one before ended', async () => {
    for (const text of ['1', '2', '3']) {
      await pair.a.call('report', { text })
      await pair.pass(1_000)
    }
    const first = (await pair.a.call('calls', { limit: 2 })).calls
    expect(first.map(({ text }) => text)).toEqual(['3', '2'])
    const rest = (await pair.a.call('calls', { limit: 2, before: first.at(-1)?.atMs })).calls
    expect(rest.map(({ text }) => text)).toEqual(['1'])
  })
})
