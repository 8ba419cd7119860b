import type { PrivateFiles } from '../../src/main/features/identity/private-files.ts'
import type { Vault } from '../../src/main/features/identity/vault.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'

/** A vault that lives as long as its owner. */
export class MemoryVault implements Vault {
  readonly kind = 'passphrase'
  #kept: { readonly root: Uint8Array; readonly passphrase: string } | null = null

  exists(): boolean {
    return this.#kept !== null
  }

  async seal(root: Uint8Array, passphrase?: string): Promise<void> {
    if (this.#kept !== null) throw new MirrorError('node-exists')
    if (!passphrase) throw new MirrorError('passphrase-required')
    this.#kept = { root: Uint8Array.from(root), passphrase }
  }

  async open(passphrase?: string): Promise<Uint8Array> {
    if (this.#kept === null) throw new MirrorError('node-absent')
    if (!passphrase) throw new MirrorError('passphrase-required')
    if (passphrase !== this.#kept.passphrase) throw new MirrorError('passphrase-wrong')
    return Uint8Array.from(this.#kept.root)
  }
}

/** Private files in memory. */
export class MemoryFiles implements PrivateFiles {
  readonly files = new Map<string, Uint8Array>()

  async writeNew(name: string, bytes: Uint8Array): Promise<string> {
    const path = `memory/${name}`
    if (this.files.has(name)) throw new MirrorError('file-exists', { path })
    this.files.set(name, Uint8Array.from(bytes))
    return path
  }

  async remove(name: string): Promise<void> {
    this.files.delete(name)
  }
}
