import { createPrivateKey, createSecretKey } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { hkdfSha256 } from '../../../../../src/main/crypto/digests.ts'
import { seal, unseal } from '../../../../../src/main/crypto/session/aead.ts'
import { agree, createEphemeral } from '../../../../../src/main/crypto/session/key-agreement.ts'
import { createSigner, verifySignature } from '../../../../../src/main/crypto/signing.ts'
import { fromHex, toHex } from '../../../../../src/main/platform/bytes.ts'
import gcm from '../../../../vectors/gcm.json' with { type: 'json' }
import rfc5869 from '../../../../vectors/rfc5869.json' with { type: 'json' }
import rfc7748 from '../../../../vectors/rfc7748.json' with { type: 'json' }
import rfc8032 from '../../../../vectors/rfc8032.json' with { type: 'json' }
import { expand, hkdf } from './session-oracle.ts'

const x25519Of = (scalar: string, u: string): string | null => {
  const { privateKey } = createEphemeral(fromHex(scalar))
  const shared = agree(privateKey, fromHex(u))
  return shared === null ? null : toHex(shared)
}

describe(rfc7748.source, () => {
  test.each(rfc7748.functions)('the function of $scalar', ({ scalar, u, out }) => {
    expect(x25519Of(scalar, u)).toBe(out)
    expect(toHex(x25519.scalarMult(fromHex(scalar), fromHex(u)))).toBe(out)
  })

  test.each(rfc7748.iterated)('iterated $times times', ({ times, out }) => {
    let [k, u] = ['09'.padEnd(64, '0'), '09'.padEnd(64, '0')]
    for (let n = 0; n < times; n += 1) [k, u] = [x25519Of(k, u) ?? '', k]
    expect(k).toBe(out)
  })

  test('the agreement of Alice and Bob', () => {
    const { alicePrivate, alicePublic, bobPrivate, bobPublic, shared } = rfc7748.agreement
    expect(toHex(createEphemeral(fromHex(alicePrivate)).publicKey)).toBe(alicePublic)
    expect(toHex(createEphemeral(fromHex(bobPrivate)).publicKey)).toBe(bobPublic)
    expect([x25519Of(alicePrivate, bobPublic), x25519Of(bobPrivate, alicePublic)]).toEqual([shared, shared])
  })
})

test.each(rfc8032.signatures)(`${rfc8032.source}, $name`, ({ seed, publicKey, message, signature }) => {
  const signer = createSigner(fromHex(seed))
  expect(toHex(signer.publicKey)).toBe(publicKey)
  expect(toHex(signer.sign(fromHex(message)))).toBe(signature)
  expect(verifySignature(fromHex(publicKey), fromHex(message), fromHex(signature))).toBe(true)
  expect(toHex(ed25519.sign(fromHex(message), fromHex(seed)))).toBe(signature)
})

test.each(rfc5869.derivations)(`${rfc5869.source}: $name, by the reading our oracle stands on`, (vector) => {
  const [key, salt, info] = [vector.key, vector.salt, vector.info].map(fromHex) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  expect(hkdf(key, salt, info, vector.okm.length / 2).toString('hex')).toBe(vector.okm)
})

test.each(gcm.cases)(`${gcm.source}: $name`, ({ key, nonce, plain, aad, sealed, tag }) => {
  const [secret, sealing] = [createSecretKey(fromHex(key)), { nonce: fromHex(nonce), aad: fromHex(aad) }]
  expect(toHex(seal(secret, fromHex(plain), sealing))).toBe(sealed + tag)
  expect(toHex(unseal(secret, fromHex(sealed + tag), sealing) ?? new Uint8Array(1))).toBe(plain)
  const bent = fromHex(sealed + tag).map((byte, at) => (at === 0 ? byte ^ 0x80 : byte))
  expect(unseal(secret, bent, sealing)).toBeNull()
})

test('two ways to the same derived bytes', () => {
  const [key, salt] = [new Uint8Array(32).fill(3), new Uint8Array(32).fill(4)]
  const derived = hkdfSha256({ key, salt, info: 'mw app', lengthBytes: 44 })
  expect(toHex(derived)).toBe(hkdf(key, salt, Buffer.from('mw app'), 44).toString('hex'))
  expect(expand(key, salt, 44)).toHaveLength(44)
})

