import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { leafHash, MerkleTree } from '../../../../../src/main/crypto/merkle-tree.ts'
import { encodeAsk, encodeFileWord } from '../../../../../src/main/features/files/file-codec.ts'
import { CHUNK_BYTES, FILE_LIMITS } from '../../../../../src/main/features/files/file-rules.ts'
import { FileStore } from '../../../../../src/main/features/files/file-store.ts'
import { fromHex, toHex } from '../../../../../src/main/platform/bytes.ts'
import type { AttachmentView } from '../../../../../src/shared/contract/attachments.ts'
import { ATTACHMENT_MAX_BYTES } from '../../../../../src/shared/contract/seeds.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import type { FileId } from '../../../../../src/shared/kernel/ids.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { ASK, CHUNK, type FileEnd, FilePair } from '../../../../support/file-pair.ts'
import { temporaryFolder } from '../../../../support/folder.ts'
import { SeededRandom } from '../../../../support/random.ts'
import { until } from '../../../../support/until.ts'

const DAY_MS = 24 * 3_600_000
const content = new SeededRandom('a drawing of the pump').bytes(9 * CHUNK_BYTES - 100)
const wanted = { sizeBytes: content.length }
const chunksOf = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_, at) =>
    bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES),
  )
const ROOT = toHex(new MerkleTree(chunksOf(content).map(leafHash)).root)

async function viewOf(end: FileEnd): Promise<AttachmentView> {
  const [view] = (await end.attach('list', { files: [{ root: ROOT, ...wanted }] })).attachments
  if (view === undefined) throw new Error('one was asked about')
  return view
}

/** Resolves once the attachment is so at an end; what waits for time gets it. */
async function becomes(
  pair: FilePair,
  end: FileEnd,
  holds: (view: AttachmentView) => boolean,
): Promise<void> {
  let isSo = false
  await until(
    () => {
      pair.clock.advance(100)
      void viewOf(end).then((view) => {
        isSo = holds(view)
      })
      return isSo
    },
    { what: `${holds}` },
  )
}
const isHere = ({ state }: AttachmentView): boolean => state === 'here'
const isUnanswered = ({ from, state }: AttachmentView): boolean => state === 'wanted' && from === null

/** Two Nodes that both have a lesson with this file. */
async function withLesson(): Promise<FilePair> {
  const pair = await FilePair.started()
  for (const end of [pair.a, pair.b]) end.lessons.set(ROOT, content.length)
  return pair
}

const given = (pair: FilePair, end: FileEnd): number =>
  new FileStore({ database: end.database, clock: pair.clock }).given(testFederation(), end.other.nodeId)
    .length

