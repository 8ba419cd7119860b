import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createDirection,
  nonceOf,
  rekeyed,
  sealFrame,
} from '../../../../../src/main/crypto/session/frame-cipher.ts'
import {
  deriveTrafficKeys,
  nextTrafficKeys,
  SESSION_CHANNELS,
  type SessionChannel,
  type TrafficKeys,
} from '../../../../../src/main/crypto/session/session-keys.ts'
import { REKEY_AGE_MS } from '../../../../../src/main/crypto/session/session-limits.ts'
import { readMessage, type SealedFrame } from '../../../../../src/main/crypto/session/session-messages.ts'
import type { Role } from '../../../../../src/main/crypto/session/transcript.ts'
import { opened, type Side, settle, strangers, WORD } from './session-fixture.ts'

/** One key under AES-GCM must never see one nonce twice. Source: NIST SP 800-38D §8. */
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const repeats = <T>(values: readonly T[]): number => values.length - new Set(values).size

const ROLES = ['initiator', 'responder'] as const satisfies readonly Role[]
const GENERATIONS_MAX = 12
const channel = fc.constantFrom(...SESSION_CHANNELS)
const role = fc.constantFrom(...ROLES)
const secret = fc.uint8Array({ minLength: 32, maxLength: 32 })
/** Small numbers meet each other often; the rest reaches as far as a number does. */
const sequence = fc.oneof(fc.nat(20), fc.nat(2 ** 31), fc.maxSafeNat())

/** Each side's keys, from the first on. */
function generationsOf(bytes: Uint8Array): Readonly<Record<Role, readonly TrafficKeys[]>> {
  const first = deriveTrafficKeys(bytes, new Uint8Array(32))
  const of = (who: Role): readonly TrafficKeys[] => {
    const all = [first[who]]
    for (let generation = 1; generation <= GENERATIONS_MAX; generation += 1) {
      all.push(nextTrafficKeys(all.at(-1) ?? first[who], generation))
    }
    return all
  }
  return { initiator: of('initiator'), responder: of('responder') }
}

interface Place {
  readonly channel: SessionChannel
  readonly generation: number
  readonly role: Role
  readonly sequence: number
}
const place: fc.Arbitrary<Place> = fc.record({ role, channel, generation: fc.nat(GENERATIONS_MAX), sequence })
const nameOf = (of: Place): string => `${of.role} ${of.channel} ${of.generation} ${of.sequence}`

describe('of direction, channel, change of keys and number', () => {
  test('no two lead to the same key and nonce', () => {
    fc.assert(
      fc.property(
        secret,
        fc.uniqueArray(place, { selector: nameOf, minLength: 2, maxLength: 60 }),
        (bytes, places) => {
          const generations = generationsOf(bytes)
          const pairs = places.map((at) => {
            const keys = generations[at.role][at.generation]?.[at.channel]
            if (keys === undefined) throw new Error('no such keys')
            return `${hex(keys.key.export())} ${hex(nonceOf(keys.iv, at.sequence))}`
          })
          expect(repeats(pairs)).toBe(0)
        },
      ),
      { seed: 20_260_604, numRuns: 200 },
    )
  })

  test('every one has a key of its own, but for the number', () => {
    fc.assert(
      fc.property(secret, (bytes) => {
        const generations = generationsOf(bytes)
        const keys = ROLES.flatMap((who) =>
          generations[who].flatMap((of) => SESSION_CHANNELS.map((where) => hex(of[where].key.export()))),
        )
        expect(keys).toHaveLength(ROLES.length * SESSION_CHANNELS.length * (GENERATIONS_MAX + 1))
        expect(repeats(keys)).toBe(0)
      }),
      { seed: 20_260_605, numRuns: 30 },
    )
  })
})

/** What is sealed is nothing but zeros, so what is on the line is the key stream itself: it repeats where key and nonce do. */
const ZEROS = '\0'.repeat(32)
const streamOf = ({ sealed }: SealedFrame): string => hex(sealed.subarray(0, ZEROS.length))

function framesIn(messages: readonly Uint8Array[]): readonly SealedFrame[] {
  return messages.flatMap((bytes) => {
    const read = readMessage(bytes, 'open')
    return read.kind === 'frame' ? [read.frame] : []
  })
}

const word = fc.record({
  side: fc.constantFrom('alice' as const, 'bob' as const),
  channel,
  passedMs: fc.oneof(fc.constant(0), fc.nat(2 * REKEY_AGE_MS)),
})

describe('on the line', () => {
  test('whatever both sides say, however old their keys get: no number and no key stream comes twice', () => {
    let changes = 0
    fc.assert(
      fc.property(fc.string(), fc.array(word, { minLength: 2, maxLength: 40 }), (seed, words) => {
        const pair = opened(strangers({ seed }))
        const written: Record<'alice' | 'bob', SealedFrame[]> = { alice: [], bob: [] }
        for (const { channel: where, passedMs, side } of words) {
          for (const one of [pair.alice, pair.bob]) one.pass(passedMs)
          pair[side].say(ZEROS, where)
          for (const who of ['alice', 'bob'] as const) written[who].push(...framesIn(pair[who].written))
          settle(pair)
        }
        const numbers = (who: 'alice' | 'bob') =>
          written[who].map((of) => `${who} ${of.channel} ${of.sequence}`)
        expect(repeats([...numbers('alice'), ...numbers('bob')])).toBe(0)
        const said = [...written.alice, ...written.bob].filter(({ type }) => type === WORD)
        expect(repeats(said.map(streamOf))).toBe(0)
        changes += [pair.alice, pair.bob].flatMap(({ told }: Side) =>
          told.filter((what) => what === 'rekeyed'),
        ).length
      }),
      { seed: 20_260_606, numRuns: 60 },
    )
    expect(changes).toBeGreaterThan(60)
  })

  test('and what used one twice would be seen', () => {
    const keys = deriveTrafficKeys(new Uint8Array(32), new Uint8Array(32)).initiator
    const keyedAt = { wallMs: 0, monotonicMs: 0 }
    const sessionId = '6f9619ff-8b86-4011-b42d-00c04fc964ff'
    const direction = createDirection({ sessionId, sender: 'initiator', keys, keyedAt })
    const content = { channel: 'control', type: WORD, bytes: Buffer.from(ZEROS) } as const
    const [once, again] = [
      sealFrame(direction, content),
      sealFrame(direction, { ...content, type: WORD + 1 }),
    ]
    const [next, keyed] = [
      sealFrame(once.direction, content),
      sealFrame(rekeyed(direction, keyedAt), content),
    ]
    expect(repeats([once, again].map(({ frame }) => streamOf(frame)))).toBe(1)
    expect(repeats([once, next, keyed].map(({ frame }) => streamOf(frame)))).toBe(0)
  })
})
