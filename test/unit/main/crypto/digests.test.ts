import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { constantTimeEqual, hkdfSha256, hmacSha256, sha256 } from '../../../../src/main/crypto/digests.ts'
import { fromHex, toHex } from '../../../../src/main/platform/bytes.ts'

const text = (value: string) => new TextEncoder().encode(value)

it('SHA-256 joins its parts (FIPS 180-4: "abc")', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(toHex(sha256(text('abc')))).toBe(abc)
  expect(toHex(sha256(text('a'), text(''), text('bc')))).toBe(abc)
})

it('HMAC-SHA-256 gives RFC 4231 test case 2', () => {
  const mac = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
  expect(toHex(hmacSha256(text('Jefe'), text('what do ya want '), text('for nothing?')))).toBe(mac)
})

it('compares bytes, whatever their lengths', () => {
  expect(constantTimeEqual(text('abc'), text('abc'))).toBe(true)
  expect(constantTimeEqual(text('abc'), text('abd'))).toBe(false)
  expect(constantTimeEqual(text('abc'), text('abcd'))).toBe(false)
})

interface HkdfVectors {
  readonly testGroups: readonly {
    readonly tests: readonly {
      readonly tcId: number
      readonly ikm: string
      readonly salt: string
      readonly info: string
      readonly size: number
      readonly okm: string
      readonly result: string
    }[]
  }[]
}

const vectors = fileURLToPath(
  new URL('../../../../../shared/vectors/wycheproof-hkdf_sha256_test.json', import.meta.url),
)

describe.skipIf(!existsSync(vectors))(
  'Wycheproof HKDF-SHA-256 (skipped where ../shared/vectors is absent)',
  () => {
    it('agrees with every valid vector whose label is text', () => {
      const file = JSON.parse(readFileSync(vectors, 'utf8')) as HkdfVectors
      const tests = file.testGroups.flatMap((group) => group.tests).filter((test) => test.result === 'valid')
      const textual = tests.filter(
        (test) => toHex(text(Buffer.from(test.info, 'hex').toString())) === test.info,
      )
      expect(textual.length).toBeGreaterThan(10)
      for (const { ikm, salt, info, size, okm } of textual) {
        const label = Buffer.from(info, 'hex').toString()
        const derived = hkdfSha256({ key: fromHex(ikm), salt: fromHex(salt), info: label, lengthBytes: size })
        expect(toHex(derived)).toBe(okm)
      }
    })
  },
)
