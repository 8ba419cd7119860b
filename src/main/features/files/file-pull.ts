import type { FileReason } from '../../../shared/contract/files.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, FileId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import { equalBytes } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import type { PrivateFrame } from '../../replica/private-post.ts'
import type { Database } from '../../storage/database.ts'
import type { FileShelf } from '../../storage/file-shelf.ts'
import { FileArrival } from './file-arrival.ts'
import { ASK_FRAME, decodeChunk, encodeAsk } from './file-codec.ts'
import { hashChunks, intactChunks, treeOver } from './file-hashes.ts'
import type { FileProgress } from './file-progress.ts'
import type { FileReach } from './file-reach.ts'
import { CHUNK_BYTES, chunkCount, FILE_LIMITS } from './file-rules.ts'
import { type FileStore, keptUnder } from './file-store.ts'
import type { Chunk, KeptFile } from './file-types.ts'

/** Chunks synced together: a sync costs as much for one as for all of them. Chosen here: 256 KiB are lost to a crash at the most. */
const SYNC_CHUNKS = 16
/** A chunk waits no longer than this for others to be synced with. Chosen here: what a slow line brings is kept too. */
const SYNC_AFTER_MS = 500
/** How often it is looked for what is overdue. Chosen here: a few times in the wait for it. */
const LOOK_EVERY_MS = 5_000

export interface FilePullDeps {
  readonly database: Database
  readonly store: FileStore
  readonly shelf: FileShelf
  readonly reach: FileReach
  readonly progress: FileProgress
  /** The machine's clock, and timers on it. */
  readonly realClock: Clock
  readonly realTimers: Timers
  readonly logger: Pick<Logger, 'warn'>
  readonly federation: () => FederationId
  /** Whether somebody over there paused it. */
  readonly restsThere: (fileId: FileId) => boolean
  readonly changed: (fileId: FileId) => void
  /** A file is whole, named and checked: note it, in a write of one's own. */
  readonly whole: (file: KeptFile) => Promise<void>
}

/**
 * Brings in what a person wanted, one file after the other from each neighbour.
 * Nothing comes that was not asked for; what is asked for at a time is one window.
 *
 * The order of each chunk: checked against the root → written → synced with others
 * → noted in the database. A crash in between costs what was not noted; what was
 * noted is hashed again before more is asked for, so a torn file is found.
 */
export class FilePull {
  readonly #deps: FilePullDeps
  readonly #arrivals = new Map<NodeId, FileArrival>()
  readonly #opening = new Set<NodeId>()
  /** Files whose noted chunks were hashed in this life: opening them again costs nothing, however often the other side rests. */
  readonly #looked = new Set<string>()
  readonly #syncing = new Map<FileArrival, Promise<void>>()
  #cancel: Cancel = () => {}
  #isRunning = false

