import type { Bridge } from '../../shared/contract/index.ts'
import type { EndedIsolationView, FlagView, IsolationView } from '../../shared/contract/trust.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import { type AnswerStore, createAnswerStore } from './answer-store.ts'

/** Who is set apart now, here and by whom we are. */
export interface Apart {
  readonly isolations: readonly IsolationView[]
  readonly isolatedBy: readonly IsolationView[]
}

/** What Mirrors here noted of a Node, and the isolations between it and this one that are over, the latest first. */
export interface Past {
  readonly flags: readonly FlagView[]
  readonly over: readonly EndedIsolationView[]
}

/** What Mirrors here think of other Nodes, and what stands between this Node and others. */
export function createTrustStore(bridge: Bridge) {
  const answers = createAnswerStore<Apart>(() => bridge.trust.list({}), [bridge.trust.changed])
  const opened = new Map<NodeId, AnswerStore<Past>>()

  /** What was said of one Node, and what stood between it and this one, as a cache of its own. */
  function pastOf(nodeId: NodeId): AnswerStore<Past> {
    const ask = (): Promise<Past> => bridge.trust.get({ nodeId })
    const known = opened.get(nodeId) ?? createAnswerStore(ask, [bridge.trust.changed])
    opened.set(nodeId, known)
    return known
  }

  const actions = {
    async flag(nodeId: NodeId, reason: string): Promise<void> {
      await bridge.trust.flag({ nodeId, reason })
      await pastOf(nodeId).load()
    },
    async isolate(nodeId: NodeId, reason: string, forMs: number): Promise<void> {
      await bridge.trust.isolate({ nodeId, reason, forMs })
      await answers.load()
    },
    async release(nodeId: NodeId): Promise<void> {
      await bridge.trust.release({ nodeId })
      await answers.load()
    },
    async appeal(nodeId: NodeId, reason: string): Promise<void> {
      await bridge.trust.appeal({ nodeId, reason })
      await answers.load()
    },
  }
  return { ...answers, pastOf, actions }
}
