import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto'

/** Lengths of X25519 values, in bytes. Source: RFC 7748 §5. */
export const EPHEMERAL_BYTES = 32

/** DER that stands before a raw X25519 private key in PKCS #8. Source: RFC 8410 §7. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')
/** DER that stands before a raw X25519 public key in SubjectPublicKeyInfo. Source: RFC 8410 §4. */
const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')

/** A key pair made for one session. The private half stays in the runtime's key store. */
export interface Ephemeral {
  readonly privateKey: KeyObject
  /** 32 bytes. */
  readonly publicKey: Uint8Array
}

/** The X25519 key pair of 32 random bytes, which are overwritten. */
export function createEphemeral(seed: Uint8Array): Ephemeral {
  const der = Buffer.concat([PKCS8_PREFIX, seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  der.fill(0)
  seed.fill(0)
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return { privateKey, publicKey: Uint8Array.from(spki.subarray(SPKI_PREFIX.length)) }
}

/**
 * The 32 bytes that both ends compute, or null where the other's key is of small
 * order: the result would be zero, whatever our own key.
 * Source: RFC 7748 §6.1.
 */
export function agree(privateKey: KeyObject, theirs: Uint8Array): Uint8Array | null {
  if (theirs.length !== EPHEMERAL_BYTES) return null
  try {
    const key = Buffer.concat([SPKI_PREFIX, theirs])
    const publicKey = createPublicKey({ key, format: 'der', type: 'spki' })
    const secret = new Uint8Array(diffieHellman({ privateKey, publicKey }))
    return secret.some((byte) => byte !== 0) ? secret : null
  } catch {
    return null // OpenSSL and BoringSSL refuse small orders themselves
  }
}