describe('a file of a lesson', () => {
  test('is known by the root of its chunks, and kept once', async () => {
    const { a } = await withLesson()
    expect([await a.handIn(content), await a.handIn(content)]).toEqual([ROOT, ROOT])
    expect(await a.onDisk()).toEqual([ROOT])
    expect(await viewOf(a)).toMatchObject({ state: 'here', doneBytes: content.length })
  })

  test('comes when somebody wants it, and is nobody’s file between the two', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.b, isHere)
    expect((await pair.b.content(ROOT as FileId)).equals(content)).toBe(true)
    await expect.poll(() => given(pair, pair.a)).toBe(0)
    for (const end of [pair.a, pair.b]) expect([await end.onDisk(), await end.list()]).toEqual([[ROOT], []])
    expect([...pair.a.refusals, ...pair.b.refusals]).toEqual([])
  })

  test('is given by whoever has it by the time a link comes up', async () => {
    const pair = await withLesson()
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.b, isUnanswered)
    await pair.a.handIn(content)
    await pair.setLinked(false)
    await pair.setLinked(true)
    await becomes(pair, pair.b, isHere)
  })

  test('goes on where it was when it is asked for anew', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    let left = 4
    pair.onTheWay = (said) => (said.type === CHUNK && left-- <= 0 ? [] : [said])
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.b, ({ doneBytes }) => doneBytes === 4 * CHUNK_BYTES)
    await pair.setLinked(false)
    pair.onTheWay = (said) => [said]
    const asked = pair.carried.filter((type) => type === CHUNK).length
    await pair.setLinked(true)
    await becomes(pair, pair.b, isHere)
    expect(pair.carried.filter((type) => type === CHUNK).length - asked).toBe(5)
    expect((await pair.b.content(ROOT as FileId)).equals(content)).toBe(true)
  })

  test('is wanted no more once it is removed, and nothing stays of it', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    pair.onTheWay = (said) => (said.type === CHUNK ? [] : [said])
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.b, ({ state }) => state === 'moving')
    await until(() => pair.carried.includes(ASK))
    await pair.b.attach('remove', { root: ROOT })
    expect(await viewOf(pair.b)).toMatchObject({ state: 'absent', doneBytes: 0 })
    expect(await pair.b.onDisk()).toEqual([])
    await becomes(pair, pair.a, () => given(pair, pair.a) === 0)
  })

  test('that is removed as it becomes whole is not called here', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    const { finish } = pair.b.shelf
    const removed = vi.fn(() => pair.b.attach('remove', { root: ROOT }))
    pair.b.shelf = {
      ...pair.b.shelf,
      async finish(id, as) {
        await finish(id, as)
        void removed()
      },
    }
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.b, () => removed.mock.calls.length > 0)
    await removed.mock.results[0]?.value
    expect(await viewOf(pair.b)).toMatchObject({ state: 'absent' })
    expect(await pair.b.onDisk()).toEqual([])
  })

  test('is given no further once it is removed', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    let left = 4
    pair.onTheWay = (said) => (said.type === CHUNK && left-- <= 0 ? [] : [said])
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.b, ({ doneBytes }) => doneBytes === 4 * CHUNK_BYTES)
    await pair.a.attach('remove', { root: ROOT })
    expect(given(pair, pair.a)).toBe(0)
    pair.onTheWay = (said) => [said]
    await becomes(pair, pair.b, isUnanswered)
    expect(await viewOf(pair.b)).toMatchObject({ doneBytes: 4 * CHUNK_BYTES })
  })

  test('that is handed in while it comes leaves nothing half here', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    let left = 4
    pair.onTheWay = (said) => (said.type === CHUNK && left-- <= 0 ? [] : [said])
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.b, ({ doneBytes }) => doneBytes === 4 * CHUNK_BYTES)
    await pair.b.handIn(content)
    expect([await viewOf(pair.b), await pair.b.onDisk()]).toMatchObject([{ state: 'here' }, [ROOT]])
    expect((await pair.b.content(ROOT as FileId)).equals(content)).toBe(true)
  })

  test.each([
    ['it is what it was', content, 'here'],
    ['it is not', content.subarray(1), 'wanted'],
  ])('that a database put back from a copy does not know is found where %s', async (_, bytes, state) => {
    const { b } = await withLesson()
    await b.handIn(content)
    await writeFile(join(b.folder, 'files', ROOT), bytes)
    await b.stop()
    for (const table of ['attachments', 'file_chunks']) b.database.prepare(`DELETE FROM ${table}`).run()
    await b.start()
    expect(await viewOf(b)).toMatchObject({ state: 'absent' })
    await b.attach('want', { root: ROOT, ...wanted })
    expect(await viewOf(b)).toMatchObject({ state })
  })

  test('that changed on the disk is given to nobody, and not called here any more', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    await writeFile(join(pair.a.folder, 'files', ROOT), new Uint8Array(content.length))
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.a, ({ state }) => state === 'absent')
    await becomes(pair, pair.b, isUnanswered)
    expect(pair.carried).not.toContain(CHUNK)
  })

  test('that cannot be read for a moment stays, and is given to whoever asks later', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    const { openWhole } = pair.a.shelf
    const asked = vi.fn(() => Promise.reject(new MirrorError('file-unreadable')))
    pair.a.shelf = { ...pair.a.shelf, openWhole: asked }
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.b, () => asked.mock.calls.length > 0)
    await becomes(pair, pair.b, isUnanswered)
    expect([await viewOf(pair.a), await pair.a.onDisk()]).toMatchObject([{ state: 'here' }, [ROOT]])
    pair.a.shelf = { ...pair.a.shelf, openWhole }
    await pair.setLinked(false)
    await pair.setLinked(true)
    await becomes(pair, pair.b, isHere)
  })

  test('that is gone from the disk is not called here once somebody asks for it', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    await pair.a.shelf.remove(ROOT)
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.a, ({ state }) => state === 'absent')
  })

  test('that is missing on the disk is not called here after a start', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    await pair.a.shelf.remove(ROOT)
    await pair.a.stop()
    await pair.a.start()
    expect(await viewOf(pair.a)).toMatchObject({ state: 'absent' })
  })
})

