import { describe, expect, test } from 'vitest'
import {
  HANDSHAKE_TIMEOUT_MS,
  MAX_CONTENT_BYTES,
  RENEW_AFTER_MS,
  SESSION_IDLE_MS,
  SWEEP_MS,
} from '../../../../src/main/crypto/session/session-limits.ts'
import { encodeRefusal } from '../../../../src/main/crypto/session/session-messages.ts'
import { wire as codecs } from '../../../../src/main/wire/messages.ts'
import { RATE_LIMITS } from '../../../../src/shared/kernel/rate-limits.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { idle } from '../../../support/test-timers.ts'
import { content, Wire, words } from './peer-session-fixture.ts'

describe('a session', () => {
  test('carries what waited for it, also behind content that could not be made', async () => {
    const { small, large } = await new Wire().pair()
    const unmade = () => {
      throw new Error('no key')
    }
    const sent = await Promise.all([
      small.sessions.send(large.id, content('before')),
      small.sessions.send(large.id, unmade),
      small.sessions.send(large.id, content('after')),
      small.sessions.sessionWith(large.id),
    ])
    await idle()
    expect(sent).toEqual([true, false, true, true])
    expect(words(large)).toEqual(['before', 'after'])
  })

  test('opens when something is said, and carries it under seal to that Node alone', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    expect(small.sessions.stateOf(large.id)).toMatchObject({ state: 'none', sessionId: null, events: [] })
    expect(wire.carried).toEqual([])
    expect(await small.sessions.send(large.id, content('two hundred litres'))).toBe(true)
    await idle()
    expect(words(large)).toEqual(['two hundred litres'])
    const { sessionId } = small.sessions.stateOf(large.id)
    expect(large.heard[0]).toMatchObject({ from: small.id, sessionId, channel: 'control', type: 16 })
    expect(wire.carried.some((bytes) => Buffer.from(bytes).includes('two hundred'))).toBe(false)
    expect(large.sessions.stateOf(small.id)).toMatchObject({ state: 'open', sessionId, rekeys: 0 })
    expect(small.changes).toContain(large.id)
  })

  test('is one for both directions, and one at a time', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    await small.sessions.send(large.id, content('question'))
    await idle()
    await large.sessions.send(small.id, content('answer', 'bulk'))
    await idle()
    expect(words(small)).toEqual(['answer'])
    expect(small.heard[0]?.sessionId).toBe(large.heard[0]?.sessionId)
    expect(large.sessions.stateOf(small.id).events.map(({ kind }) => kind)).toEqual(['opened'])
  })

  test('keeps the order of what waited for it and of what came after', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    const said = Array.from({ length: 20 }, (_, n) => `word ${n}`)
    const sent = said.slice(0, 10).map((word) => small.sessions.send(large.id, content(word)))
    await Promise.all(sent)
    for (const word of said.slice(10)) await small.sessions.send(large.id, content(word))
    await idle()
    expect(words(large)).toEqual(said)
  })

  test('answers of a listener do not overtake a change of keys', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    large.sessions.onMessage(() => void large.sessions.send(small.id, content('echo')))
    await small.sessions.send(large.id, content('one'))
    await idle()
    await wire.pass(10 * 60_000)
    await small.sessions.send(large.id, content('two'))
    await idle()
    expect(words(small)).toEqual(['echo', 'echo'])
    expect(small.sessions.stateOf(large.id)).toMatchObject({ state: 'open', rekeys: 2 })
  })

  test('is over with the link, and the next word opens another', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    await small.sessions.sessionWith(large.id)
    await idle()
    const before = small.sessions.stateOf(large.id).sessionId
    for (const [node, other] of [
      [small, large],
      [large, small],
    ] as const)
      node.down.emit({ nodeId: other.id })
    expect(small.sessions.stateOf(large.id)).toMatchObject({ state: 'none', sessionId: null })
    expect(small.sessions.stateOf(large.id).events[0]).toMatchObject({ kind: 'closed', reason: 'link-lost' })
    await small.sessions.send(large.id, content('hello again'))
    await idle()
    expect(words(large)).toEqual(['hello again'])
    expect(small.sessions.stateOf(large.id).sessionId).not.toBe(before)
  })

  test('comes not to be where no stream can be had, and that is said', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    wire.cut(small.id, large.id)
    expect(await small.sessions.send(large.id, content('hello'))).toBe(false)
    expect(await small.sessions.sessionWith(testNodeId(9))).toBe(false)
    expect(await small.sessions.sessionWith(small.id)).toBe(false)
    wire.cut(small.id, large.id, false)
    expect(await small.sessions.sessionWith(large.id)).toBe(true)
  })

  test('says farewell when the Node stops', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    await small.sessions.sessionWith(large.id)
    await idle()
    await small.sessions.stop()
    await idle()
    expect(large.sessions.stateOf(small.id)).toMatchObject({ state: 'none' })
    expect(large.sessions.stateOf(small.id).events[0]).toMatchObject({
      kind: 'closed',
      reason: 'closed-by-peer',
    })
    expect(await small.sessions.sessionWith(large.id)).toBe(false)
  })

  test('takes no content longer than a frame, and none of the types that are its own', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    const bytes = new Uint8Array(MAX_CONTENT_BYTES + 1)
    await expect(small.sessions.send(large.id, { ...content(''), bytes })).rejects.toMatchObject({
      code: 'internal',
    })
    await expect(small.sessions.send(large.id, { ...content(''), type: 3 })).rejects.toMatchObject({
      code: 'internal',
    })
    const largest = { ...content(''), bytes: bytes.subarray(1) }
    expect(await small.sessions.send(large.id, largest)).toBe(true)
    await idle()
    expect(large.heard[0]?.bytes).toHaveLength(MAX_CONTENT_BYTES)
    expect(Math.max(...wire.carried.map(({ length }) => length))).toBeLessThanOrEqual(64 * 1024)
  })
})

