import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { StretchKey } from '../../crypto/key-stretching.ts'
import { type BoxParams, openBox, type SealDeps, sealBox } from '../../crypto/vault-box.ts'
import { VAULT_ROOT_BYTES } from './vault.ts'

/** What a backup file holds: who the Node is and all it knows. */
export interface BackupContent {
  /** 32 bytes. */
  readonly root: Uint8Array
  /** A SQLite file. */
  readonly database: Uint8Array
}

export interface BackupSeal {
  readonly passphrase: string
  readonly params: BoxParams
}

/** A sealed box of the root and, after it, the database. */
export async function sealBackup(
  content: BackupContent,
  seal: BackupSeal,
  deps: SealDeps,
): Promise<Uint8Array> {
  const plain = Buffer.concat([content.root, content.database])
  try {
    return await sealBox({ purpose: 'backup', secret: seal.passphrase, params: seal.params, plain }, deps)
  } finally {
    plain.fill(0)
  }
}

/** @throws MirrorError 'passphrase-wrong' | 'vault-damaged' */
export async function openBackup(
  box: Uint8Array,
  passphrase: string,
  stretchKey: StretchKey,
): Promise<BackupContent> {
  const plain = await openBox(box, { purpose: 'backup', secret: passphrase }, stretchKey)
  if (plain.length <= VAULT_ROOT_BYTES) throw new MirrorError('vault-damaged', { problem: 'truncated' })
  return { root: plain.slice(0, VAULT_ROOT_BYTES), database: plain.slice(VAULT_ROOT_BYTES) }
}
