import type { FederationId, FileId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import { leafHash, type MerkleTree } from '../../crypto/merkle-tree.ts'
import { equalBytes } from '../../platform/bytes.ts'
import type { Logger } from '../../platform/logger.ts'
import type { PrivateFrame } from '../../replica/private-post.ts'
import type { FileShelf, ShelvedFile } from '../../storage/file-shelf.ts'
import { CHUNK_FRAME, decodeAsk, encodeChunk, encodeStanding, STANDING_FRAME } from './file-codec.ts'
import { hashChunks, treeOver } from './file-hashes.ts'
import type { FileProgress } from './file-progress.ts'
import type { FileReach } from './file-reach.ts'
import { CHUNK_BYTES, chunkBytes, chunkCount, WINDOW_CHUNKS } from './file-rules.ts'
import { type ChunkHash, type FileStore, keptUnder } from './file-store.ts'
import type { ChunkAsk, KeptFile } from './file-types.ts'

/** Chunks asked for that may wait for one neighbour: what it asked for, and asked for again. */
const WAITING_MAX = 2 * WINDOW_CHUNKS
/** How often all of a file is given out in one life of this Node, crashes and bad lines counted in, and some chunks beyond. Source: docs/protocol.md, "Limits". */
const GIVEN_TIMES_MAX = 8
const GIVEN_SPARE_CHUNKS = 64

export interface FileServingDeps {
  readonly store: FileStore
  readonly shelf: FileShelf
  readonly reach: FileReach
  readonly progress: FileProgress
  readonly logger: Pick<Logger, 'warn'>
  readonly federation: () => FederationId
  readonly changed: (fileId: FileId) => void
  /** The other side asks for a file that we offered: it took it. */
  readonly taken: (file: KeptFile) => void
  /** What we offered cannot be read, or was read and is not what it was. */
  readonly lost: (file: KeptFile, how: { readonly isChanged: boolean }) => void
}

interface Served {
  readonly file: KeptFile
  readonly content: ShelvedFile
  readonly hashes: readonly ChunkHash[]
  readonly tree: MerkleTree
}

interface Line {
  waiting: { readonly file: KeptFile; readonly index: number }[]
  isSending: boolean
  served: Served | null
}

/** Gives out the chunks of what was offered, to the Node it was offered to, when it asks and as fast as it asks. */
export class FileServing {
  readonly #deps: FileServingDeps
  readonly #lines = new Map<NodeId, Line>()
  /** Chunks that each neighbour asked for in this life: of a file, until it ends; of an attachment, however often it is wished for. */
  readonly #given = new Map<string, number>()
  #isRunning = false

  constructor(deps: FileServingDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#isRunning = true
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    const lines = [...this.#lines.values()]
    this.#lines.clear()
    for (const line of lines) {
      line.waiting = []
      if (!line.isSending) await this.#close(line)
    }
  }

  /** A link has come up: what was asked for on the last one is asked for again. */
  linked(peer: NodeId): void {
    const line = this.#lines.get(peer)
    if (line !== undefined) line.waiting = []
  }

  /** Give out no more of a file. */
  async drop(peer: NodeId, fileId: FileId): Promise<void> {
    this.#given.delete(givenUnder(peer, fileId))
    const line = this.#lines.get(peer)
    if (line === undefined) return
    line.waiting = line.waiting.filter(({ file }) => file.id !== fileId)
    if (!line.isSending && line.served?.file.id === fileId) await this.#close(line)
  }

  take({ bytes, from }: Pick<PrivateFrame, 'bytes' | 'from'>): Verdict {
    const { federation, reach, store } = this.#deps
    const ask = decodeAsk(bytes)
    if (ask === null) return reject('malformed')
    const file = store.get(federation(), ask.fileId)
    if (file === null || file.peer !== from || !file.own) return ignore('stale')
    if (file.phase !== 'offered' && file.phase !== 'moving') return ignore('stale') // a letter says why
    if (ask.first + ask.count > chunkCount(file.sizeBytes)) return reject('content-invalid')
    this.#note(file, ask)
    if (!file.paused) return this.#queue(file, ask)
    void reach.send(from, { type: STANDING_FRAME, bytes: encodeStanding(file.id, true) })
    return ACCEPT
  }

  #note(file: KeptFile, { held }: ChunkAsk): void {
    const { changed, progress, taken } = this.#deps
    if (file.phase === 'offered') taken(file)
    progress.reached(file, Math.min(held, chunkCount(file.sizeBytes)))
    changed(file.id)
  }

  #queue(file: KeptFile, { count, first }: ChunkAsk): Verdict {
    const line = this.#line(file.peer)
    const asked = Array.from({ length: count }, (_, at) => first + at)
    const isWaiting = (index: number): boolean =>
      line.waiting.some((waiting) => waiting.file.id === file.id && waiting.index === index)
    const news = asked.filter((index) => !isWaiting(index))
    if (line.waiting.length + news.length > WAITING_MAX) return reject('rate-exceeded')
    const key = givenUnder(file.peer, keptUnder(file))
    const given = (this.#given.get(key) ?? 0) + news.length
    if (given > GIVEN_TIMES_MAX * chunkCount(file.sizeBytes) + GIVEN_SPARE_CHUNKS)
      return reject('rate-exceeded')
    this.#given.set(key, given)
    line.waiting.push(...news.map((index) => ({ file, index })))
    if (!line.isSending) void this.#send(file.peer, line)
    return ACCEPT
  }

  #line(peer: NodeId): Line {
    const known = this.#lines.get(peer)
    if (known !== undefined) return known
    const line: Line = { waiting: [], isSending: false, served: null }
    this.#lines.set(peer, line)
    return line
  }

  /** One chunk after the other: each is read when it can go, and not before. */
  async #send(peer: NodeId, line: Line): Promise<void> {
    line.isSending = true
    for (;;) {
      const next = line.waiting.shift()
      if (next === undefined || !this.#isRunning) break
      const isSent = await this.#sendOne(line, next).catch((thrown: unknown) => this.#lose(next.file, thrown))
      if (!isSent) line.waiting = [] // whoever misses it asks again
    }
    line.isSending = false
    if (this.#lines.get(peer) !== line) await this.#close(line)
  }

  async #sendOne(line: Line, { file, index }: Line['waiting'][number]): Promise<boolean> {
    const { hashes, content: whole, tree } = await this.#serve(line, file)
    const content = await whole.read(index * CHUNK_BYTES, chunkBytes(file.sizeBytes, index))
    const isAsOffered = equalBytes(tree.root, file.root)
    const isIntact = isAsOffered && equalBytes(leafHash(content), hashes[index]?.hash ?? new Uint8Array())
    if (!isIntact) return this.#lose(file, null)
    const bytes = encodeChunk({ fileId: file.id, index, content, path: tree.pathOf(index) })
    return this.#deps.reach.send(file.peer, { type: CHUNK_FRAME, bytes })
  }

  async #serve(line: Line, file: KeptFile): Promise<Served> {
    if (line.served?.file.id === file.id) return line.served
    await this.#close(line)
    const content = await this.#deps.shelf.openWhole(keptUnder(file))
    const hashes = await this.#hashesOf(file, content).catch(async (thrown: unknown) => {
      await content.close()
      throw thrown
    })
    const served = { file, hashes, tree: treeOver(hashes), content }
    line.served = served
    return served
  }

  /** As they were noted when it came, so that no wish costs more than the chunks it brings; read where an older version noted none. */
  async #hashesOf(file: KeptFile, content: ShelvedFile): Promise<readonly ChunkHash[]> {
    const noted = this.#deps.store.chunks(keptUnder(file))
    return noted.length > 0 ? noted : hashChunks(content, file.sizeBytes)
  }

  /** @param failure what reading threw; null where what was read is not what was offered */
  #lose(file: KeptFile, failure: unknown): false {
    const isChanged = failure === null
    this.#deps.logger.warn('file-lost', { cause: isChanged ? 'changed on the disk' : String(failure) })
    this.#deps.lost(file, { isChanged })
    return false
  }

  async #close(line: Line): Promise<void> {
    const { served } = line
    line.served = null
    await served?.content.close()
  }
}

const givenUnder = (peer: NodeId, keptAs: string): string => `${peer} ${keptAs}`
