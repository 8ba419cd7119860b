import { describe, expect, test } from 'vitest'
import {
  HANDSHAKE_TIMEOUT_MS,
  SESSION_IDLE_MS,
  SESSION_MAX_AGE_MS,
  SWEEP_MS,
} from '../../../../src/main/crypto/session/session-limits.ts'
import { encodeRefusal } from '../../../../src/main/crypto/session/session-messages.ts'
import { wire as codecs } from '../../../../src/main/wire/messages.ts'
import type { NodeId } from '../../../../src/shared/kernel/ids.ts'
import { RATE_LIMITS } from '../../../../src/shared/kernel/rate-limits.ts'
import { idle } from '../../../support/test-timers.ts'
import { content, Wire, type WireNode } from './peer-session-fixture.ts'

const stepsAt = (node: WireNode, other: NodeId): readonly string[] =>
  node.sessions.stateOf(other).handshake?.steps.map(({ step }) => step) ?? []
const newestAt = (node: WireNode, other: NodeId) => node.sessions.stateOf(other).events[0]

describe('a handshake in view', () => {
  test('is shown step by step at both ends', async () => {
    const { small, large } = await new Wire().pair()
    await small.sessions.sessionWith(large.id)
    await idle()
    expect(stepsAt(small, large.id)).toEqual([
      'handshake-sent',
      'ack-received',
      'confirm-sent',
      'confirmation-received',
    ])
    expect(stepsAt(large, small.id)).toEqual([
      'handshake-received',
      'ack-sent',
      'confirm-received',
      'confirmation-sent',
    ])
    expect(small.sessions.stateOf(large.id).handshake?.role).toBe('initiator')
    expect(large.sessions.stateOf(small.id).handshake?.role).toBe('responder')
  })

  test('that came to nothing shows how far it came', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    wire.answerAt(large.id, () => {})
    const opened = small.sessions.sessionWith(large.id)
    await idle()
    await wire.pass(HANDSHAKE_TIMEOUT_MS)
    expect(await opened).toBe(false)
    expect(stepsAt(small, large.id)).toEqual(['handshake-sent'])
    expect(newestAt(small, large.id)).toMatchObject({ kind: 'failed', reason: 'deadline', count: 1 })
  })
})

describe('an open session in view', () => {
  test('counts frames of each channel alike at both ends', async () => {
    const { small, large } = await new Wire().pair()
    for (const channel of ['control', 'alert', 'alert', 'bulk'] as const) {
      await small.sessions.send(large.id, content('x', channel))
    }
    await idle()
    const counts = (node: WireNode, other: NodeId) =>
      node.sessions.stateOf(other).channels.map(({ sent, received }) => [sent, received])
    expect(counts(small, large.id)).toEqual([
      [1, 1], // theirs is the confirmation
      [2, 0],
      [1, 0],
    ])
    expect(counts(large, small.id)).toEqual(counts(small, large.id).map((pair) => pair.toReversed()))
  })

  test('tells how long it lives in silence and at most, and then that it expired', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    await small.sessions.sessionWith(large.id)
    await wire.pass(60_000)
    expect(small.sessions.stateOf(large.id).left).toEqual({
      idleMs: SESSION_IDLE_MS - 60_000,
      ageMs: SESSION_MAX_AGE_MS - 60_000,
    })
    expect(small.sessions.housekeeping()).toMatchObject({ everyMs: SWEEP_MS, halfOpen: 0, remembered: 1 })
    await wire.pass(SESSION_IDLE_MS)
    await wire.pass(SWEEP_MS)
    expect(small.sessions.stateOf(large.id)).toMatchObject({ left: null, channels: [] })
    expect(newestAt(small, large.id)).toMatchObject({ kind: 'expired', reason: 'idle' })
    expect(small.sessions.housekeeping().remembered).toBe(1) // so that it cannot come back
  })
})

describe('what should not happen is an event', () => {
  test('a handshake of another version, at the end that is asked', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    const handshake = { version: 0, ephemeral: new Uint8Array(32).fill(9), nonce: new Uint8Array(32) }
    wire.knock(small, large.id).send(codecs.SessionMessage.encode({ handshake }).finish())
    await idle()
    expect(newestAt(small, large.id)).toMatchObject({ kind: 'downgrade-refused', reason: 'version-unknown' })
    expect(stepsAt(small, large.id)).toEqual([])
  })

  test.each([
    ['version-unknown', 'downgrade-refused'],
    ['busy', 'refused'],
    ['rate-exceeded', 'refused'],
  ] as const)('a handshake that is answered by %s, at the end that asked', async (reason, kind) => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    wire.answerAt(large.id, ({ stream }) => stream.send(encodeRefusal(reason)))
    await small.sessions.sessionWith(large.id)
    expect(newestAt(small, large.id)).toMatchObject({ kind, reason: `refused-${reason}` })
  })

  test('a frame that comes twice', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    await small.sessions.send(large.id, content('once'))
    const [frame] = wire.carried.slice(-1)
    await idle()
    wire.lastStreamOf(small.id).send(frame ?? new Uint8Array())
    await idle()
    expect(newestAt(large, small.id)).toMatchObject({ kind: 'replay-refused', reason: 'sequence-replayed' })
  })

  test('beginnings beyond the limit, counted in one line', async () => {
    const wire = new Wire()
    const { small, large } = await wire.pair()
    for (let n = 0; n < RATE_LIMITS.handshakes.count + 5; n += 1) {
      wire.knock(small, large.id).close()
      await idle()
    }
    const refused = small.sessions.stateOf(large.id).events.filter(({ kind }) => kind === 'refused')
    expect(refused).toMatchObject([{ reason: 'rate-exceeded', count: 5 }])
  })
})
