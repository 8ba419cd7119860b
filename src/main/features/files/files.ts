import type { FileId, NodeId } from '../../../shared/kernel/ids.ts'
import { ACCEPT, ignore, reject, type Verdict } from '../../../shared/kernel/verdict.ts'
import { gathered } from '../../platform/gathered.ts'
import type { Startable } from '../../platform/lifecycle.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Timers } from '../../platform/timers.ts'
import { PrivateOutbox } from '../../replica/private-outbox.ts'
import type { PrivateFrame, PrivatePost } from '../../replica/private-post.ts'
import type { FileShelf } from '../../storage/file-shelf.ts'
import { ASK_FRAME, CHUNK_FRAME, decodeStanding, encodeStanding, STANDING_FRAME } from './file-codec.ts'
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
import { FileStore } from './file-store.ts'
import type { KeptFile } from './file-types.ts'
import { toFileView } from './file-views.ts'

/** Changes are told this far apart. Chosen here: a bar that moves twice a second is smooth, and costs a page little. */
const TELL_EVERY_MS = 500

type Inner = 'store' | 'letters' | 'room' | 'preparation' | 'reach' | 'progress' | 'toView' | 'changed'

/** What files need of the rest of a Node, each as narrow as it is used. */
export type FilesDeps = Omit<FileServiceDeps, Inner | 'stirred' | 'halted'> &
  Omit<FilePreparationDeps, Inner | 'offered'> &
  Omit<FilePullDeps, Inner | 'restsThere' | 'whole'> &
  FileReachDeps & {
    readonly post: Pick<PrivatePost, 'send' | 'sendFrame' | 'onLetter' | 'onFrame' | 'onReceipt'>
    readonly shelf: FileShelf
    /** The application's clock. */
    readonly clock: FilePullDeps['realClock']
    readonly realTimers: Timers
    readonly logger: Pick<Logger, 'warn'>
    readonly changed: (fileId?: FileId) => void
  }

export interface Files extends Startable {
  readonly handlers: FileHandlers
  /** A link has come up: what waits for that Node is sent, and what is wanted from it asked for. */
  linked(nodeId: NodeId): void
}

/** The whole feature over one database and one folder. Start and stop it with each life in a federation. */
export function createFiles(deps: FilesDeps): Files {
  return new FileDesk(deps)
}

class FileDesk implements Files {
  readonly handlers: FileHandlers
  readonly #deps: FilesDeps
  readonly #store: FileStore
  readonly #outbox: PrivateOutbox<FileId>
  readonly #letters: FileLetterStore
  readonly #reach: FileReach
  readonly #progress: FileProgress
  readonly #preparation: FilePreparation
  readonly #pull: FilePull
  readonly #serving: FileServing
  readonly #service: FileService
  readonly #resting = new Map<FileId, NodeId>()
  readonly #changed: (fileId: FileId) => void
  readonly #stops: (() => void)[] = []

