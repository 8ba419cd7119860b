import { describe, expect, test } from 'vitest'
import { encodeSaid } from '../../../../../src/main/features/talk/talk-codec.ts'
import {
  DAY_MS,
  KEPT_MAX,
  KEPT_MS,
  TAKEN_MAX_PER_DAY,
  WAITING_MAX,
} from '../../../../../src/main/features/talk/talk-rules.ts'
import { TalkStore } from '../../../../../src/main/features/talk/talk-store.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import type { MessageId, NodeId } from '../../../../../src/shared/kernel/ids.ts'
import { TEST_START_MS } from '../../../../support/clock.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { LETTER, RECEIPT, TalkPair } from '../../../../support/talk-pair.ts'
import { idle } from '../../../../support/test-timers.ts'

const numbered = (count: number): string[] => Array.from({ length: count }, (_, n) => `word ${n}`)
const idOf = (n: number): MessageId => n.toString(16).padStart(32, '0') as MessageId
const payloadOf = (n: number, writtenAtMs = TEST_START_MS): Uint8Array =>
  encodeSaid({ id: idOf(n), writtenAtMs, text: `word ${n}` })

describe('what is said to a Node in reach', () => {
  test('is there at once, and known to be there', async () => {
    const pair = await TalkPair.started()
    await pair.a.say('Have you water?')
    await idle()
    await pair.b.say('Plenty.')
    await idle()
    expect(await pair.a.messages()).toMatchObject([
      { ours: true, text: 'Have you water?', state: 'received', receivedAtMs: TEST_START_MS },
      { ours: false, text: 'Plenty.', state: 'received', sentAtMs: TEST_START_MS },
    ])
    expect(await pair.b.texts()).toEqual(['Have you water?', 'Plenty.'])
    expect((await pair.a.messages())[0]?.id).toBe((await pair.b.messages())[0]?.id)
  })

  test('is told of as a change with that Node, at both ends', async () => {
    const pair = await TalkPair.started()
    await pair.a.say('Hello')
    await idle()
    expect(new Set(pair.a.events)).toEqual(new Set([pair.b.nodeId]))
    expect(pair.b.events).toEqual([pair.a.nodeId])
  })

  test('waits for a receipt before the next one goes', async () => {
    const pair = await TalkPair.started()
    pair.loses = (type) => type === RECEIPT
    await pair.a.say(...numbered(3))
    await idle()
    expect(pair.carried.filter((type) => type === LETTER)).toHaveLength(1)
    expect(await pair.a.states()).toEqual(['sent', 'queued', 'queued'])
  })
})

describe('what is said to a Node that is away', () => {
  test('waits for days, and comes in its order', async () => {
    const pair = await TalkPair.started()
    await pair.setLinked(false)
    await pair.a.say(...numbered(40))
    expect(new Set(await pair.a.states())).toEqual(new Set(['queued']))
    await pair.pass(5 * DAY_MS)
    expect(await pair.b.texts()).toEqual([])
    await pair.setLinked(true)
    for (let turn = 0; turn < 40; turn += 1) await idle()
    expect(await pair.b.texts()).toEqual(numbered(40))
    expect(new Set(await pair.a.states())).toEqual(new Set(['received']))
    const [first] = await pair.b.messages()
    expect(first).toMatchObject({ sentAtMs: TEST_START_MS, receivedAtMs: TEST_START_MS + 5 * DAY_MS })
  })

  test('waits over the end of the program', async () => {
    const pair = await TalkPair.started()
    await pair.setLinked(false)
    await pair.a.say('first', 'second')
    await pair.a.stop()
    await pair.a.start()
    await pair.setLinked(true)
    expect(await pair.b.texts()).toEqual(['first', 'second'])
  })

  test('is refused to a Node that is set apart', async () => {
    const { a } = await TalkPair.started()
    a.isolatesOther = true
    expect(await failureOf(a.say('hello'))).toMatchObject({ code: 'neighbour-isolated' })
    expect(await a.texts()).toEqual([])
    expect(a.saidTo).toEqual([])
  })

  test('is refused once very much waits', async () => {
    const pair = await TalkPair.started()
    await pair.setLinked(false)
    await pair.a.say(...numbered(WAITING_MAX))
    expect(await failureOf(pair.a.say('one more'))).toMatchObject({ code: 'talk-waiting-full' })
    await pair.setLinked(true)
    await idle()
    expect(await failureOf(pair.a.say('one more'))).toBe('done')
  })
})

