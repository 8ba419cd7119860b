import type { AttachmentView } from '../../../shared/contract/attachments.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import { type FederationId, type FileId, type NodeId, Sha256Hex } from '../../../shared/kernel/ids.ts'
import { fromHex, toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import { Turns } from '../../platform/turns.ts'
import type { Database } from '../../storage/database.ts'
import type { FileShelf } from '../../storage/file-shelf.ts'
import type { AttachmentNames, AttachmentSeeking } from './attachment-seeking.ts'
import type { AttachmentStore, KeptAttachment } from './attachment-store.ts'
import { copyIn } from './file-copy.ts'
import { hashChunks, treeOver } from './file-hashes.ts'
import { STILL } from './file-pace.ts'
import { writeNamed } from './file-paths.ts'
import { pieceOf, piecesOf } from './file-pieces.ts'
import type { FilePreparation, HandedIn } from './file-preparation.ts'
import type { FileRoom } from './file-room.ts'
import { bytesOfChunks, chunkCount, FILE_LIMITS } from './file-rules.ts'
import type { FileServiceDeps } from './file-service.ts'
import type { ChunkHash, FileStore } from './file-store.ts'
import type { KeptFile } from './file-types.ts'

const DAY_MS = 24 * 3_600_000
/** What no lesson names is kept for so long from when that was first seen. Chosen here: nobody writes longer at one. */
const UNNAMED_MS = 7 * DAY_MS

export interface AttachmentServiceDeps {
  readonly database: Database
  readonly store: FileStore
  readonly attachments: AttachmentStore
  readonly shelf: FileShelf
  readonly room: FileRoom
  readonly preparation: FilePreparation
  readonly seeking: AttachmentSeeking
  readonly names: AttachmentNames
  readonly clock: Clock
  readonly realTimers: Timers
  readonly logger: Pick<Logger, 'warn'>
  readonly ownFolder: string
  readonly self: NodeId
  readonly federation: () => FederationId
  readonly nameOf: (nodeId: NodeId) => string
  /** @throws MirrorError 'epoch-unconfirmed' | 'identity-superseded' while this Node may sign nothing */
  readonly requireWritable: () => void
  readonly letters: FileServiceDeps['letters']
  readonly toView: FileServiceDeps['toView']
  readonly halted: FileServiceDeps['halted']
  /** Something is wanted from this Node. */
  readonly stirred: (peer: NodeId) => void
  readonly changed: (root: string) => void
}

/** A file as a lesson names it. */
type NamedFile = Pick<KeptAttachment, 'root' | 'sizeBytes'>

/** What people and their scripts do with the files of lessons. */
export class AttachmentService {
  readonly #deps: AttachmentServiceDeps
  /** What is wanted while it is being removed is wanted after that. */
  readonly #turns = new Turns()
  #cancel: Cancel = () => {}

  constructor(deps: AttachmentServiceDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    const { logger, realTimers } = this.#deps
    await this.#clean()
    this.#cancel = realTimers.every(DAY_MS, () => {
      this.#clean().catch((thrown: unknown) =>
        logger.warn('attachments-uncleaned', { cause: String(thrown) }),
      )
    })
  }

  stop(): void {
    this.#cancel()
  }

  list(files: readonly NamedFile[]): AttachmentView[] {
    return files.map((file) => this.#view(file))
  }

  /** @throws MirrorError 'attachment-empty' | 'attachment-too-large' | 'files-too-many' | 'file-no-room' | 'disk-full' */
  async prepare(sizeBytes: number): Promise<FileId> {
    const { preparation, room, self } = this.#deps
    if (sizeBytes === 0) throw new MirrorError('attachment-empty')
    await room.requireForAttachment(sizeBytes)
    return preparation.begin({ peer: self, name: '', mediaType: '', sizeBytes, attached: true })
  }

  async addPiece(
    id: FileId,
    piece: { readonly atByte: number; readonly bytes: Uint8Array },
  ): Promise<HandedIn> {
    this.#requirePrepared(id)
    const handedIn = await this.#deps.preparation.add(id, piece)
    if (handedIn.root !== null) await this.#arrived(toHex(handedIn.root))
    return handedIn
  }

  async cancel(id: FileId): Promise<void> {
    const { database, preparation, shelf, store } = this.#deps
    this.#requirePrepared(id)
    await preparation.drop(id)
    await database.write(() => store.remove(id))
    await shelf.remove(id)
  }

  /** @returns the root @throws MirrorError 'file-path-refused' | 'file-unreadable' | … */
  async takeIn(path: string): Promise<string> {
    const { ownFolder, preparation } = this.#deps
    const { root } = await copyIn(path, {
      ...{ ownFolder, preparation },
      begin: ({ sizeBytes }) => this.prepare(sizeBytes),
      abandon: (id) => this.cancel(id),
    })
    if (root === null) throw new MirrorError('file-unreadable', { path })
    await this.#arrived(toHex(root))
    return toHex(root)
  }

  /** @throws MirrorError 'attachment-unknown' | 'attachment-of-left-federation' | 'attachment-size-false' | 'attachments-too-many' | 'file-no-room' | … */
  want(root: string, sizeBytes: number): Promise<void> {
    return this.#turns.take(() => this.#want(root, sizeBytes))
  }

  async #want(root: string, sizeBytes: number): Promise<void> {
    const { attachments, database, names, requireWritable, room, seeking, store } = this.#deps
    requireWritable()
    if (!names.isNamed(root, sizeBytes)) {
      const { isOwn, isPlanted } = names.use(root, sizeBytes)
      throw new MirrorError(isOwn || isPlanted ? 'attachment-of-left-federation' : 'attachment-unknown')
    }
    const known = attachments.get(root)
    const federation = this.#deps.federation()
    if (known?.wanted === false) {
      if (known.sizeBytes !== sizeBytes) throw new MirrorError('attachment-size-false')
      return database.write(() => attachments.noteWish(root, federation))
    }
    if (known !== null && known.sizeBytes !== sizeBytes) await this.#remove(root) // another lesson lied about it
    if (known?.sizeBytes !== sizeBytes) await room.requireForAttachment(sizeBytes)
    const found = known === null ? await this.#lyingHere({ root, sizeBytes }) : null
    const attempt = store.attempt(federation, fromHex(root))
    await database.write(() => {
      const wanted = attachments.all().filter((one) => one.wanted && one.root !== root)
      if (wanted.length >= FILE_LIMITS.wanted) throw new MirrorError('attachments-too-many')
      if (attachments.get(root) === null) room.requireToKeep({ attached: true, sizeBytes })
      attachments.put({ root, sizeBytes, wanted: found === null })
      store.addChunks(root, found ?? [])
      attachments.noteWish(root, federation)
      if (attempt?.paused) store.change(attempt.id, ['moving'], { paused: false, reason: null })
    })
    if (attempt !== null) this.#deps.stirred(attempt.peer)
    seeking.stirred(root)
    this.#deps.changed(root)
  }

  remove(root: string): Promise<void> {
    return this.#turns.take(() => this.#remove(root))
  }

  /** It was handed in for a lesson and left out of it: where none names it, it goes. */
  async discard(root: string): Promise<void> {
    if (!this.#deps.names.isKept(root)) await this.remove(root)
  }

  async piece(
    root: string,
    atByte: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly sizeBytes: number }> {
    const { sizeBytes } = this.#requireHere(root)
    return { bytes: await pieceOf(this.#deps.shelf, root, atByte), sizeBytes }
  }

  saveTo(root: string, path: string): Promise<string> {
    this.#requireHere(root)
    return writeNamed(path, this.#deps.ownFolder, piecesOf(this.#deps.shelf, root))
  }

  /** The size of one that is here; null where it is not. */
  bytesHere(root: string): number | null {
    const known = this.#deps.attachments.get(root)
    return known === null || known.wanted ? null : known.sizeBytes
  }

  /**
   * The same, of one that a lesson of this federation names and that somebody here offered or wanted in it: nothing else
   * is given to anybody. A lesson by whoever knows a root opens no draft, and tells of no other federation.
   */
  bytesToGive(root: string): number | null {
    const { attachments, federation, names } = this.#deps
    const sizeBytes = this.bytesHere(root)
    if (sizeBytes === null || !names.isNamed(root, sizeBytes)) return null
    const isOfHere = names.isOffered(root, sizeBytes) || attachments.isWishedIn(federation(), root)
    return isOfHere ? sizeBytes : null
  }

  /**
   * Let go of what no lesson names any more, of what is wanted and nobody here may be asked for,
   * and of what the disk does not have. Whatever comes while it is looked for there counts as it was before.
   */
  async #clean(): Promise<void> {
    const { attachments, clock, database, names, shelf } = this.#deps
    const known = attachments.all()
    const lyingHere = await shelf.ids()
    await database.write(() => {
      for (const one of known) attachments.setNamed(one, names.isKept(one.root))
    })
    for (const { root, sizeBytes, wanted } of known) {
      const sinceMs = attachments.get(root)?.unnamedSinceMs ?? null
      const isOld = sinceMs !== null && clock.nowMs() - sinceMs >= UNNAMED_MS
      const isGone = wanted ? !names.isNamed(root, sizeBytes) : !lyingHere.has(root)
      if (isOld || isGone) await this.remove(root)
    }
  }

  /** What was noted of it goes last: whatever was under way has noted its own by then. */
  async #remove(root: string): Promise<void> {
    const { attachments, changed, database, seeking, shelf, store } = this.#deps
    await database.write(() => attachments.remove(root))
    await this.#giveNoMore(root)
    await seeking.drop(root)
    await database.write(() => store.dropChunks(root))
    await shelf.remove(root)
    changed(root)
  }

  async #giveNoMore(root: string): Promise<void> {
    const { database, federation, halted, letters, store, stirred } = this.#deps
    const answer = { outcome: 'cancelled', reason: 'lost', note: '' } as const
    const given = await database.write(() => {
      const rows = store.givenOf(federation(), fromHex(root))
      for (const { id, peer } of rows) {
        store.remove(id)
        letters.add({ federation: federation(), peer }, id, { kind: 'answer', answer })
      }
      return rows
    })
    for (const file of given) {
      await halted(file)
      stirred(file.peer)
    }
  }

  /** Of another size it is another file, which a lesson that lies about it is not to pass off as its own. */
  #view({ root: asked, sizeBytes }: NamedFile): AttachmentView {
    const { attachments, federation, nameOf, names, store, toView } = this.#deps
    const root = Sha256Hex.parse(asked)
    const known = attachments.get(root)
    const kept = known?.sizeBytes === sizeBytes ? known : null
    const attempt = kept?.wanted === true ? store.attempt(federation(), fromHex(root)) : null
    const going = attempt === null ? null : toView(attempt)
    const still = { ...STILL, paused: null, reason: null }
    const { bytesPerSecond, leftMs, paused, reason, stalledForMs } = going ?? still
    return {
      ...{
        root,
        state: stateOf(kept, attempt),
        usedBy: names.use(root, sizeBytes),
        bytesPerSecond,
        leftMs,
        paused,
        reason,
        stalledForMs,
      },
      from: attempt?.peer ?? null,
      fromName: attempt === null ? null : nameOf(attempt.peer),
      doneBytes: going?.phase === 'moving' ? going.doneBytes : this.#bytesOf(kept),
    }
  }

  #bytesOf(kept: KeptAttachment | null): number {
    if (kept === null) return 0
    return kept.wanted
      ? bytesOfChunks(kept.sizeBytes, this.#deps.store.countChunks(kept.root))
      : kept.sizeBytes
  }

  /** Handed in here, it may have been on its way from elsewhere. */
  async #arrived(root: string): Promise<void> {
    const { changed, seeking, shelf } = this.#deps
    await seeking.drop(root)
    await shelf.removePart(root)
    changed(root)
  }

  /** A database put back from a copy may not know what lies here. */
  async #lyingHere({
    root,
    sizeBytes,
  }: Pick<KeptAttachment, 'root' | 'sizeBytes'>): Promise<ChunkHash[] | null> {
    const { shelf } = this.#deps
    if (!(await shelf.ids()).has(root)) return null
    const whole = await shelf.openWhole(root)
    try {
      const chunks = await hashChunks(whole, sizeBytes)
      return chunks.length === chunkCount(sizeBytes) && toHex(treeOver(chunks).root) === root ? chunks : null
    } finally {
      await whole.close()
    }
  }

  #requireHere(root: string): KeptAttachment {
    const known = this.#deps.attachments.get(root)
    if (known === null || known.wanted) throw new MirrorError('attachment-unknown')
    return known
  }

  #requirePrepared(id: FileId): void {
    const file = this.#deps.store.get(this.#deps.federation(), id)
    if (file?.attached !== true || file.phase !== 'preparing') throw new MirrorError('file-unknown')
  }
}

function stateOf(kept: KeptAttachment | null, attempt: KeptFile | null): AttachmentView['state'] {
  if (kept === null) return 'absent'
  if (!kept.wanted) return 'here'
  return attempt?.phase === 'moving' ? 'moving' : 'wanted'
}
