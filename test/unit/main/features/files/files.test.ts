import { appendFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  decodeChunk,
  encodeAsk,
  encodeChunk,
  encodeFileWord,
} from '../../../../../src/main/features/files/file-codec.ts'
import { CHUNK_BYTES, FILE_LIMITS, WINDOW_CHUNKS } from '../../../../../src/main/features/files/file-rules.ts'
import { FileStore } from '../../../../../src/main/features/files/file-store.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import type { FileId } from '../../../../../src/shared/kernel/ids.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { ASK, CHUNK, FilePair } from '../../../../support/file-pair.ts'
import { temporaryFolder } from '../../../../support/folder.ts'
import { SeededRandom } from '../../../../support/random.ts'
import { idle } from '../../../../support/test-timers.ts'
import { until } from '../../../../support/until.ts'

const CHUNKS = 41
/** Chunks that are there before something happens. */
const HALF = 20
const content = new SeededRandom('a film of the well').bytes(CHUNKS * CHUNK_BYTES - 100)
const small = content.subarray(0, 50_000)
const count = (pair: FilePair, type: number): number => pair.carried.filter((one) => one === type).length
const chunksHeld = (pair: FilePair, id: FileId): number =>
  new FileStore({ database: pair.b.database, clock: pair.clock }).countChunks(id)
const isDone = ({ phase }: { readonly phase: string }): boolean => phase === 'done'

describe('a file', () => {
  test.each([1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 50_001])(
    'of %i bytes comes as it was',
    async (sizeBytes) => {
      const pair = await FilePair.started()
      const id = await pair.moving(content.subarray(0, sizeBytes))
      await pair.becomes(pair.b, id, isDone)
      expect((await pair.b.content(id)).equals(content.subarray(0, sizeBytes))).toBe(true)
      await pair.becomes(pair.a, id, isDone)
      await expect.poll(() => pair.a.onDisk()).toEqual([])
      expect([...pair.a.refusals, ...pair.b.refusals]).toEqual([])
    },
  )

  test('does not move before a person takes it', async () => {
    const pair = await FilePair.started()
    const id = await pair.a.offer(small)
    await pair.offered(id)
    await pair.pass(60_000)
    expect(count(pair, CHUNK)).toBe(0)
    expect(await pair.b.onDisk()).toEqual([])
  })

  test('is refused with a word, and its copy goes', async () => {
    const pair = await FilePair.started()
    const id = await pair.a.offer(small)
    await pair.offered(id)
    await pair.b.call('refuse', { id, note: 'Den har vi.' })
    await pair.becomes(pair.a, id, ({ phase }) => phase === 'refused')
    expect(await pair.a.file(id)).toMatchObject({ note: 'Den har vi.', reason: 'person' })
    await expect.poll(() => pair.a.onDisk()).toEqual([])
  })

  test('is handed out in pieces once it is whole, and not before', async () => {
    const pair = await FilePair.started()
    const id = await pair.a.offer(small)
    await pair.offered(id)
    expect(await failureOf(pair.b.call('piece', { id, atByte: 0 }))).toMatchObject({ code: 'file-phase' })
    await pair.b.call('accept', { id })
    await pair.becomes(pair.b, id, isDone)
    const { bytes, sizeBytes } = await pair.b.call('piece', { id, atByte: 10 })
    expect(sizeBytes).toBe(small.length)
    expect(Buffer.from(bytes, 'base64url').equals(small.subarray(10))).toBe(true)
  })

  test('is forgotten with its bytes when it is removed', async () => {
    const pair = await FilePair.started()
    const id = await pair.moving(small)
    await pair.becomes(pair.b, id, isDone)
    await pair.b.call('remove', { id })
    expect([await pair.b.list(), await pair.b.onDisk()]).toEqual([[], []])
  })

  test('is told of by name, and not more than twice a second', async () => {
    const pair = await FilePair.started()
    const id = await pair.moving(content)
    await pair.becomes(pair.b, id, isDone)
    await pair.pass(1_000)
    const before = pair.b.events.length
    expect(new Set(pair.b.events)).toEqual(new Set([id]))
    expect(before).toBeLessThan(CHUNKS)
  })
})

