import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CHUNK_BYTES, WINDOW_CHUNKS } from '../../src/main/features/files/file-rules.ts'
import { fileMigrations } from '../../src/main/features/files/file-store.ts'
import { createFiles, type Files } from '../../src/main/features/files/files.ts'
import type { SessionMessage } from '../../src/main/network/peer-sessions.ts'
import { silentLogger } from '../../src/main/platform/logger.ts'
import { Signal } from '../../src/main/platform/signal.ts'
import { PrivatePost, type PrivatePostDeps } from '../../src/main/replica/private-post.ts'
import { type FileShelf, openShelf } from '../../src/main/storage/file-shelf.ts'
import { wire } from '../../src/main/wire/messages.ts'
import type { Caller } from '../../src/shared/bridge/caller.ts'
import { files as contract, FILE_PIECE_BYTES, type FileView } from '../../src/shared/contract/files.ts'
import type { FileId, NodeId } from '../../src/shared/kernel/ids.ts'
import { TestClock } from './clock.ts'
import { memoryDatabase } from './database.ts'
import { EntryAuthor } from './entry-author.ts'
import { testFederation } from './fake-replica.ts'
import { temporaryFolder } from './folder.ts'
import { testLimits } from './limits.ts'
import { SeededRandom } from './random.ts'
import { idle, TestTimers } from './test-timers.ts'
import { until } from './until.ts'

export const SCRIPT: Caller = { sessionId: 'script' }
export const ASK = wire.PrivateFrame.PRIVATE_FRAME_FILE_ASK
export const CHUNK = wire.PrivateFrame.PRIVATE_FRAME_FILE_CHUNK

type Method = Exclude<keyof typeof contract, 'changed'>
type Said = Exclude<Parameters<PrivatePostDeps['sessions']['send']>[1], (sessionId: string) => unknown>
interface Life {
  readonly said: Signal<SessionMessage>
  readonly post: PrivatePost
  readonly files: Files
}

/** One Node of a pair: files and the real post over a real database and a real folder. */
export class FileEnd {
  readonly database = memoryDatabase(fileMigrations)
  readonly author: EntryAuthor
  readonly folder: string
  /** Faults counted against the other end. */
  readonly refusals: string[] = []
  /** Files of which something was told, in order. */
  readonly events: (FileId | undefined)[] = []
  /** Whether bulk may go from here. */
  isOpen = true
  /** The disk under this end, for faults of it. */
  shelf: FileShelf
  readonly #pair: FilePair
  #life: Life | null = null

  constructor(pair: FilePair, { author, folder }: { readonly author: EntryAuthor; readonly folder: string }) {
    this.#pair = pair
    this.author = author
    this.folder = folder
    this.shelf = { ...openShelf(join(folder, 'files')), freeBytes: async () => 2 ** 40 }
  }

  get nodeId(): NodeId {
    return this.author.nodeId
  }

  get other(): FileEnd {
    return this.#pair.a === this ? this.#pair.b : this.#pair.a
  }

  async start(): Promise<void> {
    const life = this.#newLife()
    this.#life = life
    await life.files.start()
    await life.post.start()
  }

  async stop(): Promise<void> {
    const life = this.#life
    this.#life = null
    await life?.post.stop()
    await life?.files.stop()
  }

  /** End as by a power cut: nothing more is written, nothing is put in order. */
  cut(): void {
    this.#life = null
  }

  linked(): void {
    this.#life?.files.linked(this.other.nodeId)
  }

  async call<M extends Method>(
    method: M,
    input: object = {},
    caller: Caller = SCRIPT,
  ): Promise<ReturnType<(typeof contract)[M]['output']['parse']>> {
    const handlers = this.#life?.files.handlers as
      | Readonly<Record<Method, (input: unknown, caller: Caller) => unknown>>
      | undefined
    if (handlers === undefined) throw new Error('is stopped')
    const output = await handlers[method](contract[method].input.parse(input), caller)
    return contract[method].output.parse(output) as ReturnType<(typeof contract)[M]['output']['parse']>
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
    await this.other.sendPayload(payload)
    for (let turn = 0; turn < 3; turn += 1) await idle()
  }

  async sendPayload(payload: Uint8Array): Promise<void> {
    await this.#life?.post.send(this.other.nodeId, { kind: 'file', payload })
  }

  hear(message: SessionMessage): void {
    this.#life?.said.emit(message)
  }

  #newLife(): Life {
    const said = new Signal<SessionMessage>()
    const { clock } = this.#pair
    const { author, database, folder } = this
    const realTimers = new TestTimers(clock)
    const post = new PrivatePost({
      sessions: {
        send: async (_to, content) => this.#pair.carry(this, content),
        onMessage: (listener) => said.listen(listener),
      },
      ...{ clock, signer: author.signer, logger: silentLogger, federation: () => testFederation() },
      limits: testLimits(clock),
      mayPass: () => true,
      countRefusal: (_, reason) => void this.refusals.push(reason),
    })
    const shelf: FileShelf = {
      openPart: (id) => this.shelf.openPart(id),
      openWhole: (id) => this.shelf.openWhole(id),
      finish: (id) => this.shelf.finish(id),
      remove: (id) => this.shelf.remove(id),
      keepOnly: (ids) => this.shelf.keepOnly(ids),
      freeBytes: () => this.shelf.freeBytes(),
    }
    const files = createFiles({
      ...{ clock, realClock: clock, database, post, realTimers, shelf, ownFolder: folder },
      ...{ self: author.nodeId, logger: silentLogger, federation: () => testFederation() },
      random: new SeededRandom(`${author.nodeId} ${this.events.length}`),
      gate: { isOpen: () => this.isOpen },
      isKnown: (nodeId) => nodeId === this.other.nodeId,
      isLinked: () => this.#pair.isLinked,
      requireWritable: () => {},
      changed: (fileId) => void this.events.push(fileId),
    })
    return { said, post, files }
  }
}

/** Two Nodes with one clock, and what is between them. */
export class FilePair {
  readonly clock = new TestClock()
  readonly a: FileEnd
  readonly b: FileEnd
  /** What went over the line, by type. */
  readonly carried: number[] = []
  /** What becomes of a frame on its way: null where it gets lost. */
  onTheWay: (said: Said) => readonly Said[] = (said) => [said]
  #isLinked = true
  #links = 0

  private constructor(folders: readonly [string, string]) {
    this.a = new FileEnd(this, { author: new EntryAuthor(1), folder: folders[0] })
    this.b = new FileEnd(this, { author: new EntryAuthor(2), folder: folders[1] })
  }

  static async started(): Promise<FilePair> {
    const pair = new FilePair([await temporaryFolder(), await temporaryFolder()])
    for (const end of [pair.a, pair.b]) await end.start()
    return pair
  }

  get isLinked(): boolean {
    return this.#isLinked
  }

  setLinked(isLinked: boolean): void {
    this.#isLinked = isLinked
    this.#links += 1
    if (isLinked) for (const end of [this.a, this.b]) end.linked()
  }

  /** Let time pass, and what it sets off. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms)
    await idle()
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

  carry(end: FileEnd, content: Parameters<PrivatePostDeps['sessions']['send']>[1]): boolean {
    if (!this.#isLinked) return false
    const link = this.#links
    const sessionId = `00000000-0000-4000-8000-${link.toString(16).padStart(12, '0')}`
    const said = typeof content === 'function' ? content(sessionId) : content
    this.carried.push(said.type)
    for (const one of this.onTheWay(said)) {
      setImmediate(() => link === this.#links && end.other.hear({ ...one, from: end.nodeId, sessionId }))
    }
    return true
  }
}
