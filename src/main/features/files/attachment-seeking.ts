import { type FederationId, FileId, type NodeId } from '../../../shared/kernel/ids.ts'
import { fromHex, toHex } from '../../platform/bytes.ts'
import type { Clock } from '../../platform/clock.ts'
import { gathered } from '../../platform/gathered.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Random } from '../../platform/random.ts'
import type { Cancel, Timers } from '../../platform/timers.ts'
import type { Database } from '../../storage/database.ts'
import type { AttachmentStore, KeptAttachment } from './attachment-store.ts'
import type { FileLetterStore } from './file-letter-store.ts'
import { FILE_ID_BYTES } from './file-rules.ts'
import type { FileStore } from './file-store.ts'
import type { KeptFile } from './file-types.ts'

/** How often it is looked for what stands still. Chosen here: a few times in the waits below. */
const LOOK_EVERY_MS = 5_000
/** Several reasons to look within this time are one. Chosen here: nobody sees it. */
const LOOK_GATHER_MS = 50
/** A wish without an answer for so long goes to another. Chosen here: a Node that is there answers in a second. */
const ANSWER_WITHIN_MS = 30_000
/** Who sends nothing for so long is left for another. Chosen here: beyond what a bad line is silent for. */
const SILENT_MS = 120_000
/** Whoever did not have it is asked again after this. Chosen here: they may have fetched it since. */
const ASK_AGAIN_MS = 600_000

export interface AttachmentSeekingDeps {
  readonly database: Database
  readonly store: FileStore
  readonly attachments: AttachmentStore
  readonly letters: FileLetterStore
  readonly random: Random
  readonly clock: Clock
  readonly realTimers: Timers
  readonly logger: Pick<Logger, 'warn'>
  readonly federation: () => FederationId
  readonly names: AttachmentNames
  /** Every Node there is a link with just now. */
  readonly linked: () => readonly NodeId[]
  readonly isKnown: (nodeId: NodeId) => boolean
  readonly isIsolated: (nodeId: NodeId) => boolean
  /** How long nothing of it has come; null while something does, or should not. */
  readonly silentForMs: (file: KeptFile) => number | null
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
}

type Wish = Pick<KeptAttachment, 'root' | 'sizeBytes'> & { readonly peer: NodeId }

/**
 * Asks one Node after the other for what is wanted: whoever offered the lesson
 * first, then every other there is a link with. What has come of an attachment
 * stays when it comes from another: the same root is the same bytes.
 */
export class AttachmentSeeking {
  readonly #deps: AttachmentSeekingDeps
  /** Who did not have what, since they were last asked. */
  readonly #without = new Map<string, Set<NodeId>>()
  readonly #lookSoon: () => void
  #cancels: Cancel[] = []
  #turn: Promise<void> = Promise.resolve()
  #isRunning = false

  constructor(deps: AttachmentSeekingDeps) {
    this.#deps = deps
    this.#lookSoon = gathered({ timers: deps.realTimers, whileMs: LOOK_GATHER_MS }, () => this.#look())
  }

  async start(): Promise<void> {
    const { database, federation, realTimers, store } = this.#deps
    await database.write(() => store.dropAttachedBeyond(federation()))
    this.#isRunning = true
    this.#cancels = [
      realTimers.every(LOOK_EVERY_MS, () => this.#look()),
      realTimers.every(ASK_AGAIN_MS, () => this.#without.clear()),
    ]
    this.#lookSoon()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    for (const cancel of this.#cancels.splice(0)) cancel()
    await this.#turn
    this.#without.clear()
  }

  /** A link has come up, and with it whatever that Node has. */
  linked(peer: NodeId): void {
    for (const without of this.#without.values()) without.delete(peer)
    this.#lookSoon()
  }

  /** Something is wanted that was not, or the other way round. */
  stirred(root: string): void {
    this.#without.delete(root)
    this.#lookSoon()
  }

  /** It is not wanted any more. Resolves once nothing of it moves. */
  async drop(root: string): Promise<void> {
    const { federation, store } = this.#deps
    const dropped = this.#turn.then(async () => {
      const attempt = store.attempt(federation(), fromHex(root))
      if (attempt !== null) await this.#replace(attempt, null)
      this.#without.delete(root)
    })
    this.#turn = dropped.catch(() => {}) // whoever drops it is told
    return dropped
  }

  /** One came to its end by the other side's word. */
  async ended(file: KeptFile): Promise<void> {
    await this.#deps.database.write(() => this.#deps.store.remove(file.id))
    if (file.own) return
    this.#noteWithout(file)
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
    for (const attempt of store.attempts(federation())) {
      if (!roots.has(toHex(attempt.root))) await this.#replace(attempt, null)
    }
    for (const one of wanted) if (this.#isRunning) await this.#seek(one)
  }

  async #seek(wanted: KeptAttachment): Promise<void> {
    const { federation, store } = this.#deps
    const attempt = store.attempt(federation(), fromHex(wanted.root))
    if (attempt !== null && !this.#isHopeless(attempt)) return
    const next = this.#nextFor(wanted, attempt?.peer)
    if (attempt === null && next === null) return
    const isWorthLeaving = next !== null || attempt?.reason === 'wrong-bytes'
    if (isWorthLeaving) await this.#replace(attempt, next === null ? null : { peer: next, ...wanted })
  }

  #isHopeless(attempt: KeptFile): boolean {
    const { clock, linked, silentForMs } = this.#deps
    if (attempt.paused) return attempt.reason === 'wrong-bytes' // of a full disk another Node is no cure
    if (!linked().includes(attempt.peer)) return true
    if (attempt.phase !== 'offered' && attempt.phase !== 'moving') return true
    if (attempt.phase === 'offered') return clock.nowMs() - attempt.offeredAtMs >= ANSWER_WITHIN_MS
    return (silentForMs(attempt) ?? 0) >= SILENT_MS
  }

  #nextFor({ root, sizeBytes }: KeptAttachment, besides: NodeId | undefined): NodeId | null {
    const { isIsolated, isKnown, linked, names } = this.#deps
    if (!names.isNamed(root, sizeBytes)) return null // it was of a federation that was left: nobody here is told of it
    const here = linked().filter((nodeId) => isKnown(nodeId) && !isIsolated(nodeId))
    const origins = names.origins(root, sizeBytes).filter((nodeId) => here.includes(nodeId))
    const without = this.#without.get(root)
    return [...origins, ...here].find((nodeId) => nodeId !== besides && !without?.has(nodeId)) ?? null
  }

  /** Leave one, who is told, and ask another. */
  async #replace(attempt: KeptFile | null, next: Wish | null): Promise<void> {
    const { changed, database, federation, letters, linked, store, stirred } = this.#deps
    const home = federation()
    // whoever is away just now is asked again when they are back
    if (attempt !== null && linked().includes(attempt.peer)) this.#noteWithout(attempt)
    await database.write(() => {
      if (attempt !== null) {
        store.remove(attempt.id)
        const answer = { outcome: 'cancelled', reason: 'person', note: '' } as const
        letters.add({ federation: home, peer: attempt.peer }, attempt.id, { kind: 'answer', answer })
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

  #noteWithout(attempt: KeptFile): void {
    const root = toHex(attempt.root)
    this.#without.set(root, (this.#without.get(root) ?? new Set()).add(attempt.peer))
  }

  async #leave(attempt: KeptFile): Promise<void> {
    await this.#deps.halted(attempt)
    this.#deps.changed(toHex(attempt.root))
  }
}