  constructor(deps: FilesDeps) {
    const { database, post } = deps
    this.#deps = deps
    this.#changed = tellingSlowly(deps)
    this.#store = new FileStore(deps)
    this.#letters = new FileLetterStore({ database })
    this.#reach = new FileReach(deps)
    this.#progress = new FileProgress(deps)
    this.#outbox = new PrivateOutbox(
      {
        ...deps,
        letters: this.#letters,
        timers: deps.realTimers,
        send: (to, payload) => post.send(to, { kind: 'file', payload }),
        changed: (id) => this.#changed(id),
      },
      { oneByOne: true },
    )
    const room = new FileRoom({ ...deps, store: this.#store })
    this.#preparation = this.#createPreparation(room)
    this.#pull = this.#createPull()
    this.#serving = this.#createServing()
    this.#service = this.#createService(room)
    this.handlers = fileHandlers(this.#service)
    const reception = this.#createReception()
    post.onLetter('file', (letter) => reception.take(letter))
  }

  async start(): Promise<void> {
    const { federation, post } = this.#deps
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
    for (const peer of new Set(this.#store.list(federation()).map((file) => file.peer))) this.#pull.wake(peer)
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop()
    await this.#pull.stop()
    await this.#serving.stop()
    await this.#preparation.stop()
    await this.#outbox.stop()
  }

  linked(nodeId: NodeId): void {
    for (const [fileId, peer] of this.#resting) if (peer === nodeId) this.#resting.delete(fileId)
    this.#outbox.linked(nodeId)
    this.#serving.linked(nodeId)
    this.#pull.linked(nodeId)
    this.#tellResting(nodeId)
  }

  /** Whoever was away while somebody here paused a file learns it now. */
  #tellResting(peer: NodeId): void {
    const { federation } = this.#deps
    for (const { id, paused, phase } of this.#store.list(federation(), peer)) {
      if (phase !== 'moving' || !paused) continue
      void this.#reach.send(peer, { type: STANDING_FRAME, bytes: encodeStanding(id, true) })
    }
  }

  #takeStanding({ bytes, from }: PrivateFrame): Verdict {
    const standing = decodeStanding(bytes)
    if (standing === null) return reject('malformed')
    const { fileId, rests } = standing
    const file = this.#store.get(this.#deps.federation(), fileId)
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
      ...{ store: this.#store, letters: this.#letters, room },
      changed: (id) => this.#changed(id),
      offered: (peer) => this.#outbox.flush(peer),
    })
  }

  #createPull(): FilePull {
    return new FilePull({
      ...this.#deps,
      ...{ store: this.#store, reach: this.#reach, progress: this.#progress },
      restsThere: (id) => this.#resting.has(id),
      changed: (id) => this.#changed(id),
      whole: (file) => this.#whole(file),
    })
  }

  #createServing(): FileServing {
    return new FileServing({
      ...this.#deps,
      ...{ store: this.#store, reach: this.#reach, progress: this.#progress },
      changed: (id) => this.#changed(id),
      taken: (file) => void this.#note(() => this.#store.change(file.id, ['offered'], { phase: 'moving' })),
      lost: (file) => void this.#lost(file),
    })
  }

  #createService(room: FileRoom): FileService {
    return new FileService({
      ...this.#deps,
      ...{ store: this.#store, letters: this.#letters, room, preparation: this.#preparation },
      reach: this.#reach,
      toView: (file) =>
        toFileView(file, {
          ...{ store: this.#store, progress: this.#progress },
          restsThere: (id) => this.#resting.has(id),
        }),
      changed: (id) => this.#changed(id),
      stirred: (peer) => this.#stirred(peer),
      halted: (file) => this.#halted(file),
    })
  }

  #createReception(): FileReception {
    return new FileReception({
      ...this.#deps,
      ...{ store: this.#store, letters: this.#letters },
      changed: (id) => this.#changed(id),
      ended: (file) => void this.#ended(file),
      answered: (peer) => this.#stirred(peer),
    })
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

  async #whole({ id, peer }: KeptFile): Promise<void> {
    const answer = { outcome: 'received', reason: null, note: '' } as const
    await this.#deps.database.write(() => {
      if (!this.#store.change(id, ['moving'], { phase: 'done', paused: false, reason: null })) return
      this.#store.dropChunks(id)
      this.#letters.add({ federation: this.#deps.federation(), peer }, id, { kind: 'answer', answer })
    })
    this.#progress.forget(id)
    this.#outbox.flush(peer)
    this.#changed(id)
  }

  async #ended(file: KeptFile): Promise<void> {
    try {
      await this.#service.clear(file)
    } catch (thrown) {
      this.#deps.logger.warn('file-unremoved', { cause: String(thrown) }) // the next start removes it
    }
  }

  async #lost(file: KeptFile): Promise<void> {
    try {
      await this.#service.end(file, 'lost')
    } catch (thrown) {
      this.#deps.logger.warn('file-unended', { cause: String(thrown) })
    }
  }

  async #note(work: () => unknown): Promise<void> {
    try {
      await this.#deps.database.write(work)
    } catch (thrown) {
      this.#deps.logger.warn('file-unnoted', { cause: String(thrown) })
    }
  }
}

/** What changes is told by name, but not more often than anybody can look. */
function tellingSlowly({ changed, realTimers }: FilesDeps): (fileId: FileId) => void {
  const news = new Set<FileId>()
  const tell = gathered({ timers: realTimers, whileMs: TELL_EVERY_MS }, () => {
    for (const fileId of news) changed(fileId)
    news.clear()
  })
  return (fileId) => {
    news.add(fileId)
    tell()
  }
}
