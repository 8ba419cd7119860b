import type { NodeId } from '../../shared/kernel/ids.ts'
import type { Community } from './community.ts'

const MINUTE_MS = 60_000
/** How often it is looked whether everybody holds the same. Chosen here: finer than what is promised. */
const LOOK_MS = 250
/** Chosen here: twice what is promised at most, so that the report tells how far off it was. */
const PATIENCE_MS = 10 * MINUTE_MS

/** The logs of one federation, as one Node holds them. */
const LOGS = "SELECT author, id FROM entries WHERE stream = 'log' AND federation = ? ORDER BY id"
/** The same without what is passed on only to those who ask for what they missed. */
const TOLD = `SELECT author, id FROM entries WHERE stream = 'log' AND federation = ?
  AND id NOT IN (SELECT id FROM alerts WHERE held_back = 1) ORDER BY id`

/** When all Nodes held the same of what honest Nodes said; Infinity where they never did. */
export interface Equality {
  /** Of what each Node tells its neighbours by itself. */
  readonly toldAfterMs: number
  /** Of everything, alerts beyond their author's limits too. */
  readonly allAfterMs: number
}

/**
 * All faults have stopped. Everybody looks for everybody, as after a change of
 * network, and time passes until all hold the same.
 */
export async function untilEqual(community: Community): Promise<Equality> {
  community.world.heal()
  community.chronicle.note('calm')
  const startMs = community.time.clock.nowMs()
  const passedMs = (): number => community.time.clock.nowMs() - startMs
  const reach = async (logs: string): Promise<number> => {
    while (!isEqual(community, logs)) {
      if (passedMs() >= PATIENCE_MS) return Number.POSITIVE_INFINITY
      await community.time.advance(LOOK_MS)
    }
    return passedMs()
  }
  return { toldAfterMs: await reach(TOLD), allAfterMs: await reach(LOGS) }
}

/** Whether all Nodes are up and hold the same of what honest Nodes said. */
function isEqual(community: Community, logs: string): boolean {
  const honest = new Set<NodeId>(community.nodes.map(({ nodeId }) => nodeId))
  const holdings = community.up().map((node) => {
    const federationId = node.seat.status().federationId
    const rows = community.tablesOf(node)?.rows<{ author: NodeId; id: string }>(logs, federationId) ?? []
    return rows
      .filter(({ author }) => honest.has(author))
      .map(({ id }) => id)
      .join(' ')
  })
  return holdings.length === honest.size && new Set(holdings).size === 1
}
