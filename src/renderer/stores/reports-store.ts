import type { Bridge } from '../../shared/contract/index.ts'
import type { ReportView, ShownPoint } from '../../shared/contract/map.ts'
import type { PageClock } from '../platform/page-clock.ts'
import { createAnswerStore } from './answer-store.ts'

type Id = ReportView['nodeId']

/** Reports that come within this time are asked for together. Chosen here: thousands of Nodes report several times a second, drawing them anew takes some frames, and of what changes by the hour nobody misses three seconds. */
const GATHER_MS = 3_000
/** From this many changed Nodes on all are asked for. Chosen here: well within what one question may name. */
const NODES_AT_ONCE = 100
/** Points of one history. Chosen here: more than a Node keeps of any resource. */
const HISTORY_POINTS = 1_000

/** What the neighbours show of what they have and lack, newest first. A Node that reports anew is asked for alone. */
export function createReportsStore(bridge: Bridge, clock: Pick<PageClock, 'after'>) {
  let known: readonly ReportView[] = []
  let isWholeAsked = true
  const changed = new Set<Id>()

  async function ask(): Promise<readonly ReportView[]> {
    const nodeIds = [...changed]
    const isWhole = isWholeAsked || nodeIds.length > NODES_AT_ONCE
    changed.clear()
    isWholeAsked = true // should this question fail, the next one is for all
    if (isWhole) known = (await bridge.map.reports({})).reports
    else if (nodeIds.length > 0)
      known = renewed(known, nodeIds, (await bridge.map.reports({ nodeIds })).reports)
    isWholeAsked = false
    return known
  }

  /** Told at once of the first change, and of all that follow it within a while together. */
  function listen(listener: () => void): () => void {
    isWholeAsked = true // whoever begins to follow has not heard what changed before
    let stopGathering: (() => void) | null = null
    let isMore = false
    function tell(): void {
      isMore = false
      listener()
      stopGathering = clock.after(GATHER_MS, () => {
        stopGathering = null
        if (isMore) tell()
      })
    }
    const stop = bridge.map.changed(({ id }) => {
      if (id === undefined) isWholeAsked = true
      else changed.add(id)
      if (stopGathering === null) tell()
      else isMore = true
    })
    return () => {
      stopGathering?.()
      stop()
    }
  }

  /** What one Node showed of one resource over time, newest first, as a cache of its own. */
  const history = (nodeId: Id, resource: string) =>
    createAnswerStore<readonly ShownPoint[]>(
      async () => (await bridge.map.history({ nodeId, resource, limit: HISTORY_POINTS })).points,
      [
        (listener) =>
          bridge.map.changed(({ id }) => {
            if (id === undefined || id === nodeId) listener()
          }),
        bridge.resources.changed, // this Node's own reports are told of there
      ],
    )

  return { ...createAnswerStore(ask, [listen]), history }
}

/** The reports of some Nodes in place of what was known of them, newest first. */
function renewed(
  known: readonly ReportView[],
  nodeIds: readonly Id[],
  reports: readonly ReportView[],
): readonly ReportView[] {
  const gone = new Set(nodeIds)
  const kept = known.filter(({ nodeId }) => !gone.has(nodeId))
  return [...reports, ...kept].toSorted((one, other) => other.reportedAtMs - one.reportedAtMs)
}
