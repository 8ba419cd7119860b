import type { Bridge } from '../../shared/contract/index.ts'
import { createAnswerStore } from './answer-store.ts'

/** When each known Node was last heard, and how old what it shows is. */
export interface Reach {
  readonly nodes: readonly { readonly connected: boolean; readonly lastHeardMs: number | null }[]
  readonly figures: readonly { readonly resource: string; readonly reportedAtMs: number }[]
}

/** Who is in reach. It follows no news of single Nodes, which in a large federation never ends: ask again now and then. */
export function createReachStore(bridge: Bridge) {
  async function ask(): Promise<Reach> {
    const [{ neighbours }, { reports }] = await Promise.all([
      bridge.neighbours.list({}),
      bridge.map.reports({}),
    ])
    return {
      nodes: neighbours.map(({ connected, lastHeardMs }) => ({ connected, lastHeardMs })),
      figures: reports.map(({ resource, reportedAtMs }) => ({ resource, reportedAtMs })),
    }
  }
  return createAnswerStore(ask, [])
}
