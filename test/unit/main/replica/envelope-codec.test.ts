import { describe, expect, test } from 'vitest'
import { nodeIdFromPublicKey } from '../../../../src/main/crypto/peer-id.ts'
import { fromHex, toHex } from '../../../../src/main/platform/bytes.ts'
import type { Entry } from '../../../../src/main/replica/entry.ts'
import {
  decodeEpoch,
  parseEnvelope,
  type RawEnvelope,
  verifyEnvelope,
} from '../../../../src/main/replica/envelope-codec.ts'
import { MAX_PAYLOAD_BYTES, MAX_SLOT_BYTES } from '../../../../src/main/wire/limits.ts'
import { wire } from '../../../../src/main/wire/messages.ts'
import { MirrorId } from '../../../../src/shared/kernel/ids.ts'
import { TEST_START_MS } from '../../../support/clock.ts'
import { EntryAuthor, idOf, testEpoch } from '../../../support/entry-author.ts'
import { testFederation } from '../../../support/fake-replica.ts'

const HOME = testFederation()
const payload = Uint8Array.of(1, 2, 3)
const author = new EntryAuthor(1)
const anna = author.mirror('Anna')

/** As any Node reads it: an entry, or why not. */
function read(raw: RawEnvelope, federationId = HOME): Entry | string {
  const parsed = parseEnvelope(raw, federationId)
  return typeof parsed === 'string' ? parsed : verifyEnvelope(parsed)
}

/** The same envelope with some fields of its body changed, and signed anew by its author. */
function reworked(raw: RawEnvelope, changes: Readonly<Record<string, unknown>>): RawEnvelope {
  const body = Object.assign(wire.Body.decode(raw.body), changes)
  return resigned({ ...raw, body: Uint8Array.from(wire.Body.encode(body).finish()) })
}

/** Signed again by the author, as an author with other software might. */
function resigned(raw: RawEnvelope): RawEnvelope {
  const sign = (domain: string): Uint8Array =>
    author.signer.sign(Buffer.concat([Buffer.from(`${domain}\0`), fromHex(HOME), raw.body]))
  const mirrorSigned = Buffer.concat([Buffer.from('mirrorwell/1 envelope mirror\0'), fromHex(HOME), raw.body])
  return {
    ...raw,
    nodeSignature: sign('mirrorwell/1 envelope node'),
    mirrorSignature: raw.mirrorSignature.length === 0 ? raw.mirrorSignature : anna.sign(mirrorSigned),
  }
}

const plain = author.seal({
  kind: 'mirror-credential',
  payload,
  sequence: 4,
  previous: idOf(author.open().raw),
})
const act = author.seal({ kind: 'alert', payload, mirror: anna, sequence: 4, previous: plain.id })
const register = author.seal({
  kind: 'resource-report',
  stream: 'latest',
  slot: 'water',
  sequence: 9,
  payload,
})

describe('a sealed envelope', () => {
  test('is read back as what was sealed', () => {
    expect(read(act.raw)).toEqual({
      id: act.id,
      federationId: HOME,
      stream: 'log',
      kind: 'alert',
      author: author.nodeId,
      authorKey: author.signer.publicKey,
      epoch: testEpoch(0),
      sequence: 4,
      previous: plain.id,
      time: { wallMs: expect.any(Number), counter: 0 },
      slot: '',
      payload,
      mirror: { mirrorId: MirrorId.parse(anna.mirrorId), name: 'Anna', publicKey: expect.any(Uint8Array) },
    })
  })

  test('of a register carries its slot and names no entry before', () => {
    expect(read(register.raw)).toMatchObject({
      stream: 'latest',
      slot: 'water',
      previous: null,
      mirror: null,
    })
  })

  test('has the same id wherever it is read, which is the hash of its body alone', () => {
    const elsewhere = read({ ...plain.raw, body: Uint8Array.from(Buffer.from(plain.raw.body)) })
    expect(elsewhere).toMatchObject({ id: plain.id })
    expect(plain.id).toBe(idOf(plain.raw))
  })

  test('sealed twice by the same author is the same to the byte', () => {
    const again = new EntryAuthor(1).seal({ kind: 'node-profile', stream: 'latest', payload })
    expect(new EntryAuthor(1).seal({ kind: 'node-profile', stream: 'latest', payload })).toEqual(again)
  })
})

