import { describe, expect, test } from 'vitest'
import { HANDSHAKE_TIMEOUT_MS, SWEEP_MS } from '../../../../src/main/crypto/session/session-limits.ts'
import { RATE_LIMITS } from '../../../../src/shared/kernel/rate-limits.ts'
import { idle } from '../../../support/test-timers.ts'
import { content, Wire, type WireNode, words } from './peer-session-fixture.ts'

describe('a link that gives way to another', () => {
  test.each([
    ['the one that began', ['large']],
    ['the one that did not', ['small']],
    ['both', ['small', 'large']],
  ] as const)('takes no session with it where %s sees it', async (_who, seenBy) => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    const sides = { small, large }
    await large.sessions.send(small.id, content('1'))
    await idle()
    const [before, onOldLink] = [small.sessions.stateOf(large.id).sessionId, wire.lastStreamOf(large.id)]
    for (const side of seenBy) sides[side].replaced.emit({ nodeId: side === 'small' ? large.id : small.id })
    await large.sessions.send(small.id, content('2'))
    await idle()
    onOldLink.close()
    await idle()
    await small.sessions.send(large.id, content('3'))
    await idle()
    const { events, sessionId, state } = small.sessions.stateOf(large.id)
    expect(state).toBe('open')
    expect(sessionId).not.toBe(before)
    expect(large.sessions.stateOf(small.id).sessionId).toBe(sessionId)
    expect(events.filter(({ kind }) => kind === 'opened')).toHaveLength(1)
    expect([words(small), words(large)]).toEqual([['1', '2'], ['3']])
  })

  test.each([
    ['is sought', 0, 'large'],
    ['is being opened', 1, 'large'],
    ['is being opened by the other side', 2, 'small'],
  ] as const)('nor one that %s', async (_, turns, seenBy) => {
    const wire = new Wire()
    const sides = await wire.pair()
    const { small, large } = sides
    const sent = large.sessions.send(small.id, content('1'))
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
    sides[seenBy].replaced.emit({ nodeId: seenBy === 'small' ? large.id : small.id })
    const onOldLink = wire.lastStreamOf(large.id)
    expect(await sent).toBe(true)
    await idle()
    onOldLink.close()
    await idle()
    expect(small.sessions.stateOf(large.id).state).toBe('open')
    expect(large.sessions.stateOf(small.id)).toMatchObject({
      state: 'open',
      sessionId: small.sessions.stateOf(large.id).sessionId,
    })
    expect(words(small)).toEqual(['1'])
  })

  test('takes its session over as soon as another may be begun, where that was refused at first', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    for (let n = 0; n < RATE_LIMITS.handshakes.count; n++) {
      small.sessions.end(large.id)
      await small.sessions.send(large.id, content('1'))
      await idle()
    }
    small.replaced.emit({ nodeId: large.id }) // the other end has not seen it yet
    await idle()
    const before = small.sessions.stateOf(large.id).sessionId
    await wire.pass(SWEEP_MS)
    const { sessionId, state } = small.sessions.stateOf(large.id)
    expect(state).toBe('open')
    expect(sessionId).not.toBe(before)
    expect(large.sessions.stateOf(small.id).sessionId).toBe(sessionId)
    await wire.pass(SWEEP_MS)
    expect(small.sessions.stateOf(large.id).sessionId).toBe(sessionId)
  })

  test('is no beginning that counts: however often two that dial each other keep one of their links', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    await small.sessions.send(large.id, content('1'))
    await idle()
    for (let n = 0; n < 2 * RATE_LIMITS.handshakes.count; n++) {
      const before = large.sessions.stateOf(small.id).sessionId
      small.replaced.emit({ nodeId: large.id })
      large.replaced.emit({ nodeId: small.id })
      await idle()
      expect(large.sessions.stateOf(small.id).sessionId).not.toBe(before)
    }
    expect([small.refusals, large.refusals]).toEqual([[], []])
  })

  test('opens none where there was none', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    small.replaced.emit({ nodeId: large.id })
    await idle()
    expect(wire.carried).toEqual([])
  })
})

describe('a session that is over', () => {
  const losses = (node: WireNode): string[] => {
    const told: string[] = []
    node.sessions.onLost(({ reason }) => void told.push(reason))
    return told
  }

  test('is told as lost where no other is being opened', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    const told = [losses(small), losses(large)]
    await small.sessions.sessionWith(large.id)
    await idle()
    wire.lastStreamOf(small.id).close()
    await idle()
    expect(told).toEqual([['link-lost'], ['link-lost']])
  })

  test('is not where another has taken its place', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    const told = [losses(small), losses(large)]
    await small.sessions.sessionWith(large.id)
    await idle()
    const onOldLink = wire.lastStreamOf(small.id)
    small.replaced.emit({ nodeId: large.id })
    onOldLink.close()
    await idle()
    expect(told).toEqual([[], []])
    expect(small.sessions.stateOf(large.id).state).toBe('open')
  })

  test('is told as lost once the one that was to take its place has come to nothing', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    const told = losses(small)
    await small.sessions.sessionWith(large.id)
    await idle()
    const onOldLink = wire.lastStreamOf(small.id)
    wire.answerAt(large.id, () => {})
    small.replaced.emit({ nodeId: large.id })
    onOldLink.close()
    await idle()
    expect(told).toEqual([])
    await wire.pass(HANDSHAKE_TIMEOUT_MS)
    expect(told).toEqual(['link-lost'])
  })
})
