import { expect, test } from 'vitest'
import { isCount, tryDecode } from '../../../../src/main/wire/decode.ts'
import {
  CATCH_UP_FRAME_BYTES,
  CREDIT_WINDOW_BYTES,
  MAX_BODY_BYTES,
  MAX_FRAME_BYTES,
  MAX_PAYLOAD_BYTES,
} from '../../../../src/main/wire/limits.ts'
import { wire } from '../../../../src/main/wire/messages.ts'

const encoded = wire.Heartbeat.encode({ nonce: 5, clockMs: 2 ** 53 - 1 }).finish()

test('a message is decoded, up to the limit and no further', () => {
  expect(tryDecode(wire.Heartbeat, encoded, encoded.length)).toMatchObject({ nonce: 5, clockMs: 2 ** 53 - 1 })
  expect(tryDecode(wire.Heartbeat, encoded, encoded.length - 1)).toBeNull()
})

test.each([
  ['cut short', encoded.subarray(0, -1)],
  ['of the wrong wire type', Uint8Array.of(0x0d, 1)],
  ['a group that never ends', Uint8Array.of(0x0b)],
  ['a varint of eleven bytes', Uint8Array.of(0x08, ...new Array<number>(10).fill(0xff), 1)],
  ['field number zero', Uint8Array.of(0x00, 0x00)],
])('bytes that are none give null: %s', (_name, bytes) => {
  expect(tryDecode(wire.Heartbeat, bytes, 100)).toBeNull()
})

test('text that is no UTF-8 gives null', () => {
  const lane = wire.LaneOpen.encode({ version: 1, lane: 'main' }).finish()
  expect(tryDecode(wire.LaneOpen, lane, 100)).toMatchObject({ lane: 'main' })
  lane[lane.length - 1] = 0xff
  expect(tryDecode(wire.LaneOpen, lane, 100)).toBeNull()
})

test('fields that a later version adds are passed over', () => {
  const later = Uint8Array.from([...encoded, 0xfa, 0x3f, 2, 7, 7])
  expect(tryDecode(wire.Heartbeat, later, 100)).toMatchObject({ nonce: 5 })
})

test('numbers of 64 bits are plain numbers, and one that a double does not hold exactly is no count', () => {
  const tooLarge = Uint8Array.of(0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01)
  const { nonce } = wire.Heartbeat.decode(tooLarge)
  expect(typeof nonce).toBe('number')
  expect(isCount(nonce)).toBe(false)
  expect(typeof new wire.Heartbeat().nonce).toBe('number')
})

test.each([
  [0, true],
  [2 ** 53 - 1, true],
  [2 ** 53, false],
  [-1, false],
  [0.5, false],
  [Number.NaN, false],
  ['1', false],
  [null, false],
  [undefined, false],
])('%s is a count: %s', (value, expected) => {
  expect(isCount(value)).toBe(expected)
})

test('limits fit into each other: an envelope holds a payload and a body, a frame holds an envelope', () => {
  const envelope = wire.Envelope.encode({
    body: new Uint8Array(MAX_BODY_BYTES),
    payload: new Uint8Array(MAX_PAYLOAD_BYTES),
    nodeSignature: new Uint8Array(64),
    mirrorSignature: new Uint8Array(64),
  }).finish()
  const frame = wire.LaneFrame.encode({
    entries: { entries: [{ envelope: wire.Envelope.decode(envelope), hops: 64 }] },
  })
  expect(frame.finish().length).toBeLessThan(MAX_FRAME_BYTES)
  expect(CATCH_UP_FRAME_BYTES + envelope.length).toBeLessThan(MAX_FRAME_BYTES)
  expect(CATCH_UP_FRAME_BYTES).toBeLessThan(CREDIT_WINDOW_BYTES)
})
