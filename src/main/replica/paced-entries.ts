import type { NodeId } from '../../shared/kernel/ids.ts'
import type { LaneFrame } from '../network/neighbour.ts'
import { CATCH_UP_FRAME_BYTES, CREDIT_WINDOW_BYTES } from '../wire/limits.ts'
import type { Travelling } from './entry-store.ts'
import { toRelayed } from './replica-frames.ts'

/** Entries that may wait for a neighbour's leave before more are read. Chosen here: two windows, so that the link is never idle. */
const AHEAD_BYTES = 2 * CREDIT_WINDOW_BYTES
/** Pause before looking again whether a neighbour has taken what it was sent. Chosen here: some megabytes a second. */
const LOOK_AGAIN_MS = 25

export interface PacedEntriesDeps {
  send(nodeId: NodeId, frame: LaneFrame): boolean
  /** Bytes that wait for a neighbour's leave to go. */
  queuedBytes(nodeId: NodeId): number
  /** A later moment at which to go on. */
  later(delayMs: number, task: () => void): void
}

/** What a delivery is for: an answer to cursors, or to a wish, or what the neighbour was found to lack. */
export type Purpose = 'cursors' | 'wanted' | 'lacking'

interface Delivery {
  readonly purpose: Purpose
  readonly parts: Iterator<AnswerPart>
}
/** Part of a delivery: entries that fit into one frame. */
interface AnswerPart {
  readonly entries: readonly Travelling[]
  readonly last: boolean
}

/** Sends neighbours many entries, read as they are taken, in frames that must be acknowledged before more may come. */
export class PacedEntries {
  readonly #deps: PacedEntriesDeps
  /** What is still to be sent to whom, one after the other. */
  readonly #deliveries = new Map<NodeId, Delivery[]>()

  constructor(deps: PacedEntriesDeps) {
    this.#deps = deps
  }

  /** Send entries after what is under way. A newer answer to cursors takes the place of an older one. */
  deliver(nodeId: NodeId, purpose: Purpose, entries: Iterable<Travelling>): void {
    const delivery = { purpose, parts: inParts(entries) }
    const waiting = this.#deliveries.get(nodeId)
    if (waiting === undefined) {
      this.#deliveries.set(nodeId, [delivery])
      this.#goOn(nodeId)
      return
    }
    const older = purpose === 'cursors' ? waiting.findIndex((other) => other.purpose === 'cursors') : -1
    if (older === -1) waiting.push(delivery)
    else waiting[older] = delivery
  }

  forget(nodeId: NodeId): void {
    this.#deliveries.delete(nodeId)
  }

  stop(): void {
    this.#deliveries.clear()
  }

  /** Send what a neighbour has room for, now and whenever it has room again. */
  #goOn(nodeId: NodeId): void {
    const waiting = this.#deliveries.get(nodeId)
    if (waiting === undefined) return
    while (this.#deps.queuedBytes(nodeId) < AHEAD_BYTES) {
      const [delivery] = waiting
      if (delivery === undefined) {
        this.#deliveries.delete(nodeId)
        return
      }
      const part = delivery.parts.next()
      if (part.done) waiting.shift()
      else if (!this.#sendPart(nodeId, delivery.purpose, part.value)) {
        this.forget(nodeId)
        return
      }
    }
    this.#deps.later(LOOK_AGAIN_MS, () => this.#goOn(nodeId))
  }

  #sendPart(nodeId: NodeId, purpose: Purpose, { entries, last }: AnswerPart): boolean {
    const relayed = entries.map(toRelayed)
    if (purpose === 'lacking') {
      return relayed.length === 0 || this.#deps.send(nodeId, { entries: { entries: relayed } })
    }
    const sort = purpose === 'cursors' ? { catchingUp: true } : { wanted: true }
    return this.#deps.send(nodeId, { entries: { entries: relayed, ...sort, last } })
  }
}

/** Entries in frames; the last frame may be empty, so that the other side knows that it has all. */
function* inParts(missing: Iterable<Travelling>): Generator<AnswerPart> {
  let entries: Travelling[] = []
  let sizeBytes = 0
  for (const travelling of missing) {
    const entryBytes = sizeOf(travelling)
    if (sizeBytes + entryBytes > CATCH_UP_FRAME_BYTES && entries.length > 0) {
      yield { entries, last: false }
      entries = []
      sizeBytes = 0
    }
    entries.push(travelling)
    sizeBytes += entryBytes
  }
  yield { entries, last: true }
}

const sizeOf = ({ raw }: Travelling): number =>
  raw.body.byteLength +
  raw.payload.byteLength +
  raw.nodeSignature.byteLength +
  raw.mirrorSignature.byteLength +
  16
