import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import { stretchOnOtherThread } from '../../crypto/key-stretching.ts'
import { type BoxParams, openBox, PASSPHRASE_PARAMS, type SealDeps, sealBox } from '../../crypto/vault-box.ts'
import { VAULT_ROOT_BYTES, type Vault } from '../../features/identity/vault.ts'
import { type Random, systemRandom } from '../../platform/random.ts'
import { writeNewFile } from './private-files.ts'

/** Largest vault file that is read. Chosen here: a sealed root has 98 bytes; a larger file is not ours. */
const VAULT_FILE_MAX_BYTES = 4096

export interface PassphraseVaultOptions {
  readonly random?: Random
  readonly params?: BoxParams
}

/** Keeps the root in a file (mode 0600) that opens with the owner's passphrase. */
export class PassphraseVault implements Vault {
  readonly kind = 'passphrase'
  readonly #path: string
  readonly #deps: SealDeps
  readonly #params: BoxParams

  constructor(path: string, options: PassphraseVaultOptions = {}) {
    this.#path = path
    this.#deps = { random: options.random ?? systemRandom, stretchKey: stretchOnOtherThread }
    this.#params = options.params ?? PASSPHRASE_PARAMS
  }

  exists(): boolean {
    return existsSync(this.#path)
  }

  async seal(root: Uint8Array, passphrase?: string): Promise<void> {
    if (this.exists()) throw new MirrorError('node-exists')
    const key = { purpose: 'vault', secret: required(passphrase) } as const
    const box = await sealBox({ ...key, plain: root, params: this.#params }, this.#deps)
    try {
      await writeNewFile(this.#path, box)
    } catch (thrown) {
      throw MirrorError.from(thrown).code === 'file-exists'
        ? new MirrorError('node-exists', {}, thrown)
        : thrown
    }
  }

  async open(passphrase?: string): Promise<Uint8Array> {
    if (!this.exists()) throw new MirrorError('node-absent')
    const secret = required(passphrase)
    const root = await openBox(
      await readBounded(this.#path),
      { purpose: 'vault', secret },
      stretchOnOtherThread,
    )
    if (root.length !== VAULT_ROOT_BYTES) throw new MirrorError('vault-damaged', { problem: 'root' })
    return root
  }
}

function required(passphrase: string | undefined): string {
  if (passphrase === undefined || passphrase === '') throw new MirrorError('passphrase-required')
  return passphrase
}

/** The file's bytes, but never more than a vault has. */
async function readBounded(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new MirrorError('file-unreadable', { path }, cause)
  })
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(VAULT_FILE_MAX_BYTES + 1))
    if (bytesRead > VAULT_FILE_MAX_BYTES) throw new MirrorError('vault-damaged', { problem: 'too-large' })
    return Uint8Array.from(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}
