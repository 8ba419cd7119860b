import type { NodeId } from '../../shared/kernel/ids.ts'

/** How long an answer counts. Source: docs/protocol.md, "Reach". */
const ANSWER_LASTS_MS = 3_600_000
/** Asking one neighbour again. Source: docs/protocol.md, "Reach". */
export const ASK_AGAIN_MS = 600_000

/** Whether neighbours from outside can dial this Node; `unknown`: nobody outside could be asked. */
export type Outside = 'yes' | 'no' | 'unknown'

export interface ReachAnswer {
  readonly atMs: number
  /** Where the neighbour reached us, as a multiaddr without our name; null: nowhere. */
  readonly address: string | null
}

/** What neighbours from outside found when they dialled back. One success counts more than any failure: it was seen here. */
export class Reachability {
  readonly #answers = new Map<NodeId, ReachAnswer>()

  note(nodeId: NodeId, answer: ReachAnswer): void {
    this.#answers.set(nodeId, answer)
  }

  isDue(nodeId: NodeId, nowMs: number): boolean {
    const last = this.#answers.get(nodeId)
    return last === undefined || nowMs - last.atMs >= ASK_AGAIN_MS
  }

  outside(nowMs: number): Outside {
    const answers = this.#current(nowMs)
    if (answers.some(({ address }) => address !== null)) return 'yes'
    return answers.length > 0 ? 'no' : 'unknown'
  }

  /** Where this Node was reached from outside. */
  addresses(nowMs: number): readonly string[] {
    return [...new Set(this.#current(nowMs).flatMap(({ address }) => address ?? []))]
  }

  #current(nowMs: number): readonly ReachAnswer[] {
    for (const [nodeId, { atMs }] of this.#answers) {
      if (nowMs - atMs >= ANSWER_LASTS_MS) this.#answers.delete(nodeId)
    }
    return [...this.#answers.values()]
  }
}
