import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AttachmentView } from '../../src/shared/contract/attachments.ts'
import type { SeedId } from '../../src/shared/kernel/ids.ts'
import { failureOf } from '../support/failure.ts'
import { temporaryFolder } from '../support/folder.ts'
import { SeededRandom } from '../support/random.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, type Home, linked, Village } from '../support/village.ts'

const MIB = 1024 * 1024
const DRAWING_BYTES = MIB + 4_321
const FILM_BYTES = 6 * MIB + 99
/** Longest time for all of it, far beyond what two busy cores take. */
const TIMEOUT_MS = 120_000

const village = new Village()
let homes: readonly [Home, Home, Home]
let a: ServedNode
let b: ServedNode
let c: ServedNode
let lesson: SeedId
let drawing: string
let film: string
const contents = new Map<string, Uint8Array>()

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Write a file beside the first Node's data, and hand it in there. */
async function handIn(sizeBytes: number): Promise<string> {
  const content = new SeededRandom(`attached ${sizeBytes}`).bytes(sizeBytes)
  const path = join(homes[0].data, '..', `attached ${sizeBytes}`)
  await writeFile(path, content)
  const { root } = await a.bridge.attachments.takeIn({ path })
  contents.set(root, content)
  return root
}

beforeAll(async () => {
  homes = [await village.home('Arvika'), await village.home('Berg'), await village.home('茅野')]
  const [first, second, third] = await village.federation(...homes)
  if (!first || !second || !third) throw new Error('three were asked for')
  ;[a, b, c] = [first, second, third]
  ;[drawing, film] = [await handIn(DRAWING_BYTES), await handIn(FILM_BYTES)]
}, TIMEOUT_MS)

afterAll(() => village.close())

async function at({ bridge }: ServedNode, root: string): Promise<AttachmentView | undefined> {
  const sizeBytes = contents.get(root)?.length ?? 0
  return (await bridge.attachments.list({ files: [{ root, sizeBytes }] })).attachments[0]
}

/** Resolves once an attachment is so at a Node. */
const until = (node: ServedNode, root: string, holds: (one: AttachmentView) => boolean): Promise<void> =>
  node.until('attachments.changed', async () => {
    const one = await at(node, root)
    return one !== undefined && holds(one)
  })
const isHere = ({ state }: AttachmentView): boolean => state === 'here'

async function expectSaved(node: ServedNode, root: string): Promise<void> {
  const path = join(await temporaryFolder(), 'saved')
  await node.bridge.attachments.saveTo({ root, path })
  expect(digest(await readFile(path))).toBe(digest(contents.get(root) ?? new Uint8Array()))
}

test('a lesson comes with the names of its files, and none of them', async () => {
  const anna = await a.as(ANNA.name, ANNA.pin)
  const attachments = [
    { root: drawing, name: 'ritning över pumpen.pdf', mediaType: 'application/pdf' },
    { root: film, name: '../film.mp4' },
  ]
  lesson = (await anna.seeds.offer({ title: 'Pumpen', body: 'Se ritningen.', attachments })).id
  for (const node of [b, c]) {
    await node.until('seeds.changed', async () =>
      (await node.bridge.seeds.list({})).seeds.some(({ id }) => id === lesson),
    )
    const { seed } = await node.bridge.seeds.get({ id: lesson })
    expect(seed.attachments).toEqual([
      { ...attachments[0], sizeBytes: DRAWING_BYTES },
      { root: film, name: 'film.mp4', mediaType: '', sizeBytes: FILM_BYTES },
    ])
    const { adds } = await node.bridge.seeds.preview({ id: lesson })
    expect(adds).toMatchObject({ attachments: 2, attachmentBytes: DRAWING_BYTES + FILM_BYTES })
    expect(await at(node, drawing)).toMatchObject({ state: 'absent', doneBytes: 0 })
  }
})

test('one is fetched when somebody wants it, from whoever offered the lesson', async () => {
  await b.bridge.attachments.want({ root: drawing, sizeBytes: DRAWING_BYTES })
  await until(b, drawing, isHere)
  await expectSaved(b, drawing)
  expect(await at(c, drawing)).toMatchObject({ state: 'absent' })
  for (const node of [a, b]) expect((await node.bridge.files.list({})).files).toEqual([])
})

test('of a file that no lesson names nothing is told, nor is one with another size fetched', async () => {
  const secret = await handIn(70_000)
  const wanted = { root: secret, sizeBytes: 70_000 }
  expect(await failureOf(b.bridge.attachments.want(wanted))).toMatchObject({ code: 'attachment-unknown' })
  const otherSize = { root: drawing, sizeBytes: DRAWING_BYTES + 1 }
  expect(await failureOf(c.bridge.attachments.want(otherSize))).toMatchObject({ code: 'attachment-unknown' })
})

test('goes on where it was after the Node that fetches it is killed', { timeout: TIMEOUT_MS }, async () => {
  await b.bridge.attachments.want({ root: film, sizeBytes: FILM_BYTES })
  await until(b, film, ({ doneBytes }) => doneBytes >= 0.3 * FILM_BYTES)
  await b.kill()
  b = await village.serve(homes[1])
  expect((await at(b, film))?.doneBytes).toBeGreaterThanOrEqual(0.3 * FILM_BYTES)
  await linked(b, 2)
  await until(b, film, isHere)
  await expectSaved(b, film)
})

test('comes from another that has it when whoever offered the lesson is away', async () => {
  await a.kill()
  await c.bridge.attachments.want({ root: drawing, sizeBytes: DRAWING_BYTES })
  await until(c, drawing, isHere)
  await expectSaved(c, drawing)
  const { neighbours } = await b.bridge.neighbours.list({})
  expect(neighbours.map(({ limits }) => limits)).toEqual([[], []])
})

test('goes on from another when the one that sends it goes away', { timeout: TIMEOUT_MS }, async () => {
  a = await village.serve(homes[0])
  await linked(a, 2)
  await c.bridge.attachments.want({ root: film, sizeBytes: FILM_BYTES })
  await until(c, film, ({ doneBytes, from }) => from === a.id && doneBytes >= 0.2 * FILM_BYTES)
  await a.kill()
  await until(c, film, isHere)
  await expectSaved(c, film)
})

test('is removed here alone, and can be fetched again', async () => {
  await c.bridge.attachments.remove({ root: drawing })
  expect(await at(c, drawing)).toMatchObject({ state: 'absent', doneBytes: 0 })
  expect(await at(b, drawing)).toMatchObject({ state: 'here' })
  await c.bridge.attachments.want({ root: drawing, sizeBytes: DRAWING_BYTES })
  await until(c, drawing, isHere)
  await expectSaved(c, drawing)
})