describe('two that begin at once', () => {
  test('keep the session that the smaller key began, and lose no word of either', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    const sent = [
      small.sessions.send(large.id, content('from small')),
      large.sessions.send(small.id, content('from large')),
    ]
    expect(await Promise.all(sent)).toEqual([true, true])
    await idle()
    expect([words(small), words(large)]).toEqual([['from large'], ['from small']])
    const { sessionId } = small.sessions.stateOf(large.id)
    expect(large.sessions.stateOf(small.id)).toMatchObject({ state: 'open', sessionId })
    expect(large.sessions.stateOf(small.id).events.map(({ reason }) => reason)).toEqual([null, 'replaced'])
  })

  test('do not wait for ever where the one that stands does not come', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    wire.answerAt(small.id, ({ stream }) => stream.send(encodeRefusal('yield')))
    const sent = large.sessions.send(small.id, content('hello'))
    await idle()
    expect(large.sessions.stateOf(small.id).events[0]).toMatchObject({ reason: 'refused-yield' })
    await wire.pass(HANDSHAKE_TIMEOUT_MS)
    expect(await sent).toBe(false)
  })

  test('the larger key gives way even while its own stream is being opened', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    const first = small.sessions.sessionWith(large.id)
    await Promise.resolve()
    const second = large.sessions.sessionWith(small.id)
    expect(await Promise.all([first, second])).toEqual([true, true])
    await idle()
    expect(large.sessions.stateOf(small.id).sessionId).toBe(small.sessions.stateOf(large.id).sessionId)
  })
})

