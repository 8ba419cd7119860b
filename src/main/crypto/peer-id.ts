import { publicKeyFromRaw } from '@libp2p/crypto/keys'
import { peerIdFromPublicKey, peerIdFromString } from '@libp2p/peer-id'
import { NodeId } from '../../shared/kernel/ids.ts'
import { isStrongPublicKey } from './signing.ts'

/** The NodeId of a raw 32-byte Ed25519 public key. Source: libp2p peer-ids specification (identity multihash, base58btc). */
export function nodeIdFromPublicKey(publicKey: Uint8Array): NodeId {
  return NodeId.parse(peerIdFromPublicKey(publicKeyFromRaw(publicKey)).toString())
}

/**
 * The raw Ed25519 public key inside a NodeId, or null when the text is not the
 * one way to write a strong key: this is where foreign identities come in, so
 * a weak key never gets further.
 */
export function publicKeyFromNodeId(nodeId: string): Uint8Array | null {
  const raw = rawKey(nodeId)
  return raw !== null && isStrongPublicKey(raw) && nodeIdFromPublicKey(raw) === nodeId ? raw : null
}

function rawKey(nodeId: string): Uint8Array | null {
  if (!NodeId.safeParse(nodeId).success) return null
  try {
    const peerId = peerIdFromString(nodeId)
    return peerId.type === 'Ed25519' ? Uint8Array.from(peerId.publicKey.raw) : null
  } catch {
    return null // base58 that is no multihash, or a key of another kind
  }
}
