import type { FileView } from '../../../shared/contract/files.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { FederationId, FileId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Database } from '../../storage/database.ts'
import type { FileShelf } from '../../storage/file-shelf.ts'
import { encodeStanding, STANDING_FRAME } from './file-codec.ts'
import { copyIn } from './file-copy.ts'
import type { FileLetterStore } from './file-letter-store.ts'
import { writeNamed } from './file-paths.ts'
import { pieceOf, piecesOf } from './file-pieces.ts'
import type { FilePreparation, Prepared } from './file-preparation.ts'
import type { FileReach } from './file-reach.ts'
import type { FileRoom } from './file-room.ts'
import type { FileChange, FileStore } from './file-store.ts'
import type { FileAnswer, FilePhase, KeptFile } from './file-types.ts'

export interface FileServiceDeps {
  readonly database: Database
  readonly store: FileStore
  readonly letters: FileLetterStore
  readonly shelf: FileShelf
  readonly room: FileRoom
  readonly preparation: FilePreparation
  readonly reach: Pick<FileReach, 'send'>
  /** The Node's own folder: no file of it is ever offered, and none is written into it by a path. */
  readonly ownFolder: string
  readonly self: NodeId
  readonly federation: () => FederationId
  readonly isKnown: (nodeId: NodeId) => boolean
  /** Whether this Node has set another apart just now. */
  readonly isIsolated: (nodeId: NodeId) => boolean
  /** @throws MirrorError 'epoch-unconfirmed' | 'identity-superseded' while this Node may sign nothing */
  readonly requireWritable: () => void
  readonly toView: (file: KeptFile) => FileView
  readonly changed: (fileId: FileId) => void
  /** Something waits for this Node, or is wanted from it. */
  readonly stirred: (peer: NodeId) => void
  /** Nothing of this file is to move now. */
  readonly halted: (file: KeptFile) => Promise<void>
}

const OPEN: readonly FilePhase[] = ['preparing', 'offered', 'moving']
const ENDED: readonly FilePhase[] = ['done', 'refused', 'cancelled']

/** What people and their scripts do with files. */
export class FileService {
  readonly #deps: FileServiceDeps

  constructor(deps: FileServiceDeps) {
    this.#deps = deps
  }

  /** Newest first, of one Node or all, in one phase or any. */
  list({ nodeId, phase }: { nodeId?: NodeId | undefined; phase?: FilePhase | undefined }): FileView[] {
    const { federation, store, toView } = this.#deps
    const files = store.list(federation(), nodeId)
    const asked = files.filter((file) => phase === undefined || file.phase === phase)
    return asked.filter(({ attached }) => !attached).map(toView)
  }

  /** @throws MirrorError 'neighbour-unknown' | 'neighbour-isolated' | 'file-too-large' | 'files-too-many' | 'file-no-room' | … */
  prepare(prepared: Omit<Prepared, 'attached'>): Promise<FileId> {
    this.#requireKnown(prepared.peer)
    return this.#deps.preparation.begin({ ...prepared, attached: false })
  }