describe('on a bad line', () => {
  test.each([
    ['every third frame', (_type: number, before: number) => before % 3 === 0],
    ['every other receipt', (type: number, before: number) => type === RECEIPT && before % 2 === 0],
    ['every other letter', (type: number, before: number) => type === LETTER && before % 2 === 0],
  ])('that loses %s everything comes once, in its order', async (_what, loses) => {
    const pair = await TalkPair.started()
    pair.loses = loses
    await pair.a.say(...numbered(8))
    for (let minute = 0; minute < 60; minute += 1) await pair.pass(60_000)
    expect(await pair.b.texts()).toEqual(numbered(8))
    expect(new Set(await pair.a.states())).toEqual(new Set(['received']))
  })

  test('what cannot be taken yet holds up what comes behind it, and nothing overtakes it', async () => {
    const pair = await TalkPair.started()
    pair.b.knowsOther = false
    await pair.a.say(...numbered(3))
    await pair.pass(60_000)
    pair.b.knowsOther = true
    await pair.pass(60_000)
    await idle()
    expect(await pair.b.texts()).toEqual(numbered(3))
    expect(pair.b.refusals).toEqual([])
  })
})

describe('what another Node sends', () => {
  test.each([
    ['no message', Uint8Array.of(1, 2, 3)],
    ['nothing', new Uint8Array()],
  ])('is held against the line where it is %s', async (_what, payload) => {
    const pair = await TalkPair.started()
    await pair.a.send('talk', payload)
    expect(pair.b.refusals).toEqual(['content-invalid'])
    expect(await pair.b.texts()).toEqual([])
  })

  test('is taken once by its id, whatever it says the second time', async () => {
    const pair = await TalkPair.started()
    await pair.a.send('talk', payloadOf(1))
    await pair.a.send('talk', payloadOf(1))
    await pair.a.send('talk', encodeSaid({ id: idOf(1), writtenAtMs: 7, text: 'something else' }))
    expect(await pair.b.texts()).toEqual(['word 1'])
    expect(pair.b.refusals).toEqual([])
    expect(pair.carried.filter((type) => type === RECEIPT)).toHaveLength(3)
  })

  test('is dated when it came, at the latest', async () => {
    const pair = await TalkPair.started()
    await pair.a.send('talk', payloadOf(1, TEST_START_MS + 99 * DAY_MS))
    await pair.a.send('talk', payloadOf(2, TEST_START_MS - DAY_MS))
    expect(await pair.b.messages()).toMatchObject([
      { sentAtMs: TEST_START_MS, receivedAtMs: TEST_START_MS },
      { sentAtMs: TEST_START_MS - DAY_MS, receivedAtMs: TEST_START_MS },
    ])
  })

  test('is taken up to a measure a day; the rest comes later, and nobody is blamed', async () => {
    const pair = await TalkPair.started()
    for (let n = 0; n < TAKEN_MAX_PER_DAY; n += 1) {
      await pair.a.send('talk', payloadOf(n))
      pair.clock.advance(1_000)
    }
    pair.carried.splice(0)
    await pair.a.send('talk', payloadOf(9_999))
    expect(pair.carried).toEqual([LETTER])
    expect(pair.b.refusals).toEqual([])
    await pair.pass(DAY_MS)
    await pair.a.send('talk', payloadOf(9_999))
    expect(pair.carried).toEqual([LETTER, LETTER, RECEIPT])
  })

  test('of somebody who is not known comes later', async () => {
    const pair = await TalkPair.started()
    pair.b.knowsOther = false
    await pair.a.send('talk', payloadOf(1))
    expect(pair.carried).toEqual([LETTER])
    expect(await failureOf(pair.b.texts())).toMatchObject({ code: 'neighbour-unknown' })
  })
})

