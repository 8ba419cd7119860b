import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { NoiseKey, NoiseStream } from '../../../../src/main/crypto/noise-stream.ts'

const bytes = Uint8Array.from({ length: 32 }, (_, index) => index)
const label = new TextEncoder().encode('label')
const draws = (stream: NoiseStream, count: number, max: number): number[] =>
  Array.from({ length: count }, () => stream.below(max))

describe('NoiseKey', () => {
  it.each([
    ['too short', new Uint8Array(31).map((_, index) => index)],
    ['too long', new Uint8Array(33).map((_, index) => index)],
    ['empty', new Uint8Array(0)],
    ['all zero', new Uint8Array(32)],
    ['one byte over and over', new Uint8Array(32).fill(0xa5)],
  ])('is refused where it is %s', (_what, key) => {
    expect(() => new NoiseKey(key)).toThrow(RangeError)
  })

  it('holds a copy: what happens to the bytes later changes no noise', () => {
    const own = Uint8Array.from(bytes)
    const key = new NoiseKey(own)
    own.fill(0)
    expect(draws(new NoiseStream(key, label), 8, 1000)).toEqual(
      draws(new NoiseStream(new NoiseKey(bytes), label), 8, 1000),
    )
  })
})

describe('NoiseStream', () => {
  const key = new NoiseKey(bytes)

  it('reads big-endian words of HMAC-SHA-256 over label and counter', () => {
    const blocks = [0, 1].map((counter) =>
      createHmac('sha256', bytes)
        .update(Buffer.concat([label, Buffer.from([0, 0, 0, counter])]))
        .digest(),
    )
    const expected = blocks.flatMap((block) =>
      Array.from({ length: 8 }, (_, at) => block.readUInt32BE(at * 4)),
    )
    expect(draws(new NoiseStream(key, label), 16, 2 ** 32)).toEqual(expected)
  })

  it('throws words away beyond the last whole multiple, so that small numbers are no likelier', () => {
    const most = 3 * 2 ** 30
    const words = draws(new NoiseStream(key, label), 64, 2 ** 32)
    expect(words.some((word) => word >= most)).toBe(true)
    const kept = words.filter((word) => word < most)
    expect(draws(new NoiseStream(key, label), kept.length, most)).toEqual(kept)
  })

  it('is another for another label or key', () => {
    const other = new NoiseKey(Uint8Array.from(bytes, (byte) => byte ^ 1))
    const streams = [
      new NoiseStream(key, label),
      new NoiseStream(key, new TextEncoder().encode('labels')),
      new NoiseStream(other, label),
    ]
    expect(new Set(streams.map((stream) => draws(stream, 4, 2 ** 32).join())).size).toBe(3)
  })
})