describe('a Node that is set apart here', () => {
  test('is offered nothing, by hand or by path, and nothing is left of it on the disk', async () => {
    const { a } = await FilePair.started()
    const path = join(await temporaryFolder(), 'plan.pdf')
    await writeFile(path, small)
    a.isolatesOther = true
    for (const offering of [a.offer(small), a.call('offer', { nodeId: a.other.nodeId, path })]) {
      expect(await failureOf(offering)).toMatchObject({ code: 'neighbour-isolated' })
    }
    expect([await a.list(), await a.onDisk()]).toEqual([[], []])
  })

  test('has nothing taken from it, while refusing it is open', async () => {
    const pair = await FilePair.started()
    const id = await pair.a.offer(small)
    await pair.offered(id)
    pair.b.isolatesOther = true
    expect(await failureOf(pair.b.call('accept', { id }))).toMatchObject({ code: 'neighbour-isolated' })
    expect(await pair.b.file(id)).toMatchObject({ phase: 'offered' })
    await pair.b.call('refuse', { id, note: '' })
    expect(await pair.b.file(id)).toMatchObject({ phase: 'refused' })
  })
})

describe('what is asked for', () => {
  test('is never more than a window, and nothing comes unasked', async () => {
    const pair = await FilePair.started()
    pair.onTheWay = (said) => (said.type === CHUNK ? [] : [said])
    await pair.moving(content)
    await until(() => count(pair, CHUNK) === WINDOW_CHUNKS)
    for (let turn = 0; turn < 20; turn += 1) await pair.pass(1_000)
    expect(count(pair, CHUNK)).toBe(WINDOW_CHUNKS)
  })

  test('waits while something more urgent goes, at either end', async () => {
    const pair = await FilePair.started()
    pair.a.isOpen = false
    const id = await pair.moving(content)
    await until(() => count(pair, ASK) === 1)
    for (let turn = 0; turn < 20; turn += 1) await pair.pass(50)
    expect([count(pair, ASK), count(pair, CHUNK)]).toEqual([1, 0])
    pair.b.isOpen = false
    pair.a.isOpen = true
    for (let turn = 0; turn < 20; turn += 1) await pair.pass(50)
    expect(count(pair, ASK)).toBeLessThanOrEqual(1)
    pair.b.isOpen = true
    await pair.becomes(pair.b, id, isDone)
  })

  test('is no more while an alert is in the way, and what was asked for before still comes', async () => {
    const pair = await FilePair.started()
    pair.onTheWay = (said) => {
      if (said.type === ASK) pair.b.mayAsk = false
      return [said]
    }
    const id = await pair.moving(content)
    await until(() => count(pair, CHUNK) === WINDOW_CHUNKS)
    for (let turn = 0; turn < 20; turn += 1) await pair.pass(50)
    expect([count(pair, ASK), count(pair, CHUNK)]).toEqual([1, WINDOW_CHUNKS])
    pair.onTheWay = (said) => [said]
    pair.b.mayAsk = true
    await pair.becomes(pair.b, id, isDone)
  })

  test('is asked for again where it got lost', async () => {
    const pair = await FilePair.started()
    const random = new SeededRandom('a bad line')
    pair.onTheWay = (said) => (said.type === CHUNK && random.int(8) === 0 ? [] : [said])
    const id = await pair.moving(content)
    await pair.becomes(pair.b, id, isDone, { stepMs: 5_000 })
    expect((await pair.b.content(id)).equals(content)).toBe(true)
  })

  test('comes twice without harm', async () => {
    const pair = await FilePair.started()
    pair.onTheWay = (said) => (said.type === CHUNK ? [said, said] : [said])
    const id = await pair.moving(content)
    await pair.becomes(pair.b, id, isDone)
    expect((await pair.b.content(id)).equals(content)).toBe(true)
    expect(pair.b.refusals).toEqual([])
  })

  test('without end is not given', async () => {
    const pair = await FilePair.started()
    const id = await pair.a.offer(small.subarray(0, 10))
    await pair.offered(id)
    const ask = { type: ASK, bytes: encodeAsk({ fileId: id, first: 0, count: 1, held: 0 }) } as const
    for (let n = 0; n < 100; n += 1) {
      pair.a.hear({ from: pair.b.nodeId, sessionId: 's', channel: 'bulk', ...ask })
      await until(() => count(pair, CHUNK) > n || pair.a.refusals.length > 0)
    }
    expect(count(pair, CHUNK)).toBe(72)
    expect(new Set(pair.a.refusals)).toEqual(new Set(['rate-exceeded']))
  })

  test('is given to the Node it was offered to, and of files that there are', async () => {
    const pair = await FilePair.started()
    const id = await pair.a.offer(small)
    await pair.offered(id)
    const ask = (part: object): void =>
      pair.a.hear({
        ...{ from: pair.b.nodeId, sessionId: 's', channel: 'bulk', type: ASK },
        bytes: encodeAsk({ fileId: id, first: 0, count: 1, held: 0, ...part }),
      })
    ask({ fileId: 'ab'.repeat(16) })
    ask({ first: 3, count: 2 })
    await idle()
    expect(count(pair, CHUNK)).toBe(0)
    expect(pair.a.refusals).toEqual(['content-invalid'])
  })
})

