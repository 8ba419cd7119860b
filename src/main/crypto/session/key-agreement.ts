import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto'

/** Lengths of X25519 values, in bytes. Source: RFC 7748 §5. */
export const EPHEMERAL_BYTES = 32

/** DER that stands before a raw X25519 private key in PKCS #8. Source: RFC 8410 §7. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')
/** What a raw X25519 public key is called as a JWK, which the runtime reads and writes faster than DER. Source: RFC 8037 §2. */
const JWK_NAME = { kty: 'OKP', crv: 'X25519' } as const

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
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return { privateKey, publicKey: Uint8Array.from(Buffer.from(x, 'base64url')) }
}

/**
 * The 32 bytes that both ends compute, or null where the other's key is of small
 * order: the result would be zero, whatever our own key.
 * Source: RFC 7748 §6.1.
 */
export function agree(privateKey: KeyObject, theirs: Uint8Array): Uint8Array | null {
  if (theirs.length !== EPHEMERAL_BYTES) return null
  try {
    const key = { ...JWK_NAME, x: Buffer.from(theirs).toString('base64url') }
    const publicKey = createPublicKey({ key, format: 'jwk' })
    const secret = new Uint8Array(diffieHellman({ privateKey, publicKey }))
    return secret.some((byte) => byte !== 0) ? secret : null
  } catch {
    return null // OpenSSL and BoringSSL refuse small orders themselves
  }
}
