import { MAX_CREDENTIAL_BYTES } from '../../crypto/credential.ts'
import { PUBLIC_KEY_BYTES } from '../../crypto/signing.ts'
import { plainBytes } from '../../platform/bytes.ts'
import { tryDecode } from '../../wire/decode.ts'
import { wire } from '../../wire/messages.ts'

/** Largest payload of either kind. Chosen here: a credential and its tag. */
const MAX_PAYLOAD_BYTES = MAX_CREDENTIAL_BYTES + 16

/** Payload of a `mirror-credential` entry, around an encoded SignedCredential. */
export const encodeMirrorAdded = (credential: Uint8Array): Uint8Array =>
  plainBytes(wire.MirrorAdded.encode({ credential }).finish())

/** The encoded SignedCredential of a `mirror-credential` entry, or null where the payload is none. */
export function decodeMirrorAdded(payload: Uint8Array): Uint8Array | null {
  const message = tryDecode(wire.MirrorAdded, payload, MAX_PAYLOAD_BYTES)
  return message === null || message.credential.length === 0 ? null : plainBytes(message.credential)
}

/** Payload of a `mirror-revocation` entry. */
export const encodeMirrorRevoked = (mirrorKey: Uint8Array): Uint8Array =>
  plainBytes(wire.MirrorRevoked.encode({ mirrorKey }).finish())

/** The key a `mirror-revocation` entry revokes, or null where the payload names none. */
export function decodeMirrorRevoked(payload: Uint8Array): Uint8Array | null {
  const message = tryDecode(wire.MirrorRevoked, payload, MAX_PAYLOAD_BYTES)
  return message?.mirrorKey.length === PUBLIC_KEY_BYTES ? plainBytes(message.mirrorKey) : null
}
