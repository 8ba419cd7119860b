import type { FederationId, NodeId } from '../../../shared/kernel/ids.ts'
import { SIGNATURE_DOMAINS, signedBytes } from '../../crypto/domains.ts'
import { publicKeyFromNodeId } from '../../crypto/peer-id.ts'
import { type Signer, verifySignature } from '../../crypto/signing.ts'
import { fromHex } from '../../platform/bytes.ts'
import type { ContentOf, EncodedSettled } from './transfer-types.ts'

/** A Node's signature under settled terms, as it travels. */
export function agreementBy(
  signer: Signer,
  federation: FederationId,
  settled: EncodedSettled,
): ContentOf<'agreement'> {
  return { kind: 'agreement', settled, nodeSignature: signer.sign(statement(federation, settled)) }
}

/** Whether an agreement carries this Node's signature. Never throws. */
export function isAgreementOf(
  nodeId: NodeId,
  federation: FederationId,
  { settled, nodeSignature }: ContentOf<'agreement'>,
): boolean {
  const key = publicKeyFromNodeId(nodeId)
  return key !== null && verifySignature(key, statement(federation, settled), nodeSignature)
}

const statement = (federation: FederationId, { bytes }: EncodedSettled): Uint8Array =>
  signedBytes(SIGNATURE_DOMAINS.transferTerms, fromHex(federation), bytes)
