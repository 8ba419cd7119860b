import { beforeEach, describe, expect, it } from 'vitest'
import { wordsFromRoot } from '../../../../../src/main/crypto/recovery.ts'
import { createSigner, verifySignature } from '../../../../../src/main/crypto/signing.ts'
import { IdentityService } from '../../../../../src/main/features/identity/identity-service.ts'
import { NodeKeys } from '../../../../../src/main/features/identity/node-keys.ts'
import { failureOf } from '../../../../support/failure.ts'
import { MemoryVault } from '../../../../support/memory-vault.ts'
import { SeededRandom } from '../../../../support/random.ts'

const PASSPHRASE = 'correct horse battery'
const root = new Uint8Array(32).fill(8)

let vault: MemoryVault
let service: IdentityService
beforeEach(() => {
  vault = new MemoryVault()
  service = new IdentityService({ vault, random: new SeededRandom('identity') })
})

describe('an identity', () => {
  it('is the same Node each time the vault is opened', async () => {
    const made = await service.create(PASSPHRASE)
    const opened = await service.open(PASSPHRASE)
    expect(opened.nodeId).toBe(made.nodeId)
    expect(opened.signer.publicKey).toEqual(made.signer.publicKey)
  })

  it('comes back from its words, and only from those', async () => {
    const made = await service.create(PASSPHRASE)
    const words = made.recoveryWords().join(' ')
    const elsewhere = new IdentityService({ vault: new MemoryVault(), random: new SeededRandom('other') })
    expect((await elsewhere.restore(words.toUpperCase(), 'another passphrase')).nodeId).toBe(made.nodeId)
    const other = new IdentityService({ vault: new MemoryVault(), random: new SeededRandom('other') })
    expect((await other.create(PASSPHRASE)).nodeId).not.toBe(made.nodeId)
  })

  it('is never made or restored over another', async () => {
    await service.create(PASSPHRASE)
    expect(await failureOf(service.create(PASSPHRASE))).toEqual({ code: 'node-exists' })
    expect(await failureOf(service.restore('whatever', PASSPHRASE))).toEqual({ code: 'node-exists' })
  })

  it('is not kept when its words are wrong', async () => {
    const words = wordsFromRoot(root).with(3, 'mirrorwell').join(' ')
    const failure = { code: 'recovery-words-invalid', problem: 'word', position: 4 }
    expect(await failureOf(service.restore(words, PASSPHRASE))).toEqual(failure)
    expect(vault.exists()).toBe(false)
  })

  it.each([
    [undefined, { code: 'passphrase-required' }],
    ['', { code: 'passphrase-required' }],
    ['nine char', { code: 'passphrase-too-short', minChars: 10 }],
    ['👪👪👪👪👪👪👪👪👪', { code: 'passphrase-too-short', minChars: 10 }],
  ])('needs a passphrase of ten characters: %o', async (passphrase, failure) => {
    expect(await failureOf(service.create(passphrase))).toEqual(failure)
    expect(vault.exists()).toBe(false)
  })

  it('stays shut for another passphrase and absent where none was made', async () => {
    expect(await failureOf(service.open(PASSPHRASE))).toEqual({ code: 'node-absent' })
    await service.create(PASSPHRASE)
    expect(await failureOf(service.open('another passphrase'))).toEqual({ code: 'passphrase-wrong' })
  })
})

describe('the keys of a Node', () => {
  it('sign as the NodeId they show', () => {
    const keys = new NodeKeys(root)
    const signature = keys.signer.sign(Uint8Array.of(1))
    expect(verifySignature(keys.signer.publicKey, Uint8Array.of(1), signature)).toBe(true)
    expect(createSigner(keys.identitySeed()).publicKey).toEqual(keys.signer.publicKey)
  })

  it('take a copy of the root, and overwrite it when wiped', () => {
    const given = Uint8Array.from(root)
    const keys = new NodeKeys(given)
    given.fill(0)
    expect(keys.copyRoot()).toEqual(root)
    keys.wipe()
    expect(keys.copyRoot()).toEqual(new Uint8Array(32))
  })

  it('are frozen for a known root: a change would lose every Node its name', () => {
    expect(new NodeKeys(root).nodeId).toMatchInlineSnapshot(
      `"12D3KooWC4aanzSQ4rLoTa4xJYZr1jcSCx9M8oA1vMeoRR18Aomn"`,
    )
  })
})
