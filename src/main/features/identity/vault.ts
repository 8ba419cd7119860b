/** Bytes of the root a vault keeps: the entropy of 24 recovery words. Source: BIP-39. */
export const VAULT_ROOT_BYTES = 32

/**
 * Keeps a Node's root secret, once. What differs between hosts is who guards
 * it: a person's passphrase, or the system's own key store.
 * Every adapter runs `test/conformance/vault-suite.ts`.
 */
export interface Vault {
  readonly kind: 'passphrase' | 'os'
  exists(): boolean
  /**
   * Keep the root. Durable once resolved; what is kept is never overwritten.
   *
   * @throws MirrorError 'node-exists' | 'passphrase-required' | 'disk-full' | 'disk-read-only'
   */
  seal(root: Uint8Array, passphrase?: string): Promise<void>
  /** @throws MirrorError 'node-absent' | 'passphrase-required' | 'passphrase-wrong' | 'vault-damaged' | 'file-unreadable' */
  open(passphrase?: string): Promise<Uint8Array>
}
