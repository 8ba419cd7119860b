import type { ResourceState } from '../../../shared/contract/resources.ts'
import type { TransferHint, TransferRole } from '../../../shared/contract/transfers.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import type { OwnFigures } from './earmarks.ts'

/** What another Node shows of a resource. */
export interface ShownFigures {
  readonly nodeId: NodeId
  readonly resource: string
  readonly unit: string
  readonly state: ResourceState
  readonly low: number
  readonly high: number
  readonly capacity: number
  readonly reportedAtMs: number
}

/** What this Node has, and how much of it nobody was promised. */
export interface FreeFigures extends OwnFigures {
  readonly free: number
}

/** Share of what another is known to have at the least that it is asked for. Chosen here: their line of need is theirs to know. */
const ASKED_RATIO = 0.5
/** Digits of a suggested quantity that say something: what is known of the other side is a range. */
const SUGGESTED_DIGITS = 2

/**
 * Needs and plenties that fit each other, by what this Node has and what others
 * show openly. Never sent to anybody.
 */
export function transferHints(
  own: readonly FreeFigures[],
  shown: readonly ShownFigures[],
  nameOf: (nodeId: NodeId) => string,
): TransferHint[] {
  return own.flatMap((mine) =>
    shown
      .filter(({ resource }) => resource === mine.resource)
      .flatMap((theirs) => {
        const role = roleBetween(mine.state, theirs.state)
        return role === null ? [] : [hint(mine, theirs, { role, peerName: nameOf(theirs.nodeId) })]
      }),
  )
}

function hint(
  mine: FreeFigures,
  theirs: ShownFigures,
  { role, peerName }: { role: TransferRole; peerName: string },
): TransferHint {
  const { state, low, high, reportedAtMs } = theirs
  const unitsDiffer = mine.unit !== theirs.unit
  return {
    ...{ peer: theirs.nodeId, peerName, resource: mine.resource, unit: mine.unit, role, unitsDiffer },
    theirs: { state, low, high, reportedAtMs },
    suggestedQuantity: unitsDiffer ? 0 : roundedDown(evening(mine, theirs, role)),
  }
}

function roleBetween(mine: ResourceState, theirs: ResourceState): TransferRole | null {
  if (mine === 'surplus' && theirs === 'deficit') return 'giver'
  return mine === 'deficit' && theirs === 'surplus' ? 'receiver' : null
}

/** What would fill both stores to the same share, within what either side can spare and hold. */
function evening(mine: FreeFigures, theirs: ShownFigures, role: TransferRole): number {
  const theirLevel = (theirs.low + theirs.high) / 2
  const evenRatio = (mine.level + theirLevel) / (mine.capacity + theirs.capacity)
  const given = mine.level - evenRatio * mine.capacity
  return role === 'giver'
    ? Math.min(given, mine.free, theirs.capacity - theirs.high)
    : Math.min(-given, theirs.low * ASKED_RATIO, mine.capacity - mine.level)
}

function roundedDown(quantity: number): number {
  if (!(quantity > 0)) return 0
  const step = 10 ** (Math.floor(Math.log10(quantity)) - (SUGGESTED_DIGITS - 1))
  return Number((Math.floor(quantity / step) * step).toPrecision(SUGGESTED_DIGITS))
}