describe('every byte counts', () => {
  const parts = ['body', 'payload', 'nodeSignature', 'mirrorSignature'] as const

  test.each(parts)('of the %s', (part) => {
    expect(typeof read(act.raw)).toBe('object')
    for (let at = 0; at < act.raw[part].length; at++) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const bytes = Uint8Array.from(act.raw[part])
        bytes[at] = (bytes[at] ?? 0) ^ flip
        expect(typeof read({ ...act.raw, [part]: bytes }), `byte ${at} ^ ${flip}`).toBe('string')
      }
    }
  })

  test.each(parts)('the %s cannot be cut short or lengthened', (part) => {
    const whole = act.raw[part]
    for (let length = 0; length < whole.length; length++) {
      expect(typeof read({ ...act.raw, [part]: whole.slice(0, length) })).toBe('string')
    }
    expect(typeof read({ ...act.raw, [part]: Uint8Array.of(...whole, 0) })).toBe('string')
  })

  test('signatures of two entries cannot be swapped', () => {
    const other = author.seal({ kind: 'alert', payload, mirror: anna, sequence: 5, previous: plain.id })
    expect(typeof read(other.raw)).toBe('object')
    expect(read({ ...act.raw, nodeSignature: other.raw.nodeSignature })).toBe('signature-invalid')
    expect(read({ ...act.raw, mirrorSignature: other.raw.mirrorSignature })).toBe('signature-invalid')
  })

  test("a Node's signature does not stand in for a Mirror's, nor the other way round", () => {
    const { nodeSignature, mirrorSignature } = act.raw
    expect(read({ ...act.raw, nodeSignature: mirrorSignature, mirrorSignature: nodeSignature })).toBe(
      'signature-invalid',
    )
    expect(read({ ...act.raw, mirrorSignature: nodeSignature })).toBe('signature-invalid')
  })
})

describe('what an author signed and no Node takes', () => {
  const tooLong = new Uint8Array(MAX_PAYLOAD_BYTES + 1)
  const chained = { sequence: 4, previous: plain.id } as const
  const cases: readonly (readonly [name: string, raw: RawEnvelope, reason: string])[] = [
    ['another version', reworked(plain.raw, { version: 2 }), 'version-unknown'],
    ['no version', reworked(plain.raw, { version: 0 }), 'version-unknown'],
    ['a kind of tomorrow', reworked(plain.raw, { kind: 99 }), 'kind-unknown'],
    ['no kind', reworked(plain.raw, { kind: 0 }), 'kind-unknown'],
    ['no stream', reworked(plain.raw, { stream: 0 }), 'malformed'],
    ['the stream of sessions', reworked(plain.raw, { stream: 3 }), 'malformed'],
    ['a slot on a log', author.seal({ kind: 'alert', slot: 'water', ...chained }).raw, 'malformed'],
    [
      'a first entry that names one before it',
      reworked(author.seal({ kind: 'alert' }).raw, { previous: fromHex(plain.id) }),
      'malformed',
    ],
    ['a later entry with none before it', author.seal({ kind: 'alert', sequence: 3 }).raw, 'malformed'],
    [
      'a register that names one before it',
      reworked(register.raw, { previous: fromHex(plain.id) }),
      'malformed',
    ],
    ['a short name for the one before', reworked(plain.raw, { previous: new Uint8Array(31) }), 'malformed'],
    ['a sequence beyond exact numbers', reworked(plain.raw, { sequence: 2 ** 53 }), 'malformed'],
    [
      'a time beyond exact numbers',
      reworked(plain.raw, { time: new wire.HybridTime({ wallMs: 2 ** 53 }) }),
      'malformed',
    ],
    ['no time', reworked(plain.raw, { time: null }), 'malformed'],
    ['no epoch', reworked(plain.raw, { epoch: null }), 'malformed'],
    [
      'an epoch of 15 random bytes',
      reworked(plain.raw, { epoch: new wire.Epoch({ openedAtMs: 1, random: new Uint8Array(15) }) }),
      'malformed',
    ],
    ['the hash of another payload', { ...plain.raw, payload: Uint8Array.of(1, 2, 4) }, 'malformed'],
    [
      'a payload that is too long',
      author.seal({ kind: 'alert', ...chained, payload: tooLong }).raw,
      'too-large',
    ],
    [
      'a slot that is too long',
      author.seal({ kind: 'resource-report', stream: 'latest', slot: 'x'.repeat(MAX_SLOT_BYTES + 1) }).raw,
      'malformed',
    ],
    [
      'a slot that is too long in bytes only',
      author.seal({ kind: 'resource-report', stream: 'latest', slot: '水'.repeat(22) }).raw,
      'malformed',
    ],
    ['a body that is too long', reworked(plain.raw, { checkpoint: new Uint8Array(3000) }), 'too-large'],
  ]

  test.each(cases)('%s', (_name, raw, reason) => {
    expect(read(raw)).toBe(reason)
  })

  test('while the longest payload and the longest slot are taken', () => {
    const longest = new Uint8Array(MAX_PAYLOAD_BYTES)
    expect(typeof read(author.seal({ kind: 'alert', ...chained, payload: longest }).raw)).toBe('object')
    const slot = '水'.repeat(21)
    expect(read(author.seal({ kind: 'resource-report', stream: 'latest', slot }).raw)).toMatchObject({ slot })
  })

  test('an envelope of another federation', () => {
    const away = new EntryAuthor(1, { federationId: testFederation('away') }).seal({ kind: 'alert' })
    expect(typeof read(away.raw, testFederation('away'))).toBe('object')
    expect(read(away.raw)).toBe('federation-wrong')
  })

  test('and its federation cannot be written over', () => {
    const away = new EntryAuthor(1, { federationId: testFederation('away') }).seal({ kind: 'alert' })
    const body = wire.Body.decode(away.raw.body)
    body.federation = fromHex(HOME)
    const moved = { ...away.raw, body: Uint8Array.from(wire.Body.encode(body).finish()) }
    expect(read(moved)).toBe('signature-invalid')
  })
})