describe('a chunk that is not what was offered', () => {
  test('is held against the channel, never written, and asked for again', async () => {
    const pair = await FilePair.started()
    let spoiled = 0
    pair.onTheWay = (said) => {
      const chunk = said.type === CHUNK ? decodeChunk(said.bytes) : null
      if (chunk === null || spoiled >= 5) return [said]
      spoiled += 1
      chunk.content[0] = (chunk.content[0] ?? 0) ^ 1
      return [{ ...said, bytes: encodeChunk(chunk) }]
    }
    const id = await pair.moving(content)
    await pair.becomes(pair.b, id, isDone)
    expect((await pair.b.content(id)).equals(content)).toBe(true)
    expect(pair.b.refusals).toEqual(Array.from({ length: 5 }, () => 'content-invalid'))
  })

  test.each([
    ['under another number', (chunk: { index: number }) => ({ ...chunk, index: chunk.index ^ 1 })],
    [
      'with a path too long',
      (chunk: { path: Uint8Array }) => ({ ...chunk, path: Buffer.concat([chunk.path, chunk.path]) }),
    ],
    ['cut short', (chunk: { content: Uint8Array }) => ({ ...chunk, content: chunk.content.subarray(1) })],
  ])('%s makes the file rest in the end, with the reason', async (_how, spoil) => {
    const pair = await FilePair.started()
    pair.onTheWay = (said) => {
      const chunk = said.type === CHUNK ? decodeChunk(said.bytes) : null
      return chunk === null ? [said] : [{ ...said, bytes: encodeChunk({ ...chunk, ...spoil(chunk) }) }]
    }
    const id = await pair.moving(content)
    await pair.becomes(pair.b, id, ({ paused }) => paused === 'here')
    expect(await pair.b.file(id)).toMatchObject({ reason: 'wrong-bytes', phase: 'moving', doneBytes: 0 })
    expect(pair.b.refusals.length).toBeGreaterThanOrEqual(FILE_LIMITS.wrongChunks)
    pair.onTheWay = (said) => [said]
    await pair.b.call('resume', { id })
    await pair.becomes(pair.b, id, isDone)
  })
})

