import type { NodeId } from '../../../shared/kernel/ids.ts'
import { nodeIdFromPublicKey } from '../../crypto/peer-id.ts'
import { deriveKey, type RootLabel, wordsFromRoot } from '../../crypto/recovery.ts'
import { createSigner, SEED_BYTES, type Signer } from '../../crypto/signing.ts'

/** The keys of an open Node, all from one root. The root leaves as 24 words only, and only to a private file. */
export class NodeKeys {
  readonly nodeId: NodeId
  /** Signs as the Node itself. */
  readonly signer: Signer
  readonly #root: Uint8Array

  /** Takes its own copy of `root`. */
  constructor(root: Uint8Array) {
    this.#root = Uint8Array.from(root)
    const seed = this.identitySeed()
    this.signer = createSigner(seed)
    seed.fill(0)
    this.nodeId = nodeIdFromPublicKey(this.signer.publicKey)
  }

  /** The Ed25519 seed of the Node, for the transport, which signs by itself. Overwrite it after use. */
  identitySeed(): Uint8Array {
    return this.derive('node identity', SEED_BYTES)
  }

  derive(label: RootLabel, lengthBytes: number): Uint8Array {
    return deriveKey(this.#root, label, lengthBytes)
  }

  /** The 24 words. Never to cross the bridge. */
  recoveryWords(): readonly string[] {
    return wordsFromRoot(this.#root)
  }

  /** The root itself, for an encrypted backup. Overwrite it after use. */
  copyRoot(): Uint8Array {
    return Uint8Array.from(this.#root)
  }

  /** Overwrite the root. What was derived and handed out is its holder's to overwrite. */
  wipe(): void {
    this.#root.fill(0)
  }
}
