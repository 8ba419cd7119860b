import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AttachmentNames } from '../../src/main/features/files/attachment-seeking.ts'
import { CHUNK_BYTES, WINDOW_CHUNKS } from '../../src/main/features/files/file-rules.ts'
import { fileMigrations } from '../../src/main/features/files/file-store.ts'
import { createFiles, type Files } from '../../src/main/features/files/files.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { type FileShelf, openShelf } from '../../src/main/storage/file-shelf.ts'
import { wire } from '../../src/main/wire/messages.ts'
import type { Caller } from '../../src/shared/bridge/caller.ts'
import { attachments as attached } from '../../src/shared/contract/attachments.ts'
import { files as contract, type FileView } from '../../src/shared/contract/files.ts'
import { FILE_PIECE_BYTES } from '../../src/shared/contract/pieces.ts'
import type { FileId } from '../../src/shared/kernel/ids.ts'
import { memoryDatabase } from './database.ts'
import { EntryAuthor } from './entry-author.ts'
import { testFederation } from './fake-replica.ts'
import { temporaryFolder } from './folder.ts'
import { type Ground, PostEnd, PostPair } from './post-pair.ts'
import { SeededRandom } from './random.ts'
import { idle } from './test-timers.ts'
import { until } from './until.ts'

export const SCRIPT: Caller = { sessionId: 'script' }
export const ASK = wire.PrivateFrame.PRIVATE_FRAME_FILE_ASK
export const CHUNK = wire.PrivateFrame.PRIVATE_FRAME_FILE_CHUNK

type Method = Exclude<keyof typeof contract, 'changed'>

/** One Node of a pair: files and the real post over a real database and a real folder. */
export class FileEnd extends PostEnd<Files> {
  readonly database = memoryDatabase(fileMigrations)
  readonly folder: string
  /** Files of which something was told, in order. */
  readonly events: (FileId | undefined)[] = []
  /** Whether bulk may go from here. */
  isOpen = true
  isolatesOther = false
  /** No alert has come or gone just now. */
  mayAsk = true
  /** What lessons here say of files: the sizes, by the roots. */
  readonly lessons = new Map<string, number>()
  /** Lessons here are by others, all of them. */
  offersNothing = false
  /** The same, of pages of the handbook that came in a federation that was left. */
  readonly planted = new Map<string, number>()
  readonly names: AttachmentNames = {
    isNamed: (root, sizeBytes) => this.lessons.get(root) === sizeBytes,
    isOffered: (root) => this.lessons.has(root) && !this.offersNothing,
    origins: () => [],
    use: (root, sizeBytes) => ({
      lessons: this.lessons.get(root) === sizeBytes ? 1 : 0,
      isOwn: false,
      isPlanted: this.planted.get(root) === sizeBytes,
    }),
    isKept: (root) => this.lessons.has(root) || this.planted.has(root),
  }
  /** The disk under this end, for faults of it. */
  shelf: FileShelf

  constructor(pair: FilePair, { author, folder }: { readonly author: EntryAuthor; readonly folder: string }) {
    super(pair, author)
    this.folder = folder
    this.shelf = { ...openShelf(join(folder, 'files')), freeBytes: async () => 2 ** 40 }
  }

  call<M extends Method>(method: M, input: object = {}, caller: Caller = SCRIPT) {
    return this.ask(contract[method], this.feature.handlers.files[method], { input, caller })
  }

  attach<M extends Exclude<keyof typeof attached, 'changed'>>(
    method: M,
    input: object,
    caller: Caller = SCRIPT,
  ) {
    return this.ask(attached[method], this.feature.handlers.attachments[method], { input, caller })
  }

  /** Hand in a file of a lesson. @returns its root */
  async handIn(content: Uint8Array): Promise<string> {
    const { id } = await this.attach('prepare', { sizeBytes: content.length })
    for (let atByte = 0; ; ) {
      const bytes = Buffer.from(content.subarray(atByte, atByte + FILE_PIECE_BYTES)).toString('base64url')
      const { nextByte, root } = await this.attach('addPiece', { id, atByte, bytes })
      if (root !== null) return root
      atByte = nextByte
    }
  }

  /** Hand in a file by pieces, as a page does. */
  async offer(content: Uint8Array, name = 'brunnen.pdf'): Promise<FileId> {
    const what = { nodeId: this.other.nodeId, name, sizeBytes: content.length }
    const { id } = await this.call('prepare', what)
    for (let atByte = 0; atByte < content.length; ) {
      const bytes = Buffer.from(content.subarray(atByte, atByte + FILE_PIECE_BYTES)).toString('base64url')
      atByte = (await this.call('addPiece', { id, atByte, bytes })).nextByte
    }
    return id
  }