  constructor(deps: FilePullDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#isRunning = true
    this.#cancel = this.#deps.realTimers.every(LOOK_EVERY_MS, () => this.#lookForOverdue())
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    this.#cancel()
    for (const peer of [...this.#arrivals.keys()]) await this.#letGo(peer)
  }

  /** A link has come up: nothing that was asked for before will come. */
  linked(peer: NodeId): void {
    this.#arrivals.get(peer)?.forgetAsked()
    this.wake(peer)
  }

  /** Something may be wanted from this Node now. */
  wake(peer: NodeId): void {
    void this.#next(peer)
  }

  /** Stop bringing in a file; what is written of it is kept in the order that a crash would leave. */
  async drop(peer: NodeId, fileId: FileId): Promise<void> {
    if (this.#arrivals.get(peer)?.file.id === fileId) await this.#letGo(peer)
  }

  /** A chunk came. A wrong one is held against whoever it came from now, whoever made the file. */
  take({ bytes, from }: Pick<PrivateFrame, 'bytes' | 'from'>): Verdict {
    const chunk = decodeChunk(bytes)
    if (chunk === null) return reject('malformed')
    const arrival = this.#arrivals.get(from)
    if (arrival?.file.id !== chunk.fileId) return ignore('stale') // asked for before it was paused or ended
    const hash = arrival.judge(chunk, this.#deps.realClock.nowMs())
    if (hash === 'unasked') return ignore('already-known')
    if (hash === 'wrong') {
      this.#wrong(arrival)
      return reject('content-invalid')
    }
    void this.#keep(arrival, chunk, hash)
    return ACCEPT
  }

  #wrong(arrival: FileArrival): void {
    if (arrival.wrong >= FILE_LIMITS.wrongChunks) void this.#rest(arrival, 'wrong-bytes')
    else void this.#ask(arrival)
  }

  async #keep(arrival: FileArrival, { content, index }: Chunk, hash: Uint8Array): Promise<void> {
    try {
      await arrival.part.write(index * CHUNK_BYTES, content)
      arrival.written({ index, hash })
      this.#syncSoon(arrival)
      await this.#ask(arrival)
    } catch (thrown) {
      await this.#fail(arrival, thrown)
    }
  }

  #syncSoon(arrival: FileArrival): void {
    const { realTimers } = this.#deps
    if (arrival.unsynced.length >= SYNC_CHUNKS || arrival.isAllWritten) void this.#sync(arrival)
    else if (arrival.unsynced.length === 1) realTimers.after(SYNC_AFTER_MS, () => void this.#sync(arrival))
  }

  /** One sync of a file at a time, each with all that was written before it. Never rejects. */
  #sync(arrival: FileArrival): Promise<void> {
    const before = this.#syncing.get(arrival) ?? Promise.resolve()
    const synced = before
      .then(() => this.#syncNow(arrival))
      .catch((thrown: unknown) => this.#fail(arrival, thrown))
    this.#syncing.set(arrival, synced)
    return synced
  }

  async #syncNow(arrival: FileArrival): Promise<void> {
    const { database, progress, store, changed } = this.#deps
    const chunks = arrival.unsynced.splice(0)
    if (chunks.length === 0) return
    const { file } = arrival
    await arrival.part.sync()
    await database.write(() => store.addChunks(keptUnder(file), chunks))
    arrival.noted(chunks.length)
    progress.reached(file, arrival.held)
    changed(file.id)
    if (arrival.isWhole && this.#isCurrent(arrival)) await this.#finish(arrival)
  }

  /** The last look is at the file as it lies there: what is told as received is what was offered. */
  async #finish(arrival: FileArrival): Promise<void> {
    const { file, part } = arrival
    const hashes = await hashChunks(part, file.sizeBytes)
    const isComplete = hashes.length === chunkCount(file.sizeBytes)
    if (!this.#isCurrent(arrival)) return
    this.#arrivals.delete(file.peer)
    this.#syncing.delete(arrival)
    try {
      await part.close()
      await this.#settle(file, isComplete && equalBytes(treeOver(hashes).root, file.root))
    } catch (thrown) {
      await this.#note(file, reasonOf(thrown), thrown)
    }
    this.wake(file.peer)
  }

  async #settle(file: KeptFile, isOffered: boolean): Promise<void> {
    const { database, shelf, store, whole } = this.#deps
    if (isOffered) {
      await shelf.finish(keptUnder(file))
      await whole(file)
    } else {
      await database.write(() => store.dropChunks(keptUnder(file))) // the disk did not keep what it was given
    }
  }

  async #ask(arrival: FileArrival): Promise<void> {
    const { reach } = this.#deps
    const { file } = arrival
    for (;;) {
      const run = this.#isCurrent(arrival) && reach.isLinked(file.peer) ? arrival.nextRun() : null
      if (run === null) return
      const bytes = encodeAsk({ fileId: file.id, ...run, held: arrival.held })
      if (!(await reach.ask(file.peer, { type: ASK_FRAME, bytes }))) return
    }
  }

  #isCurrent(arrival: FileArrival): boolean {
    return this.#isRunning && this.#arrivals.get(arrival.file.peer) === arrival
  }

