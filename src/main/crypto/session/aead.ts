import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'

/** Length of a tag; shorter ones are no tags. Source: NIST SP 800-38D §5.2.1.2. */
export const TAG_BYTES = 16
/** Length of a nonce. Source: NIST SP 800-38D §8.2.1. */
export const NONCE_BYTES = 12

const ALGORITHM = 'aes-256-gcm'

/** What goes with the content: never the same nonce twice under one key. */
export interface Sealing {
  readonly nonce: Uint8Array
  /** Authenticated, not hidden. */
  readonly aad: Uint8Array
}

/** AES-256-GCM; the tag stands last. */
export function seal(key: KeyObject, plain: Uint8Array, { nonce, aad }: Sealing): Uint8Array {
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(aad)
  return new Uint8Array(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}

/** The content, or null where it or what goes with it is not what was sealed. */
export function unseal(key: KeyObject, sealed: Uint8Array, { nonce, aad }: Sealing): Uint8Array | null {
  if (sealed.length < TAG_BYTES) return null
  const tagAt = sealed.length - TAG_BYTES
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(aad)
  decipher.setAuthTag(sealed.subarray(tagAt))
  try {
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, tagAt)), decipher.final()]))
  } catch {
    return null
  }
}