  async list(): Promise<readonly FileView[]> {
    return (await this.call('list')).files
  }

  async file(id: FileId): Promise<FileView> {
    const file = (await this.list()).find((one) => one.id === id)
    if (file === undefined) throw new Error(`there is no ${id} here`)
    return file
  }

  /** What is on the disk of a file that has come. */
  async content(id: FileId): Promise<Buffer> {
    return readFile(join(this.folder, 'files', id))
  }

  async onDisk(): Promise<readonly string[]> {
    return readdir(join(this.folder, 'files')).catch(() => [])
  }

  /** Take a letter of the other end's, whatever its files know of it. */
  async receive(payload: Uint8Array): Promise<void> {
    await this.other.send('file', payload)
    for (let turn = 0; turn < 2; turn += 1) await idle()
  }

  protected create({ post, timers: realTimers }: Ground): Files {
    const { author, clock, database, folder } = this
    const shelf: FileShelf = {
      openPart: (id) => this.shelf.openPart(id),
      openWhole: (id) => this.shelf.openWhole(id),
      finish: (id, as) => this.shelf.finish(id, as),
      ids: () => this.shelf.ids(),
      remove: (id) => this.shelf.remove(id),
      removePart: (id) => this.shelf.removePart(id),
      keepOnly: (ids, rootsSinceMs) => this.shelf.keepOnly(ids, rootsSinceMs),
      freeBytes: () => this.shelf.freeBytes(),
    }
    return createFiles({
      ...{ clock, realClock: clock, database, post, realTimers, shelf, ownFolder: folder },
      ...{ self: author.nodeId, logger: silentLogger, federation: () => testFederation() },
      random: new SeededRandom(`${author.nodeId} ${this.events.length}`),
      gate: { isOpen: () => this.isOpen, mayAsk: () => this.mayAsk },
      isKnown: (nodeId) => nodeId === this.other.nodeId,
      isIsolated: () => this.isolatesOther,
      isLinked: () => this.isLinked,
      linked: () => (this.isLinked ? [this.other.nodeId] : []),
      names: this.names,
      nameOf: (nodeId) => nodeId.slice(-6),
      requireWritable: () => {},
      changed: (fileId) => void this.events.push(fileId),
      attachmentChanged: () => {},
    })
  }
}

/** Two Nodes that give each other files. */
export class FilePair extends PostPair<FileEnd> {
  readonly a: FileEnd
  readonly b: FileEnd

  private constructor(folders: readonly [string, string]) {
    super()
    this.a = new FileEnd(this, { author: new EntryAuthor(1), folder: folders[0] })
    this.b = new FileEnd(this, { author: new EntryAuthor(2), folder: folders[1] })
  }

  static async started(): Promise<FilePair> {
    return new FilePair([await temporaryFolder(), await temporaryFolder()]).start()
  }

  /** Offer from A, and have it taken at B. */
  async moving(content: Uint8Array, name?: string): Promise<FileId> {
    const id = await this.a.offer(content, name)
    await this.offered(id)
    await this.b.call('accept', { id })
    return id
  }

  /** The same, until so many chunks are there; those after them get lost, and then the line is well again. */
  async halfWay(content: Uint8Array, { chunks, name }: { chunks: number; name?: string }): Promise<FileId> {
    let left = chunks
    this.onTheWay = (said) => (said.type === CHUNK && left-- <= 0 ? [] : [said])
    const id = await this.moving(content, name)
    await this.becomes(this.b, id, ({ doneBytes }) => doneBytes === chunks * CHUNK_BYTES)
    await until(() => left <= -WINDOW_CHUNKS)
    this.onTheWay = (said) => [said]
    return id
  }

  async offered(id: FileId): Promise<void> {
    await this.becomes(this.b, id, ({ phase }) => phase === 'offered')
  }

  /** Resolves once a file is so at an end; what waits for time gets it, in steps. */
  async becomes(
    end: FileEnd,
    id: FileId,
    holds: (file: FileView) => boolean,
    { stepMs = 100 } = {},
  ): Promise<void> {
    let isSo = false
    const look = async (): Promise<void> => {
      const file = (await end.list()).find((one) => one.id === id)
      isSo = file !== undefined && holds(file)
    }
    await until(
      () => {
        this.clock.advance(stepMs)
        look().catch(() => {}) // an end that is cut off has nothing to say
        return isSo
      },
      { what: `${holds}` },
    )
  }
}
