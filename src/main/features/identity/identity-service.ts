import { PASSPHRASE_MIN_CHARS } from '../../../shared/contract/setup.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import { rootFromWords } from '../../crypto/recovery.ts'
import type { Random } from '../../platform/random.ts'
import { NodeKeys } from './node-keys.ts'
import { VAULT_ROOT_BYTES, type Vault } from './vault.ts'

export interface IdentityServiceDeps {
  readonly vault: Vault
  readonly random: Random
}

/** Where a Node's identity comes from and where it is kept: a new root, a root from paper, the vault. */
export class IdentityService {
  readonly #deps: IdentityServiceDeps

  constructor(deps: IdentityServiceDeps) {
    this.#deps = deps
  }

  /**
   * A new Node. Its root is in the vault once this resolves.
   *
   * @throws MirrorError 'node-exists' | 'passphrase-required' | 'passphrase-too-short'
   */
  create(passphrase?: string): Promise<NodeKeys> {
    return this.#keep(this.#deps.random.bytes(VAULT_ROOT_BYTES), passphrase)
  }

  /**
   * The Node whose 24 words these are. The caller opens a new epoch.
   *
   * @throws MirrorError 'recovery-words-invalid', and as `create`
   */
  async restore(words: string, passphrase?: string): Promise<NodeKeys> {
    this.#requireVacancy()
    return this.#keep(rootFromWords(words), passphrase)
  }

  /** @throws MirrorError 'node-absent' | 'passphrase-required' | 'passphrase-wrong' | 'vault-damaged' */
  async open(passphrase?: string): Promise<NodeKeys> {
    const root = await this.#deps.vault.open(passphrase)
    return takeKeys(root)
  }

  async #keep(root: Uint8Array, passphrase: string | undefined): Promise<NodeKeys> {
    this.#requireVacancy()
    if (this.#deps.vault.kind === 'passphrase') requirePassphrase(passphrase)
    await this.#deps.vault.seal(root, passphrase)
    return takeKeys(root)
  }

  #requireVacancy(): void {
    if (this.#deps.vault.exists()) throw new MirrorError('node-exists')
  }
}

/** @throws MirrorError 'passphrase-required' | 'passphrase-too-short' with `minChars` */
export function requirePassphrase(passphrase: string | undefined): asserts passphrase is string {
  if (passphrase === undefined || passphrase === '') throw new MirrorError('passphrase-required')
  if ([...passphrase].length < PASSPHRASE_MIN_CHARS) {
    throw new MirrorError('passphrase-too-short', { minChars: PASSPHRASE_MIN_CHARS })
  }
}

function takeKeys(root: Uint8Array): NodeKeys {
  const keys = new NodeKeys(root)
  root.fill(0)
  return keys
}
