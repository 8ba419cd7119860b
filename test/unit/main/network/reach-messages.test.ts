import { multiaddr } from '@multiformats/multiaddr'
import { describe, expect, test } from 'vitest'
import {
  addressOf,
  encodeAnswer,
  encodePlace,
  encodeQuestion,
  readAnswer,
  readPlace,
  readQuestion,
} from '../../../../src/main/network/reach-messages.ts'

const ENDLESS = `2001:db8::1%${'a'.repeat(200)}`

describe('a place', () => {
  test.each([
    ['203.0.113.7', 4001, '/ip4/203.0.113.7/tcp/4001'],
    ['2001:db8::7', 65_535, '/ip6/2001:db8::7/tcp/65535'],
    ['::ffff:203.0.113.7', 1, '/ip6/::ffff:203.0.113.7/tcp/1'],
  ])('is an address: %s, %s', (host, port, address) => {
    expect(addressOf(host, port)).toBe(address)
    expect(() => multiaddr(address)).not.toThrow()
    expect(readPlace(encodePlace({ host, port }))).toEqual({ host, port })
    expect(readAnswer(encodeAnswer({ host, port }))).toEqual({ host, port })
  })

  test.each([
    ['a name', 'example.org', 1],
    ['nothing', '', 1],
    ['an address with a zone', 'fe80::1%eth0', 1],
    ['an endless zone', ENDLESS, 1],
    ['part of an address', '203.0.113.7/tcp/1', 1],
    ['no port', '203.0.113.7', 0],
    ['a port that is none', '203.0.113.7', 65_536],
  ])('is none: %s', (_what, host, port) => {
    expect(addressOf(host, port)).toBeNull()
    expect(readPlace(encodePlace({ host, port }))).toBeNull()
  })
})

test('whoever was not reached is seen somewhere all the same', () => {
  const found = { host: '203.0.113.7', port: 0 }
  expect(readAnswer(encodeAnswer(found))).toEqual(found)
  expect(readAnswer(encodeAnswer({ host: ENDLESS, port: 0 }))).toBeNull()
})

test('four ports are asked for, and looked at, at the most', () => {
  expect(readQuestion(encodeQuestion([1, 2, 3, 4, 5]))).toEqual([1, 2, 3, 4])
  expect(readQuestion(Uint8Array.of(8, 1, 18, 6, 1, 2, 3, 4, 5, 6))).toEqual([1, 2, 3, 4])
})

const PLACE = { host: '203.0.113.7', port: 1 }
test.each<[string, Uint8Array, (bytes: Uint8Array) => unknown]>([
  ['a question', encodeQuestion([1]), readQuestion],
  ['an answer', encodeAnswer(PLACE), readAnswer],
  ['a meeting', encodePlace(PLACE), readPlace],
])('what a later version means by %s is not guessed', (_what, bytes, read) => {
  expect(read(bytes)).not.toBeNull()
  expect(read(bytes.with(1, 2))).toBeNull() // the version stands in the second byte
})
