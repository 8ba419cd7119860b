import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openPrivateFiles } from '../../src/main/hosts/node/private-files.ts'
import { failureOf } from '../support/failure.ts'
import { temporaryFolder } from '../support/folder.ts'
import { MemoryFiles } from '../support/memory-vault.ts'
import { privateFilesSuite } from './private-files-suite.ts'

async function inFolder() {
  const folder = await temporaryFolder()
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => null)
  return { folder, files: openPrivateFiles(folder), read }
}

describe('private files in memory', () => {
  privateFilesSuite(async () => {
    const files = new MemoryFiles()
    const decoder = new TextDecoder()
    const read = async (name: string) => {
      const bytes = files.files.get(name)
      return bytes === undefined ? null : decoder.decode(bytes)
    }
    return { files, read }
  })
})

describe('private files in a folder', () => {
  privateFilesSuite(inFolder)

  it('can be read by their owner only, whatever the umask', async () => {
    const { folder, files } = await inFolder()
    const before = process.umask(0)
    try {
      await files.writeNew('words.txt', Uint8Array.of(1))
    } finally {
      process.umask(before)
    }
    expect((await stat(join(folder, 'words.txt'))).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['words.txt'])
  })

  it('do not follow a link that somebody put in their place', async () => {
    const { folder, files } = await inFolder()
    await writeFile(join(folder, 'other'), 'untouched')
    await symlink(join(folder, 'other'), join(folder, 'words.txt'))
    expect(await failureOf(files.writeNew('words.txt', Uint8Array.of(1)))).toMatchObject({
      code: 'file-exists',
    })
    expect(await readFile(join(folder, 'other'), 'utf8')).toBe('untouched')
  })

  it.each(['../words.txt', 'a/b', '', '.hidden', '..'])('stay in their folder: %o', async (name) => {
    const { files } = await inFolder()
    expect(await failureOf(files.writeNew(name, Uint8Array.of(1)))).toBeInstanceOf(RangeError)
  })

  it('clear away what a process that ended half-way left beside them', async () => {
    const { folder, files } = await inFolder()
    await writeFile(join(folder, 'words.txt.new-1-1'), 'half')
    await files.remove('words.txt')
    expect(await readdir(folder)).toEqual([])
  })

  it('say so when the folder is not there', async () => {
    const { folder } = await inFolder()
    const files = openPrivateFiles(join(folder, 'gone'))
    expect(await failureOf(files.writeNew('words.txt', Uint8Array.of(1)))).toMatchObject({
      code: 'file-unreadable',
    })
  })
})
