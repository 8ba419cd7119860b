import type { EntryId, NodeId } from '../../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../../shared/kernel/verdict.ts'
import { fromHex } from '../../platform/bytes.ts'
import type { SyncContent } from '../sync-frames.ts'

/** Ids and marks of one wish. Source: docs/protocol.md, "Comparing". */
export const MAX_WANTED_IDS = 500
export const MAX_WANTED_MARKS = 2_000
/** After so long without an answer somebody else is asked. Source: docs/protocol.md, "Comparing". */
const PATIENCE_MS = 30_000

export interface WishesDeps {
  send(nodeId: NodeId, frame: SyncContent): boolean
  later(delayMs: number, task: () => void): void
  countRefusal(nodeId: NodeId, reason: VerdictReason): void
  /** A neighbour was asked and gave too little: others may hold it. */
  askOthers(but: NodeId): void
}

/** What one neighbour was asked for and has not answered yet. */
interface Asked {
  entries: number
  wishes: number
  served: number
}

/** What neighbours say they hold, asked of them, and held against those who then do not give it. */
export class Wishes {
  readonly #deps: WishesDeps
  readonly #asked = new Map<NodeId, Asked>()

  constructor(deps: WishesDeps) {
    this.#deps = deps
  }

  ask(nodeId: NodeId, ids: readonly EntryId[], marks: readonly string[]): void {
    for (const some of inRuns(ids, MAX_WANTED_IDS)) {
      this.#wish(nodeId, some.length, { wanted: { ids: fromHex(some.join('')) } })
    }
    for (const some of inRuns(marks, MAX_WANTED_MARKS)) {
      this.#wish(nodeId, some.length, { wanted: { marks: fromHex(some.join('')) } })
    }
  }

  /** Entries came that answer a wish. @returns whether all wishes have been answered */
  served(nodeId: NodeId, entries: number, last: boolean): boolean {
    const asked = this.#asked.get(nodeId)
    if (asked === undefined) return false
    asked.served += entries
    if (last) asked.wishes -= 1
    if (asked.wishes > 0) return false
    this.#settle(nodeId, asked)
    return true
  }

  forget(nodeId: NodeId): void {
    this.#asked.delete(nodeId)
  }

  #wish(nodeId: NodeId, entries: number, frame: SyncContent): void {
    if (!this.#deps.send(nodeId, frame)) return
    const asked = this.#asked.get(nodeId)
    if (asked !== undefined) {
      asked.entries += entries
      asked.wishes += 1
      return
    }
    const first: Asked = { entries, wishes: 1, served: 0 }
    this.#asked.set(nodeId, first)
    this.#deps.later(PATIENCE_MS, () => {
      if (this.#asked.get(nodeId) === first) this.#settle(nodeId, first)
    })
  }

  /** An honest neighbour may have lost a few in between, to newer ones. */
  #settle(nodeId: NodeId, { entries, served }: Asked): void {
    this.#asked.delete(nodeId)
    if (served < entries) this.#deps.askOthers(nodeId)
    if (served < entries / 2) this.#deps.countRefusal(nodeId, 'not-served')
  }
}

function* inRuns<T>(all: readonly T[], length: number): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += length) yield all.slice(start, start + length)
}
