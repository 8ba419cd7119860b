import { MirrorError } from '../../shared/kernel/errors.ts'
import type { PrivateFiles } from '../features/identity/private-files.ts'
import type { Vault } from '../features/identity/vault.ts'

/** Keeps a virtual Node's root as long as the process lives; opens by itself, as a system's key store does. */
export class MemoryVault implements Vault {
  readonly kind = 'os'
  #root: Uint8Array | null = null

  exists(): boolean {
    return this.#root !== null
  }

  async seal(root: Uint8Array): Promise<void> {
    if (this.#root !== null) throw new MirrorError('node-exists')
    this.#root = Uint8Array.from(root)
  }

  async open(): Promise<Uint8Array> {
    if (this.#root === null) throw new MirrorError('node-absent')
    return Uint8Array.from(this.#root)
  }
}

/** Private files that never reach a disk. Their paths say so. */
export class MemoryFiles implements PrivateFiles {
  readonly #files = new Map<string, Uint8Array>()

  async writeNew(name: string, bytes: Uint8Array): Promise<string> {
    const path = `simulated/${name}`
    if (this.#files.has(name)) throw new MirrorError('file-exists', { path })
    this.#files.set(name, Uint8Array.from(bytes))
    return path
  }

  async remove(name: string): Promise<void> {
    this.#files.delete(name)
  }
}
