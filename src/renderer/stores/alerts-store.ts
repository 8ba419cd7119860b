import type { AlertView } from '../../shared/contract/alerts.ts'
import type { Bridge } from '../../shared/contract/index.ts'
import { createAlertPages } from './alert-pages.ts'
import { type AnswerStore, createAnswerStore } from './answer-store.ts'

type Id = AlertView['id']
type Raise = Parameters<Bridge['alerts']['raise']>[0]
type Correct = Parameters<Bridge['alerts']['correct']>[0]
type Review = Parameters<Bridge['alerts']['review']>[0]

/** The alerts of this Node, newest first, and what a person does with them. */
export function createAlertsStore(bridge: Bridge) {
  const pages = createAlertPages(bridge)
  const ask = async (): Promise<readonly AlertView[]> => {
    const list = await pages.ask()
    if (!pages.isWhole()) void answers.load()
    return list
  }
  const noted = (load: () => void, id?: string): void => {
    pages.note(id)
    load()
  }
  const answers: AnswerStore<readonly AlertView[]> = createAnswerStore(ask, [
    (load) => {
      pages.note() // whatever changed while nobody followed was not heard
      return bridge.alerts.changed(({ id }) => noted(load, id))
    },
    (load) => bridge.mirrors.changed(() => noted(load)), // who asks decides which seals are open
  ])
  /** The act, and then the alert as the act left it: the one named, or the one that was made. */
  const then = async <T extends { readonly id?: Id }>(done: Promise<T>, id?: string): Promise<T> => {
    const result = await done
    pages.note(id ?? result.id)
    await answers.load()
    return result
  }
  const actions = {
    raise: (input: Raise) => then(bridge.alerts.raise(input)),
    correct: (input: Correct) => then(bridge.alerts.correct(input), input.id),
    review: (input: Review) => then(bridge.alerts.review(input), input.id),
    acknowledge: (id: Id) => then(bridge.alerts.acknowledge({ id }), id),
    snooze: (id: Id, untilMs: number) => then(bridge.alerts.snooze({ id, untilMs }), id),
    resolve: (id: Id, note: string) => then(bridge.alerts.resolve({ id, note }), id),
    reopen: (id: Id) => then(bridge.alerts.reopen({ id }), id),
    exportBundle: () => bridge.alerts.exportBundle({}),
    previewBundle: (bundle: string) => bridge.alerts.importBundle({ bundle, dryRun: true }),
    importBundle: async (bundle: string) => {
      const taken = await bridge.alerts.importBundle({ bundle, dryRun: false })
      pages.note()
      await answers.load()
      return taken
    },
  }
  const askAnew = (): Promise<void> => {
    pages.note() // the question under way took what was stale with it
    return answers.askAnew()
  }
  return { ...answers, askAnew, isWhole: pages.isWhole, actions }
}
