import type { AlertView } from '../../shared/contract/alerts.ts'
import type { Bridge } from '../../shared/contract/index.ts'
import { createAnswerStore } from './answer-store.ts'

/** Alerts asked for at once. Chosen here: the most the Node gives, because grouping needs the whole queue. */
const LIST_LIMIT = 1_000

type Id = AlertView['id']
type Raise = Parameters<Bridge['alerts']['raise']>[0]
type Correct = Parameters<Bridge['alerts']['correct']>[0]
type Review = Parameters<Bridge['alerts']['review']>[0]

/** The alerts of this Node, newest first, and what a person does with them. */
export function createAlertsStore(bridge: Bridge) {
  const ask = async (): Promise<readonly AlertView[]> =>
    (await bridge.alerts.list({ limit: LIST_LIMIT })).alerts
  const answers = createAnswerStore(ask, [bridge.alerts.changed, bridge.mirrors.changed])
  const then = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done
    await answers.load()
    return result
  }
  const actions = {
    raise: (input: Raise) => then(bridge.alerts.raise(input)),
    correct: (input: Correct) => then(bridge.alerts.correct(input)),
    review: (input: Review) => then(bridge.alerts.review(input)),
    acknowledge: (id: Id) => then(bridge.alerts.acknowledge({ id })),
    snooze: (id: Id, untilMs: number) => then(bridge.alerts.snooze({ id, untilMs })),
    resolve: (id: Id, note: string) => then(bridge.alerts.resolve({ id, note })),
    reopen: (id: Id) => then(bridge.alerts.reopen({ id })),
  }
  return { ...answers, actions }
}
