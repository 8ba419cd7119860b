import type { NodeId } from '../../../shared/kernel/ids.ts'
import { hkdfSha256, SHA256_BYTES, sha256 } from '../../crypto/digests.ts'
import { DERIVATION_DOMAINS } from '../../crypto/domains.ts'
import { publicKeyFromNodeId } from '../../crypto/peer-id.ts'
import { toHex } from '../../platform/bytes.ts'

/** Each side's part of a link's key. Chosen here: neither side alone can choose the key. */
export const NONCE_BYTES = 16
/** Length of a fingerprint. Chosen here: its key is fresh, so nobody can look for two sets with one fingerprint beforehand. */
export const FINGERPRINT_BYTES = 16

const SUM_MODULUS_BITS = 256
const COUNT_BYTES = 8

/** A Node's part of what a key is made of. */
export interface KeyShare {
  readonly nodeId: NodeId
  readonly nonce: Uint8Array
}

/** Whether this Node's public key is the lower of the two: that side begins what only one may begin. */
export function isLower(self: NodeId, other: NodeId): boolean {
  return Buffer.compare(keyOf(self), keyOf(other)) < 0
}

/** The key under which two neighbours compare what they hold, the same at both. Source: docs/protocol.md, "Comparing". */
export function comparisonKey(self: KeyShare, other: KeyShare): Uint8Array {
  const shares = isLower(self.nodeId, other.nodeId) ? [self, other] : [other, self]
  const parts = shares.map(({ nodeId, nonce }) => Buffer.concat([nonce, keyOf(nodeId)]))
  const [key, salt] = [Buffer.concat(parts), new Uint8Array(0)]
  return hkdfSha256({ key, salt, info: DERIVATION_DOMAINS.comparison, lengthBytes: SHA256_BYTES })
}

/** Sums of marks are kept modulo 2^256. */
export const wrapSum = (sum: bigint): bigint => BigInt.asUintN(SUM_MODULUS_BITS, sum)

/** A fingerprint of so many items with this sum of marks, as hex. */
export function fingerprintOf(key: Uint8Array, sum: bigint, count: number): string {
  const counted = Buffer.alloc(COUNT_BYTES)
  counted.writeBigUInt64BE(BigInt(count))
  const summed = Buffer.from(sum.toString(16).padStart(SHA256_BYTES * 2, '0'), 'hex')
  return toHex(sha256(key, summed, counted)).slice(0, FINGERPRINT_BYTES * 2)
}

const keyOf = (nodeId: NodeId): Uint8Array => publicKeyFromNodeId(nodeId) ?? new Uint8Array(0)