describe('reading', () => {
  test('tells what is unread, and how it all stands', async () => {
    const pair = await TalkPair.started()
    expect((await pair.b.call('conversations')).conversations).toEqual([])
    await pair.a.say('one', 'two')
    await idle()
    expect((await pair.b.call('conversations')).conversations).toEqual([
      { nodeId: pair.a.nodeId, lastText: 'two', lastAtMs: TEST_START_MS, unread: 2 },
    ])
    expect((await pair.a.call('conversations')).conversations).toMatchObject([{ unread: 0 }])
    await pair.b.call('markRead', { nodeId: pair.a.nodeId })
    expect((await pair.b.call('conversations')).conversations).toMatchObject([{ unread: 0 }])
    pair.b.events.splice(0)
    await pair.b.call('markRead', { nodeId: pair.a.nodeId })
    expect(pair.b.events).toEqual([])
  })

  test('turns pages without a gap, also where many came in one moment', async () => {
    const pair = await TalkPair.started()
    for (const n of [0, 1, 2]) {
      await pair.a.send('talk', payloadOf(2 * n))
      await pair.a.send('talk', payloadOf(2 * n + 1))
      pair.clock.advance(1_000)
    }
    const last = await pair.b.messages({ limit: 1 })
    expect(last.map(({ text }) => text)).toEqual(['word 4', 'word 5'])
    const before = await pair.b.messages({ before: last[0]?.atMs })
    expect(before.map(({ text }) => text)).toEqual(['word 0', 'word 1', 'word 2', 'word 3'])
  })

  test.each(['talk', 'conversation', 'markRead'] as const)(
    '%s knows only other Nodes that are known',
    async (method) => {
      const { a, b } = await TalkPair.started()
      for (const nodeId of [a.nodeId, `${b.nodeId.slice(0, -4)}AAAA` as NodeId]) {
        expect(await failureOf(a.call(method, { nodeId, text: 'x' }))).toMatchObject({
          code: 'neighbour-unknown',
        })
      }
    },
  )

  test('nothing is said while this Node may sign nothing', async () => {
    const { a } = await TalkPair.started()
    a.closedFor = new MirrorError('epoch-unconfirmed')
    expect(await failureOf(a.say('Hello'))).toMatchObject({ code: 'epoch-unconfirmed' })
  })
})

describe('keeping', () => {
  test('ends after ninety days, at the next start or within a day', async () => {
    const pair = await TalkPair.started()
    await pair.a.say('long ago')
    await idle()
    await pair.pass(KEPT_MS / 2)
    await pair.a.say('later')
    await idle()
    await pair.pass(KEPT_MS / 2 + DAY_MS)
    expect(await pair.a.texts()).toEqual(['later'])
    expect(await pair.b.texts()).toEqual(['later'])
  })

  test('lets the oldest go where there is very much, but nothing that still waits', async () => {
    const pair = await TalkPair.started()
    const store = new TalkStore({ database: pair.b.database, clock: pair.clock })
    const conversation = { federation: testFederation(), peer: pair.a.nodeId }
    store.addOurs(conversation, { id: idOf(0), writtenAtMs: 1, text: 'waits' })
    for (let n = 1; n <= KEPT_MAX; n += 1)
      store.addTheirs(conversation, { id: idOf(n), payload: payloadOf(n) })
    const texts = await pair.b.texts()
    expect(texts).toHaveLength(KEPT_MAX + 1)
    expect(texts[0]).toBe('waits')
    store.addTheirs(conversation, { id: idOf(KEPT_MAX + 1), payload: payloadOf(KEPT_MAX + 1) })
    expect((await pair.b.texts()).slice(0, 2)).toEqual(['waits', 'word 2'])
  })

  test('dates nothing before what came earlier where the clock was set back a little', async () => {
    const pair = await TalkPair.started()
    await pair.a.send('talk', payloadOf(1))
    pair.clock.advance(-60_000)
    await pair.a.send('talk', payloadOf(2))
    expect(await pair.b.texts()).toEqual(['word 1', 'word 2'])
  })
})
