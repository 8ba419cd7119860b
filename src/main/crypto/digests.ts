import { createHash, createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto'

/** Length of a SHA-256 digest, in bytes. Source: FIPS 180-4. */
export const SHA256_BYTES = 32

export interface HkdfInput {
  readonly key: Uint8Array
  readonly salt: Uint8Array
  /** What the derived key is for; another label gives an unrelated key. */
  readonly info: string
  readonly lengthBytes: number
}

/** SHA-256 of the parts, as if they stood in one buffer. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return Uint8Array.from(hash.digest())
}

/** HMAC-SHA-256 of the parts, as if they stood in one buffer. Source: RFC 2104. */
export function hmacSha256(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const hmac = createHmac('sha256', createSecretKey(key)) // a raw key takes five times as long
  for (const part of parts) hmac.update(part)
  return Uint8Array.from(hmac.digest())
}

/** HKDF-SHA-256, extract and expand. Source: RFC 5869. */
export function hkdfSha256(input: HkdfInput): Uint8Array {
  const { key, salt, info, lengthBytes } = input
  return new Uint8Array(hkdfSync('sha256', createSecretKey(key), salt, info, lengthBytes)) // as above
}

/** Whether two byte strings are equal, in a time that depends on their lengths only. */
export function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
