import type { TransferSummary } from '../../stores/transfers-store.ts'
import type { MapNode } from './map-nodes.ts'
import type { MapLayer, Tie } from './node-features.ts'

export interface TieSources {
  readonly layer: MapLayer
  readonly resource: string | null
  readonly transfers: readonly TransferSummary[]
}

/** What is drawn between this Node and others: who is connected, or what is agreed of a resource and not yet received. */
export function tiesOf(
  nodes: readonly MapNode[],
  { layer, resource, transfers }: TieSources,
): readonly Tie[] {
  const own = nodes.find((node) => node.own)?.place ?? null
  if (own === null) return []
  const placeOf = new Map(nodes.map(({ nodeId, place }) => [nodeId, place]))
  if (layer === 'ways') {
    return nodes.flatMap(({ connected, place }) =>
      connected && place !== null ? [{ from: own, to: place, kind: 'link' as const }] : [],
    )
  }
  return transfers.flatMap(({ peer, role, ...transfer }): Tie[] => {
    const there = placeOf.get(peer) ?? null
    const isMoving = transfer.phase === 'agreed' || transfer.phase === 'under-way'
    if (there === null || !isMoving || transfer.resource !== resource) return []
    const [from, to] = role === 'giver' ? [own, there] : [there, own]
    return [{ from, to, kind: 'transfer' }]
  })
}
