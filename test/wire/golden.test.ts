import { createHash } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { TEST_START_MS } from '../support/clock.ts'
import { messageNames, readByProto } from '../support/proto-reader.ts'
import {
  corpusAuthor,
  entries,
  frames,
  invite,
  openings,
  payloads,
  syncFrames,
} from '../support/wire-corpus.ts'
import { BODIES, FRAMES, IDS, INVITE, OPENINGS, PAYLOADS, SIGNATURES } from './golden-bytes.ts'

const CALL = '6c'.repeat(16)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))
const key = hex(corpusAuthor.signer.publicKey)
const epoch = { opened_at_ms: String(TEST_START_MS), random: '0'.repeat(32) }
const entry = (n: number) => {
  const found = entries[n]
  if (found === undefined) throw new Error(`the corpus has no entry ${n}`)
  return found
}
const [opening, alert, register] = [entry(0), entry(1), entry(7)]

/** The 256 bytes of a report: what is not written down is zero. */
const withoutZeros = (text: string): string => text.replace(/(?:00){40,}$/u, '')

describe('bytes on the wire are the same today as when they were written down', () => {
  test.each(Object.entries(payloads))('payload: %s', (name, samples) => {
    expect(withoutZeros(hex(samples.at(-1) ?? new Uint8Array()))).toBe(
      PAYLOADS[name as keyof typeof PAYLOADS],
    )
  })

  test('bodies, ids and signatures of envelopes', () => {
    expect([opening, alert, register].map(({ raw }) => hex(raw.body))).toEqual(Object.values(BODIES))
    expect([opening, alert, register].map(({ id }) => id)).toEqual(Object.values(IDS))
    expect({
      openingByNode: hex(opening.raw.nodeSignature),
      alertByNode: hex(alert.raw.nodeSignature),
      alertByMirror: hex(alert.raw.mirrorSignature),
      registerByNode: hex(register.raw.nodeSignature),
    }).toEqual(SIGNATURES)
  })

  test('frames and first messages', () => {
    const all = [...frames, ...openings, ...syncFrames.map(({ bytes }) => bytes)].map(hex)
    for (const golden of [...Object.values(FRAMES), ...Object.values(OPENINGS)]) expect(all).toContain(golden)
  })

  test('an invitation', () => {
    expect(invite).toBe(INVITE)
  })
})

/** What the .proto files say that the bytes say. */
const READINGS: readonly (readonly [message: string, bytes: string, fields: Record<string, unknown>])[] = [
  [
    'Alert',
    PAYLOADS.alert,
    {
      kind: 'ALERT_KIND_BIAS_DRIFT',
      severity: 'ALERT_SEVERITY_LOW',
      summary: 'Invents wells that are not there',
      system: 'Forecast 3',
    },
  ],
  [
    'AlertReview',
    PAYLOADS.review,
    { alert: IDS.alert, verdict: 'REVIEW_VERDICT_NOT_HERE', note: 'Gäller inte oss.' },
  ],
  [
    'AlertCorrection',
    PAYLOADS.correction,
    { alert: IDS.alert, kind: 'CORRECTION_KIND_WITHDRAWN', note: '誤りでした' },
  ],
  ['NodeProfile', PAYLOADS.profile, { name: '千葉' }],
  ['TalkMessage', PAYLOADS.talk, { id: '7a'.repeat(16), written_at_ms: String(TEST_START_MS), text: '水' }],
  ['WakeUp', PAYLOADS.wakeUp, { id: CALL, asked_at_ms: String(TEST_START_MS) }],
  ['WakeUpAck', PAYLOADS.wakeUpAck, { id: CALL, answer: 'WAKE_UP_ANSWER_NOT_PINNED' }],
  [
    'StatusReport',
    PAYLOADS.statusReport,
    { id: CALL, woken: { wake_up: CALL, version: '0.1.0', has_caught_up: true } },
  ],
  [
    'FileLetter',
    PAYLOADS.file,
    {
      file: 'f1'.repeat(16),
      answer: { outcome: 'FILE_OUTCOME_REFUSED', reason: 'FILE_REASON_PERSON', note: 'Den har vi.' },
    },
  ],
  ['EpochOpened', PAYLOADS.epochOpened, { previous: epoch, last_sequence: '4', last_id: IDS.alert }],
  ['SeedContent', PAYLOADS.seed.slice(10, 10 + 2 * 36), { title: '水', body: '[井戸](https://example.org)' }],
  ['MirrorRevoked', PAYLOADS.mirrorRevoked, { mirror_key: key }],
  [
    'Genesis',
    PAYLOADS.genesis,
    {
      version: 1,
      founders: [key],
      founded_at_ms: String(TEST_START_MS),
      random: '03'.repeat(16),
      test: true,
    },
  ],
  [
    'Body',
    BODIES.opening,
    {
      version: 1,
      federation: corpusAuthor.federationId,
      stream: 'STREAM_LOG',
      kind: 'KIND_EPOCH_OPENED',
      author: key,
      epoch,
      time: { wall_ms: String(TEST_START_MS + 1) },
      payload_hash: sha256(''),
    },
  ],
  [
    'Body',
    BODIES.register,
    {
      version: 1,
      federation: corpusAuthor.federationId,
      stream: 'STREAM_LATEST',
      kind: 'KIND_RESOURCE_REPORT',
      author: key,
      epoch,
      sequence: '1',
      slot: 'water',
    },
  ],
  ['LaneFrame', FRAMES.heartbeat, { heartbeat: { nonce: '5', clock_ms: String(TEST_START_MS) } }],
  [
    'LaneFrame',
    FRAMES.heartbeatAnswer,
    { heartbeat_answer: { nonce: '5', clock_ms: String(TEST_START_MS) } },
  ],
  ['LaneFrame', FRAMES.credit, { credit: { bytes: 16_384 } }],
  [
    'Cursors',
    FRAMES.cursors,
    {
      logs: [{ author: key, epoch, next_sequence: '4' }],
      latest: [{ author: key, kind: 'KIND_RESOURCE_REPORT', slot: 'water', epoch, sequence: '2' }],
    },
  ],
  ['LaneFrame', FRAMES.joinRequest, { join_request: { invite_id: '09'.repeat(16), name: 'Kenji' } }],
  ['LaneFrame', FRAMES.joinAnswer, { join_answer: { status: 'JOIN_STATUS_WELCOME' } }],
  ['LaneOpen', OPENINGS.laneOpen, { version: 1, lane: 'alert' }],
  ['LaneAnswer', OPENINGS.laneAnswer, { status: 'LANE_STATUS_OPEN', version: 1 }],
  ['FederationProof', OPENINGS.proof, { version: 1, mac: '07'.repeat(32) }],
]

