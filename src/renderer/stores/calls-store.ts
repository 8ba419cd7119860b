import type { Bridge } from '../../shared/contract/index.ts'
import type { LimitView } from '../../shared/contract/limits.ts'
import type { CallView } from '../../shared/contract/neighbour-calls.ts'
import type { MeetingView } from '../../shared/contract/neighbours.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import { type AnswerStore, createAnswerStore } from './answer-store.ts'

type Sessions = Awaited<ReturnType<Bridge['neighbours']['sessions']>>

/** Wake-ups and reports, the sealed sessions, and what can be asked of a neighbour. */
export function createCallsStore(bridge: Bridge) {
  const { neighbours } = bridge
  const ask = async (): Promise<readonly CallView[]> => (await neighbours.calls({})).calls
  const answers = createAnswerStore(ask, [neighbours.called])
  const sessions = new Map<NodeId, AnswerStore<Sessions>>()
  const met = new Map<NodeId, AnswerStore<readonly MeetingView[]>>()
  const reload = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done
    await answers.load()
    return result
  }

  const changesOf = (nodeId: NodeId) => (listener: () => void) =>
    neighbours.changed(({ id }) => {
      if (id === undefined || id === nodeId) listener()
    })

  /** The sealed session with one Node, as a cache of its own. */
  function sessionWith(nodeId: NodeId): AnswerStore<Sessions> {
    const known =
      sessions.get(nodeId) ?? createAnswerStore(() => neighbours.sessions({ nodeId }), [changesOf(nodeId)])
    sessions.set(nodeId, known)
    return known
  }

  /** What passed at meetings with one Node, likewise. */
  function meetingsWith(nodeId: NodeId): AnswerStore<readonly MeetingView[]> {
    const askMeetings = async () => (await neighbours.meetings({ nodeId })).meetings
    const known =
      met.get(nodeId) ?? createAnswerStore<readonly MeetingView[]>(askMeetings, [changesOf(nodeId)])
    met.set(nodeId, known)
    return known
  }

  const actions = {
    wake: (nodeId: NodeId) => reload(neighbours.wake({ nodeId })),
    report: (nodeId: NodeId, text: string) => reload(neighbours.report({ nodeId, text })),
    checkAlive: (nodeId: NodeId) => neighbours.checkAlive({ nodeId }),
    restart: (nodeId: NodeId) => neighbours.restart({ nodeId }),
    markSeen: (nodeId: NodeId, kind?: CallView['kind']) =>
      reload(neighbours.markSeen({ nodeId, ...(kind && { kind }) })),
  }
  /** Those with everybody. */
  const allSessions = createAnswerStore<Sessions>(() => neighbours.sessions({}), [neighbours.changed])
  return { ...answers, allSessions, meetingsWith, sessionWith, actions }
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