describe('what is told of files to whoever wishes for them', () => {
  test.each<[string, (end: FileEnd) => Promise<unknown>]>([
    ['that is not here', async () => {}],
    ['that is offered to a neighbour', (end) => end.offer(content)],
    [
      'that no lesson here names',
      async (end) => {
        await end.handIn(content)
        end.lessons.clear()
      },
    ],
    [
      'that was handed in, and that a lesson by somebody else alone names',
      async (end) => {
        await end.handIn(content)
        end.offersNothing = true
      },
    ],
    [
      'that somebody here wanted in another federation',
      async (end) => {
        await end.handIn(content)
        end.offersNothing = true
        end.database.prepare('INSERT INTO attachment_wishes VALUES (?, ?)').run(ROOT, 'ab'.repeat(32))
      },
    ],
    [
      'that is here in another size',
      async (end) => {
        await end.handIn(content)
        end.database.prepare('UPDATE attachments SET size_bytes = size_bytes + 1').run()
      },
    ],
  ])('is the same of one %s', async (_, prepare) => {
    const pair = await withLesson()
    await prepare(pair.a)
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.b, isUnanswered)
    expect([given(pair, pair.a), pair.carried.includes(CHUNK)]).toEqual([0, false])
  })

  test('is all of one that somebody here wanted, whoever offers it', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    pair.a.offersNothing = true
    await pair.a.attach('want', { root: ROOT, ...wanted })
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.b, isHere)
  })

  test('is bounded by what one Node may wish for at a time', async () => {
    const pair = await FilePair.started()
    for (let at = 0; at <= FILE_LIMITS.wishesOfPeer; at += 1) {
      const bytes = Uint8Array.from([at])
      const root = await pair.a.handIn(bytes)
      pair.a.lessons.set(root, 1)
      const id = at.toString(16).padStart(32, '0') as FileId
      const wish = { root: fromHex(root), sizeBytes: 1 }
      await pair.a.receive(encodeFileWord(id, { kind: 'wish', wish }))
      await pair.a.receive(encodeFileWord(`f${id.slice(1)}` as FileId, { kind: 'wish', wish }))
    }
    expect(given(pair, pair.a)).toBe(FILE_LIMITS.wishesOfPeer)
    pair.clock.advance(DAY_MS + 1)
    const wish = { root: fromHex(await pair.a.handIn(Uint8Array.from([0]))), sizeBytes: 1 }
    await pair.a.receive(encodeFileWord('0c'.repeat(16) as FileId, { kind: 'wish', wish }))
    expect(given(pair, pair.a)).toBe(1)
  })

  test('reads no more of a file than is asked for', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    const { openWhole } = pair.a.shelf
    let readBytes = 0
    pair.a.shelf = {
      ...pair.a.shelf,
      async openWhole(id) {
        const whole = await openWhole(id)
        const read: typeof whole.read = async (atByte, lengthBytes) => {
          readBytes += lengthBytes
          return whole.read(atByte, lengthBytes)
        }
        return { ...whole, read }
      },
    }
    await pair.b.attach('want', { root: ROOT, ...wanted })
    await becomes(pair, pair.b, isHere)
    expect(readBytes).toBe(content.length)
  })

  test('ends for whoever asks without end, under however many wishes', async () => {
    const pair = await FilePair.started()
    const root = await pair.a.handIn(Uint8Array.from([1]))
    pair.a.lessons.set(root, 1)
    const chunks = (): number => pair.carried.filter((type) => type === CHUNK).length
    for (let n = 0; n < 100; n += 1) {
      const id = Math.floor(n / 10)
        .toString(16)
        .padStart(32, '0') as FileId
      if (n % 10 === 0)
        await pair.a.receive(
          encodeFileWord(id, { kind: 'wish', wish: { root: fromHex(root), sizeBytes: 1 } }),
        )
      const bytes = encodeAsk({ fileId: id, first: 0, count: 1, held: 0 })
      pair.a.hear({ from: pair.b.nodeId, sessionId: 's', channel: 'bulk', type: ASK, bytes })
      await until(() => chunks() > n || pair.a.refusals.length > 0)
    }
    expect([chunks(), new Set(pair.a.refusals)]).toEqual([72, new Set(['rate-exceeded'])])
  })

  test('is not held up by what has ended', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    const wishOf = (id: string): Promise<void> =>
      pair.a.receive(encodeFileWord(id as FileId, { kind: 'wish', wish: { root: fromHex(ROOT), ...wanted } }))
    await wishOf('0c'.repeat(16))
    pair.a.database.prepare("UPDATE files SET phase = 'done', root = x'00'").run() // as a crash leaves it
    expect(given(pair, pair.a)).toBe(0)
    await wishOf('0d'.repeat(16))
    expect(pair.a.database.prepare('SELECT COUNT(*) AS count FROM files').get()).toEqual({ count: 1 })
  })

  test('nothing, of what no lesson of this federation names any more', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    await pair.setLinked(false)
    await pair.b.attach('want', { root: ROOT, ...wanted })
    pair.b.lessons.clear()
    await pair.setLinked(true)
    await pair.pass(60_000)
    expect(given(pair, pair.a)).toBe(0)
    expect(await viewOf(pair.b)).toMatchObject({ state: 'wanted', from: null })
  })

  test('an answer by the side that wished is none', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    const id = '0c'.repeat(16) as FileId
    await pair.a.receive(encodeFileWord(id, { kind: 'wish', wish: { root: fromHex(ROOT), ...wanted } }))
    const answer = { outcome: 'accepted', reason: null, note: '' } as const
    await pair.a.receive(encodeFileWord(id, { kind: 'answer', answer }))
    expect(pair.a.refusals).toEqual(['content-invalid'])
  })
})

