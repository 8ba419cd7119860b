import type { Bridge } from '../../shared/contract/index.ts'
import { createAnswerStore } from './answer-store.ts'

/** When each known Node was last heard, and the oldest of what they show. */
export interface Reach {
  readonly nodes: readonly { readonly connected: boolean; readonly lastHeardMs: number | null }[]
  readonly oldest: { readonly resource: string; readonly reportedAtMs: number } | null
}

/** Who is in reach. It follows no news of single Nodes, which in a large federation never ends: ask again now and then. */
export function createReachStore(bridge: Bridge) {
  async function ask(): Promise<Reach> {
    const [{ neighbours }, { oldest }] = await Promise.all([
      bridge.neighbours.list({}),
      bridge.map.oldest({}),
    ])
    return {
      nodes: neighbours.map(({ connected, lastHeardMs }) => ({ connected, lastHeardMs })),
      oldest,
    }
  }
  return createAnswerStore(ask, [])
}
