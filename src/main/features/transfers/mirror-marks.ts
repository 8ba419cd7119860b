import type { FederationId, MirrorId, NodeId } from '../../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../../shared/kernel/verdict.ts'
import { verifyCredential } from '../../crypto/credential.ts'
import { SIGNATURE_DOMAINS, signedBytes } from '../../crypto/domains.ts'
import { verifySignature } from '../../crypto/signing.ts'
import { fromHex } from '../../platform/bytes.ts'
import type { MirrorSigner } from '../../replica/entry.ts'
import type { MirrorMark } from './transfer-types.ts'

/** Sign what was done as a Mirror. @throws MirrorError 'mirror-locked' */
export function markBy(mirror: MirrorSigner, federation: FederationId, statement: Uint8Array): MirrorMark {
  const bytes = signedBytes(SIGNATURE_DOMAINS.transferAct, fromHex(federation), statement)
  return { credential: mirror.credential, signature: mirror.sign(bytes) }
}

/** What a mark must fit. */
export interface MarkExpectation {
  readonly federation: FederationId
  readonly node: NodeId
  /** When the act was done, as its author claims. */
  readonly atMs: number
  readonly statement: Uint8Array
}

/** The Mirror who left a mark, or why it is none. Whether they have been revoked is not looked at. Never throws. */
export function readMark(
  { credential: bytes, signature }: MirrorMark,
  { federation, node, atMs, statement }: MarkExpectation,
): { readonly mirrorId: MirrorId; readonly name: string } | VerdictReason {
  const check = verifyCredential(bytes, { federationId: federation, nodeId: node, atMs })
  if (!check.valid) return check.reason
  const { mirrorKey, mirrorId, name } = check.credential
  const message = signedBytes(SIGNATURE_DOMAINS.transferAct, fromHex(federation), statement)
  return verifySignature(mirrorKey, message, signature) ? { mirrorId, name } : 'signature-invalid'
}
