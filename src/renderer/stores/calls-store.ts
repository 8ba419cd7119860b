import type { Bridge } from '../../shared/contract/index.ts'
import type { LimitView } from '../../shared/contract/limits.ts'
import type { CallView } from '../../shared/contract/neighbour-calls.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import { type AnswerStore, createAnswerStore } from './answer-store.ts'

type Sessions = Awaited<ReturnType<Bridge['neighbours']['sessions']>>

/** Wake-ups and reports, the sealed sessions, and what can be asked of a neighbour. */
export function createCallsStore(bridge: Bridge) {
  const { neighbours } = bridge
  const ask = async (): Promise<readonly CallView[]> => (await neighbours.calls({})).calls
  const answers = createAnswerStore(ask, [neighbours.called])
  const sessions = new Map<NodeId, AnswerStore<Sessions>>()
  const reload = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done
    await answers.load()
    return result
  }

  /** The sealed session with one Node, as a cache of its own. */
  function sessionWith(nodeId: NodeId): AnswerStore<Sessions> {
    const changes = (listener: () => void) =>
      neighbours.changed(({ id }) => {
        if (id === undefined || id === nodeId) listener()
      })
    const known = sessions.get(nodeId) ?? createAnswerStore(() => neighbours.sessions({ nodeId }), [changes])
    sessions.set(nodeId, known)
    return known
  }

  const actions = {
    wake: (nodeId: NodeId) => reload(neighbours.wake({ nodeId })),
    report: (nodeId: NodeId, text: string) => reload(neighbours.report({ nodeId, text })),
    checkAlive: (nodeId: NodeId) => neighbours.checkAlive({ nodeId }),
    restart: (nodeId: NodeId) => neighbours.restart({ nodeId }),
    markSeen: (nodeId: NodeId) => reload(neighbours.markSeen({ nodeId })),
  }
  return { ...answers, sessionWith, actions }
}

/** What others may ask of this Node, how often, and what was refused. */
export function createLimitsStore(bridge: Bridge) {
  const ask = async (): Promise<readonly LimitView[]> => (await bridge.limits.list({})).limits
  const answers = createAnswerStore(ask, [bridge.limits.changed, bridge.neighbours.changed])
  async function set(name: LimitView['name'], count: number): Promise<void> {
    await bridge.limits.set({ name, count })
    await answers.load()
  }
  return { ...answers, actions: { set } }
}