/** Every encoding of a point of small order, and non-canonical ones. Source: docs/security.md, "Weak keys". */
const WEAK_KEYS = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
] as const

describe('weak keys', () => {
  /** R is the neutral element and S is zero: some libraries find this right under a weak key, whatever was signed. */
  const universal = Uint8Array.from([1, ...new Array<number>(63).fill(0)])

  test.each(WEAK_KEYS)('an author %s is refused before any signature is looked at', (key) => {
    const forged = reworked(plain.raw, { author: fromHex(key) })
    expect(read({ ...forged, nodeSignature: universal })).toBe('key-weak')
  })

  test('a key that is none is refused as weak', () => {
    expect(read(reworked(plain.raw, { author: new Uint8Array(31) }))).toBe('key-weak')
    expect(read(reworked(plain.raw, { author: new Uint8Array(32).fill(2) }))).toBe('key-weak')
  })

  test("while the author's own key, set by the same hand, is taken", () => {
    const same = reworked(plain.raw, { author: author.signer.publicKey })
    expect(read(same)).toMatchObject({ author: nodeIdFromPublicKey(author.signer.publicKey) })
  })
})

describe('who acts', () => {
  const other = new EntryAuthor(2)
  const at = { sequence: 4, previous: plain.id } as const
  const by = (mirror: typeof anna, more = {}) =>
    author.seal({ kind: 'alert', payload, mirror, ...at, ...more })

  test("a Mirror whose credential is another Node's does not act here", () => {
    expect(read(by(other.mirror('Anna')).raw)).toBe('credential-invalid')
  })

  test('a credential of another federation is refused', () => {
    const away = new EntryAuthor(1, { federationId: testFederation('away') })
    expect(read(by(away.mirror('Anna')).raw)).toBe('federation-wrong')
  })

  test('a credential counts from its first moment to before its last', () => {
    const [sinceMs, untilMs] = [TEST_START_MS + 10, TEST_START_MS + 20]
    const mirror = author.mirror('Bo', { sinceMs, untilMs })
    const readAt = (wallMs: number) => read(by(mirror, { time: { wallMs, counter: 0 } }).raw)
    expect(readAt(sinceMs - 1)).toBe('credential-invalid')
    expect(readAt(sinceMs)).toMatchObject({ mirror: { name: 'Bo' } })
    expect(readAt(untilMs - 1)).toMatchObject({ mirror: { name: 'Bo' } })
    expect(readAt(untilMs)).toBe('credential-invalid')
  })

  test('a credential without a signature of its Mirror is refused, and a signature without a credential', () => {
    expect(read({ ...act.raw, mirrorSignature: new Uint8Array() })).toBe('signature-invalid')
    expect(read({ ...plain.raw, mirrorSignature: act.raw.mirrorSignature })).toBe('credential-missing')
  })

  test("one Mirror's signature does not stand in for another's of the same Node", () => {
    const asBo = by(author.mirror('Bo')).raw
    const bySomeoneElse = { ...asBo, mirrorSignature: anna.sign(Buffer.from('anything')) }
    expect(typeof read(asBo)).toBe('object')
    expect(read(bySomeoneElse)).toBe('signature-invalid')
  })

  test('a credential that is no message is refused', () => {
    expect(read(reworked(act.raw, { credential: Uint8Array.of(0xff, 0xff) }))).toBe('malformed')
    expect(read(reworked(act.raw, { credential: new Uint8Array(600) }))).toBe('too-large')
  })
})

describe('an epoch from the wire', () => {
  test('is one only with a whole time and 16 random bytes', () => {
    const random = new Uint8Array(16)
    expect(decodeEpoch({ openedAtMs: 5, random })).toEqual({ openedAtMs: 5, random: toHex(random) })
    expect(decodeEpoch({ openedAtMs: 5, random: new Uint8Array(17) })).toBeNull()
    expect(decodeEpoch({ openedAtMs: 2 ** 53, random })).toBeNull()
    expect(decodeEpoch({ openedAtMs: 0.5, random })).toBeNull()
    expect(decodeEpoch({ random })).toBeNull()
    expect(decodeEpoch(null)).toBeNull()
  })
})
