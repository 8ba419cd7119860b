import type { NodeId } from '../../shared/kernel/ids.ts'
import { addressGroup, NEAR } from './address-group.ts'
import type { NeighbourInfo } from './neighbour.ts'

/** Neighbours that a Node remembers above all others and seeks first. Source: docs/security.md, "Eclipse". */
export const ANCHORS = 2
/** A link younger than this makes no anchor. Chosen here: the time after which silence is death. */
export const ANCHOR_AFTER_MS = 30_000

type AnchorLink = Pick<NeighbourInfo, 'nodeId' | 'address' | 'direction' | 'connectedAtMs'>

/**
 * The neighbours to begin with after a restart: those that we chose to dial and have
 * had longest, in different parts of the network where they are not near at
 * hand. Where too few are linked, those of before stay: going down forgets nobody.
 */
export function chooseAnchors(
  links: readonly AnchorLink[],
  before: readonly NodeId[],
  nowMs: number,
): readonly NodeId[] {
  const lasting = links
    .filter(
      ({ direction, connectedAtMs }) => direction === 'outbound' && nowMs - connectedAtMs >= ANCHOR_AFTER_MS,
    )
    .toSorted((a, b) => a.connectedAtMs - b.connectedAtMs)
  const chosen: AnchorLink[] = []
  for (const link of lasting) {
    const group = addressGroup(link.address)
    const isApart = group === NEAR || chosen.every(({ address }) => addressGroup(address) !== group)
    if (isApart && chosen.length < ANCHORS) chosen.push(link)
  }
  const kept = before.filter((nodeId) => chosen.every((link) => link.nodeId !== nodeId))
  return [...chosen.map(({ nodeId }) => nodeId), ...kept].slice(0, ANCHORS)
}
