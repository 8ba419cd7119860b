import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { FrameParser, frameMessage } from '../../../../src/main/network/framing.ts'

const MAX_BYTES = 64 * 1024
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** The bytes in pieces that end at the given places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
}

describe('a message on a stream', () => {
  test.each([
    [0, '00'],
    [1, '01'],
    [127, '7f'],
    [128, '8001'],
    [300, 'ac02'],
    [65_536, '808004'],
  ])('of %i bytes stands behind the prefix %s', (sizeBytes, prefix) => {
    const framed = frameMessage(new Uint8Array(sizeBytes).fill(7))
    expect(hex(framed.subarray(0, framed.length - sizeBytes))).toBe(prefix)
    expect(framed.subarray(framed.length - sizeBytes).every((byte) => byte === 7)).toBe(true)
  })

  property.prop(
    [fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 30 })],
    { seed: 1 },
  )('comes out whole and in order however the bytes are cut', (messages, places) => {
    const parser = new FrameParser(MAX_BYTES)
    const bytes = Uint8Array.from(Buffer.concat(messages.map(frameMessage)))
    const got = cut(bytes, places).flatMap((chunk) => parser.push(chunk))
    expect(got.map(hex)).toEqual(messages.map(hex))
    expect(parser.fault).toBeNull()
  })
})

describe('bytes that are no messages', () => {
  property.prop(
    [fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 30 }), fc.integer({ min: 0, max: 200 })],
    {
      numRuns: 2_000,
      seed: 1,
    },
  )('never throw, never give more than the limit, and nothing after a fault', (chunks, maxBytes) => {
    const parser = new FrameParser(maxBytes)
    for (const chunk of chunks) {
      const faultBefore = parser.fault
      const got = parser.push(chunk)
      expect(got.every((message) => message.byteLength <= maxBytes)).toBe(true)
      if (faultBefore !== null) expect([got, parser.fault]).toEqual([[], faultBefore])
    }
  })

  test('a length of one byte more than allowed is a fault, before any of it is kept', () => {
    const parser = new FrameParser(10)
    expect(parser.push(Uint8Array.of(11))).toEqual([])
    expect(parser.fault).toBe('too-large')
  })

  test('what was complete before the fault still counts', () => {
    const parser = new FrameParser(10)
    expect(parser.push(Uint8Array.of(1, 42, 200, 200, 200, 1)).map(hex)).toEqual(['2a'])
    expect(parser.fault).toBe('too-large')
  })

  test.each(['8000', '808000'])('a length written longer than need be is a fault: %s', (prefix) => {
    const parser = new FrameParser(MAX_BYTES)
    expect(parser.push(new Uint8Array(Buffer.from(prefix, 'hex'))).length).toBe(0)
    expect(parser.fault).not.toBeNull()
  })
})
