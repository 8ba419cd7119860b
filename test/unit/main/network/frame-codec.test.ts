import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { encodeFrame, readFrame } from '../../../../src/main/network/frame-codec.ts'
import type { LaneFrame } from '../../../../src/main/network/neighbour.ts'
import { MAX_FRAME_BYTES } from '../../../../src/main/wire/limits.ts'
import { wire } from '../../../../src/main/wire/messages.ts'

const FRAMES: readonly (readonly [string, LaneFrame])[] = [
  ['heartbeat', { heartbeat: { nonce: 7, clockMs: 1_800_000_000_000 } }],
  ['heartbeatAnswer', { heartbeatAnswer: { nonce: 7, clockMs: 1_800_000_000_000 } }],
  ['credit', { credit: { bytes: 100 } }],
  ['entries', { entries: { entries: [], last: true } }],
  ['receipts', { receipts: { ids: [new Uint8Array(32)] } }],
  ['joinRequest', { joinRequest: { inviteId: new Uint8Array(16), name: 'Fjällbo' } }],
  ['joinAnswer', { joinAnswer: { status: wire.JoinStatus.JOIN_STATUS_WELCOME } }],
]

test.each(FRAMES)('a frame of %s is read for what it is', (content, frame) => {
  const read = readFrame(encodeFrame(frame))
  if ('refused' in read) throw new Error(read.refused)
  expect(read.content).toBe(content)
  expect(Buffer.compare(encodeFrame(read.frame), encodeFrame(frame))).toBe(0)
})

test('of two contents the last counts', () => {
  const both = Buffer.concat([
    encodeFrame({ credit: { bytes: 1 } }),
    encodeFrame({ heartbeat: { nonce: 1 } }),
  ])
  expect(readFrame(new Uint8Array(both))).toMatchObject({
    content: 'heartbeat',
    frame: { heartbeat: { nonce: 1 } },
  })
})

test('an empty frame is garbage; one with a field we do not know may be of a later version', () => {
  expect(readFrame(new Uint8Array())).toEqual({ refused: 'malformed' })
  expect(readFrame(Uint8Array.of(0xfa, 0x01, 0x01, 0x00))).toEqual({ refused: 'kind-unknown' })
})

const SEALED: readonly (readonly [string, number])[] = [
  ['cursors', 6],
  ['check', 9],
  ['ranges', 10],
  ['wanted', 11],
  ['sketch', 12],
]

test.each(SEALED)(
  '%s in the clear are told apart from garbage: only a session may carry them',
  (_what, field) => {
    expect(readFrame(Uint8Array.of((field << 3) | 2, 0))).toEqual({ refused: 'unsealed' })
  },
)

test('what came in the clear beside a frame is skipped', () => {
  const beside = Buffer.concat([Uint8Array.of((6 << 3) | 2, 0), encodeFrame({ credit: { bytes: 1 } })])
  expect(readFrame(new Uint8Array(beside))).toMatchObject({ content: 'credit' })
})

test('a frame longer than a lane carries is neither sent nor read', () => {
  const frame = { receipts: { ids: [new Uint8Array(MAX_FRAME_BYTES)] } }
  expect(() => encodeFrame(frame)).toThrow(expect.objectContaining({ code: 'internal' }))
  expect(readFrame(wire.LaneFrame.encode(frame).finish())).toEqual({ refused: 'malformed' })
})

property.prop([fc.uint8Array({ maxLength: 200 })], { numRuns: 5_000, seed: 1 })('no bytes throw', (bytes) => {
  const read = readFrame(bytes)
  expect('refused' in read || read.content.length > 0).toBe(true)
})

property.prop([fc.constantFrom(...FRAMES), fc.nat(), fc.integer({ min: 0, max: 255 })], {
  numRuns: 5_000,
  seed: 1,
})('no changed byte of a frame throws', ([, frame], place, value) => {
  const bytes = Uint8Array.from(encodeFrame(frame))
  bytes[place % bytes.length] = value
  const read = readFrame(bytes)
  expect('refused' in read || read.content.length > 0).toBe(true)
})
