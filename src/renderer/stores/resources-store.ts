import type { Bridge } from '../../shared/contract/index.ts'
import type { OwnResource } from '../../shared/contract/resources.ts'
import { createAnswerStore } from './answer-store.ts'

type Recording = Parameters<Bridge['resources']['record']>[0]
/** Points of a history shown at once. Chosen here: more than a line on any screen has room for. */
const HISTORY_POINTS = 500

/** What this Node measures, exact, and the ways to measure more. */
export function createResourcesStore(bridge: Bridge) {
  const ask = async (): Promise<readonly OwnResource[]> => (await bridge.resources.own({})).resources
  const answers = createAnswerStore(ask, [bridge.resources.changed])
  const reload = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done
    await answers.load()
    return result
  }
  const actions = {
    record: (input: Recording) => reload(bridge.resources.record(input)),
    previewCsv: (csv: string) => bridge.resources.importCsv({ csv, dryRun: true }),
    importCsv: (csv: string) => reload(bridge.resources.importCsv({ csv, dryRun: false })),
    remove: (resource: string) => reload(bridge.resources.remove({ resource })),
  }
  /** The history of one resource, as a cache of its own. */
  const history = (resource: string) =>
    createAnswerStore(
      async () => (await bridge.resources.history({ resource, limit: HISTORY_POINTS })).points,
      [bridge.resources.changed],
    )
  return { ...answers, actions, history }
}
