import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { describe, expect, it, test } from 'vitest'
import { chooseVault } from '../../src/main/hosts/electron/choose-vault.ts'
import { type KeyStore, SafeStorageVault } from '../../src/main/hosts/electron/safe-storage-vault.ts'
import { failureOf } from '../support/failure.ts'
import { temporaryFolder } from '../support/folder.ts'
import { vaultSuite } from './vault-suite.ts'

const KEY = 0x5a
const mask = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ KEY))

/** A key store that turns every bit it is given around, and knows its own work by a mark. */
const keyStore: KeyStore = {
  encryptStringAsync: async (plain) => mask(Buffer.from(`v1${plain}`)),
  async decryptStringAsync(box) {
    const plain = mask(box).toString()
    if (!plain.startsWith('v1')) throw new Error('not ours')
    return { result: plain.slice(2), shouldReEncrypt: false }
  },
}

async function inFolder() {
  const path = join(await temporaryFolder(), 'vault-os.bin')
  return {
    path,
    vault: new SafeStorageVault(path, keyStore),
    reopen: () => new SafeStorageVault(path, keyStore),
  }
}

describe('vault of the system', () => {
  vaultSuite(inFolder)

  it('can be read by its owner only', async () => {
    const { path, vault } = await inFolder()
    await vault.seal(new Uint8Array(32))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it.each(['', 'somebody else’s'])(
    'is called damaged when the key store does not know it',
    async (content) => {
      const { path, vault } = await inFolder()
      await writeFile(path, content)
      expect(await failureOf(vault.open())).toMatchObject({ code: 'vault-damaged' })
    },
  )
})

describe('which vault a folder gets', () => {
  const storage = (available: boolean, backend: string): SafeStorage =>
    ({
      ...keyStore,
      isAsyncEncryptionAvailable: async () => available,
      getSelectedStorageBackend: () => backend,
    }) as SafeStorage

  test.runIf(process.platform === 'linux').each([
    [true, 'gnome_libsecret', 'os'],
    [true, 'basic_text', 'passphrase'],
    [true, 'unknown', 'passphrase'],
    [false, 'gnome_libsecret', 'passphrase'],
  ])('available %s on %s: %s', async (available, backend, kind) => {
    expect((await chooseVault(await temporaryFolder(), storage(available, backend))).kind).toBe(kind)
  })

  test('one that was sealed with a passphrase stays so', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'vault.bin'), 'sealed')
    expect((await chooseVault(folder, storage(true, 'gnome_libsecret'))).kind).toBe('passphrase')
  })
})
