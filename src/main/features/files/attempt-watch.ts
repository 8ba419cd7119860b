import type { FileId, NodeId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../platform/clock.ts'
import type { FileLetterStore } from './file-letter-store.ts'
import { WINDOW_CHUNKS } from './file-rules.ts'
import { type FileStore, keptUnder } from './file-store.ts'
import type { KeptFile } from './file-types.ts'

/** A wish that is not sent, or not answered, for so long goes to another. Source: docs/protocol.md, "Files of lessons". */
const ANSWER_WITHIN_MS = 30_000
/** Within this time a window has to come where another may have it. Source: docs/protocol.md, "Files of lessons". */
const WINDOW_WITHIN_MS = 120_000

/** What is to be hoped of asking one Node: `slow` is better than nobody, and `over` is not. */
export type Outlook = 'good' | 'slow' | 'over'

interface Mark {
  readonly stage: 'unsent' | 'unanswered' | 'moving'
  readonly atMs: number
  /** How many chunks were here then. */
  readonly chunks: number
}

export interface AttemptWatchDeps {
  readonly store: Pick<FileStore, 'countChunks'>
  readonly letters: Pick<FileLetterStore, 'hasUnsent'>
  /** The machine's clock: a line's delays are no affair of the application's time. */
  readonly realClock: Clock
  /** Every Node there is a link with just now. */
  readonly linked: () => readonly NodeId[]
  /** Whether it was paused over there. */
  readonly restsThere: (fileId: FileId) => boolean
}

/** Sees whether what was asked for comes. It counts from when it first saw each step, so that looking is what it needs. */
export class AttemptWatch {
  readonly #deps: AttemptWatchDeps
  readonly #marks = new Map<FileId, Mark>()

  constructor(deps: AttemptWatchDeps) {
    this.#deps = deps
  }

  outlookOf(attempt: KeptFile): Outlook {
    const { linked, restsThere } = this.#deps
    const { id, paused, peer, phase, reason } = attempt
    const mayCome = !paused && linked().includes(peer) && (phase === 'offered' || phase === 'moving')
    if (mayCome && !restsThere(id)) return this.#outlookBy(this.#markOf(attempt))
    this.#marks.delete(id) // the time begins anew with whatever lets it come again
    return paused && reason !== 'wrong-bytes' ? 'good' : 'over' // of a full disk another Node is no cure
  }

  /** Only these are still asked for. */
  keepOnly(attempts: readonly Pick<KeptFile, 'id'>[]): void {
    const ids = new Set(attempts.map(({ id }) => id))
    for (const id of this.#marks.keys()) if (!ids.has(id)) this.#marks.delete(id)
  }

  #outlookBy({ atMs, stage }: Mark): Outlook {
    const sinceMs = this.#deps.realClock.nowMs() - atMs
    if (sinceMs < (stage === 'moving' ? WINDOW_WITHIN_MS : ANSWER_WITHIN_MS)) return 'good'
    return stage === 'unanswered' ? 'over' : 'slow'
  }

  /** Since when it is where it is. */
  #markOf(attempt: KeptFile): Mark {
    const { letters, realClock, store } = this.#deps
    const { id, phase } = attempt
    const stage = phase === 'moving' ? 'moving' : letters.hasUnsent(id) ? 'unsent' : 'unanswered'
    const chunks = stage === 'moving' ? store.countChunks(keptUnder(attempt)) : 0
    const before = this.#marks.get(id)
    if (before?.stage === stage && chunks - before.chunks < WINDOW_CHUNKS) return before
    const mark = { stage, chunks, atMs: realClock.nowMs() } as const
    this.#marks.set(id, mark)
    return mark
  }
}
