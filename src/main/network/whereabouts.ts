import type { FederationId, NodeId } from '../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../shared/kernel/verdict.ts'
import { SIGNATURE_DOMAINS, signedBytes } from '../crypto/domains.ts'
import { publicKeyFromNodeId } from '../crypto/peer-id.ts'
import { type Signer, verifySignature } from '../crypto/signing.ts'
import { equalBytes, fromHex, plainBytes } from '../platform/bytes.ts'
import { isCount, tryDecode } from '../wire/decode.ts'
import { MAX_ADDRESS_CHARS, MAX_WHEREABOUTS_ADDRESSES, MAX_WHEREABOUTS_BYTES } from '../wire/limits.ts'
import { wire } from '../wire/messages.ts'
import { addressGroup, NEAR } from './address-group.ts'

const WHEREABOUTS_VERSION = 1
/** How long a record holds. Source: docs/protocol.md, "Directory". */
export const WHEREABOUTS_LAST_MS = 24 * 3_600_000
/** The longest that anybody may claim. Source: docs/protocol.md, "Directory". */
const LONGEST_CLAIM_MS = 48 * 3_600_000
/** How far ahead of ours another Node's clock may be. Source: docs/protocol.md, "Directory". */
const MAX_AHEAD_MS = 120_000

/** Where a Node says that it can be reached, by its own signature. */
export interface Whereabouts {
  readonly nodeId: NodeId
  readonly saidAtMs: number
  readonly expiresAtMs: number
  /** Each ends in `/p2p/<nodeId>`. */
  readonly addresses: readonly string[]
}

export interface WhereaboutsCase {
  /** Whose record it is to be, by the key it stands under. */
  readonly nodeId: NodeId
  readonly federationId: FederationId
  readonly nowMs: number
  /** Of the newest record of that Node that was taken here; 0: none. */
  readonly newestMs: number
  readonly isMember: (nodeId: NodeId) => boolean
}

export type JudgedWhereabouts = Whereabouts | { readonly refused: VerdictReason }

export interface WhereaboutsDraft {
  readonly federationId: FederationId
  readonly nodeId: NodeId
  readonly addresses: readonly string[]
  readonly nowMs: number
}

/** A record of where this Node is, for the directory. What others reach from afar comes first; what does not fit is left out. */
export function encodeWhereabouts(draft: WhereaboutsDraft, signer: Signer): Uint8Array {
  const suffix = `/p2p/${draft.nodeId}`
  const isNear = (address: string): number => Number(addressGroup(address) === NEAR)
  const addresses = draft.addresses
    .toSorted((a, b) => isNear(a) - isNear(b))
    .map((address) => (address.endsWith(suffix) ? address.slice(0, -suffix.length) : address))
    .filter((address) => address.length <= MAX_ADDRESS_CHARS)
    .slice(0, MAX_WHEREABOUTS_ADDRESSES)
  let record = signedRecord(draft, { addresses, signer })
  while (record.byteLength > MAX_WHEREABOUTS_BYTES && addresses.pop() !== undefined) {
    record = signedRecord(draft, { addresses, signer })
  }
  return record
}

function signedRecord(
  { federationId, nowMs }: WhereaboutsDraft,
  { addresses, signer }: { readonly addresses: string[]; readonly signer: Signer },
): Uint8Array {
  const body = wire.WhereaboutsBody.encode({
    version: WHEREABOUTS_VERSION,
    node: signer.publicKey,
    saidAtMs: nowMs,
    expiresAtMs: nowMs + WHEREABOUTS_LAST_MS,
    addresses,
  }).finish()
  const message = signedBytes(SIGNATURE_DOMAINS.whereabouts, fromHex(federationId), body)
  return wire.Whereabouts.encode({ body, signature: signer.sign(message) }).finish()
}

/** What a record says, or why it is not taken. Whoever kept or brought it has no say in it. */
export function judgeWhereabouts(bytes: Uint8Array, asked: WhereaboutsCase): JudgedWhereabouts {
  if (bytes.byteLength > MAX_WHEREABOUTS_BYTES) return { refused: 'too-large' }
  const record = tryDecode(wire.Whereabouts, bytes, MAX_WHEREABOUTS_BYTES)
  const body = record && tryDecode(wire.WhereaboutsBody, record.body, MAX_WHEREABOUTS_BYTES)
  if (!record || !body) return { refused: 'malformed' }
  if (body.version !== WHEREABOUTS_VERSION) return { refused: 'version-unknown' }
  const key = publicKeyFromNodeId(asked.nodeId)
  if (key === null) return { refused: 'key-weak' }
  if (!equalBytes(key, plainBytes(body.node)) || !isSound(body)) return { refused: 'content-invalid' }
  const message = signedBytes(SIGNATURE_DOMAINS.whereabouts, fromHex(asked.federationId), record.body)
  if (!verifySignature(key, message, record.signature)) return { refused: 'signature-invalid' }
  const refused = untimely(body, asked)
  if (refused !== null) return { refused }
  if (!asked.isMember(asked.nodeId)) return { refused: 'busy' } // may come again once we have heard who that is
  const addresses = body.addresses.map((address) => `${address}/p2p/${asked.nodeId}`)
  return { nodeId: asked.nodeId, saidAtMs: body.saidAtMs, expiresAtMs: body.expiresAtMs, addresses }
}

type Body = InstanceType<typeof wire.WhereaboutsBody>

function isSound({ addresses, saidAtMs, expiresAtMs }: Body): boolean {
  if (addresses.length > MAX_WHEREABOUTS_ADDRESSES || !isCount(saidAtMs) || !isCount(expiresAtMs))
    return false
  const lastsMs = expiresAtMs - saidAtMs
  const reachable = addresses.every((text) => text.startsWith('/') && text.length <= MAX_ADDRESS_CHARS)
  return reachable && lastsMs > 0 && lastsMs <= LONGEST_CLAIM_MS
}

function untimely(
  { saidAtMs, expiresAtMs }: Body,
  { nowMs, newestMs }: WhereaboutsCase,
): VerdictReason | null {
  if (saidAtMs > nowMs + MAX_AHEAD_MS) return 'future-dated'
  if (expiresAtMs <= nowMs) return 'stale'
  return saidAtMs < newestMs ? 'superseded' : null
}
