import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import { constantTimeEqual, hkdfSha256, hmacSha256, SHA256_BYTES } from '../crypto/digests.ts'
import { DERIVATION_DOMAINS } from '../crypto/domains.ts'
import { fromHex } from '../platform/bytes.ts'

/** Version of the proof's construction. Source: proto/mirrorwell/v1/federation.proto. */
export const PROOF_VERSION = 1
/** What stands before the two names, so that neither side can hand the other's proof back. Source: docs/protocol.md, "Federation proof". */
const ROLE_BYTE = { dialler: 0x44, answerer: 0x41 } as const

/** The two ends of a link, and which of them shows the proof. */
export interface ProofCase {
  readonly dialler: NodeId
  readonly answerer: NodeId
  readonly prover: 'dialler' | 'answerer'
}

/** Key of the proofs of one federation. Only who knows the federation's id has it. */
export function proofKey(federationId: FederationId): Uint8Array {
  return hkdfSha256({
    key: fromHex(federationId),
    salt: new Uint8Array(),
    info: DERIVATION_DOMAINS.federationProof,
    lengthBytes: SHA256_BYTES,
  })
}

/** Proof that its maker knows the federation, good for this link's two Nodes and this direction only. */
export function proofMac(key: Uint8Array, { dialler, answerer, prover }: ProofCase): Uint8Array {
  const name = (nodeId: NodeId): Uint8Array => {
    const text = Buffer.from(nodeId, 'utf8')
    return Buffer.concat([Buffer.of(text.byteLength), text])
  }
  return hmacSha256(key, Uint8Array.of(ROLE_BYTE[prover]), name(dialler), name(answerer))
}

/** Whether a proof that the other end sent is the one this case asks for. */
export function isProof(key: Uint8Array, proofCase: ProofCase, mac: Uint8Array): boolean {
  return constantTimeEqual(proofMac(key, proofCase), mac)
}
