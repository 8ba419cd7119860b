import { createCipheriv, createDecipheriv } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { hkdfSha256, hmacSha256, sha256 } from '../../crypto/digests.ts'
import { stretchOnOtherThread } from '../../crypto/key-stretching.ts'
import { rootFromWords, wordsFromRoot } from '../../crypto/recovery.ts'
import { agree, createEphemeral } from '../../crypto/session/key-agreement.ts'
import { createSigner, isStrongPublicKey, verifySignature } from '../../crypto/signing.ts'
import { openBox, sealBox } from '../../crypto/vault-box.ts'
import { fromHex, toHex } from '../../platform/bytes.ts'
import { systemRandom } from '../../platform/random.ts'
import { runKnownSession } from './known-session.ts'

/** One thing this machine's cryptography must get right, and who published the answer. */
export interface KnownAnswer {
  readonly name: string
  readonly source: string
  /** Whether the answer here is the published one. May throw, which counts as no. */
  holds(): boolean | Promise<boolean>
}

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'))
const NOTHING = new Uint8Array(0)

/** RFC 8032 §7.1, test 2. */
const ED25519 = {
  seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
  publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  message: '72',
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
}

/** RFC 7748 §6.1. */
const X25519 = {
  alicePrivate: '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a',
  alicePublic: '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
  bobPublic: 'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f',
  shared: '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742',
} as const

/** Of the messages of the frozen transcript, as hexadecimal lines. Source: proto/session-transcript.json. */
const KNOWN_SESSION_SHA256 = '931bf449bc6bbd75bafde63ecbead0fe3bdc6852563203552e94da0a8c27fd5a'

/** The eight points of small order, and encodings of them that are not canonical. Source: docs/security.md, "Weak keys". */
export const WEAK_PUBLIC_KEYS = [
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
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
] as const

/** What `selftest` asks, in the order in which a failure matters. */
export const KNOWN_ANSWERS: readonly KnownAnswer[] = [
  { name: 'SHA-256', source: 'FIPS 180-4', holds: sha256Holds },
  { name: 'HMAC-SHA-256', source: 'RFC 4231, case 2', holds: hmacHolds },
  { name: 'HKDF-SHA-256', source: 'RFC 5869, A.3', holds: hkdfHolds },
  { name: 'Ed25519 key and signature', source: 'RFC 8032 §7.1, test 2', holds: ed25519Holds },
  { name: 'Ed25519 forgery refused', source: 'RFC 8032 §5.1.7', holds: forgeryFails },
  { name: 'Ed25519 by two libraries', source: '@noble/curves beside OpenSSL', holds: librariesAgree },
  { name: 'Weak public keys refused', source: 'RFC 8032 §5.1.3', holds: weakKeysFail },
  { name: 'AES-256-GCM', source: 'GCM specification, case 14', holds: aesGcmHolds },
  { name: 'AES-256-GCM tampering refused', source: 'NIST SP 800-38D §7.2', holds: tamperingFails },
  { name: 'X25519', source: 'RFC 7748 §6.1', holds: x25519Holds },
  { name: 'X25519 keys of small order refused', source: 'RFC 7748 §6.1', holds: smallOrderFails },
  { name: 'Session', source: 'proto/session-transcript.json', holds: sessionHolds },
  { name: 'Argon2id', source: 'phc-winner-argon2, test.c', holds: argon2Holds },
  { name: 'Recovery words', source: 'BIP-39, test vectors', holds: recoveryWordsHold },
  { name: 'Sealed box', source: 'round trip, then a wrong secret', holds: sealedBoxHolds },
]

function sha256Holds(): boolean {
  return toHex(sha256(utf8('abc'))) === 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
}

function hmacHolds(): boolean {
  const mac = hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?'))
  return toHex(mac) === '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
}

function hkdfHolds(): boolean {
  const key = new Uint8Array(22).fill(0x0b)
  const derived = hkdfSha256({ key, salt: NOTHING, info: '', lengthBytes: 42 })
  return (
    toHex(derived) === '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8'
  )
}

