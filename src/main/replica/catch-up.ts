import type { NodeId } from '../../shared/kernel/ids.ts'
import type { LaneFrame } from '../network/neighbour.ts'
import type { Clock } from '../platform/clock.ts'
import { CATCH_UP_FRAME_BYTES } from '../wire/limits.ts'
import type { wire } from '../wire/messages.ts'
import { decodeCursors, encodeCursors, type Holdings, hasNews } from './cursors.ts'
import type { EntryStore, Travelling } from './entry-store.ts'
import { compareEpochs } from './epoch-order.ts'
import { toRelayed } from './replica-frames.ts'

/** Entries of one log read from the store at a time. Chosen here: a frame's worth of the smallest. */
const READ_AHEAD = 64
/** Shortest time between two requests to one neighbour. Source: docs/protocol.md, "Catching up". */
const ASK_AGAIN_MS = 2_000

export interface CatchUpDeps {
  readonly entries: EntryStore
  /** The machine's clock: pacing does not follow a moved application clock. */
  readonly realClock: Clock
  send(nodeId: NodeId, frame: LaneFrame): boolean
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
  readonly #askingLater = new Set<NodeId>()

  constructor(deps: CatchUpDeps) {
    this.#deps = deps
  }

  /** Ask a neighbour for what we lack; soon rather than now where we just did. */
  ask(nodeId: NodeId): void {
    const sinceMs = this.#deps.realClock.nowMs() - (this.#askedAtMs.get(nodeId) ?? Number.NEGATIVE_INFINITY)
    if (sinceMs >= ASK_AGAIN_MS) {
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
    this.#askingLater.delete(nodeId)
  }

  /** Answer a neighbour's cursors, and ask in turn where it holds more than we do. */
  answer(nodeId: NodeId, cursors: CursorsFrame): void {
    const theirs = decodeCursors(cursors)
    let frame: Travelling[] = []
    let sizeBytes = 0
    for (const travelling of this.#missing(theirs)) {
      const entryBytes = sizeOf(travelling)
      if (sizeBytes + entryBytes > CATCH_UP_FRAME_BYTES && frame.length > 0) {
        if (!this.#sendEntries(nodeId, frame, false)) return
        frame = []
        sizeBytes = 0
      }
      frame.push(travelling)
      sizeBytes += entryBytes
    }
    this.#sendEntries(nodeId, frame, true)
    if (hasNews(theirs, this.#deps.entries)) this.ask(nodeId)
  }

  #askNow(nodeId: NodeId): void {
    this.#askedAtMs.set(nodeId, this.#deps.realClock.nowMs())
    this.#deps.send(nodeId, { cursors: encodeCursors(this.#deps.entries) })
  }

  #sendEntries(nodeId: NodeId, entries: readonly Travelling[], last: boolean): boolean {
    return this.#deps.send(nodeId, { entries: { entries: entries.map(toRelayed), catchingUp: true, last } })
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

const sizeOf = ({ raw }: Travelling): number =>
  raw.body.byteLength +
  raw.payload.byteLength +
  raw.nodeSignature.byteLength +
  raw.mirrorSignature.byteLength +
  16
