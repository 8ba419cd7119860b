import { describe, expect, test } from 'vitest'
import { nonceOf } from '../../../../../src/main/crypto/session/frame-cipher.ts'
import { isRenewalDue } from '../../../../../src/main/crypto/session/session-age.ts'
import {
  HANDSHAKE_TIMEOUT_MS,
  REKEY_AGE_MS,
  REKEY_BYTES,
  REKEY_FRAMES,
  RENEW_AFTER_MS,
  SESSION_IDLE_MS,
  SESSION_MAX_AGE_MS,
  TOMBSTONE_MS,
} from '../../../../../src/main/crypto/session/session-limits.ts'
import type { RunningState } from '../../../../../src/main/crypto/session/session-state.ts'
import { Tombstones } from '../../../../../src/main/crypto/session/tombstones.ts'
import { toHex } from '../../../../../src/main/platform/bytes.ts'
import { opened, type Pair, type Side, settle, strangers } from './session-fixture.ts'

const HOUR_MS = 3_600_000

/** As if so much had been sealed under the keys in use. */
function spend(side: Side, direction: 'in' | 'out', spent: Partial<RunningState['out']>): void {
  const { running } = side
  side.state = { ...running, [direction]: { ...running[direction], ...spent } }
}

describe('time', () => {
  test.each(['awaits-ack', 'awaits-confirm', 'awaits-confirmation'])(
    '%s lasts ten seconds and no longer',
    (phase) => {
      const sideIn = (): { side: Side; next: Uint8Array } => {
        const { alice, bob } = strangers()
        const first = alice.takeOne()
        bob.receive(first)
        const second = bob.takeOne()
        if (phase === 'awaits-ack') return { side: alice, next: second }
        alice.receive(second)
        const third = alice.takeOne()
        if (phase === 'awaits-confirm') return { side: bob, next: third }
        bob.receive(third)
        return { side: alice, next: bob.takeOne() }
      }
      const [early, late] = [sideIn(), sideIn()]
      expect(early.side.state.phase).toBe(phase)
      early.side.pass(HANDSHAKE_TIMEOUT_MS - 1)
      early.side.receive(early.next)
      expect(early.side.endedFor).toBeNull()
      late.side.pass(HANDSHAKE_TIMEOUT_MS)
      late.side.receive(late.next)
      expect(late.side.endedFor).toBe('deadline')
    },
  )

  test('a session in which nothing is said ends after thirty minutes, at the next occasion of any kind', () => {
    for (const occasion of ['tick', 'say', 'receive'] as const) {
      const { alice, bob } = opened()
      bob.say('hello')
      const [late] = bob.take()
      alice.pass(SESSION_IDLE_MS - 1)
      alice.happen({ kind: 'tick' })
      expect(alice.endedFor).toBeNull()
      alice.pass(1)
      if (occasion === 'tick') alice.happen({ kind: 'tick' })
      if (occasion === 'say') alice.say('anyone?')
      if (occasion === 'receive') alice.receive(late ?? new Uint8Array())
      expect([alice.endedFor, alice.heard, alice.written]).toEqual(['idle', [], []])
    }
  })

  test('what is said or heard keeps it, until twelve hours have passed', () => {
    const pair = opened()
    const both = [pair.alice, pair.bob]
    for (let ms = 0; ms + REKEY_AGE_MS < SESSION_MAX_AGE_MS; ms += REKEY_AGE_MS) {
      for (const side of both) side.pass(REKEY_AGE_MS)
      pair.alice.say('still here')
      settle(pair)
    }
    expect(both.map((side) => side.endedFor)).toEqual([null, null])
    for (const side of both) side.pass(REKEY_AGE_MS)
    for (const side of both) side.happen({ kind: 'tick' })
    expect(both.map((side) => side.endedFor)).toEqual(['too-old', 'too-old'])
  })

  test('clock jump: an hour forwards on the wall ends a session, as sleep would', () => {
    const { alice } = opened()
    alice.setWall(HOUR_MS)
    alice.happen({ kind: 'tick' })
    expect(alice.endedFor).toBe('idle')
  })

  test('clock jump: an hour backwards on the wall lets none live longer', () => {
    const { alice } = opened()
    alice.setWall(-HOUR_MS)
    alice.pass(SESSION_IDLE_MS - 1)
    alice.happen({ kind: 'tick' })
    expect(alice.endedFor).toBeNull()
    alice.pass(1)
    alice.happen({ kind: 'tick' })
    expect(alice.endedFor).toBe('idle')
  })

  test('a farewell that nobody answers is over after ten seconds', () => {
    const { alice } = opened()
    alice.happen({ kind: 'close' })
    alice.pass(HANDSHAKE_TIMEOUT_MS)
    alice.happen({ kind: 'tick' })
    expect(alice.endedFor).toBe('closed')
  })

  test('the side that began renews a session in use after 25 minutes, and leaves an unused one to go idle', () => {
    const { alice, bob } = opened()
    alice.pass(RENEW_AFTER_MS)
    expect(isRenewalDue(alice.state, alice.now)).toBe(false)
    alice.say('hello')
    expect(isRenewalDue(alice.state, alice.now)).toBe(true)
    bob.pass(RENEW_AFTER_MS)
    bob.say('hello')
    expect(isRenewalDue(bob.state, bob.now)).toBe(false)
    alice.pass(RENEW_AFTER_MS)
    expect(isRenewalDue(alice.state, alice.now)).toBe(false)
  })
})

