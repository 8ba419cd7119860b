import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { wire } from '../wire/messages.ts'
import { decodeCursors, encodeCursors, type Holdings, hasNews } from './cursors.ts'
import type { EntryStore, Travelling } from './entry-store.ts'
import { compareEpochs } from './epoch-order.ts'
import type { PacedEntries } from './paced-entries.ts'
import type { SyncContent } from './sync-frames.ts'

/** Entries of one log read from the store at a time. Chosen here: a frame's worth of the smallest. */
const READ_AHEAD = 64
/** Shortest time between two requests to one neighbour. Source: docs/protocol.md, "Catching up". */
export const ASK_AGAIN_MS = 2_000
/** The same for asking only because a neighbour asked: two Nodes that each hold what the other refuses would ask each other for ever. Chosen here: half the time after which somebody is asked anyway. */
const ASK_IN_TURN_MS = 30_000
/** Shortest time between two answers to one neighbour: comparing cursors costs more than sending them. Chosen here. */
const ANSWER_AGAIN_MS = 500

export interface CatchUpDeps {
  readonly entries: EntryStore
  /** The machine's clock: pacing does not follow a moved application clock. */
  readonly realClock: Clock
  send(nodeId: NodeId, content: SyncContent): boolean
  readonly paced: Pick<PacedEntries, 'deliver'>
  /** A later moment at which to ask again. */
  later(delayMs: number, task: () => void): void
}

type CursorsFrame = NonNullable<ConstructorParameters<typeof wire.Cursors>[0]>

/**
 * Mends what went past us: each side tells how far it holds every log and which
 * registers, and gets what it lacks, oldest first, in frames that the receiver
 * has to acknowledge before more may come.
 */
export class CatchUp {
  readonly #deps: CatchUpDeps
  readonly #askedAtMs = new Map<NodeId, number>()
  readonly #askedInTurnAtMs = new Map<NodeId, number>()
  readonly #askingLater = new Set<NodeId>()
  readonly #answeredAtMs = new Map<NodeId, number>()
  /** The newest cursors of neighbours that ask again too soon. */
  readonly #unanswered = new Map<NodeId, CursorsFrame>()

  constructor(deps: CatchUpDeps) {
    this.#deps = deps
  }

  /** Ask a neighbour for what we lack; soon rather than now where we just did. */
  ask(nodeId: NodeId): void {
    const sinceMs = this.#sinceMs(this.#askedAtMs.get(nodeId))
    if (sinceMs >= ASK_AGAIN_MS) {
      this.#askingLater.delete(nodeId)
      this.#askNow(nodeId)
      return
    }
    if (this.#askingLater.has(nodeId)) return
    this.#askingLater.add(nodeId)
    this.#deps.later(ASK_AGAIN_MS - sinceMs, () => {
      if (this.#askingLater.delete(nodeId)) this.#askNow(nodeId)
    })
  }

  /** Forget a neighbour that went away: when it is back, it is asked at once. */
  forget(nodeId: NodeId): void {
    this.#askedAtMs.delete(nodeId)
    this.#askedInTurnAtMs.delete(nodeId)
    this.#askingLater.delete(nodeId)
    this.#answeredAtMs.delete(nodeId)
    this.#unanswered.delete(nodeId)
  }

  /** Forget everybody. */
  stop(): void {
    this.#askedAtMs.clear()
    this.#askedInTurnAtMs.clear()
    this.#askingLater.clear()
    this.#answeredAtMs.clear()
    this.#unanswered.clear()
  }

  /**
   * Answer a neighbour's cursors, as fast as it takes the answer, and ask in turn
   * where it holds more than we do. Of many cursors in a short time the newest count.
   */
  answer(nodeId: NodeId, cursors: CursorsFrame): void {
    const sinceMs = this.#sinceMs(this.#answeredAtMs.get(nodeId))
    if (sinceMs >= ANSWER_AGAIN_MS) {
      this.#answerNow(nodeId, cursors)
      return
    }
    const isWaiting = this.#unanswered.has(nodeId)
    this.#unanswered.set(nodeId, cursors)
    if (isWaiting) return
    this.#deps.later(ANSWER_AGAIN_MS - sinceMs, () => {
      const newest = this.#unanswered.get(nodeId)
      if (newest !== undefined) this.#answerNow(nodeId, newest)
    })
  }

  #answerNow(nodeId: NodeId, cursors: CursorsFrame): void {
    this.#unanswered.delete(nodeId)
    this.#answeredAtMs.set(nodeId, this.#deps.realClock.nowMs())
    const theirs = decodeCursors(cursors)
    this.#deps.paced.deliver(nodeId, 'cursors', this.#missing(theirs))
    if (!this.#mayAskInTurn(nodeId) || !hasNews(theirs, this.#deps.entries)) return
    this.#askedInTurnAtMs.set(nodeId, this.#deps.realClock.nowMs())
    this.ask(nodeId)
  }

  /** Whoever was asked a moment ago answers that: its news is on its way. */
  #mayAskInTurn(nodeId: NodeId): boolean {
    const hasJustAsked = this.#sinceMs(this.#askedAtMs.get(nodeId)) < ASK_AGAIN_MS
    return !hasJustAsked && this.#sinceMs(this.#askedInTurnAtMs.get(nodeId)) >= ASK_IN_TURN_MS
  }

  /** A clock that was set back since counts as a long time. */
  #sinceMs(atMs: number | undefined): number {
    const sinceMs = this.#deps.realClock.nowMs() - (atMs ?? Number.NEGATIVE_INFINITY)
    return sinceMs < 0 ? Number.POSITIVE_INFINITY : sinceMs
  }

  #askNow(nodeId: NodeId): void {
    this.#askedAtMs.set(nodeId, this.#deps.realClock.nowMs())
    this.#deps.send(nodeId, { cursors: encodeCursors(this.#deps.entries) })
  }

  /** Older epochs and earlier sequences first, then registers. */
  *#missing(theirs: Holdings): Generator<Travelling> {
    const { entries } = this.#deps
    const heads = entries.heads().sort((a, b) => compareEpochs(a.epoch, b.epoch))
    for (const head of heads) {
      let from = theirs.nextSequenceOf(head)
      for (;;) {
        const page = entries.logFrom(head, from, READ_AHEAD)
        yield* page
        const last = page.at(-1)
        if (last === undefined || page.length < READ_AHEAD) break
        from = last.sequence + 1
      }
    }
    for (const latest of entries.latestHeads()) {
      const travelling = theirs.holdsLatest(latest) ? null : entries.travelling(latest.id)
      if (travelling !== null) yield travelling
    }
  }
}