function sha256(text: string): string {
  return createHash('sha256').update(bytesOf(text)).digest('hex')
}

describe('a second reader, from the .proto files alone, finds the same in them', () => {
  test.each(READINGS)('%s', (message, bytes, fields) => {
    expect(readByProto(message, bytesOf(bytes))).toMatchObject(fields)
  })

  test('a report, which is 256 bytes long with its zeros', () => {
    const [full] = payloads.report
    expect(full.length).toBe(256)
    const { padding, ...report } = readByProto('ResourceReport', full)
    expect(report).toEqual({
      resource: 'water',
      state: 'RESOURCE_STATE_DEFICIT',
      unit: 'L',
      capacity: 1_000,
      high_steps: 60,
    })
    expect(padding).toMatch(/^(?:00)+$/u)
  })

  test('an invitation, from the outside in', () => {
    const outer = readByProto(
      'Invite',
      Uint8Array.from(Buffer.from(INVITE.slice('mirrorwell://join/'.length), 'base64url')),
    )
    const body = readByProto('InviteBody', bytesOf(String(outer['body'])))
    expect(body).toMatchObject({
      version: 1,
      inviter: key,
      inviter_name: 'Älvdalen',
      invite_id: 'cd'.repeat(16),
    })
    expect(readByProto('Genesis', bytesOf(String(body['genesis'])))).toMatchObject({ founders: [key] })
  })

  test('a credential, from the outside in', () => {
    const outer = readByProto('SignedCredential', payloads.credential[0])
    expect(readByProto('MirrorCredential', bytesOf(String(outer['credential'])))).toEqual({
      federation: corpusAuthor.federationId,
      node: key,
      mirror_key: expect.stringMatching(/^[0-9a-f]{64}$/u),
      name: 'Anna',
    })
  })

  test('and knows every message that there is', () => {
    expect(messageNames()).toEqual(
      expect.arrayContaining(['Envelope', 'Body', 'LaneFrame', 'Alert', 'ResourceReport']),
    )
    expect(messageNames().length).toBeGreaterThan(30)
  })
})

describe('a second library for signatures finds the same', () => {
  const message = (domain: string, body: string): Uint8Array =>
    Uint8Array.from(
      Buffer.concat([Buffer.from(`${domain}\0`), bytesOf(corpusAuthor.federationId), bytesOf(body)]),
    )
  const holds = (signature: string, text: Uint8Array, publicKey: string): boolean =>
    ed25519.verify(bytesOf(signature), text, bytesOf(publicKey), { zip215: false })

  test.each([
    ['openingByNode', 'opening'],
    ['alertByNode', 'alert'],
    ['registerByNode', 'register'],
  ] as const)('%s', (signature, body) => {
    expect(holds(SIGNATURES[signature], message('mirrorwell/1 envelope node', BODIES[body]), key)).toBe(true)
    expect(holds(SIGNATURES[signature], message('mirrorwell/1 envelope mirror', BODIES[body]), key)).toBe(
      false,
    )
  })

  test("the Mirror's, with the key in her credential", () => {
    const { credential } = readByProto('Body', bytesOf(BODIES.alert))
    const outer = readByProto('SignedCredential', bytesOf(String(credential)))
    const inner = readByProto('MirrorCredential', bytesOf(String(outer['credential'])))
    const text = message('mirrorwell/1 envelope mirror', BODIES.alert)
    expect(holds(SIGNATURES.alertByMirror, text, String(inner['mirror_key']))).toBe(true)
    const issued = message('mirrorwell/1 mirror credential', String(outer['credential']))
    expect(holds(String(outer['node_signature']), issued, key)).toBe(true)
  })

  test('an id is the hash of a body, and a body names the hash of its payload', () => {
    for (const name of ['opening', 'alert', 'register'] as const) expect(sha256(BODIES[name])).toBe(IDS[name])
    expect(readByProto('Body', bytesOf(BODIES.alert))['payload_hash']).toBe(sha256(hex(payloads.alert[0])))
  })
})