describe('a file that was interrupted', () => {
  test('goes on when a link comes up, without anything coming again that is there', async () => {
    const pair = await FilePair.started()
    const id = await pair.halfWay(content, { chunks: HALF })
    await pair.setLinked(false)
    await pair.pass(60_000)
    const before = count(pair, CHUNK)
    await pair.setLinked(true)
    await pair.becomes(pair.b, id, isDone)
    expect(count(pair, CHUNK) - before).toBeLessThanOrEqual(CHUNKS)
    expect((await pair.b.content(id)).equals(content)).toBe(true)
  })

  test.each(['a', 'b'] as const)('goes on after end %s was cut off at once', async (end) => {
    const pair = await FilePair.started()
    const id = await pair.halfWay(content, { chunks: HALF })
    await pair.setLinked(false)
    pair[end].cut()
    await pair[end].start()
    await pair.setLinked(true)
    await pair.becomes(pair.b, id, isDone)
    expect((await pair.b.content(id)).equals(content)).toBe(true)
  })

  test('asks anew for what is torn on the disk, and for nothing else', async () => {
    const pair = await FilePair.started()
    const id = await pair.halfWay(content, { chunks: HALF })
    await pair.setLinked(false)
    await pair.b.stop()
    const held = chunksHeld(pair, id)
    const path = join(pair.b.folder, 'files', `${id}.part`)
    const torn = await readFile(path)
    torn.fill(0, CHUNK_BYTES, CHUNK_BYTES + 10)
    await writeFile(path, torn)
    await pair.b.start()
    const before = count(pair, CHUNK)
    await pair.setLinked(true)
    await pair.becomes(pair.b, id, isDone)
    expect((await pair.b.content(id)).equals(content)).toBe(true)
    expect(count(pair, CHUNK) - before).toBe(CHUNKS - held + 1)
  })

  test('is whole where the end came between its name and the note of it', async () => {
    const pair = await FilePair.started()
    const finish = pair.b.shelf.finish
    pair.b.shelf = {
      ...pair.b.shelf,
      async finish(id) {
        await finish(id)
        pair.b.cut()
        await new Promise(() => {})
      },
    }
    const id = await pair.moving(small)
    await expect.poll(() => pair.b.onDisk()).toEqual([id])
    pair.b.shelf = { ...pair.b.shelf, finish }
    await pair.b.start()
    await pair.setLinked(true)
    await pair.becomes(pair.b, id, isDone)
    expect((await pair.b.content(id)).equals(small)).toBe(true)
  })
})

describe('a person on either side', () => {
  test.each([
    ['a', 'b'],
    ['b', 'a'],
  ] as const)('%s pauses it, %s is shown that, and it goes on', async (here, there) => {
    const pair = await FilePair.started()
    const id = await pair.halfWay(content, { chunks: HALF })
    await pair[here].call('pause', { id })
    await pair.becomes(pair[there], id, ({ paused }) => paused === 'there')
    expect((await pair[here].file(id)).paused).toBe('here')
    await idle()
    const before = count(pair, CHUNK)
    await pair.pass(120_000)
    expect(count(pair, CHUNK) - before).toBeLessThanOrEqual(4)
    await pair[here].call('resume', { id })
    await pair.becomes(pair.b, id, isDone)
  })

  test.each(['a', 'b'] as const)('%s calls it off, and nothing of it is left', async (end) => {
    const pair = await FilePair.started()
    const id = await pair.halfWay(content, { chunks: HALF })
    await pair[end].call('cancel', { id })
    for (const one of [pair.a, pair.b]) {
      await pair.becomes(one, id, ({ phase }) => phase === 'cancelled')
      await expect.poll(() => one.onDisk()).toEqual([])
    }
  })

  test('pauses one, and the next comes meanwhile', async () => {
    const pair = await FilePair.started()
    const first = await pair.halfWay(content, { chunks: HALF, name: 'first.bin' })
    const second = await pair.moving(small, 'second.bin')
    await pair.a.call('pause', { id: first })
    await pair.becomes(pair.b, second, isDone)
    await pair.a.call('resume', { id: first })
    await pair.becomes(pair.b, first, isDone)
  })
})

