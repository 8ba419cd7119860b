import type { AttachmentView } from '../../../shared/contract/attachments.ts'
import { type FederationId, FileId, type NodeId } from '../../../shared/kernel/ids.ts'
import { fromHex, toHex } from '../../platform/bytes.ts'
import { gathered } from '../../platform/gathered.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Random } from '../../platform/random.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import type { Database } from '../../storage/database.ts'
import type { AttachmentStore, KeptAttachment } from './attachment-store.ts'
import { AttemptWatch, type AttemptWatchDeps, type Outlook } from './attempt-watch.ts'
import type { FileLetterStore } from './file-letter-store.ts'
import { FILE_ID_BYTES, FILE_LIMITS } from './file-rules.ts'
import type { FileStore } from './file-store.ts'
import type { FileWord, KeptFile } from './file-types.ts'

/** How often it is looked for what stands still. Chosen here: a few times in the waits below. */
const LOOK_EVERY_MS = 5_000
/** Several reasons to look within this time are one. Chosen here: nobody sees it. */
const LOOK_GATHER_MS = 50
/** Whoever did not have it is asked again after this. Chosen here: they may have fetched it since. */
const ASK_AGAIN_MS = 600_000

export interface AttachmentSeekingDeps extends Omit<AttemptWatchDeps, 'letters' | 'store'> {
  readonly database: Database
  readonly store: FileStore
  readonly attachments: AttachmentStore
  readonly letters: FileLetterStore
  readonly random: Random
  readonly realTimers: Timers
  readonly logger: Pick<Logger, 'warn'>
  readonly federation: () => FederationId
  readonly names: AttachmentNames
  readonly isKnown: (nodeId: NodeId) => boolean
  readonly isIsolated: (nodeId: NodeId) => boolean
  /** Nothing of this file is to move now. */
  readonly halted: (file: KeptFile) => Promise<void>
  /** Something waits for this Node. */
  readonly stirred: (peer: NodeId) => void
  readonly changed: (root: string) => void
}

/** What lessons say of files: what this feature needs of `AttachmentNames` of the lessons. */
export interface AttachmentNames {
  isNamed(root: string, sizeBytes: number): boolean
  isOffered(root: string, sizeBytes: number): boolean
  origins(root: string, sizeBytes: number): readonly NodeId[]
  isKept(root: string): boolean
  use(root: string, sizeBytes: number): AttachmentView['usedBy']
}

const CANCELLED: FileWord = {
  kind: 'answer',
  answer: { outcome: 'cancelled', reason: 'person', note: '' },
}

/** Who was asked, and why no more. */
interface Asked {
  readonly attempt: KeptFile
  readonly outlook: Exclude<Outlook, 'good'>
}
type Wish = Pick<KeptAttachment, 'root' | 'sizeBytes'> & { readonly peer: NodeId }

/**
 * Asks one Node after the other for what is wanted: whoever offered the lesson
 * first, then every other there is a link with. What has come of an attachment
 * stays when it comes from another: the same root is the same bytes.
 */
export class AttachmentSeeking {
  readonly #deps: AttachmentSeekingDeps
  readonly #watch: AttemptWatch
  /** Who was asked for what and left since the last round: those of whom no more is to be hoped, and those who were slow. */
  readonly #left = new Map<string, Map<NodeId, Exclude<Outlook, 'good'>>>()
  readonly #lookSoon: () => void
  #cancels: Cancel[] = []
  #turn: Promise<void> = Promise.resolve()
  #isRunning = false

  constructor(deps: AttachmentSeekingDeps) {
    this.#deps = deps
    this.#watch = new AttemptWatch(deps)
    this.#lookSoon = gathered({ timers: deps.realTimers, whileMs: LOOK_GATHER_MS }, () => this.#look())
  }

  async start(): Promise<void> {
    const { database, federation, realTimers, store } = this.#deps
    await database.write(() => store.dropAttachedBeyond(federation()))
    this.#isRunning = true
    this.#cancels = [
      realTimers.every(LOOK_EVERY_MS, () => this.#look()),
      realTimers.every(ASK_AGAIN_MS, () => this.#left.clear()),
    ]
    this.#lookSoon()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    for (const cancel of this.#cancels.splice(0)) cancel()
    await this.#turn
    this.#left.clear()
  }

  /** A link has come up, and with it whatever that Node has. */
  linked(peer: NodeId): void {
    for (const left of this.#left.values()) left.delete(peer)
    this.#lookSoon()
  }

  /** Something is wanted that was not, or the other way round. */
  stirred(root: string): void {
    this.#left.delete(root)
    this.#lookSoon()
  }

  /** It is not wanted any more. Resolves once nothing of it moves. */
  async drop(root: string): Promise<void> {
    const { federation, store } = this.#deps
    const dropped = this.#turn.then(async () => {
      const attempt = store.attempt(federation(), fromHex(root))
      if (attempt !== null) await this.#replace({ attempt, outlook: 'over' }, null)
      this.#left.delete(root)
    })
    this.#turn = dropped.catch(() => {}) // whoever drops it is told
    return dropped
  }