  /** What stands still is told of too, so that a stall is seen. */
  #lookForOverdue(): void {
    for (const arrival of this.#arrivals.values()) {
      if (arrival.isOverdue(this.#deps.realClock.nowMs())) arrival.forgetAsked()
      void this.#ask(arrival)
      this.#deps.changed(arrival.file.id)
    }
  }

  async #next(peer: NodeId): Promise<void> {
    const arrival = this.#arrivals.get(peer)
    if (arrival !== undefined) return this.#ask(arrival)
    if (!this.#isRunning || this.#opening.has(peer)) return
    this.#opening.add(peer)
    const { federation, reach, restsThere, store } = this.#deps
    const wanted = store.coming(federation(), peer)
    const file = wanted.find(({ id, paused }) => !paused && !restsThere(id))
    const opened = file !== undefined && reach.isLinked(peer) ? await this.#open(file) : null
    this.#opening.delete(peer)
    if (opened !== null) await this.#begin(opened)
  }

  /** Go on where the disk shows that we were. */
  async #open(file: KeptFile): Promise<FileArrival | null> {
    const { database, realClock, shelf, store } = this.#deps
    const name = keptUnder(file)
    try {
      const part = await shelf.openPart(name)
      const noted = store.chunks(name)
      const held = this.#looked.has(name) ? noted : await intactChunks(part, file.sizeBytes, noted)
      this.#looked.add(name)
      const intact = new Set(held.map(({ index }) => index))
      const torn = noted.flatMap(({ index }) => (intact.has(index) ? [] : [index]))
      if (torn.length > 0) await database.write(() => store.dropChunks(name, torn))
      return new FileArrival(file, { part, held, nowMs: realClock.nowMs() })
    } catch (thrown) {
      await this.#note(file, reasonOf(thrown), thrown)
      return null
    }
  }

  async #begin(arrival: FileArrival): Promise<void> {
    const { federation, progress, store } = this.#deps
    const { file, part } = arrival
    const known = store.get(federation(), file.id)
    if (!this.#isRunning || known?.phase !== 'moving' || known.paused) {
      await part.close()
      const isOver = known?.phase !== 'moving' && !file.attached // what is there of an attachment serves others who have it
      if (isOver) await this.#deps.shelf.remove(file.id) // it ended while it was being opened
      return
    }
    this.#arrivals.set(file.peer, arrival)
    progress.reached(file, arrival.held)
    if (arrival.isWhole) await this.#finish(arrival)
    else await this.#ask(arrival)
  }

  async #letGo(peer: NodeId): Promise<void> {
    const arrival = this.#arrivals.get(peer)
    if (arrival === undefined) return
    this.#arrivals.delete(peer)
    await this.#sync(arrival)
    await arrival.part.close()
    this.#syncing.delete(arrival)
  }

  async #fail(arrival: FileArrival, thrown: unknown): Promise<void> {
    if (this.#isCurrent(arrival)) await this.#rest(arrival, reasonOf(thrown), thrown)
  }

  /** It cannot go on here: it rests until a person lets it. */
  async #rest(arrival: FileArrival, reason: FileReason, thrown?: unknown): Promise<void> {
    const { file, part } = arrival
    if (!this.#isCurrent(arrival)) return
    this.#arrivals.delete(file.peer)
    await part.close()
    await this.#note(file, reason, thrown)
    this.wake(file.peer)
  }

  async #note(file: KeptFile, reason: FileReason, thrown?: unknown): Promise<void> {
    const { changed, database, logger, store } = this.#deps
    logger.warn('file-rests', { reason, cause: thrown === undefined ? null : String(thrown) })
    try {
      await database.write(() => store.change(file.id, ['moving'], { paused: true, reason }))
      changed(file.id)
    } catch (failed) {
      logger.warn('file-unnoted', { cause: String(failed) }) // the disk that failed is the database's too
    }
  }
}

const reasonOf = (thrown: unknown): FileReason =>
  MirrorError.from(thrown).code === 'disk-full' ? 'disk-full' : 'disk-failed'
