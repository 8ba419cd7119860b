import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileView } from '../../src/shared/contract/files.ts'
import type { FileId } from '../../src/shared/kernel/ids.ts'
import { temporaryFolder } from '../support/folder.ts'
import { SeededRandom } from '../support/random.ts'
import type { ServedNode } from '../support/served-node.ts'
import { type Home, linked, Village } from '../support/village.ts'

const MIB = 1024 * 1024
const FILE_BYTES = 8 * MIB + 4_321
/** Longest time for a file and two restarts, far beyond what two busy cores take. */
const TIMEOUT_MS = 120_000

const village = new Village()
let homes: readonly [Home, Home]
let a: ServedNode
let b: ServedNode
let content: Uint8Array
let path: string

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

beforeAll(async () => {
  homes = [await village.home('Arvika'), await village.home('茅野')]
  const [first, second] = await village.federation(...homes)
  if (!first || !second) throw new Error('two were asked for')
  ;[a, b] = [first, second]
  content = new SeededRandom('eight mebibytes').bytes(FILE_BYTES)
  path = join(homes[0].data, '..', 'ritning över åsen.pdf')
  await writeFile(path, content)
}, TIMEOUT_MS)

afterAll(() => village.close())

const fileAt = async (node: ServedNode, id: FileId): Promise<FileView | undefined> =>
  (await node.bridge.files.list({})).files.find((file) => file.id === id)

/** Resolves once a file is so at a Node. */
const until = (node: ServedNode, id: FileId, holds: (file: FileView) => boolean): Promise<void> =>
  node.until('files.changed', async () => {
    const file = await fileAt(node, id)
    return file !== undefined && holds(file)
  })

/** Offer the file from one Node to the other, and have it taken there. */
async function underWay(): Promise<FileId> {
  const { id } = await a.bridge.files.offer({ nodeId: b.id, path })
  await until(b, id, ({ phase }) => phase === 'offered')
  await b.bridge.files.accept({ id })
  return id
}

const isPast = (share: number) => (file: FileView) => file.doneBytes >= share * FILE_BYTES

async function savedBytes(id: FileId): Promise<Uint8Array> {
  const target = join(await temporaryFolder(), 'saved')
  await b.bridge.files.saveTo({ id, path: target })
  return readFile(target)
}

describe('a file between two processes', () => {
  test('comes whole, is known to have come, and the copy that was offered goes', async () => {
    const id = await underWay()
    await Promise.all([
      until(b, id, ({ phase }) => phase === 'done'),
      until(a, id, ({ phase }) => phase === 'done'),
    ])
    expect(await fileAt(b, id)).toMatchObject({
      name: 'ritning över åsen.pdf',
      ours: false,
      doneBytes: FILE_BYTES,
    })
    expect(digest(await savedBytes(id))).toBe(digest(content))
    expect(await readdir(join(homes[0].data, 'files'))).toEqual([])
    await b.bridge.files.remove({ id })
    expect(await readdir(join(homes[1].data, 'files'))).toEqual([])
  })

  test('goes on where it was after the receiver is killed, and after the sender is', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const id = await underWay()
    await until(b, id, isPast(0.2))
    await b.kill()
    b = await village.serve(homes[1])
    const afterKill = await fileAt(b, id)
    expect(afterKill?.doneBytes).toBeGreaterThanOrEqual(0.2 * FILE_BYTES)
    await until(b, id, isPast(0.5))
    await a.kill()
    expect(await fileAt(b, id)).toMatchObject({ phase: 'moving' })
    a = await village.serve(homes[0])
    await Promise.all([linked(a, 1), linked(b, 1)])
    await Promise.all([
      until(b, id, ({ phase }) => phase === 'done'),
      until(a, id, ({ phase }) => phase === 'done'),
    ])
    expect(digest(await savedBytes(id))).toBe(digest(content))
    const { neighbours } = await b.bridge.neighbours.list({})
    expect(neighbours.map(({ limits }) => limits)).toEqual([[]])
  })
})
