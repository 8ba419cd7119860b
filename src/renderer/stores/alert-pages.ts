import { ALERTS_ASKED_MAX } from '../../shared/contract/alert-bounds.ts'
import type { AlertView } from '../../shared/contract/alerts.ts'
import type { Bridge } from '../../shared/contract/index.ts'
import { newestFirst } from '../parts/alert-groups.ts'

/** Alerts of the first answer. Chosen here: more than anybody reads before the rest is in. */
const FIRST_PAGE = 200
/** Alerts of each further answer. Chosen here: one holds the Node up for a few frames at the most. */
const NEXT_PAGE = 500

type List = readonly AlertView[]

interface Pages {
  readonly list: List
  /** Whether the oldest are in. */
  readonly isWhole: boolean
}

/**
 * The whole queue of a Node, asked for piece by piece: the newest first, then
 * the rest; from then on only those that changed. What did not change stays the
 * same object, so that whoever made something of it need not make it again.
 */
export function createAlertPages(bridge: Pick<Bridge, 'alerts'>) {
  let pages: Pages = { list: [], isWhole: false }
  let isStale = true
  let changed = new Set<string>()

  async function first(): Promise<Pages> {
    const { alerts, more = false } = await bridge.alerts.list({ limit: FIRST_PAGE })
    return { list: alerts, isWhole: !more }
  }

  async function rest(from: Pages): Promise<Pages> {
    let { list, isWhole } = from
    for (let last = list.at(-1); !isWhole && last !== undefined; last = list.at(-1)) {
      const before = { before: last.receivedAtMs, beforeId: last.id }
      const { alerts, more = false } = await bridge.alerts.list({ limit: NEXT_PAGE, ...before })
      list = merged(list, alerts)
      isWhole = !more
    }
    return { list, isWhole: true }
  }

  async function asChanged({ list, isWhole }: Pages, ids: readonly string[]): Promise<Pages> {
    let news: List = []
    for (let at = 0; at < ids.length; at += ALERTS_ASKED_MAX) {
      const { alerts } = await bridge.alerts.get({ ids: ids.slice(at, at + ALERTS_ASKED_MAX) })
      news = [...news, ...alerts]
    }
    return { list: merged(list, isWhole ? news : withinReach(list, news)), isWhole }
  }

  /** A list that is whole is replaced by a whole one, so that nothing jumps under whoever reads it. */
  async function anew(): Promise<Pages> {
    const { isWhole } = pages
    const newest = await first()
    return isWhole ? rest(newest) : newest
  }

  return {
    isWhole: (): boolean => pages.isWhole,
    /** One alert is not as it was; without a name, any may be. */
    note(id?: string): void {
      if (id === undefined) isStale = true
      else changed.add(id)
    },
    /** The next step towards all of it as it stands: the newest, then what changed, then the rest. */
    async ask(): Promise<List> {
      const ids = [...changed]
      const wasStale = isStale
      changed = new Set()
      isStale = false
      try {
        if (wasStale) pages = await anew()
        else if (ids.length > 0) pages = await asChanged(pages, ids)
        else pages = await rest(pages)
      } catch (thrown) {
        isStale = true
        throw thrown
      }
      return pages.list
    },
  }
}

/** Without those older than all that is in: they come with the rest, which is asked for from the oldest on. */
function withinReach(list: List, news: List): List {
  const oldest = list.at(-1)
  if (oldest === undefined) return []
  const known = new Set(list.map(({ id }) => id))
  return news.filter((alert) => known.has(alert.id) || newestFirst(alert, oldest) < 0)
}

/** The newer word on each, newest arrival first. */
function merged(before: List, news: List): List {
  const byId = new Map(before.map((alert) => [alert.id, alert]))
  for (const alert of news) byId.set(alert.id, alert)
  return [...byId.values()].toSorted(newestFirst)
}