describe('a change of keys', () => {
  const causes: [string, (pair: Pair) => void][] = [
    ['ten minutes', ({ alice }) => alice.pass(REKEY_AGE_MS)],
    ['2^20 frames', ({ alice }) => spend(alice, 'out', { frames: REKEY_FRAMES })],
    ['64 GiB', ({ alice }) => spend(alice, 'out', { bytes: REKEY_BYTES })],
  ]

  test.each(causes)('comes before the first word after %s, and the numbers go on', (_after, cause) => {
    const pair = opened()
    const { alice, bob } = pair
    for (const channel of ['alert', 'bulk'] as const) alice.say('before', channel)
    settle(pair)
    const before = alice.running.out
    cause(pair)
    for (const channel of ['alert', 'bulk', 'control'] as const) alice.say('after', channel)
    settle(pair)
    expect(bob.heard).toEqual(['before', 'before', 'after', 'after', 'after'])
    expect([alice.running.rekeys, bob.running.rekeys]).toEqual([1, 1])
    expect(alice.running.out.next).toEqual({ control: 2, alert: 2, bulk: 2 })
    expect(alice.running.out.keys.bulk.key.equals(before.keys.bulk.key)).toBe(false)
    expect(alice.running.out.generation).toBe(1)
    expect(alice.running.in.generation).toBe(0)
  })

  test('does not come a moment earlier', () => {
    const { alice } = opened()
    alice.pass(REKEY_AGE_MS - 1)
    spend(alice, 'out', { frames: REKEY_FRAMES - 1, bytes: REKEY_BYTES - 1 })
    alice.say('hello')
    expect(alice.take()).toHaveLength(1)
  })

  test('leaves nothing to be read under the keys before', () => {
    const pair = opened()
    const { alice, bob } = pair
    alice.pass(REKEY_AGE_MS)
    alice.say('hello')
    const [announcement, word] = alice.take()
    const old = { ...bob.running }
    bob.receive(announcement ?? new Uint8Array())
    bob.state = { ...bob.running, in: { ...bob.running.in, keys: old.in.keys } }
    bob.receive(word ?? new Uint8Array())
    expect(bob.endedFor).toBe('seal-invalid')
  })

  test('is owed: a sender that goes on under keys that are used up is refused', () => {
    const { alice, bob } = opened()
    spend(bob, 'in', { frames: REKEY_FRAMES })
    alice.say('hello')
    bob.receive(alice.takeOne())
    expect(bob.endedFor).toBe('rekey-overdue')
  })

  test.each([
    ['a number that is not the next', Buffer.of(0, 0, 0, 2)],
    ['a number too short', Buffer.of(1)],
    ['no number', Buffer.of()],
  ])('announced with %s ends the session', (_what, bytes) => {
    const { alice, bob } = opened()
    alice.happen({ kind: 'say', content: { channel: 'control', type: 2, bytes } })
    bob.receive(alice.takeOne())
    expect(bob.endedFor).toBe('rekey-wrong')
  })

  test('goes on as often as it must', () => {
    const pair = opened()
    for (let times = 1; times <= 5; times += 1) {
      for (const side of [pair.alice, pair.bob]) {
        side.pass(REKEY_AGE_MS)
        side.say(`word ${times}`, 'bulk')
      }
      settle(pair)
    }
    const words = [1, 2, 3, 4, 5].map((times) => `word ${times}`)
    expect([pair.alice.heard, pair.bob.heard]).toEqual([words, words])
    expect(pair.alice.running.rekeys).toBe(10)
  })
})

describe('numbers', () => {
  test.each([
    [0, '000000000000000000000000'],
    [1, '000000000000000000000001'],
    [2 ** 32 - 1, '0000000000000000ffffffff'],
    [2 ** 32, '000000000000000100000000'],
    [2 ** 53 - 1, '00000000001fffffffffffff'],
  ])('number %i stands in the last eight bytes of its nonce', (sequence, nonce) => {
    expect(toHex(nonceOf(new Uint8Array(12), sequence))).toBe(nonce)
    const iv = new Uint8Array(12).fill(0xff)
    expect(toHex(nonceOf(iv, sequence))).toBe(
      toHex(Uint8Array.from(Buffer.from(nonce, 'hex'), (byte) => byte ^ 0xff)),
    )
  })

  test('a session ends before two frames could share a nonce', () => {
    const { alice } = opened()
    spend(alice, 'out', { next: { control: 1, alert: 0, bulk: Number.MAX_SAFE_INTEGER } })
    alice.say('one too many', 'bulk')
    expect([alice.endedFor, alice.written]).toEqual(['too-old', []])
  })
})

test('the id of a session is spent while it is open and for an hour after, by either clock', () => {
  const graves = new Tombstones()
  const at = (wallMs: number, monotonicMs = wallMs) => ({ wallMs, monotonicMs })
  graves.open('x')
  graves.sweep(at(10 * HOUR_MS))
  expect(graves.has('x')).toBe(true)
  graves.bury('x', at(10 * HOUR_MS))
  graves.sweep(at(10 * HOUR_MS + TOMBSTONE_MS - 1))
  expect(graves.has('x')).toBe(true)
  graves.sweep(at(9 * HOUR_MS, 10 * HOUR_MS + TOMBSTONE_MS))
  expect([graves.has('x'), graves.size]).toEqual([false, 0])
})