describe('a disk', () => {
  test('that fills makes the file rest, and what has come is kept', async () => {
    const pair = await FilePair.started()
    const { openPart } = pair.b.shelf
    let isFull = false
    pair.b.shelf = {
      ...pair.b.shelf,
      async openPart(id) {
        const part = await openPart(id)
        return {
          ...part,
          async write(atByte, bytes) {
            if (isFull) throw new MirrorError('disk-full')
            await part.write(atByte, bytes)
          },
        }
      },
    }
    const id = await pair.halfWay(content, { chunks: HALF })
    isFull = true
    await pair.setLinked(false)
    await pair.setLinked(true)
    await pair.becomes(pair.b, id, ({ paused }) => paused === 'here')
    expect(await pair.b.file(id)).toMatchObject({ reason: 'disk-full', doneBytes: HALF * CHUNK_BYTES })
    isFull = false
    await pair.b.call('resume', { id })
    await pair.becomes(pair.b, id, isDone)
    expect((await pair.b.content(id)).equals(content)).toBe(true)
  })

  test('that lost what was offered ends the file, with the reason, at both ends', async () => {
    const pair = await FilePair.started()
    const id = await pair.a.offer(small)
    await pair.offered(id)
    await writeFile(
      join(pair.a.folder, 'files', id),
      small.map((byte) => byte ^ 1),
    )
    await pair.b.call('accept', { id })
    for (const end of [pair.a, pair.b]) {
      await pair.becomes(end, id, ({ phase, reason }) => phase === 'cancelled' && reason === 'lost')
    }
    expect(pair.b.refusals).toEqual([])
  })
})

describe('room', () => {
  const big = (pair: FilePair, part: object = {}): Promise<unknown> =>
    pair.a.call('prepare', { nodeId: pair.b.nodeId, name: 'x', sizeBytes: 1, ...part })

  test('is there for 64 MiB and no more', async () => {
    const pair = await FilePair.started()
    expect(await failureOf(big(pair, { sizeBytes: 64 * 1024 * 1024 + 1 }))).toMatchObject({
      code: 'file-too-large',
    })
    expect(await big(pair, { sizeBytes: 64 * 1024 * 1024 })).toBeTruthy()
  })

  test('is left on the disk for everything else', async () => {
    const pair = await FilePair.started()
    const id = await pair.a.offer(small)
    await pair.offered(id)
    for (const end of [pair.a, pair.b])
      end.shelf = { ...end.shelf, freeBytes: async () => FILE_LIMITS.spareBytes }
    expect(await failureOf(big(pair))).toMatchObject({ code: 'file-no-room' })
    expect(await failureOf(pair.b.call('accept', { id }))).toMatchObject({ code: 'file-no-room' })
  })

  test('is measured by neighbour and day, and in all', async () => {
    const pair = await FilePair.started()
    const id = await pair.a.offer(small)
    await pair.offered(id)
    const claim = (sizeBytes: number, acceptedAtMs: number): void => {
      pair.b.database.prepare('DELETE FROM files WHERE id <> ?').run(id)
      const store = new FileStore({ database: pair.b.database, clock: pair.clock })
      store.add(testFederation(), {
        ...{ id: 'cd'.repeat(16) as FileId, peer: pair.a.nodeId, own: false, attached: false, phase: 'done' },
        ...{ name: 'x', mediaType: '', sizeBytes, root: new Uint8Array(32) },
      })
      pair.b.database.prepare('UPDATE files SET accepted_at_ms = ? WHERE id <> ?').run(acceptedAtMs, id)
    }
    const nowMs = pair.clock.nowMs()
    claim(FILE_LIMITS.dayBytes, nowMs - 1_000)
    expect(await failureOf(pair.b.call('accept', { id }))).toMatchObject({ code: 'file-day-full' })
    claim(FILE_LIMITS.peerBytes, nowMs - FILE_LIMITS.dayMs)
    expect(await failureOf(pair.b.call('accept', { id }))).toMatchObject({ code: 'file-no-room' })
    claim(FILE_LIMITS.totalBytes, nowMs - FILE_LIMITS.dayMs)
    expect(await failureOf(pair.b.call('accept', { id }))).toMatchObject({ code: 'file-no-room' })
    claim(1, nowMs - FILE_LIMITS.dayMs)
    expect(await pair.b.call('accept', { id })).toEqual({})
  })

  test('in the list is bounded: more offers than it holds are refused with the reason', async () => {
    const pair = await FilePair.started()
    for (let n = 0; n < FILE_LIMITS.waitingWithPeer; n += 1) await pair.a.offer(small.subarray(0, 10))
    expect(await failureOf(big(pair))).toMatchObject({ code: 'files-too-many' })
    const last = (await pair.a.list())[0]?.id as FileId
    await pair.offered(last)
    await pair.a.call('cancel', { id: last })
    await pair.becomes(pair.b, last, ({ phase }) => phase === 'cancelled')
    pair.a.database.prepare("UPDATE files SET phase = 'cancelled' WHERE phase = 'offered'").run()
    const [one, more] = [await pair.a.offer(small), await pair.a.offer(small)]
    await pair.offered(one)
    await pair.becomes(pair.a, more, ({ phase }) => phase === 'refused')
    expect(await pair.a.file(more)).toMatchObject({ reason: 'too-many' })
    expect((await pair.b.list()).some(({ id }) => id === more)).toBe(false)
  })
})