  /** One came to its end by the other side's word. */
  async ended(file: KeptFile): Promise<void> {
    await this.#deps.database.write(() => this.#deps.store.remove(file.id))
    if (file.own) return
    this.#noteLeft(file, 'over')
    await this.#leave(file)
    this.#lookSoon()
  }

  /** Looks follow each other: two at once would ask twice. Never rejects. */
  #look(): void {
    this.#turn = this.#turn
      .then(() => this.#lookNow())
      .catch((thrown: unknown) => this.#deps.logger.warn('attachments-unsought', { cause: String(thrown) }))
  }

  async #lookNow(): Promise<void> {
    const { attachments, federation, store } = this.#deps
    const wanted = attachments.all().filter((one) => one.wanted)
    const roots = new Set(wanted.map(({ root }) => root))
    const attempts = store.attempts(federation())
    this.#watch.keepOnly(attempts)
    for (const attempt of attempts) {
      if (!roots.has(toHex(attempt.root))) await this.#replace({ attempt, outlook: 'over' }, null)
    }
    for (const one of wanted) if (this.#isRunning) await this.#seek(one)
  }

  async #seek(wanted: KeptAttachment): Promise<void> {
    const { federation, store } = this.#deps
    const attempt = store.attempt(federation(), fromHex(wanted.root))
    const outlook = attempt === null ? 'over' : this.#watch.outlookOf(attempt)
    if (outlook === 'good') return
    const next = this.#nextFor(wanted, attempt?.peer)
    if (attempt === null && next === null) return
    const isWorthLeaving = next !== null || attempt?.reason === 'wrong-bytes'
    const before = attempt === null ? null : { attempt, outlook }
    if (isWorthLeaving) await this.#replace(before, next === null ? null : { peer: next, ...wanted })
  }

  #nextFor({ root, sizeBytes }: KeptAttachment, besides: NodeId | undefined): NodeId | null {
    const { federation, isIsolated, isKnown, letters, linked, names } = this.#deps
    if (!names.isNamed(root, sizeBytes)) return null // it was of a federation that was left: nobody here is told of it
    const mayBeTold = (nodeId: NodeId): boolean =>
      letters.countWaiting(federation(), nodeId) < FILE_LIMITS.waitingWithPeer
    const here = linked().filter((nodeId) => isKnown(nodeId) && !isIsolated(nodeId) && mayBeTold(nodeId))
    const origins = names.origins(root, sizeBytes).filter((nodeId) => here.includes(nodeId))
    const left = this.#left.get(root)
    const others = [...origins, ...here].filter((nodeId) => nodeId !== besides)
    const isSlow = (nodeId: NodeId): boolean => left?.get(nodeId) === 'slow'
    return others.find((nodeId) => left?.has(nodeId) !== true) ?? others.find(isSlow) ?? null
  }

  /** Leave one, who is told, and ask another. */
  async #replace(before: Asked | null, next: Wish | null): Promise<void> {
    const { changed, database, federation, letters, linked, store, stirred } = this.#deps
    const home = federation()
    const attempt = before?.attempt ?? null
    // whoever is away just now is asked again when they are back
    if (before !== null && linked().includes(before.attempt.peer))
      this.#noteLeft(before.attempt, before.outlook)
    await database.write(() => {
      if (attempt !== null) {
        store.remove(attempt.id)
        if (!letters.dropUnsent(attempt.id))
          letters.add({ federation: home, peer: attempt.peer }, attempt.id, CANCELLED)
      }
      if (next !== null) this.#wish(next)
    })
    if (attempt !== null) {
      await this.#leave(attempt)
      stirred(attempt.peer)
    }
    if (next === null) return
    stirred(next.peer)
    changed(next.root)
  }

  #wish({ peer, root: rootHex, sizeBytes }: Wish): void {
    const { federation, letters, random, store } = this.#deps
    const id = FileId.parse(toHex(random.bytes(FILE_ID_BYTES)))
    const root = fromHex(rootHex)
    const file = { id, peer, name: '', mediaType: '', sizeBytes, root }
    store.add(federation(), { ...file, own: false, attached: true, phase: 'offered' })
    letters.add({ federation: federation(), peer }, id, { kind: 'wish', wish: { root, sizeBytes } })
  }

  #noteLeft(attempt: KeptFile, outlook: Asked['outlook']): void {
    const root = toHex(attempt.root)
    this.#left.set(root, (this.#left.get(root) ?? new Map()).set(attempt.peer, outlook))
  }

  async #leave(attempt: KeptFile): Promise<void> {
    await this.#deps.halted(attempt)
    this.#deps.changed(toHex(attempt.root))
  }
}
