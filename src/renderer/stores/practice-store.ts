import type { Bridge } from '../../shared/contract/index.ts'
import type { LogLine, LogNode } from '../../shared/contract/practice-log.ts'
import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Language } from '../../shared/kernel/language.ts'
import { type AnswerStore, createAnswerStore } from './answer-store.ts'

/**
 * Whether this page is among simulated neighbours, and the way in and out.
 * Going either way leads to another Node, so nothing known here still holds:
 * `startAnew` forgets all of it.
 */
export function createPracticeStore(bridge: Bridge, startAnew: () => void) {
  const answers = createAnswerStore(() => bridge.practice.status({}), [bridge.practice.changed])
  const actions = {
    async enter(language: Language): Promise<void> {
      await bridge.practice.enter({ language })
      startAnew()
    },
    async leave(): Promise<void> {
      await bridge.practice.leave({})
      startAnew()
    },
  }
  return { ...answers, actions }
}

/** What simulated Nodes report of themselves. */
export interface ValleyLog {
  readonly nodes: readonly LogNode[]
  readonly lines: readonly LogLine[]
}

/** Their log as a whole, or that of one of them, each as a cache of its own. */
export function createLogStore(bridge: Bridge) {
  const logs = new Map<NodeId | null, AnswerStore<ValleyLog>>()
  return (nodeId: NodeId | null): AnswerStore<ValleyLog> => {
    const ask = (): Promise<ValleyLog> => bridge.practice.log(nodeId === null ? {} : { nodeId })
    const known = logs.get(nodeId) ?? createAnswerStore(ask, [bridge.practice.logged])
    logs.set(nodeId, known)
    return known
  }
}

/** What there is to try in practice, in the order in which it comes up. */
export const TRIALS = ['judge', 'answer', 'seed', 'offer'] as const
export type Trial = (typeof TRIALS)[number]

/** Which of it the person here has done, read off what the Node holds. */
export function createTrialsStore(bridge: Bridge) {
  async function ask(): Promise<ReadonlySet<Trial>> {
    const [{ alerts }, { transfers }, { seeds }] = await Promise.all([
      bridge.alerts.list({}),
      bridge.transfers.list({}),
      bridge.seeds.list({}),
    ])
    const done: Readonly<Record<Trial, boolean>> = {
      judge: alerts.some((alert) => !alert.own && alert.myReview !== null),
      answer: transfers.some(hasAnswered),
      seed: seeds.some((seed) => !seed.own && seed.state !== 'tray'),
      offer: transfers.some(
        ({ proposedHere, role, revision }) => proposedHere && role === 'giver' && revision === 0,
      ),
    }
    return new Set(TRIALS.filter((trial) => done[trial]))
  }
  return createAnswerStore(ask, [bridge.alerts.changed, bridge.transfers.changed, bridge.seeds.changed])
}

/** A counter-offer is an answer too. Terms that both agreed on have a time to decide. */
const hasAnswered = (transfer: {
  readonly proposedHere: boolean
  readonly revision: number
  readonly settleAtMs: number | null
}): boolean => (transfer.proposedHere ? transfer.revision > 0 : transfer.settleAtMs !== null)