function ed25519Holds(): boolean {
  const signer = createSigner(fromHex(ED25519.seed))
  const signature = signer.sign(fromHex(ED25519.message))
  const isSame = toHex(signer.publicKey) === ED25519.publicKey && toHex(signature) === ED25519.signature
  return isSame && verifySignature(signer.publicKey, fromHex(ED25519.message), signature)
}

function forgeryFails(): boolean {
  const publicKey = fromHex(ED25519.publicKey)
  const signature = fromHex(ED25519.signature)
  return !verifySignature(publicKey, fromHex('73'), signature)
}

function librariesAgree(): boolean {
  const message = fromHex(ED25519.message)
  const signature = ed25519.sign(message, fromHex(ED25519.seed))
  return toHex(signature) === ED25519.signature
}

function weakKeysFail(): boolean {
  return WEAK_PUBLIC_KEYS.every((key) => !isStrongPublicKey(fromHex(key)))
}

/** All-zero key, nonce and one block. */
function aesGcmHolds(): boolean {
  const { ciphertext, tag } = sealZeroes()
  return (
    toHex(ciphertext) === 'cea7403d4d606b6e074ec5d3baf39d18' &&
    toHex(tag) === 'd0d1c8a799996bf0265b98b5d48ab919'
  )
}

function tamperingFails(): boolean {
  const { key, nonce, ciphertext, tag } = sealZeroes()
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAuthTag(tag.map((byte, at) => (at === 0 ? byte ^ 1 : byte)))
  decipher.update(ciphertext)
  return throws(() => decipher.final())
}

function sealZeroes(): Record<'key' | 'nonce' | 'ciphertext' | 'tag', Uint8Array> {
  const key = new Uint8Array(32)
  const nonce = new Uint8Array(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  const ciphertext = Buffer.concat([cipher.update(new Uint8Array(16)), cipher.final()])
  return { key, nonce, ciphertext, tag: new Uint8Array(cipher.getAuthTag()) }
}

function x25519Holds(): boolean {
  const { privateKey, publicKey } = createEphemeral(fromHex(X25519.alicePrivate))
  const shared = agree(privateKey, fromHex(X25519.bobPublic))
  return toHex(publicKey) === X25519.alicePublic && shared !== null && toHex(shared) === X25519.shared
}

function smallOrderFails(): boolean {
  const { privateKey } = createEphemeral(fromHex(X25519.alicePrivate))
  return ['00', '01'].every((first) => agree(privateKey, fromHex(first.padEnd(64, '0'))) === null)
}

/** A whole session with nothing left to chance, from its first message to the farewells. */
function sessionHolds(): boolean {
  const { messages, heard } = runKnownSession()
  return heard.length === 4 && toHex(sha256(utf8(messages.join('\n')))) === KNOWN_SESSION_SHA256
}

async function argon2Holds(): Promise<boolean> {
  const cost = { memoryKiB: 65_536, passes: 2, lanes: 1 }
  const key = await stretchOnOtherThread({ secret: utf8('password'), salt: utf8('somesalt'), ...cost })
  return toHex(key) === '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7'
}

function recoveryWordsHold(): boolean {
  const words = [...Array(23).fill('abandon'), 'art'].join(' ')
  return (
    wordsFromRoot(new Uint8Array(32)).join(' ') === words && toHex(rootFromWords(words)) === '00'.repeat(32)
  )
}

async function sealedBoxHolds(): Promise<boolean> {
  const params = { memoryKiB: 1024, passes: 1, lanes: 1 }
  const deps = { random: systemRandom, stretchKey: stretchOnOtherThread }
  const key = { purpose: 'vault', secret: 'right' } as const
  const box = await sealBox({ ...key, plain: utf8('content'), params }, deps)
  const isWhole = toHex(await openBox(box, key, deps.stretchKey)) === toHex(utf8('content'))
  const refused = await openBox(box, { ...key, secret: 'wrong' }, deps.stretchKey).then(
    () => false,
    () => true,
  )
  return isWhole && refused
}

function throws(work: () => unknown): boolean {
  try {
    work()
    return false
  } catch {
    return true
  }
}