  async addPiece(
    id: FileId,
    piece: { readonly atByte: number; readonly bytes: Uint8Array },
  ): Promise<number> {
    this.#find(id, ['preparing'])
    return (await this.#deps.preparation.add(id, piece)).nextByte
  }

  /** Offer a file by its path, copied now: what becomes of it afterwards changes nothing. */
  async offerPath(peer: NodeId, path: string): Promise<FileId> {
    const { ownFolder, preparation } = this.#deps
    this.#requireKnown(peer)
    const { id } = await copyIn(path, {
      ...{ ownFolder, preparation },
      begin: (named) => preparation.begin({ ...named, peer, mediaType: '', attached: false }),
      abandon: (begun) => this.cancel(begun),
    })
    return id
  }

  async accept(id: FileId): Promise<void> {
    const { database, room, store } = this.#deps
    const file = this.#find(id, ['offered'], 'theirs')
    this.#requireNotApart(file.peer)
    await room.requireFor(file.sizeBytes)
    await database.write(() => {
      room.requireToTake(file)
      room.requireToKeep(file)
      this.#change(file, ['offered'], { phase: 'moving' })
      store.dropChunks(id)
      this.#answer(file, { outcome: 'accepted', reason: null, note: '' })
    })
    this.#told(file)
  }

  async refuse(id: FileId, note: string): Promise<void> {
    const file = this.#find(id, ['offered'], 'theirs')
    await this.#deps.database.write(() => {
      this.#change(file, ['offered'], { phase: 'refused', reason: 'person', note })
      this.#answer(file, { outcome: 'refused', reason: 'person', note })
    })
    this.#told(file)
  }

  async pause(id: FileId): Promise<void> {
    await this.#setResting(id, true)
  }

  async resume(id: FileId): Promise<void> {
    await this.#setResting(id, false)
  }

  async cancel(id: FileId): Promise<void> {
    await this.end(this.#find(id, OPEN), 'person')
  }

  /** End a file on both sides, and remove what is here of it. */
  async end(file: KeptFile, reason: 'person' | 'lost'): Promise<void> {
    const { database, store } = this.#deps
    await database.write(() => {
      this.#change(file, OPEN, { phase: 'cancelled', paused: false, reason })
      store.dropChunks(file.id)
      if (file.phase !== 'preparing') this.#answer(file, { outcome: 'cancelled', reason, note: '' })
    })
    await this.clear(file)
    this.#told(file)
  }

  /** Remove the bytes of a file that has ended. */
  async clear(file: KeptFile): Promise<void> {
    const { halted, preparation, shelf } = this.#deps
    await preparation.drop(file.id)
    await halted(file)
    if (!file.attached) await shelf.remove(file.id)
  }

  async remove(id: FileId): Promise<void> {
    const { changed, database, store } = this.#deps
    const file = this.#find(id, ENDED)
    await database.write(() => store.remove(id))
    await this.clear(file)
    changed(id)
  }

  async piece(
    id: FileId,
    atByte: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly sizeBytes: number }> {
    const { sizeBytes } = this.#find(id, ['done'], 'theirs')
    return { bytes: await pieceOf(this.#deps.shelf, id, atByte), sizeBytes }
  }

  saveTo(id: FileId, path: string): Promise<string> {
    this.#find(id, ['done'], 'theirs')
    return writeNamed(path, this.#deps.ownFolder, piecesOf(this.#deps.shelf, id))
  }

  async #setResting(id: FileId, rests: boolean): Promise<void> {
    const { changed, database, halted, reach, stirred } = this.#deps
    const file = this.#find(id, ['moving'])
    await database.write(() => this.#change(file, ['moving'], { paused: rests, reason: null }))
    if (rests) await halted(file)
    else stirred(file.peer)
    void reach.send(file.peer, { type: STANDING_FRAME, bytes: encodeStanding(id, rests) })
    changed(id)
  }

  #change(file: KeptFile, from: readonly FilePhase[], change: FileChange): void {
    if (!this.#deps.store.change(file.id, from, change)) throw new MirrorError('file-phase')
  }

  #answer({ id, peer }: KeptFile, answer: FileAnswer): void {
    const { federation, letters } = this.#deps
    letters.add({ federation: federation(), peer }, id, { kind: 'answer', answer })
  }

  #told({ id, peer }: KeptFile): void {
    this.#deps.stirred(peer)
    this.#deps.changed(id)
  }

  /** @throws MirrorError 'file-unknown' | 'file-phase' */
  #find(id: FileId, phases: readonly FilePhase[], whose?: 'theirs'): KeptFile {
    const { federation, store } = this.#deps
    const file = store.get(federation(), id)
    if (file === null || file.attached) throw new MirrorError('file-unknown')
    const isWanted = phases.includes(file.phase) && !(whose === 'theirs' && file.own)
    if (!isWanted) throw new MirrorError('file-phase', { phase: file.phase })
    return file
  }

  #requireKnown(peer: NodeId): void {
    const { isKnown, requireWritable, self } = this.#deps
    requireWritable()
    if (peer === self || !isKnown(peer)) throw new MirrorError('neighbour-unknown')
    this.#requireNotApart(peer)
  }

  #requireNotApart(peer: NodeId): void {
    if (this.#deps.isIsolated(peer)) throw new MirrorError('neighbour-isolated')
  }
}
