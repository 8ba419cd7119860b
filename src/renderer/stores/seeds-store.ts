import type { Bridge } from '../../shared/contract/index.ts'
import type { HandbookPage, SeedView } from '../../shared/contract/seeds.ts'
import { createAnswerStore } from './answer-store.ts'

/** Seeds asked for at once. Chosen here: the most the Node gives, because the beds are sorted from the whole list. */
const LIST_LIMIT = 500

type Id = SeedView['id']
type Against = Parameters<Bridge['seeds']['plant']>[0]['against']
type Offer = Parameters<Bridge['seeds']['offer']>[0]

/** The seeds of this Node, newest first and without those held back from the tray, and what a person does with them. */
export function createSeedsStore(bridge: Bridge) {
  const changes = [bridge.seeds.changed]
  const list = async (asked: {
    readonly query?: string
    readonly heldBack?: boolean
  }): Promise<readonly SeedView[]> => (await bridge.seeds.list({ limit: LIST_LIMIT, ...asked })).seeds
  const answers = createAnswerStore(() => list({ heldBack: false }), changes)
  const reload = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done
    await answers.load()
    return result
  }
  const actions = {
    offer: (input: Offer) => reload(bridge.seeds.offer(input)),
    /** `against` is the hash of the page that was shown beside it; null where there was none. */
    plant: (id: Id, against: Against) => reload(bridge.seeds.plant({ id, against })),
    uproot: (id: Id) => reload(bridge.seeds.uproot({ id })),
    refuse: (id: Id, reason: string) => reload(bridge.seeds.refuse({ id, reason })),
    tryOut: (id: Id) => bridge.seeds.tryOut({ id }),
    exportBundle: (ids: readonly Id[]) => bridge.seeds.exportBundle({ ids: [...ids] }),
    previewBundle: (bundle: string) => bridge.seeds.importBundle({ bundle, dryRun: true }),
    importBundle: (bundle: string) => reload(bridge.seeds.importBundle({ bundle, dryRun: false })),
  }

  /** What the Node finds, wherever in a seed the words stand; an answer to earlier words is overtaken. */
  function search(first: string) {
    let query = first
    const found = createAnswerStore(() => list({ query }), changes)
    const lookFor = (next: string): Promise<void> => {
      query = next
      return found.load()
    }
    return { ...found, lookFor }
  }

  return {
    ...answers,
    actions,
    search,
    /** What is held back from the tray, as a cache of its own. */
    heldBack: createAnswerStore(() => list({ heldBack: true }), changes),
    /** One seed with its text, as a cache of its own. */
    one: (id: Id) => createAnswerStore(() => bridge.seeds.get({ id }), changes),
    /** What planting one seed would do, as a cache of its own. */
    preview: (id: Id) => createAnswerStore(() => bridge.seeds.preview({ id }), changes),
  }
}

/** The lessons this Node has planted, by title. */
export function createHandbookStore(bridge: Bridge) {
  const changes = [bridge.seeds.changed]
  const ask = async (): Promise<readonly HandbookPage[]> => (await bridge.handbook.pages({})).pages
  return {
    ...createAnswerStore(ask, changes),
    /** One page with its text, as a cache of its own. */
    page: (slug: string) => createAnswerStore(() => bridge.handbook.page({ slug }), changes),
  }
}
