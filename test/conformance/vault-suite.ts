import { expect, it } from 'vitest'
import type { Vault } from '../../src/main/features/identity/vault.ts'
import { failureOf } from '../support/failure.ts'

const root = Uint8Array.from({ length: 32 }, (_, at) => at + 1)
const PASSPHRASE = '蛙が飛び込む水の音'

/** What every vault promises. `make` gives an empty one, and the same one opened anew. */
export function vaultSuite(make: () => Promise<{ readonly vault: Vault; reopen(): Vault }>): void {
  it('is empty at first', async () => {
    const { vault } = await make()
    expect(vault.exists()).toBe(false)
    expect(await failureOf(vault.open(PASSPHRASE))).toEqual({ code: 'node-absent' })
  })

  it('gives back the root it was given, also when opened anew', async () => {
    const { vault, reopen } = await make()
    await vault.seal(root, PASSPHRASE)
    expect(vault.exists()).toBe(true)
    expect(await vault.open(PASSPHRASE)).toEqual(root)
    expect(await reopen().open(PASSPHRASE)).toEqual(root)
  })

  it('keeps its own copy', async () => {
    const { vault } = await make()
    const mine = Uint8Array.from(root)
    await vault.seal(mine, PASSPHRASE)
    mine.fill(0)
    const opened = await vault.open(PASSPHRASE)
    expect(opened).toEqual(root)
    opened.fill(0)
    expect(await vault.open(PASSPHRASE)).toEqual(root)
  })

  it('never overwrites what it keeps', async () => {
    const { vault } = await make()
    await vault.seal(root, PASSPHRASE)
    expect(await failureOf(vault.seal(new Uint8Array(32), PASSPHRASE))).toEqual({ code: 'node-exists' })
    expect(await vault.open(PASSPHRASE)).toEqual(root)
  })
}

/** What a vault promises beside that when a passphrase guards it. */
export function passphraseSuite(make: () => Promise<{ readonly vault: Vault }>): void {
  it.each([undefined, ''])('asks for its passphrase when given %o', async (none) => {
    const { vault } = await make()
    expect(await failureOf(vault.seal(root, none))).toEqual({ code: 'passphrase-required' })
    expect(vault.exists()).toBe(false)
    await vault.seal(root, PASSPHRASE)
    expect(await failureOf(vault.open(none))).toEqual({ code: 'passphrase-required' })
  })

  it('stays shut for another passphrase', async () => {
    const { vault } = await make()
    await vault.seal(root, PASSPHRASE)
    expect(await failureOf(vault.open(`${PASSPHRASE} `))).toEqual({ code: 'passphrase-wrong' })
  })
}
