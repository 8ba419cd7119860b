import type { FileView } from '../../../shared/contract/files.ts'
import type { FileId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Timers } from '../../platform/timers.ts'
import { PrivateOutbox } from '../../replica/private-outbox.ts'
import type { PrivateFrame, PrivatePost } from '../../replica/private-post.ts'
import type { FileShelf } from '../../storage/file-shelf.ts'
import { type AttachmentHandlers, attachmentHandlers } from './attachment-handlers.ts'
import { AttachmentSeeking, type AttachmentSeekingDeps } from './attachment-seeking.ts'
import { AttachmentService, type AttachmentServiceDeps } from './attachment-service.ts'
import { AttachmentStore } from './attachment-store.ts'
import { ASK_FRAME, CHUNK_FRAME, decodeStanding, encodeStanding, STANDING_FRAME } from './file-codec.ts'
import { FileEndings } from './file-endings.ts'
import { type FileHandlers, fileHandlers } from './file-handlers.ts'
import { FileLetterStore } from './file-letter-store.ts'
import { FilePreparation, type FilePreparationDeps } from './file-preparation.ts'
import { FileProgress } from './file-progress.ts'
import { FilePull, type FilePullDeps } from './file-pull.ts'
import { FileReach, type FileReachDeps } from './file-reach.ts'
import { FileReception } from './file-reception.ts'
import { FileRoom } from './file-room.ts'
import { FileService, type FileServiceDeps } from './file-service.ts'
import { FileServing } from './file-serving.ts'
import { FileStore, keptUnder } from './file-store.ts'
import { tellingSlowly } from './file-telling.ts'
import type { KeptFile } from './file-types.ts'
import { toFileView } from './file-views.ts'

type Inner = keyof Kept | 'room' | 'preparation' | 'reach' | 'progress' | 'toView' | 'changed'

/** What files need of the rest of a Node, each as narrow as it is used. */
export type FilesDeps = Omit<FileServiceDeps, Inner | 'stirred' | 'halted'> &
  Omit<FilePreparationDeps, Inner | 'offered'> &
  Omit<FilePullDeps, Inner | 'restsThere' | 'whole'> &
  FileReachDeps &
  Pick<AttachmentSeekingDeps, 'linked'> &
  Pick<AttachmentServiceDeps, 'names' | 'nameOf'> & {
    readonly post: Pick<PrivatePost, 'send' | 'sendFrame' | 'onLetter' | 'onFrame' | 'onReceipt'>
    readonly shelf: FileShelf
    /** The application's clock. */
    readonly clock: FilePullDeps['realClock']
    readonly realTimers: Timers
    readonly logger: Pick<Logger, 'warn'>
    readonly changed: (fileId: FileId) => void
    readonly attachmentChanged: (root: string) => void
  }

/** What is in the database. */
interface Kept {
  readonly store: FileStore
  readonly letters: FileLetterStore
  readonly attachments: AttachmentStore
}

export interface Files extends Startable {
  readonly handlers: { readonly files: FileHandlers; readonly attachments: AttachmentHandlers }
  /** The size of an attachment that is here; null where it is not. */
  attachmentBytes(root: string): number | null
  /** A link has come up: what waits for that Node is sent, and what is wanted from it asked for. */
  linked(nodeId: NodeId): void
}

/** The whole feature over one database and one folder. Start and stop it with each life in a federation. */
export function createFiles(deps: FilesDeps): Files {
  return new FileDesk(deps)
}

class FileDesk implements Files {
  readonly handlers: Files['handlers']
  readonly #deps: FilesDeps
  readonly #kept: Kept
  readonly #outbox: PrivateOutbox<FileId>
  readonly #reach: FileReach
  readonly #progress: FileProgress
  readonly #preparation: FilePreparation
  readonly #pull: FilePull
  readonly #serving: FileServing
  readonly #service: FileService
  readonly #seeking: AttachmentSeeking
  readonly #attachments: AttachmentService
  readonly #endings: FileEndings
  readonly #resting = new Map<FileId, NodeId>()
  readonly #changed: (fileId: FileId) => void
  readonly #attachmentChanged: (root: string) => void
  readonly #stops: (() => void)[] = []