describe('a letter about a file', () => {
  const manifest = { name: 'x', mediaType: '', sizeBytes: 10, root: new Uint8Array(32) }

  test('with a hostile name gives a safe one', async () => {
    const pair = await FilePair.started()
    const id = await pair.a.offer(small, 'x')
    await pair.offered(id)
    pair.a.database.prepare('UPDATE files SET phase = ?').run('cancelled')
    const evil = 'ab'.repeat(16) as FileId
    await pair.b.receive(
      encodeFileWord(evil, { kind: 'offer', manifest: { ...manifest, name: '../../.ssh/con\u202e' } }),
    )
    expect((await pair.b.file(evil)).name).toBe('_con')
  })

  test.each([
    ['accepts our offer', 'accepted'],
    ['refuses our offer', 'refused'],
    ['received our offer', 'received'],
  ] as const)(
    'of a Node that says that it %s, where it offered it itself, is refused',
    async (_what, outcome) => {
      const pair = await FilePair.started()
      const id = await pair.a.offer(small)
      await pair.offered(id)
      const answer = { outcome, reason: null, note: '' }
      await pair.b.receive(encodeFileWord(id, { kind: 'answer', answer }))
      expect((await pair.b.file(id)).phase).toBe('offered')
      expect(pair.b.refusals).toEqual(['content-invalid'])
    },
  )

  test('that offers another thing under a name that is taken is refused', async () => {
    const pair = await FilePair.started()
    const id = await pair.a.offer(small)
    await pair.offered(id)
    await pair.b.receive(encodeFileWord(id, { kind: 'offer', manifest }))
    expect((await pair.b.file(id)).sizeBytes).toBe(small.length)
    expect(pair.b.refusals).toEqual(['content-invalid'])
  })
})

