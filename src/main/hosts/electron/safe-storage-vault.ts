import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { SafeStorage } from 'electron'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import { VAULT_ROOT_BYTES, type Vault } from '../../features/identity/vault.ts'
import { writeNewFile } from '../node/private-files.ts'

/** The part of the system's key store that a vault uses. */
export type KeyStore = Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>

/** Backends that keep no key of their own, so that "encrypted" would mean "written in the clear". */
const UNREAL_BACKENDS: readonly string[] = ['basic_text', 'unknown']

/** Whether the system really keeps secrets for us. Source: docs/security.md, "Keys". */
export async function isKeyStoreReal(storage: SafeStorage): Promise<boolean> {
  if (!(await storage.isAsyncEncryptionAvailable())) return false
  return process.platform !== 'linux' || !UNREAL_BACKENDS.includes(storage.getSelectedStorageBackend())
}

/** Keeps the root in a file (mode 0600) that opens with a key the system guards; no passphrase is asked for. */
export class SafeStorageVault implements Vault {
  readonly kind = 'os'
  readonly #path: string
  readonly #keyStore: KeyStore

  constructor(path: string, keyStore: KeyStore) {
    this.#path = path
    this.#keyStore = keyStore
  }

  exists(): boolean {
    return existsSync(this.#path)
  }

  async seal(root: Uint8Array): Promise<void> {
    if (this.exists()) throw new MirrorError('node-exists')
    const box = await this.#keyStore.encryptStringAsync(Buffer.from(root).toString('base64url'))
    try {
      await writeNewFile(this.#path, box)
    } catch (thrown) {
      const isTaken = MirrorError.from(thrown).code === 'file-exists'
      throw isTaken ? new MirrorError('node-exists', {}, thrown) : thrown
    }
  }

  async open(): Promise<Uint8Array> {
    if (!this.exists()) throw new MirrorError('node-absent')
    const box = await readFile(this.#path).catch((cause: unknown) => {
      throw new MirrorError('file-unreadable', { path: this.#path }, cause)
    })
    const root = await this.#decrypt(box)
    if (root.length !== VAULT_ROOT_BYTES) throw new MirrorError('vault-damaged', { problem: 'root' })
    return root
  }

  async #decrypt(box: Buffer): Promise<Uint8Array> {
    try {
      const { result } = await this.#keyStore.decryptStringAsync(box)
      return Uint8Array.from(Buffer.from(result, 'base64url'))
    } catch (cause) {
      throw new MirrorError('vault-damaged', { problem: 'key-store' }, cause)
    }
  }
}
