import type { Bridge } from '../../shared/contract/index.ts'
import type { FlagView, IsolationView } from '../../shared/contract/trust.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import { type AnswerStore, createAnswerStore } from './answer-store.ts'

/** Who is set apart now, here and by whom we are. */
export interface Apart {
  readonly isolations: readonly IsolationView[]
  readonly isolatedBy: readonly IsolationView[]
}

/** What Mirrors here think of other Nodes, and what stands between this Node and others. */
export function createTrustStore(bridge: Bridge) {
  const answers = createAnswerStore<Apart>(() => bridge.trust.list({}), [bridge.trust.changed])
  const opened = new Map<NodeId, AnswerStore<readonly FlagView[]>>()

  /** What was said of one Node, as a cache of its own. */
  function flagsOf(nodeId: NodeId): AnswerStore<readonly FlagView[]> {
    const ask = async (): Promise<readonly FlagView[]> => (await bridge.trust.get({ nodeId })).flags
    const known = opened.get(nodeId) ?? createAnswerStore(ask, [bridge.trust.changed])
    opened.set(nodeId, known)
    return known
  }

  const actions = {
    async flag(nodeId: NodeId, reason: string): Promise<void> {
      await bridge.trust.flag({ nodeId, reason })
      await flagsOf(nodeId).load()
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
  return { ...answers, flagsOf, actions }
}
