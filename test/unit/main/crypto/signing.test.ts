import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createSigner, isStrongPublicKey, verifySignature } from '../../../../src/main/crypto/signing.ts'
import { fromHex, toHex } from '../../../../src/main/platform/bytes.ts'

/** RFC 8032 §7.1: seed, public key, message, signature. */
const RFC_8032 = [
  {
    name: 'TEST 1',
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    name: 'TEST 2',
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    name: 'TEST 3',
    seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
]

/** Every encoding that decodes to a point of small order, canonical or not. Source: "Taming the many EdDSAs" (ePrint 2020/1244), table 6. */
const WEAK_KEYS = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '0000000000000000000000000000000000000000000000000000000000000000',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
]

describe('signing', () => {
  it.each(RFC_8032)('gives the published signature: $name', ({ seed, publicKey, message, signature }) => {
    const signer = createSigner(fromHex(seed))
    expect(toHex(signer.publicKey)).toBe(publicKey)
    expect(toHex(signer.sign(fromHex(message)))).toBe(signature)
    expect(verifySignature(fromHex(publicKey), fromHex(message), fromHex(signature))).toBe(true)
  })

  it('goes on signing after the caller has overwritten the seed', () => {
    const seed = new Uint8Array(32).fill(9)
    const signer = createSigner(seed)
    const before = signer.sign(Uint8Array.of(1))
    seed.fill(0)
    expect(signer.sign(Uint8Array.of(1))).toEqual(before)
  })

  it('refuses a seed of another length', () => {
    expect(() => createSigner(new Uint8Array(31))).toThrow()
  })
})

describe('verification', () => {
  const signer = createSigner(new Uint8Array(32).fill(7))
  const message = Uint8Array.of(1, 2, 3)
  const signature = signer.sign(message)

  it('refuses every single flipped bit of the signature', () => {
    for (let bit = 0; bit < signature.length * 8; bit++) {
      const flipped = Uint8Array.from(signature)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(verifySignature(signer.publicKey, message, flipped)).toBe(false)
    }
  })

  it.each([0, 1, 31, 33, 63, 65, 1000])(
    'is false, not an exception, for wrong lengths: %i bytes',
    (length) => {
      expect(verifySignature(new Uint8Array(length), message, signature)).toBe(false)
      expect(verifySignature(signer.publicKey, message, new Uint8Array(length))).toBe(false)
    },
  )

  it('is false for a key that is no point of the curve', () => {
    const noPoint = fromHex('0200000000000000000000000000000000000000000000000000000000000000')
    expect(isStrongPublicKey(noPoint)).toBe(false)
    expect(verifySignature(noPoint, message, signature)).toBe(false)
  })

  it('still knows a key after a thousand others have pushed it out', () => {
    for (let n = 0; n < 1100; n++) {
      const seed = new Uint8Array(32)
      new DataView(seed.buffer).setUint32(0, n)
      if (n % 100 === 0) expect(isStrongPublicKey(createSigner(seed).publicKey)).toBe(true)
      else isStrongPublicKey(seed)
    }
    expect(verifySignature(signer.publicKey, message, signature)).toBe(true)
  })
})

describe('weak keys', () => {
  const universal = new Uint8Array(64)
  universal[0] = 1 // R = identity, S = 0

  it.each(WEAK_KEYS)('are refused, and so is the signature that fits every message: %s', (hex) => {
    const key = fromHex(hex)
    expect(isStrongPublicKey(key)).toBe(false)
    for (let n = 0; n < 64; n++) expect(verifySignature(key, Uint8Array.of(n), universal)).toBe(false)
  })

  it('are all different, so that the list is whole', () => {
    expect(new Set(WEAK_KEYS).size).toBe(14)
  })

  it('do not include an ordinary key', () => {
    expect(isStrongPublicKey(createSigner(new Uint8Array(32).fill(1)).publicKey)).toBe(true)
  })
})

interface WycheproofFile {
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string }
    readonly tests: readonly {
      readonly tcId: number
      readonly msg: string
      readonly sig: string
      readonly result: string
    }[]
  }[]
}

const vectors = fileURLToPath(
  new URL('../../../../../shared/vectors/wycheproof-ed25519_test.json', import.meta.url),
)

describe.skipIf(!existsSync(vectors))(
  'Wycheproof ed25519 (skipped where ../shared/vectors is absent)',
  () => {
    it('agrees with every vector', () => {
      const file = JSON.parse(readFileSync(vectors, 'utf8')) as WycheproofFile
      const wrong = file.testGroups.flatMap(({ publicKey, tests }) =>
        tests.filter(({ msg, sig, result }) => {
          return verifySignature(fromHex(publicKey.pk), fromHex(msg), fromHex(sig)) !== (result === 'valid')
        }),
      )
      expect(file.testGroups.flatMap((group) => group.tests).length).toBeGreaterThan(100)
      expect(wrong.map((test) => test.tcId)).toEqual([])
    })
  },
)
