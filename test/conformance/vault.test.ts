import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PassphraseVault } from '../../src/main/hosts/node/passphrase-vault.ts'
import { failureOf } from '../support/failure.ts'
import { temporaryFolder } from '../support/folder.ts'
import { MemoryVault } from '../support/memory-vault.ts'
import { SeededRandom } from '../support/random.ts'
import { passphraseSuite, vaultSuite } from './vault-suite.ts'

const options = { random: new SeededRandom('vault'), params: { memoryKiB: 8, passes: 1, lanes: 1 } }

async function inFolder() {
  const path = join(await temporaryFolder(), 'vault.bin')
  return { path, vault: new PassphraseVault(path, options), reopen: () => new PassphraseVault(path, options) }
}

async function inMemory() {
  const vault = new MemoryVault()
  return { vault, reopen: () => vault }
}

describe('vault in memory', () => {
  vaultSuite(inMemory)
  passphraseSuite(inMemory)
})

describe('vault in a file', () => {
  vaultSuite(inFolder)
  passphraseSuite(inFolder)

  const root = new Uint8Array(32).fill(6)

  it('can be read by its owner only, holds nothing in the clear and leaves nothing beside it', async () => {
    const { path, vault } = await inFolder()
    await vault.seal(root, 'a passphrase')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await readFile(path)).includes(Buffer.from(root.subarray(0, 8)))).toBe(false)
    expect(await readdir(join(path, '..'))).toEqual(['vault.bin'])
  })

  it('is made even where an earlier try was cut off', async () => {
    const { path, vault } = await inFolder()
    await writeFile(`${path}.new-1-1`, 'half')
    await vault.seal(root, 'a passphrase')
    expect(await vault.open('a passphrase')).toEqual(root)
    expect(await readdir(join(path, '..'))).toEqual(['vault.bin'])
  })

  it('lets one of two who seal at once win, and keeps what that one gave', async () => {
    const { vault, reopen } = await inFolder()
    const outcomes = await Promise.all([
      failureOf(vault.seal(root, 'a passphrase')),
      failureOf(reopen().seal(new Uint8Array(32), 'a passphrase')),
    ])
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
    const winner = outcomes[0] === 'done' ? root : new Uint8Array(32)
    expect(await vault.open('a passphrase')).toEqual(winner)
  })

  it.each<[string, number]>([
    ['an empty file', 0],
    ['half a file', 50],
  ])('is called damaged: %s', async (_, length) => {
    const { path, vault } = await inFolder()
    await vault.seal(root, 'a passphrase')
    await truncate(path, length)
    expect(await failureOf(vault.open('a passphrase'))).toMatchObject({ code: 'vault-damaged' })
  })

  it('is not read whole where somebody put a huge file', async () => {
    const { path, vault } = await inFolder()
    await writeFile(path, '')
    await truncate(path, 8 * 1024 ** 3)
    expect(await failureOf(vault.open('a passphrase'))).toEqual({
      code: 'vault-damaged',
      problem: 'too-large',
    })
  })
})
