import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import type { Vault } from '../../features/identity/vault.ts'
import { PassphraseVault } from '../node/passphrase-vault.ts'
import { isKeyStoreReal, SafeStorageVault } from './safe-storage-vault.ts'

/**
 * The vault that already holds a root wins, so a folder goes on as it began;
 * a new one is the system's where that is real, and a passphrase's otherwise.
 */
export async function chooseVault(dataDir: string, storage: SafeStorage): Promise<Vault> {
  const ofSystem = new SafeStorageVault(join(dataDir, 'vault-os.bin'), storage)
  const ofPassphrase = new PassphraseVault(join(dataDir, 'vault.bin'))
  if (ofSystem.exists()) return ofSystem
  if (ofPassphrase.exists()) return ofPassphrase
  return (await isKeyStoreReal(storage)) ? ofSystem : ofPassphrase
}
