import type { FederationId, MirrorId, NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import { MAX_CREDENTIAL_BYTES, verifyCredential } from '../crypto/credential.ts'
import { type SignatureDomain, signedBytes } from '../crypto/domains.ts'
import { SIGNATURE_BYTES, verifySignature } from '../crypto/signing.ts'
import { fromHex, plainBytes } from '../platform/bytes.ts'
import type { MirrorSigner } from './entry.ts'

/** A Mirror's signature as it travels in a letter: a credential, and 64 bytes under what was done. */
export interface MirrorMark {
  readonly credential: Uint8Array
  readonly signature: Uint8Array
}

/** What was done, where, and what a signature under it is for. */
export interface MarkedStatement {
  readonly domain: SignatureDomain
  readonly federation: FederationId
  readonly statement: Uint8Array
}

/** What a mark must fit. */
export interface MarkExpectation extends MarkedStatement {
  readonly node: NodeId
  /** When the act was done, as its author claims. */
  readonly atMs: number
}

/** The Mirror who left a mark. */
export interface MarkedBy {
  readonly mirrorId: MirrorId
  readonly name: string
}

type WireMark = { readonly credential?: Uint8Array | null; readonly signature?: Uint8Array | null } | null

/** Sign what was done as a Mirror. @throws MirrorError 'mirror-locked' */
export function leaveMark(mirror: MirrorSigner, marked: MarkedStatement): MirrorMark {
  return { credential: mirror.credential, signature: mirror.sign(bytesOf(marked)) }
}

/** The Mirror who left a mark, or why it is none. Whether they have been revoked is not looked at. Never throws. */
export function judgeMark(
  { credential: bytes, signature }: MirrorMark,
  expected: MarkExpectation,
): MarkedBy | VerdictReason {
  const { federation, node, atMs } = expected
  const check = verifyCredential(bytes, { federationId: federation, nodeId: node, atMs })
  if (!check.valid) return check.reason
  const { mirrorKey, mirrorId, name } = check.credential
  return verifySignature(mirrorKey, bytesOf(expected), signature) ? { mirrorId, name } : 'signature-invalid'
}

/** A mark as it came, or null where it has not the size of one. */
export function decodeMark(mark: WireMark | undefined): MirrorMark | null {
  const credential = plainBytes(mark?.credential ?? new Uint8Array())
  const signature = plainBytes(mark?.signature ?? new Uint8Array())
  const isSized = credential.length > 0 && credential.length <= MAX_CREDENTIAL_BYTES
  return isSized && signature.length === SIGNATURE_BYTES ? { credential, signature } : null
}

const bytesOf = ({ domain, federation, statement }: MarkedStatement): Uint8Array =>
  signedBytes(domain, fromHex(federation), statement)