  constructor(deps: FilesDeps) {
    const { database, post } = deps
    this.#deps = deps
    const letters = new FileLetterStore({ database })
    this.#kept = { store: new FileStore(deps), letters, attachments: new AttachmentStore(deps) }
    this.#attachmentChanged = tellingSlowly(deps.realTimers, deps.attachmentChanged)
    this.#changed = this.#tellingOf(tellingSlowly(deps.realTimers, deps.changed))
    this.#reach = new FileReach(deps)
    this.#progress = new FileProgress(deps)
    this.#outbox = new PrivateOutbox(
      {
        ...deps,
        letters,
        timers: deps.realTimers,
        send: (to, payload) => post.send(to, { kind: 'file', payload }),
        changed: (id) => this.#changed(id),
      },
      { oneByOne: true },
    )
    const room = new FileRoom({ ...deps, ...this.#kept })
    this.#preparation = this.#createPreparation(room)
    this.#pull = this.#createPull()
    this.#serving = this.#createServing()
    this.#service = this.#createService(room)
    this.#seeking = this.#createSeeking()
    this.#attachments = this.#createAttachments(room)
    this.#endings = this.#createEndings()
    this.handlers = { files: fileHandlers(this.#service), attachments: attachmentHandlers(this.#attachments) }
    const reception = this.#createReception()
    post.onLetter('file', (letter) => reception.take(letter))
  }

  async start(): Promise<void> {
    const { federation, post } = this.#deps
    await this.#attachments.start()
    await this.#preparation.start()
    this.#serving.start()
    this.#pull.start()
    this.#stops.push(
      post.onFrame(ASK_FRAME, (frame) => this.#serving.take(frame)),
      post.onFrame(CHUNK_FRAME, (frame) => this.#pull.take(frame)),
      post.onFrame(STANDING_FRAME, (frame) => this.#takeStanding(frame)),
      post.onReceipt(({ from, payloadHash }) => void this.#outbox.receipted(from, payloadHash)),
    )
    await this.#outbox.start()
    const files = this.#kept.store.list(federation())
    for (const peer of new Set(files.map((file) => file.peer))) this.#pull.wake(peer)
    await this.#seeking.start()
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop()
    await this.#seeking.stop()
    await this.#pull.stop()
    await this.#serving.stop()
    await this.#preparation.stop()
    await this.#outbox.stop()
    this.#attachments.stop()
  }

  linked(nodeId: NodeId): void {
    for (const [fileId, peer] of this.#resting) if (peer === nodeId) this.#resting.delete(fileId)
    this.#outbox.linked(nodeId)
    this.#serving.linked(nodeId)
    this.#pull.linked(nodeId)
    this.#tellResting(nodeId)
    this.#seeking.linked(nodeId)
  }

  attachmentBytes(root: string): number | null {
    return this.#attachments.bytesHere(root)
  }

  /** Whoever was away while somebody here paused a file learns it now. */
  #tellResting(peer: NodeId): void {
    const { federation } = this.#deps
    for (const { id, paused, phase } of this.#kept.store.list(federation(), peer)) {
      if (phase !== 'moving' || !paused) continue
      void this.#reach.send(peer, { type: STANDING_FRAME, bytes: encodeStanding(id, true) })
    }
  }

  #takeStanding({ bytes, from }: PrivateFrame): Verdict {
    const standing = decodeStanding(bytes)
    if (standing === null) return reject('malformed')
    const { fileId, rests } = standing
    const file = this.#kept.store.get(this.#deps.federation(), fileId)
    if (file?.peer !== from || file.phase !== 'moving') return ignore('stale')
    if (rests) void this.#restThere(from, fileId)
    else if (this.#resting.delete(fileId)) this.#pull.wake(from)
    this.#changed(fileId)
    return ACCEPT
  }

  async #restThere(peer: NodeId, fileId: FileId): Promise<void> {
    this.#resting.set(fileId, peer)
    await this.#pull.drop(peer, fileId)
    this.#pull.wake(peer)
  }

  #createPreparation(room: FileRoom): FilePreparation {
    return new FilePreparation({
      ...this.#deps,
      ...{ ...this.#kept, room },
      changed: (id) => this.#changed(id),
      offered: (peer) => this.#outbox.flush(peer),
    })
  }

  #createPull(): FilePull {
    return new FilePull({
      ...this.#deps,
      ...{ ...this.#kept, reach: this.#reach, progress: this.#progress },
      restsThere: (id) => this.#resting.has(id),
      changed: (id) => this.#changed(id),
      whole: (file) => this.#endings.whole(file),
    })
  }

  #createServing(): FileServing {
    return new FileServing({
      ...this.#deps,
      ...{ ...this.#kept, reach: this.#reach, progress: this.#progress },
      changed: (id) => this.#changed(id),
      taken: (file) =>
        void this.#note(() => this.#kept.store.change(file.id, ['offered'], { phase: 'moving' })),
      lost: (file, how) => void this.#endings.lost(file, how),
    })
  }

  #createService(room: FileRoom): FileService {
    return new FileService({
      ...this.#deps,
      ...{ ...this.#kept, room, preparation: this.#preparation },
      reach: this.#reach,
      toView: (file) => this.#view(file),
      changed: (id) => this.#changed(id),
      stirred: (peer) => this.#stirred(peer),
      halted: (file) => this.#halted(file),
    })
  }

  #createReception(): FileReception {
    return new FileReception({
      ...this.#deps,
      ...this.#kept,
      bytesToGive: (root) => this.#attachments.bytesToGive(root),
      changed: (id) => this.#changed(id),
      ended: (file) => void this.#endings.ended(file),
      answered: (peer) => this.#stirred(peer),
    })
  }

  #createSeeking(): AttachmentSeeking {
    return new AttachmentSeeking({
      ...this.#deps,
      ...this.#kept,
      restsThere: (id) => this.#resting.has(id),
      halted: (file) => this.#halted(file),
      stirred: (peer) => this.#stirred(peer),
      changed: (root) => this.#attachmentChanged(root),
    })
  }

  #createAttachments(room: FileRoom): AttachmentService {
    return new AttachmentService({
      ...this.#deps,
      ...this.#kept,
      ...{ preparation: this.#preparation, room, seeking: this.#seeking },
      toView: (file) => this.#view(file),
      halted: (file) => this.#halted(file),
      stirred: (peer) => this.#stirred(peer),
      changed: (root) => this.#attachmentChanged(root),
    })
  }

  #createEndings(): FileEndings {
    return new FileEndings({
      ...this.#deps,
      ...{ ...this.#kept, progress: this.#progress, service: this.#service, seeking: this.#seeking },
      changed: (id) => this.#changed(id),
      attachmentChanged: (root) => this.#attachmentChanged(root),
      answered: (peer) => this.#outbox.flush(peer),
    })
  }

  #view(file: KeptFile): FileView {
    const from = { ...this.#kept, progress: this.#progress }
    return toFileView(file, { ...from, restsThere: (id) => this.#resting.has(id) })
  }

  /** What belongs to a lesson is told of under its root, and no file of anybody's. */
  #tellingOf(tell: (fileId: FileId) => void): (fileId: FileId) => void {
    return (fileId) => {
      const file = this.#kept.store.get(this.#deps.federation(), fileId)
      if (file?.attached !== true) tell(fileId)
      else if (!file.own) this.#attachmentChanged(keptUnder(file))
    }
  }

  #stirred(peer: NodeId): void {
    this.#outbox.flush(peer)
    this.#pull.wake(peer)
  }

  async #halted({ id, peer }: KeptFile): Promise<void> {
    this.#progress.forget(id)
    this.#resting.delete(id)
    await this.#serving.drop(peer, id)
    await this.#pull.drop(peer, id)
    this.#pull.wake(peer)
  }

  async #note(work: () => unknown): Promise<void> {
    try {
      await this.#deps.database.write(work)
    } catch (thrown) {
      this.#deps.logger.warn('file-unnoted', { cause: String(thrown) })
    }
  }
}
