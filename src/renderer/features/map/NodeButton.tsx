import { isolate, useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { Peer } from '../../ui/Peer.tsx'
import type { MapNode } from './map-nodes.ts'

interface NodeButtonProps {
  readonly node: Pick<MapNode, 'nodeId' | 'name'>
  readonly onOpen: (nodeId: string) => void
}

/** The name of a Node, which opens it. */
export function NodeButton({ node, onOpen }: NodeButtonProps) {
  const say = useSay()
  const label = say('map.open', { name: isolate(node.name) })
  return (
    <Action kind="quiet" label={label} onPress={() => onOpen(node.nodeId)}>
      <Peer>{node.name}</Peer>
    </Action>
  )
}