describe('time', () => {
  test('an unused session goes idle after thirty minutes, at the next look', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    await small.sessions.sessionWith(large.id)
    await idle()
    await wire.pass(SESSION_IDLE_MS - SWEEP_MS)
    expect(small.sessions.stateOf(large.id).state).toBe('open')
    await wire.pass(2 * SWEEP_MS)
    expect(small.sessions.stateOf(large.id)).toMatchObject({ state: 'none' })
    expect(small.sessions.stateOf(large.id).events[0]).toMatchObject({ kind: 'expired', reason: 'idle' })
  })

  test('another idle time counts from the moment it is set', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    await small.sessions.sessionWith(large.id)
    await idle()
    await wire.pass(4 * 60_000)
    expect(small.sessions.stateOf(large.id).state).toBe('open')
    wire.idleMs = 3 * 60_000
    await wire.pass(SWEEP_MS)
    expect(small.sessions.stateOf(large.id).events[0]).toMatchObject({ kind: 'expired', reason: 'idle' })
  })

  test('one in use is renewed by the side that began it, without a word lost', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    await large.sessions.send(small.id, content('1'))
    await idle()
    const before = small.sessions.stateOf(large.id).sessionId
    await wire.pass(RENEW_AFTER_MS - 1)
    await large.sessions.send(small.id, content('2'))
    await wire.pass(SWEEP_MS)
    await small.sessions.send(large.id, content('3'))
    await idle()
    const { sessionId, state, events } = small.sessions.stateOf(large.id)
    expect(state).toBe('open')
    expect(sessionId).not.toBe(before)
    expect(large.sessions.stateOf(small.id).sessionId).toBe(sessionId)
    expect(events.map(({ kind }) => kind)).toEqual(['closed', 'renewed', 'rekeyed', 'opened'])
    expect([words(small), words(large)]).toEqual([['1', '2'], ['3']])
  })

  test('a handshake that stops half way is given up after ten seconds', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    const stream = wire.knock(small, large.id)
    await idle()
    expect(small.sessions.stateOf(large.id).state).toBe('opening')
    await wire.pass(HANDSHAKE_TIMEOUT_MS)
    expect(small.sessions.stateOf(large.id).state).toBe('none')
    expect(small.sessions.stateOf(large.id).events[0]).toMatchObject({ kind: 'failed', reason: 'deadline' })
    let isClosed = false
    stream.onClose(() => {
      isClosed = true
    })
    expect(isClosed).toBe(true)
    expect(small.refusals).toEqual([])
  })
})

describe('a neighbour that does not keep to it', () => {
  test('garbage ends the handshake and counts against it', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    wire.knock(small, large.id).send(Uint8Array.of(0xff, 0xff))
    await idle()
    expect(small.refusals).toEqual(['malformed'])
    expect(small.sessions.stateOf(large.id).events[0]).toMatchObject({ kind: 'failed', reason: 'malformed' })
  })

  test('garbage in an open session ends it; the next word opens another', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    await small.sessions.sessionWith(large.id)
    await idle()
    const frame = { channel: 1, sequence: 7, type: 16, sealed: new Uint8Array(20) }
    wire.lastStreamOf(small.id).send(codecs.SessionMessage.encode({ frame }).finish())
    await idle()
    expect(large.sessions.stateOf(small.id).events[0]).toMatchObject({ kind: 'gap-refused' })
    expect(large.refusals).toEqual(['malformed'])
    await small.sessions.send(large.id, content('hello'))
    await idle()
    expect(words(large)).toEqual(['hello'])
  })

  test('more than ten beginnings a minute are refused with a word, and counted', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    for (let n = 0; n < RATE_LIMITS.handshakes.count; n += 1) {
      wire.knock(small, large.id).close()
      await idle()
    }
    const answers: Uint8Array[] = []
    wire.knock(small, large.id).onMessage((bytes) => void answers.push(bytes))
    await idle()
    expect(small.refusals).toEqual(['rate-exceeded'])
    expect(answers.map((bytes) => codecs.SessionMessage.decode(bytes).refusal?.reason)).toEqual([3])
  })

  test('somebody who opens streams and says nothing holds three of them, and no more', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    for (let n = 0; n < 4; n += 1) wire.knock(small, large.id)
    await idle()
    expect(small.refusals).toEqual(['busy'])
  })

  test('what waits is bounded', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    const sent = Array.from({ length: 300 }, () => small.sessions.send(large.id, content('x')))
    const arrived = (await Promise.all(sent)).filter(Boolean).length
    await idle()
    expect(arrived).toBe(256)
    expect(large.heard).toHaveLength(256)
  })
})