interface Wycheproof<G> {
  readonly testGroups: readonly G[]
}
interface Case {
  readonly tcId: number
  readonly result: 'valid' | 'invalid' | 'acceptable'
}
const folder = join(import.meta.dirname, '../../../../../../shared/vectors')
const isPresent = existsSync(folder)
const read = <G>(name: string): Wycheproof<G> =>
  JSON.parse(readFileSync(join(folder, `wycheproof-${name}_test.json`), 'utf8'))

/** The vectors of Project Wycheproof, where a copy lies beside the checkout. Source: https://github.com/C2SP/wycheproof. */
describe.skipIf(!isPresent)('Wycheproof', () => {
  test('X25519: every valid and acceptable result, and no result of small order', () => {
    type Vector = Case & Record<'public' | 'private' | 'shared', string>
    const vectors = read<{ readonly tests: readonly Vector[] }>('x25519').testGroups.flatMap(
      ({ tests }) => tests,
    )
    const wrong = vectors.filter((vector) => {
      const expected = /^0+$/u.test(vector.shared) ? null : vector.shared
      return x25519Of(vector.private, vector.public) !== expected
    })
    expect(wrong.map(({ tcId }) => tcId)).toEqual([])
    expect(vectors.length).toBeGreaterThan(500)
  })

  test('AES-256-GCM with nonces of 96 bits', () => {
    type Vector = Case & Record<'key' | 'iv' | 'aad' | 'msg' | 'ct' | 'tag', string>
    type Group = { readonly ivSize: number; readonly keySize: number; readonly tests: readonly Vector[] }
    const groups = read<Group>('aes_gcm').testGroups.filter(
      ({ ivSize, keySize }) => ivSize === 96 && keySize === 256,
    )
    const vectors = groups.flatMap(({ tests }) => tests)
    const wrong = vectors.filter(({ key, iv, aad, msg, ct, tag, result }) => {
      const opened = unseal(createSecretKey(fromHex(key)), fromHex(ct + tag), {
        nonce: fromHex(iv),
        aad: fromHex(aad),
      })
      return result === 'valid' ? opened === null || toHex(opened) !== msg : opened !== null
    })
    expect(wrong.map(({ tcId }) => tcId)).toEqual([])
    expect(vectors).toHaveLength(66)
  })

  test('HKDF-SHA-256', () => {
    type Vector = Case & Record<'ikm' | 'salt' | 'info' | 'okm', string> & { readonly size: number }
    const vectors = read<{ readonly tests: readonly Vector[] }>('hkdf_sha256').testGroups.flatMap(
      ({ tests }) => tests,
    )
    const valid = vectors.filter(({ result }) => result === 'valid')
    const wrong = valid.filter(
      ({ ikm, salt, info, okm, size }) =>
        hkdf(fromHex(ikm), fromHex(salt), fromHex(info), size).toString('hex') !== okm,
    )
    expect(wrong.map(({ tcId }) => tcId)).toEqual([])
    expect(valid.length).toBeGreaterThan(70)
  })

  test('Ed25519', () => {
    type Vector = Case & Record<'msg' | 'sig', string>
    type Group = { readonly publicKey: { readonly pk: string }; readonly tests: readonly Vector[] }
    const wrong = read<Group>('ed25519').testGroups.flatMap(({ publicKey, tests }) =>
      tests.filter(
        ({ msg, sig, result }) =>
          verifySignature(fromHex(publicKey.pk), fromHex(msg), fromHex(sig)) !== (result === 'valid'),
      ),
    )
    expect(wrong.map(({ tcId }) => tcId)).toEqual([])
  })
})

test('an ephemeral private key overwrites the bytes it is made from', () => {
  const seed = new Uint8Array(32).fill(7)
  const { privateKey } = createEphemeral(seed)
  expect(seed.every((byte) => byte === 0)).toBe(true)
  expect(createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })).asymmetricKeyType).toBe(
    'x25519',
  )
})
