import { MirrorError } from '../../../shared/kernel/errors.ts'
import { type FederationId, FileId, type NodeId } from '../../../shared/kernel/ids.ts'
import { toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Random } from '../../platform/random.ts'
import { safeFileName } from '../../platform/safe-file-name.ts'
import type { Database } from '../../storage/database.ts'
import type { FileShelf, ShelvedFile } from '../../storage/file-shelf.ts'
import type { AttachmentStore } from './attachment-store.ts'
import { hashChunks, treeOver } from './file-hashes.ts'
import type { FileLetterStore } from './file-letter-store.ts'
import type { FileRoom } from './file-room.ts'
import { FILE_ID_BYTES, FILE_LIMITS } from './file-rules.ts'
import { type ChunkHash, type FileStore, keptUnder } from './file-store.ts'
import type { KeptFile } from './file-types.ts'

/** Stands for the root until the file is whole. */
const NO_ROOT = new Uint8Array()

export interface FilePreparationDeps {
  readonly database: Database
  readonly store: FileStore
  readonly letters: FileLetterStore
  readonly attachments: AttachmentStore
  readonly shelf: FileShelf
  readonly room: FileRoom
  readonly random: Random
  /** The machine's clock, by which its disk dates files. */
  readonly realClock: Clock
  readonly federation: () => FederationId
  readonly changed: (fileId: FileId) => void
  /** Something waits for this Node. */
  readonly offered: (peer: NodeId) => void
}

/** So long a file of a lesson stays that the database does not know. Chosen here: as long as one that no lesson names. */
const UNKNOWN_MS = 7 * 24 * 3_600_000

/** What is to be offered, or is to belong to a lesson, before its bytes are here. */
export type Prepared = Pick<KeptFile, 'attached' | 'peer' | 'name' | 'mediaType' | 'sizeBytes'>

/** How far it is handed in. */
export interface HandedIn {
  readonly nextByte: number
  /** Root of the tree over the chunks, once all of it is here. */
  readonly root: Uint8Array | null
}

interface Writing {
  readonly part: ShelvedFile
  nextByte: number
  isBusy: boolean
}

/**
 * Takes in a copy of what is to be offered, so that it stays as it was offered. A
 * copy that is not whole does not outlive the process: whoever handed it in has gone.
 */
export class FilePreparation {
  readonly #deps: FilePreparationDeps
  readonly #writing = new Map<FileId, Writing>()

  constructor(deps: FilePreparationDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    const { attachments, database, realClock, shelf, store } = this.#deps
    const strays = store.preparing()
    if (strays.length > 0) {
      await database.write(() => {
        for (const { id } of strays) store.remove(id)
      })
    }
    const known = new Set([...store.idsWithBytes(), ...attachments.all().map(({ root }) => root)])
    await shelf.keepOnly(known, realClock.nowMs() - UNKNOWN_MS)
  }

  async stop(): Promise<void> {
    for (const fileId of [...this.#writing.keys()]) await this.drop(fileId)
  }

  /** @throws MirrorError 'file-too-large' | 'files-too-many' | 'file-no-room' | 'disk-full' */
  async begin({ attached, mediaType, name, peer, sizeBytes }: Prepared): Promise<FileId> {
    const { changed, database, federation, random, room, shelf, store } = this.#deps
    await room.requireFor(sizeBytes)
    const id = FileId.parse(toHex(random.bytes(FILE_ID_BYTES)))
    const manifest = { name: safeFileName(name), mediaType, sizeBytes, root: NO_ROOT }
    await database.write(() => {
      const waiting = store.countWaiting({ federation: federation(), peer, own: true })
      const isFull =
        waiting >= FILE_LIMITS.waitingWithPeer || store.preparing().length >= FILE_LIMITS.preparing
      if (isFull) throw new MirrorError('files-too-many')
      room.requireToKeep({ attached, sizeBytes })
      store.add(federation(), { ...manifest, id, peer, own: true, attached, phase: 'preparing' })
    })
    this.#writing.set(id, { part: await shelf.openPart(id), nextByte: 0, isBusy: false })
    changed(id)
    return id
  }

  /**
   * Take the next bytes of a file; the last ones make it an offer, or an attachment.
   *
   * @throws MirrorError 'file-phase' | 'invalid-input' where they are not the next, or too many | 'disk-full'
   */
  async add(id: FileId, { atByte, bytes }: { atByte: number; bytes: Uint8Array }): Promise<HandedIn> {
    const { federation, store } = this.#deps
    const writing = this.#writing.get(id)
    const file = store.get(federation(), id)
    if (writing === undefined || file === null) throw new MirrorError('file-phase')
    const isNext = atByte === writing.nextByte && atByte + bytes.length <= file.sizeBytes && !writing.isBusy
    if (!isNext) throw new MirrorError('invalid-input', { field: 'atByte', nextByte: writing.nextByte })
    writing.isBusy = true
    try {
      await writing.part.write(atByte, bytes)
      writing.nextByte += bytes.length
      const { nextByte } = writing
      const isAll = nextByte === file.sizeBytes
      return { nextByte, root: isAll ? await this.#complete(file, writing) : null }
    } finally {
      writing.isBusy = false
    }
  }

  /** Nobody hands it in any more. */
  async drop(id: FileId): Promise<void> {
    const writing = this.#writing.get(id)
    this.#writing.delete(id)
    await writing?.part.close()
  }

  async #complete(file: KeptFile, { part }: Writing): Promise<Uint8Array> {
    const { changed, database, offered, shelf } = this.#deps
    const chunks = await hashChunks(part, file.sizeBytes)
    const { root } = treeOver(chunks)
    await part.sync()
    await this.drop(file.id)
    const whole = { ...file, root }
    await shelf.finish(file.id, keptUnder(whole))
    await database.write(() => (file.attached ? this.#keep(whole, chunks) : this.#offer(whole, chunks)))
    if (!file.attached) offered(file.peer)
    changed(file.id)
    return root
  }

  #keep(file: KeptFile, chunks: readonly ChunkHash[]): void {
    const { attachments, store } = this.#deps
    const root = keptUnder(file)
    store.remove(file.id)
    store.addChunks(root, chunks)
    attachments.put({ root, sizeBytes: file.sizeBytes, wanted: false })
  }

  #offer({ id, peer, ...file }: KeptFile, chunks: readonly ChunkHash[]): void {
    const { federation, letters, store } = this.#deps
    if (!store.change(id, ['preparing'], { phase: 'offered', root: file.root }))
      throw new MirrorError('file-phase')
    store.addChunks(id, chunks)
    letters.add({ federation: federation(), peer }, id, { kind: 'offer', manifest: file })
  }
}