describe('a path', () => {
  test('is taken from a script, and the file stays as it was offered', async () => {
    const pair = await FilePair.started()
    const path = join(await temporaryFolder(), 'film.mp4')
    await writeFile(path, small)
    const { id } = await pair.a.call('offer', { nodeId: pair.b.nodeId, path })
    await appendFile(path, 'changed since')
    await pair.offered(id)
    await pair.b.call('accept', { id })
    await pair.becomes(pair.b, id, isDone)
    const target = join(await temporaryFolder(), 'saved')
    expect(await pair.b.call('saveTo', { id, path: target })).toEqual({ path: target })
    expect((await readFile(target)).equals(small)).toBe(true)
    expect(await failureOf(pair.b.call('saveTo', { id, path: target }))).toMatchObject({
      code: 'file-exists',
    })
    const within = pair.b.call('saveTo', { id, path: join(pair.b.folder, 'running.json') })
    expect(await failureOf(within)).toMatchObject({ code: 'file-path-refused' })
  })

  test('is never taken from a page', async () => {
    const pair = await FilePair.started()
    const page = {
      sessionId: 'page',
      confirmations: { issue: () => ({ confirmationId: '', untilMs: 0 }), redeem: () => {} },
    }
    const path = join(await temporaryFolder(), 'film.mp4')
    await writeFile(path, small)
    const offered = pair.a.call('offer', { nodeId: pair.b.nodeId, path }, page)
    expect(await failureOf(offered)).toMatchObject({ code: 'file-path-refused' })
  })

  test.each([
    ['into the data folder', async (folder: string) => join(folder, 'vault.bin'), 'file-path-refused'],
    [
      'around into the data folder',
      async (folder: string) => join(folder, 'files', '..', 'vault.bin'),
      'file-path-refused',
    ],
    [
      'through a linked folder into the data folder',
      async (folder: string) => {
        const link = join(await temporaryFolder(), 'link')
        await symlink(folder, link)
        return join(link, 'vault.bin')
      },
      'file-path-refused',
    ],
    [
      'to a link',
      async (folder: string) => {
        const link = join(await temporaryFolder(), 'link')
        await symlink(join(folder, 'vault.bin'), link)
        return link
      },
      'file-unreadable',
    ],
    ['to a folder', () => temporaryFolder(), 'file-path-refused'],
    ['to a device', async () => '/dev/null', 'file-path-refused'],
    ['to nothing', async () => join(await temporaryFolder(), 'none'), 'file-unreadable'],
  ])('%s leads to no offer', async (_where, path, code) => {
    const pair = await FilePair.started()
    await mkdir(join(pair.a.folder, 'files'), { recursive: true })
    await writeFile(join(pair.a.folder, 'vault.bin'), 'the keys')
    const offered = pair.a.call('offer', { nodeId: pair.b.nodeId, path: await path(pair.a.folder) })
    expect(await failureOf(offered)).toMatchObject({ code })
    expect(await pair.a.list()).toEqual([])
  })
})

describe('a file handed in by pieces', () => {
  test('takes the next piece alone', async () => {
    const pair = await FilePair.started()
    const { id } = await pair.a.call('prepare', { nodeId: pair.b.nodeId, name: 'x', sizeBytes: 6 })
    const add = (atByte: number, text: string) =>
      pair.a.call('addPiece', { id, atByte, bytes: Buffer.from(text).toString('base64url') })
    expect(await add(0, 'abc')).toEqual({ nextByte: 3 })
    for (const [atByte, text] of [
      [0, 'abc'],
      [4, 'e'],
      [3, 'defg'],
    ] as const) {
      expect(await failureOf(add(atByte, text))).toMatchObject({ code: 'invalid-input' })
    }
    expect(await add(3, 'def')).toEqual({ nextByte: 6 })
    expect((await pair.a.content(id)).toString()).toBe('abcdef')
    expect(await failureOf(add(6, 'g'))).toMatchObject({ code: 'file-phase' })
  })

  test('is gone with the process that took it in', async () => {
    const pair = await FilePair.started()
    await pair.a.call('prepare', { nodeId: pair.b.nodeId, name: 'x', sizeBytes: 6 })
    expect(await pair.a.onDisk()).toHaveLength(1)
    pair.a.cut()
    await pair.a.start()
    expect([await pair.a.list(), await pair.a.onDisk()]).toEqual([[], []])
  })
})