describe('what people and scripts may do', () => {
  test('nothing is wanted that no lesson names, or in another size', async () => {
    const { b } = await withLesson()
    const other = { root: 'ab'.repeat(32), ...wanted }
    expect(await failureOf(b.attach('want', other))).toMatchObject({ code: 'attachment-unknown' })
    const larger = { root: ROOT, sizeBytes: content.length + 1 }
    expect(await failureOf(b.attach('want', larger))).toMatchObject({ code: 'attachment-unknown' })
  })

  test('a lesson that lies about its size does not pass for the one of what is here', async () => {
    const { a } = await withLesson()
    await a.handIn(content)
    const lie = { root: ROOT, sizeBytes: content.length + 1 }
    a.lessons.set(ROOT, lie.sizeBytes)
    const { attachments } = await a.attach('list', { files: [lie, { root: ROOT, ...wanted }] })
    expect(attachments).toMatchObject([{ state: 'absent', doneBytes: 0 }, { state: 'here' }])
    expect(await failureOf(a.attach('want', lie))).toMatchObject({ code: 'attachment-size-false' })
  })

  test('so much is wanted at a time, and no more', async () => {
    const { b } = await withLesson()
    for (let at = 0; at < FILE_LIMITS.wanted; at += 1) {
      const root = at.toString(16).padStart(64, '0')
      b.lessons.set(root, 10)
      await b.attach('want', { root, sizeBytes: 10 })
    }
    const oneMore = b.attach('want', { root: ROOT, ...wanted })
    expect(await failureOf(oneMore)).toMatchObject({ code: 'attachments-too-many' })
  })

  test('nothing larger than belongs to a lesson is handed in, nor more than there is room for', async () => {
    const { a } = await withLesson()
    const large = { sizeBytes: ATTACHMENT_MAX_BYTES + 1 }
    expect(await failureOf(a.attach('prepare', large))).toMatchObject({ code: 'attachment-too-large' })
    expect(await failureOf(a.attach('prepare', { sizeBytes: 0 }))).toMatchObject({ code: 'attachment-empty' })
    const root = 'cd'.repeat(32)
    const { attachmentBytes } = FILE_LIMITS
    a.database.prepare('INSERT INTO attachments VALUES (?, ?, 0, 0, NULL)').run(root, attachmentBytes)
    expect(await failureOf(a.attach('prepare', { sizeBytes: 1 }))).toMatchObject({ code: 'file-no-room' })
  })

  test('no two are let in where there is room for one', async () => {
    const { a } = await withLesson()
    const heldBytes = FILE_LIMITS.attachmentBytes - content.length
    a.database.prepare('INSERT INTO attachments VALUES (?, ?, 0, 0, NULL)').run('cd'.repeat(32), heldBytes)
    const both = [a.attach('prepare', wanted), a.attach('prepare', wanted)]
    const ends = (await Promise.allSettled(both)).map(({ status }) => status)
    expect(ends.sort()).toEqual(['fulfilled', 'rejected'])
    expect(await failureOf(a.attach('want', { root: ROOT, ...wanted }))).toMatchObject({
      code: 'file-no-room',
    })
  })

  test('what is called off while it is handed in leaves nothing', async () => {
    const { a } = await withLesson()
    const { id } = await a.attach('prepare', { sizeBytes: 10 })
    await a.attach('addPiece', { id, atByte: 0, bytes: Buffer.from('12345').toString('base64url') })
    await a.attach('cancel', { id })
    expect(await a.onDisk()).toEqual([])
    expect(await failureOf(a.attach('cancel', { id }))).toMatchObject({ code: 'file-unknown' })
  })

  test('what finds the disk full on its way in leaves nothing', async () => {
    const { a } = await withLesson()
    const path = join(await temporaryFolder(), 'ritning.pdf')
    await appendFile(path, content)
    const { openPart } = a.shelf
    const write = (): Promise<void> => Promise.reject(new MirrorError('disk-full'))
    a.shelf = { ...a.shelf, openPart: async (id) => ({ ...(await openPart(id)), write }) }
    for (let at = 0; at <= FILE_LIMITS.preparing; at += 1)
      expect(await failureOf(a.attach('takeIn', { path }))).toMatchObject({ code: 'disk-full' })
    expect(await a.onDisk()).toEqual([])
  })

  test('a path is taken from a script, and from no page', async () => {
    const { a } = await withLesson()
    const path = join(await temporaryFolder(), 'ritning.pdf')
    await appendFile(path, content)
    expect(await a.attach('takeIn', { path })).toEqual({ root: ROOT })
    const page = { sessionId: 'page', confirmations: { take: () => false } as never }
    for (const asked of [a.attach('takeIn', { path }, page), a.attach('saveTo', { root: ROOT, path }, page)])
      expect(await failureOf(asked)).toMatchObject({ code: 'file-path-refused' })
  })

  test.each([
    ['what a lesson names stays', true, 'here'],
    ['what none names goes', false, 'absent'],
  ])('after a while %s', async (_, isNamed, state) => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    if (!isNamed) pair.a.lessons.clear()
    await startAfterDays(pair, 0)
    await startAfterDays(pair, 8)
    expect(await viewOf(pair.a)).toMatchObject({ state })
    expect(await pair.a.onDisk()).toEqual(isNamed ? [ROOT] : [])
  })

  test('what has been here for long stays for a while when its federation is left, and if that is taken back', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    pair.clock.advance(300 * DAY_MS)
    pair.a.lessons.clear()
    for (const days of [0, 6]) {
      await startAfterDays(pair, days)
      expect(await viewOf(pair.a)).toMatchObject({ state: 'here' })
    }
    pair.a.lessons.set(ROOT, content.length)
    await startAfterDays(pair, 2)
    pair.a.lessons.clear()
    await startAfterDays(pair, 0)
    expect(await viewOf(pair.a)).toMatchObject({ state: 'here' })
  })

  test('what none names goes without a start too', async () => {
    const pair = await withLesson()
    await pair.a.handIn(content)
    pair.a.lessons.clear()
    const aDayLater = async (): Promise<readonly string[]> => {
      await pair.pass(DAY_MS)
      return pair.a.onDisk()
    }
    await expect.poll(aDayLater).toEqual([])
  })

  test.each([
    ['stays where a lesson names it', true],
    ['goes where none does', false],
  ])('what is taken off a lesson that is being written %s', async (_, isNamed) => {
    const { a } = await withLesson()
    await a.handIn(content)
    if (!isNamed) a.lessons.clear()
    await a.attach('discard', { root: ROOT })
    expect(await a.onDisk()).toEqual(isNamed ? [ROOT] : [])
  })

  test('a wish ends with the federation in which it was made, and no other is taken there', async () => {
    const { a } = await withLesson()
    await a.attach('want', { root: ROOT, ...wanted })
    a.lessons.clear()
    a.planted.set(ROOT, content.length)
    await a.stop()
    await a.start()
    expect(await viewOf(a)).toMatchObject({ state: 'absent', usedBy: { isPlanted: true } })
    const again = a.attach('want', { root: ROOT, ...wanted })
    expect(await failureOf(again)).toMatchObject({ code: 'attachment-of-left-federation' })
  })
})

async function startAfterDays({ a, clock }: FilePair, days: number): Promise<void> {
  await a.stop()
  clock.advance(days * DAY_MS)
  await a.start()
}
