import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { RecentCache } from './recent-cache.ts'

/** Lengths of Ed25519 values, in bytes. Source: RFC 8032 §5.1.5 and §5.1.6. */
export const SEED_BYTES = 32
export const PUBLIC_KEY_BYTES = 32
export const SIGNATURE_BYTES = 64

/**
 * Public keys kept ready for verification. Chosen here: a federation of some
 * hundred Nodes with a few Mirrors each stays inside it, at about 1 KiB a key.
 */
const READY_KEYS_MAX = 1000

/** DER that stands before a raw Ed25519 seed in PKCS #8. Source: RFC 8410 §7. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
/** DER that stands before a raw Ed25519 public key in SubjectPublicKeyInfo. Source: RFC 8410 §4. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** Signs with one Ed25519 key. What is signed is always domain-separated: see `signedBytes`. */
export interface Signer {
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  /** @returns 64 bytes, the same for the same input. */
  sign(bytes: Uint8Array): Uint8Array
}

/**
 * A signer over a 32-byte seed. The seed is copied into the runtime's key store,
 * so the caller may overwrite its own copy at once; the runtime clears its copy
 * when the signer is no longer referenced.
 */
export function createSigner(seed: Uint8Array): Signer {
  const key = privateKeyOf(seed)
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: Uint8Array.from(spki.subarray(SPKI_PREFIX.length)),
    sign: (bytes) => Uint8Array.from(sign(null, bytes, key)),
  }
}

const readyKeys = new RecentCache<KeyObject | null>(READY_KEYS_MAX)

/**
 * Whether `signature` is this key's over exactly these bytes. Never throws:
 * wrong lengths, malformed and weak keys are simply false. A weak key verifies
 * nothing here, whatever the runtime's own library would accept.
 */
export function verifySignature(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false
  const key = readyKey(publicKey)
  return key !== null && verify(null, bytes, key, signature)
}

/**
 * Whether this is a canonically encoded Ed25519 point that is not of small
 * order. Under a small-order key one signature fits many messages, so nothing
 * signed with it could be held against its author.
 * Source: docs/security.md, "Weak keys"; RFC 8032 §5.1.3.
 */
export function isStrongPublicKey(publicKey: Uint8Array): boolean {
  return readyKey(publicKey) !== null
}

function readyKey(publicKey: Uint8Array): KeyObject | null {
  if (publicKey.length !== PUBLIC_KEY_BYTES) return null
  return readyKeys.getOrMake(Buffer.from(publicKey).toString('latin1'), () =>
    isStrongPoint(publicKey) ? publicKeyOf(publicKey) : null,
  )
}

function isStrongPoint(publicKey: Uint8Array): boolean {
  try {
    return !ed25519.Point.fromBytes(publicKey).isSmallOrder()
  } catch {
    return false // not on the curve, or not the one encoding of its point
  }
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([PKCS8_PREFIX, seed])
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } finally {
    der.fill(0)
  }
}

function publicKeyOf(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' })
}
