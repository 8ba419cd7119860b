import type { MapNode } from './map-nodes.ts'

type Wanted = Pick<MapNode, 'nodeId'>

/** Where an offer to a Node is written. */
export const offerAddress = (node: Wanted, resource: string | null): string =>
  transferAddress(node, 'giver', resource)

/** Where a Node is asked for something. */
export const askAddress = (node: Wanted, resource: string | null): string =>
  transferAddress(node, 'receiver', resource)

/** Where one talks with a Node. */
export const talkAddress = ({ nodeId }: Wanted): string => `#/neighbours/${nodeId}/talk`

function transferAddress({ nodeId }: Wanted, as: 'giver' | 'receiver', resource: string | null): string {
  return `#/transfers/new?${new URLSearchParams({ to: nodeId, as, ...(resource === null ? {} : { resource }) })}`
}
