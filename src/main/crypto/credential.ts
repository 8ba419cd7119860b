import { MirrorName } from '../../shared/contract/setup.ts'
import type { FederationId, MirrorId, NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import { equalBytes, fromHex, plainBytes, toHex } from '../platform/bytes.ts'
import { isCount, tryDecode } from '../wire/decode.ts'
import { wire } from '../wire/messages.ts'
import { sha256 } from './digests.ts'
import { SIGNATURE_DOMAINS, signedBytes } from './domains.ts'
import { publicKeyFromNodeId } from './peer-id.ts'
import { isStrongPublicKey, type Signer, verifySignature } from './signing.ts'

/** Largest encoded SignedCredential. Chosen here: four 32-byte fields, a signature and 60 characters of any script come to 480 bytes. */
export const MAX_CREDENTIAL_BYTES = 512
/** Bytes of SHA-256 that name a Mirror. Source: docs/protocol.md, "Ids". */
const MIRROR_ID_BYTES = 16

/** A Node's signed word that a key belongs to one of its Mirrors. */
export interface MirrorCredential {
  readonly mirrorId: MirrorId
  /** 32 bytes. */
  readonly mirrorKey: Uint8Array
  readonly name: string
  readonly sinceMs: number
  /** null: no end set. */
  readonly untilMs: number | null
}

export type CredentialDraft = Omit<MirrorCredential, 'mirrorId'> & { readonly federationId: FederationId }

/** What a credential must fit: the entry it came with, and that entry's time. */
export interface CredentialExpectation {
  readonly federationId: FederationId
  readonly nodeId: NodeId
  /** The time of the act, as its entry claims it. */
  readonly atMs: number
}

export type CredentialCheck =
  | { readonly valid: true; readonly credential: MirrorCredential }
  | { readonly valid: false; readonly reason: VerdictReason }

/** The id of the Mirror with this public key. */
export function mirrorIdOf(mirrorKey: Uint8Array): MirrorId {
  return toHex(sha256(mirrorKey).subarray(0, MIRROR_ID_BYTES)) as MirrorId
}

/** An encoded SignedCredential, good in one federation, signed by the Node. */
export function issueCredential(draft: CredentialDraft, node: Signer): Uint8Array {
  const federation = fromHex(draft.federationId)
  const { mirrorKey, name, sinceMs } = draft
  const fields = { federation, node: node.publicKey, mirrorKey, name, sinceMs, untilMs: draft.untilMs ?? 0 }
  const credential = wire.MirrorCredential.encode(fields).finish()
  const nodeSignature = node.sign(signedBytes(SIGNATURE_DOMAINS.mirrorCredential, federation, credential))
  return plainBytes(wire.SignedCredential.encode({ credential, nodeSignature }).finish())
}

/** Judge an encoded SignedCredential from anywhere. Never throws. */
export function verifyCredential(bytes: Uint8Array, expected: CredentialExpectation): CredentialCheck {
  if (bytes.length > MAX_CREDENTIAL_BYTES) return invalid('too-large')
  const signed = tryDecode(wire.SignedCredential, bytes, MAX_CREDENTIAL_BYTES)
  const claim =
    signed === null ? null : tryDecode(wire.MirrorCredential, signed.credential, MAX_CREDENTIAL_BYTES)
  if (signed === null || claim === null || !isWellFormed(claim)) return invalid('malformed')

  const federation = fromHex(expected.federationId)
  if (!equalBytes(claim.federation, federation)) return invalid('federation-wrong')
  const nodeKey = publicKeyFromNodeId(expected.nodeId)
  if (nodeKey === null || !isStrongPublicKey(claim.mirrorKey)) return invalid('key-weak')
  if (!equalBytes(claim.node, nodeKey)) return invalid('credential-invalid')
  const message = signedBytes(SIGNATURE_DOMAINS.mirrorCredential, federation, signed.credential)
  if (!verifySignature(nodeKey, message, signed.nodeSignature)) return invalid('signature-invalid')
  return isInForce(claim, expected.atMs)
    ? { valid: true, credential: toCredential(claim) }
    : invalid('credential-invalid')
}

type Claim = ReturnType<typeof wire.MirrorCredential.decode>

function isWellFormed(claim: Claim): boolean {
  const isCleanName = MirrorName.safeParse(claim.name).data === claim.name
  return isCleanName && isCount(claim.sinceMs) && isCount(claim.untilMs)
}

function isInForce({ sinceMs, untilMs }: Claim, atMs: number): boolean {
  return sinceMs <= atMs && (untilMs === 0 || atMs < untilMs)
}

function toCredential({ mirrorKey: claimedKey, name, sinceMs, untilMs }: Claim): MirrorCredential {
  const mirrorKey = plainBytes(claimedKey)
  return {
    mirrorId: mirrorIdOf(mirrorKey),
    mirrorKey,
    name,
    sinceMs,
    untilMs: untilMs === 0 ? null : untilMs,
  }
}

function invalid(reason: VerdictReason): CredentialCheck {
  return { valid: false, reason }
}
