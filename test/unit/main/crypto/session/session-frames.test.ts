import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TAG_BYTES } from '../../../../../src/main/crypto/session/aead.ts'
import { SESSION_CHANNELS } from '../../../../../src/main/crypto/session/session-keys.ts'
import { encodeFrame, sealedSizeBytes } from '../../../../../src/main/crypto/session/session-messages.ts'
import { opened, settle, strangers } from './session-fixture.ts'

const channel = fc.constantFrom(...SESSION_CHANNELS)
const side = fc.constantFrom('alice' as const, 'bob' as const)
const word = fc.record({ side, channel, said: fc.string({ maxLength: 40, unit: 'grapheme' }) })
/** Also runs that are taken apart at any point. */
const RUNS = 60

test('whatever both sides say on whatever channel is heard once, in order, and nothing else is', () => {
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 30 }),
      fc.array(fc.nat(5 * 60_000), { maxLength: 5 }),
      (words, waits) => {
        const pair = opened()
        words.forEach(({ side: who, channel: where, said }, at) => {
          for (const one of [pair.alice, pair.bob]) one.pass(waits[at] ?? 0)
          pair[who].say(said, where)
        })
        settle(pair)
        const saidBy = (who: 'alice' | 'bob') =>
          words.filter((one) => one.side === who).map(({ said }) => said)
        expect([pair.bob.heard, pair.alice.heard]).toEqual([saidBy('alice'), saidBy('bob')])
        expect([pair.alice.endedFor, pair.bob.endedFor]).toEqual([null, null])
      },
    ),
    { seed: 20_260_601, numRuns: RUNS },
  )
})

test('any other order of frames, any left out or said again, ends the session at the first that is not due', () => {
  const order = fc.array(fc.nat(5), { minLength: 1, maxLength: 9 })
  fc.assert(
    fc.property(order, channel, (delivered, where) => {
      const { alice, bob } = opened()
      for (let n = 0; n < 6; n += 1) alice.say(String(n), where)
      const frames = alice.take()
      bob.receive(...delivered.map((n) => frames[n] ?? new Uint8Array()))
      const inTurn = delivered.findIndex((n, at) => n !== at)
      const heard = inTurn < 0 ? delivered : delivered.slice(0, inTurn)
      expect(bob.heard).toEqual(heard.map(String))
      const next = delivered[inTurn] ?? 0
      const reason = inTurn < 0 ? null : next > inTurn ? 'sequence-gap' : 'sequence-replayed'
      expect(bob.endedFor).toBe(reason)
    }),
    { seed: 20_260_602, numRuns: RUNS },
  )
})

test('garbage at any step ends the session and never throws', () => {
  fc.assert(
    fc.property(fc.nat(4), fc.uint8Array({ maxLength: 300 }), (step, garbage) => {
      const pair = strangers()
      const exchange = [
        () => pair.bob.receive(...pair.alice.take()),
        () => pair.alice.receive(...pair.bob.take()),
        () => pair.bob.receive(...pair.alice.take()),
        () => pair.alice.receive(...pair.bob.take()),
      ]
      for (const next of exchange.slice(0, step)) next()
      const victim = step % 2 === 0 ? pair.bob : pair.alice
      victim.receive(garbage)
      expect(victim.endedFor).not.toBeNull()
      expect(victim.heard).toEqual([])
    }),
    { seed: 20_260_603, numRuns: RUNS },
  )
})

test.each([0, 1, 44, 111, 112, 16_300, 16_366, 16_368, 65_000])(
  'a content of %i bytes comes to what was reckoned with',
  (contentBytes) => {
    const sealed = new Uint8Array(contentBytes + TAG_BYTES)
    const frame = encodeFrame({ channel: 'control', sequence: 2 ** 13, type: 1, sealed })
    expect(sealedSizeBytes(contentBytes)).toBe(frame.length)
  },
)
