import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MemoryShelf } from '../../../../src/main/rehearsal/memory-shelf.ts'
import { type FileShelf, openShelf } from '../../../../src/main/storage/file-shelf.ts'
import { failureOf } from '../../../support/failure.ts'
import { temporaryFolder } from '../../../support/folder.ts'

const ID = 'ab'.repeat(16)
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text))

async function shelfIn() {
  const folder = join(await temporaryFolder(), 'files')
  return { folder, shelf: openShelf(folder) }
}

describe('a shelf of files', () => {
  test('makes its folder with the first file, for nobody else to look into', async () => {
    const { folder, shelf } = await shelfIn()
    await shelf.keepOnly(new Set())
    await shelf.remove(ID)
    expect(existsSync(folder)).toBe(false)
    const part = await shelf.openPart(ID)
    await part.close()
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, `${ID}.part`))).mode & 0o777).toBe(0o600)
  })

  test('keeps what it is told to keep', async () => {
    const { folder, shelf } = await shelfIn()
    for (const id of ['a1', 'b2', 'c3']) await (await shelf.openPart(id)).close()
    await shelf.finish('c3')
    await shelf.keepOnly(new Set(['b2', 'c3']))
    expect((await readdir(folder)).sort()).toEqual(['b2.part', 'c3'])
  })
})

describe('what a shelf does not know', () => {
  test('stays for a while where it is a whole file under a root', async () => {
    const { folder, shelf } = await shelfIn()
    const root = ID + ID
    for (const id of [ID, root]) {
      await (await shelf.openPart(id)).close()
      await shelf.finish(id)
    }
    await shelf.keepOnly(new Set(), Date.now() - 60_000)
    expect(await readdir(folder)).toEqual([root])
    await shelf.keepOnly(new Set(), Date.now() + 60_000)
    expect(await readdir(folder)).toEqual([])
  })

  test('goes where it is a part of what is whole', async () => {
    const { folder, shelf } = await shelfIn()
    for (const id of ['a1', 'b2']) await (await shelf.openPart(id)).close()
    await shelf.finish('b2', 'a1')
    expect((await readdir(folder)).sort()).toEqual(['a1', 'a1.part'])
    await shelf.keepOnly(new Set(['a1']))
    expect(await readdir(folder)).toEqual(['a1'])
  })
})

describe.each<[what: string, make: () => Promise<FileShelf>]>([
  ['in a folder', async () => (await shelfIn()).shelf],
  ['in memory', async () => new MemoryShelf()],
])('a shelf of files %s', (_, make) => {
  test('keeps what was written anywhere in a part, also when it is opened again', async () => {
    const shelf = await make()
    const first = await shelf.openPart(ID)
    await first.write(6, bytesOf('world'))
    await first.sync()
    await first.close()
    const again = await shelf.openPart(ID)
    await again.write(0, bytesOf('hello '))
    expect(Buffer.from(await again.read(0, 100)).toString()).toBe('hello world')
    expect(Buffer.from(await again.read(9, 100)).toString()).toBe('ld')
    await again.close()
  })

  test('shows a whole file only once it is finished, and finishing twice does no harm', async () => {
    const shelf = await make()
    const part = await shelf.openPart(ID)
    await part.write(0, bytesOf('whole'))
    await part.sync()
    await part.close()
    expect(await failureOf(shelf.openWhole(ID))).toMatchObject({ code: 'file-unreadable' })
    await shelf.finish(ID)
    await shelf.finish(ID)
    const whole = await shelf.openWhole(ID)
    expect(Buffer.from(await whole.read(0, 10)).toString()).toBe('whole')
    await whole.close()
  })

  test('has nothing any more of what it is not told to keep, and of what was removed', async () => {
    const shelf = await make()
    for (const id of ['a1', 'b2', 'c3']) {
      await (await shelf.openPart(id)).close()
      await shelf.finish(id)
    }
    await shelf.keepOnly(new Set(['b2', 'c3']))
    await shelf.remove('c3')
    expect(await failureOf(shelf.openWhole('a1'))).toMatchObject({ code: 'file-unreadable' })
    expect(await failureOf(shelf.openWhole('c3'))).toMatchObject({ code: 'file-unreadable' })
    await (await shelf.openWhole('b2')).close()
  })

  test('removes a part, and nothing that is whole', async () => {
    const shelf = await make()
    for (const id of ['a1', 'b2']) await (await shelf.openPart(id)).close()
    await shelf.finish('b2')
    for (const id of ['a1', 'b2', 'c3']) await shelf.removePart(id)
    expect(await shelf.ids()).toEqual(new Set(['b2']))
    expect(await failureOf(shelf.finish('a1'))).toMatchObject({ code: 'file-unreadable' })
  })

  test('finishes nothing that is not there', async () => {
    const shelf = await make()
    expect(await failureOf(shelf.finish(ID))).toMatchObject({ code: 'file-unreadable' })
    await (await shelf.openPart(ID)).close()
    await shelf.remove(ID)
    expect(await failureOf(shelf.finish(ID, 'd4'))).toMatchObject({ code: 'file-unreadable' })
  })

  test('knows how much room the disk has', async () => {
    const shelf = await make()
    expect(await shelf.freeBytes()).toBeGreaterThan(0)
  })

  test('gives a finished file another name, and tells the names of whole ones', async () => {
    const shelf = await make()
    for (const id of ['a1', 'b2', 'c3']) await (await shelf.openPart(id)).close()
    await shelf.finish('a1')
    await shelf.finish('b2', 'd4')
    expect(await shelf.ids()).toEqual(new Set(['a1', 'd4']))
    await expect(shelf.openWhole('b2')).rejects.toThrow()
    await (await shelf.openWhole('d4')).close()
  })
})
