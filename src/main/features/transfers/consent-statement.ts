import type { FederationId, MirrorId, NodeId } from '../../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../../shared/kernel/verdict.ts'
import { type MirrorCredential, verifyCredential } from '../../crypto/credential.ts'
import { SIGNATURE_DOMAINS, signedBytes } from '../../crypto/domains.ts'
import { verifySignature } from '../../crypto/signing.ts'
import { equalBytes, fromHex, plainBytes } from '../../platform/bytes.ts'
import { tryDecode } from '../../wire/decode.ts'
import { MAX_PAYLOAD_BYTES } from '../../wire/limits.ts'
import { wire } from '../../wire/messages.ts'

/** Mirrors in one consent. Chosen here: as many as a policy can ask for; with the longest names they fit one payload. */
export const MAX_CONSENT_MIRRORS = 20

/** A Mirror's yes, and the Node's word for whose it is. */
export interface SignedYes {
  /** An encoded SignedCredential. */
  readonly credential: Uint8Array
  readonly signature: Uint8Array
}

/** What was agreed to be decided on, and by whom. */
export interface ConsentExpectation {
  readonly federationId: FederationId
  /** Whose Mirrors these have to be. */
  readonly nodeId: NodeId
  readonly settledHash: Uint8Array
  /** Credentials have to hold at this time. */
  readonly settleAtMs: number
  isRevoked(nodeId: NodeId, mirrorId: MirrorId): boolean
}

/** What a Mirror signs who says yes: the same bytes whatever carries them. */
export const consentBytes = (federationId: FederationId, settledHash: Uint8Array): Uint8Array =>
  signedBytes(SIGNATURE_DOMAINS.transferConsent, fromHex(federationId), settledHash)

/** An encoded TransferConsent. */
export const encodeConsent = (settledHash: Uint8Array, mirrors: readonly SignedYes[]): Uint8Array =>
  plainBytes(wire.TransferConsent.encode({ settledHash, mirrors: [...mirrors] }).finish())

/** The Mirrors who consent, or why this is no consent of theirs. Never throws. */
export function judgeConsent(
  bytes: Uint8Array,
  expected: ConsentExpectation,
): readonly MirrorCredential[] | VerdictReason {
  const consent = tryDecode(wire.TransferConsent, bytes, MAX_PAYLOAD_BYTES)
  if (consent === null) return 'malformed'
  const { mirrors, settledHash } = consent
  if (mirrors.length === 0 || mirrors.length > MAX_CONSENT_MIRRORS) return 'content-invalid'
  if (!equalBytes(settledHash, expected.settledHash)) return 'content-invalid'
  const signers: MirrorCredential[] = []
  for (const signed of mirrors) {
    const signer = judgeYes(signed, expected)
    if (typeof signer === 'string') return signer
    signers.push(signer)
  }
  const distinct = new Set(signers.map(({ mirrorId }) => mirrorId))
  return distinct.size === signers.length ? signers : 'content-invalid'
}

type WireMirror = InstanceType<typeof wire.TransferConsent>['mirrors'][number]

function judgeYes(signed: WireMirror, expected: ConsentExpectation): MirrorCredential | VerdictReason {
  const { federationId, nodeId, settledHash, settleAtMs } = expected
  const { credential = null, signature = null } = signed
  if (credential === null || signature === null) return 'malformed'
  const check = verifyCredential(plainBytes(credential), { federationId, nodeId, atMs: settleAtMs })
  if (!check.valid) return check.reason
  const { mirrorId, mirrorKey } = check.credential
  if (expected.isRevoked(nodeId, mirrorId)) return 'mirror-revoked'
  const isSigned = verifySignature(mirrorKey, consentBytes(federationId, settledHash), plainBytes(signature))
  return isSigned ? check.credential : 'signature-invalid'
}
