import { describe, expect, it } from 'vitest'
import { DERIVATION_DOMAINS, SIGNATURE_DOMAINS, signedBytes } from '../../../../src/main/crypto/domains.ts'

const A = new Uint8Array(32).fill(1)
const B = new Uint8Array(32).fill(2)
const body = Uint8Array.of(9)

describe('signed bytes', () => {
  it('stand as documented: domain, zero byte, federation, body', () => {
    const bytes = signedBytes(SIGNATURE_DOMAINS.invite, A, body)
    expect(Buffer.from(bytes).toString('latin1')).toBe(`mirrorwell/1 invite\0${'\x01'.repeat(32)}\x09`)
  })

  it('differ between federations, domains and bodies', () => {
    const all = [
      signedBytes(SIGNATURE_DOMAINS.envelopeByNode, A, body),
      signedBytes(SIGNATURE_DOMAINS.envelopeByNode, B, body),
      signedBytes(SIGNATURE_DOMAINS.envelopeByMirror, A, body),
      signedBytes(SIGNATURE_DOMAINS.envelopeByNode, A, Uint8Array.of(9, 9)),
    ]
    expect(new Set(all.map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(all.length)
  })

  it('refuse a federation id of another length, which would let two triples meet', () => {
    expect(() => signedBytes(SIGNATURE_DOMAINS.invite, A.subarray(1), body)).toThrow(RangeError)
  })
})

it('no two domains are equal and none holds a zero byte', () => {
  const domains: string[] = [...Object.values(SIGNATURE_DOMAINS), ...Object.values(DERIVATION_DOMAINS)]
  expect(new Set(domains).size).toBe(domains.length)
  expect(domains.filter((domain) => !/^[\x20-\x7e]+$/.test(domain))).toEqual([])
})
