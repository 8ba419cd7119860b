import { generateKeyPairSync } from 'node:crypto'
import * as files from 'node:fs'
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ReleaseCheck } from '../../../../../src/main/hosts/electron/release-check.ts'
import { SUMS_PATH, writeReleaseSums } from '../../../../../src/main/hosts/electron/release-sums.ts'
import { temporaryFolder } from '../../../../support/folder.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const PRIVATE = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const PUBLIC = publicKey.export({ type: 'spki', format: 'pem' }).toString()
const OTHER = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** A packed folder as it was released. */
async function released(key: string | null = PRIVATE) {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'resources/app.asar.unpacked/native'), { recursive: true })
  await writeFile(join(folder, 'mirrorwell'), 'program')
  await writeFile(join(folder, 'resources/app.asar'), 'archive')
  await writeFile(join(folder, 'resources/app.asar.unpacked/native/code.node'), 'native')
  const fingerprint = await writeReleaseSums(folder, key)
  const at = (path: string): string => join(folder, path)
  const look = async ({ pinned = PUBLIC as string | null, isChecked = true } = {}) => {
    const check = new ReleaseCheck({ isChecked, folder, pinned, files })
    const warning = await check.look()
    return { warning, facts: Object.fromEntries(check.facts()) as Record<string, string> }
  }
  return { at, look, fingerprint }
}

describe('the files of a packed program', () => {
  test('are as they were released, by whom is said', async () => {
    const { look, fingerprint } = await released()
    expect(await look()).toEqual({
      warning: null,
      facts: { package: 'as-released', 'package key': fingerprint },
    })
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/u)
  })

  test.for<[string, (at: (path: string) => string) => Promise<unknown>, string]>([
    ['a changed archive', (at) => appendFile(at('resources/app.asar'), '!'), 'resources/app.asar'],
    ['a changed program', (at) => writeFile(at('mirrorwell'), 'other'), 'mirrorwell'],
    [
      'native code that is gone',
      (at) => rm(at('resources/app.asar.unpacked/native/code.node')),
      'resources/app.asar.unpacked/native/code.node',
    ],
    ['a list that is gone', (at) => rm(at(SUMS_PATH)), SUMS_PATH],
    ['a list that is none', (at) => writeFile(at(SUMS_PATH), 'all is well\n'), SUMS_PATH],
    ['a list that somebody shortened', (at) => shorten(at(SUMS_PATH)), `${SUMS_PATH}.sig`],
    ['a signature that is gone', (at) => rm(at(`${SUMS_PATH}.sig`)), `${SUMS_PATH}.sig`],
    ['a signature that is none', (at) => writeFile(at(`${SUMS_PATH}.sig`), 'yes'), `${SUMS_PATH}.sig`],
  ])('with %s are told of, by name and code', async ([, change, first]) => {
    const { at, look } = await released()
    await change(at)
    const { warning, facts } = await look()
    expect(warning).toMatchObject({ code: 'package-changed', details: { files: 1, first } })
    expect(facts['package']).toBe(`package-changed (1): ${first}`)
  })

  test('signed by another key than the one that is known are told of', async () => {
    const { look } = await released(OTHER)
    expect((await look()).warning).toMatchObject({ code: 'package-changed' })
    expect((await look({ pinned: null })).facts['package']).toBe('as-released')
  })

  test('that nobody signed are said to be unsigned, and changes are found all the same', async () => {
    const { at, look, fingerprint } = await released(null)
    expect(fingerprint).toBeNull()
    expect(await look({ pinned: null })).toEqual({
      warning: null,
      facts: { package: 'unsigned', 'package key': 'none' },
    })
    await writeFile(at('mirrorwell'), 'other')
    expect((await look({ pinned: null })).facts['package']).toBe('package-changed (1): mirrorwell')
  })

  test('are not looked at where nothing was packed', async () => {
    const { at, look } = await released()
    await rm(at('mirrorwell'))
    expect(await look({ isChecked: false })).toEqual({ warning: null, facts: { package: 'not checked' } })
  })
})

test('a key of another kind signs no release', async () => {
  const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = rsa.export({ type: 'pkcs8', format: 'pem' }).toString()
  await expect(released(pem)).rejects.toThrow('no Ed25519 key')
})

async function shorten(path: string): Promise<void> {
  const lines = (await readFile(path, 'utf8')).split('\n')
  await writeFile(path, lines.slice(1).join('\n'))
}
