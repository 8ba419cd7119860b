import type { NodeId } from '../../shared/kernel/ids.ts'
import { elapsedMs, type Instant } from '../crypto/session/session-time.ts'

/** How long an answer counts. Source: docs/protocol.md, "Reach". */
const ANSWER_LASTS_MS = 3_600_000
/** Asking one neighbour again. Source: docs/protocol.md, "Reach". */
export const ASK_AGAIN_MS = 600_000

/** Whether neighbours from outside can dial this Node; `unknown`: nobody outside could be asked. */
export type Outside = 'yes' | 'no' | 'unknown'

export interface ReachAnswer {
  readonly at: Instant
  /** Where the neighbour reached us, as a multiaddr without our name; null: nowhere. */
  readonly address: string | null
}

/** What neighbours from outside found when they dialled back. One success counts more than any failure: it was seen here. Sleep ages it too: a machine may wake up elsewhere. */
export class Reachability {
  readonly #answers = new Map<NodeId, ReachAnswer>()

  note(nodeId: NodeId, answer: ReachAnswer): void {
    this.#answers.set(nodeId, answer)
  }

  isDue(nodeId: NodeId, now: Instant): boolean {
    const last = this.#answers.get(nodeId)
    return last === undefined || elapsedMs(last.at, now) >= ASK_AGAIN_MS
  }

  outside(now: Instant): Outside {
    const answers = this.#current(now)
    if (answers.some(({ address }) => address !== null)) return 'yes'
    return answers.length > 0 ? 'no' : 'unknown'
  }

  /** Where this Node was reached from outside, by most neighbours: one address of each IP family, or liars would crowd out the true ones. */
  addresses(now: Instant): readonly string[] {
    const votes = new Map<string, number>()
    for (const { address } of this.#current(now)) {
      if (address !== null) votes.set(address, (votes.get(address) ?? 0) + 1)
    }
    const mostFirst = [...votes].toSorted(([, a], [, b]) => b - a).map(([address]) => address)
    const families = new Set(mostFirst.map(familyOf))
    return [...families].flatMap((family) => mostFirst.find((address) => familyOf(address) === family) ?? [])
  }

  #current(now: Instant): readonly ReachAnswer[] {
    for (const [nodeId, { at }] of this.#answers) {
      if (elapsedMs(at, now) >= ANSWER_LASTS_MS) this.#answers.delete(nodeId)
    }
    return [...this.#answers.values()]
  }
}

const familyOf = (address: string): string | undefined => address.split('/')[1]
