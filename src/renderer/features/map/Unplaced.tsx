import { useSay } from '../../app/messages/words.tsx'
import type { MapNode } from './map-nodes.ts'
import { NodeButton } from './NodeButton.tsx'

/** Names listed beside the map; the rest stand in the table. Chosen here: as many as fit beside it. */
const LISTED = 12

interface UnplacedProps {
  readonly nodes: readonly MapNode[]
  readonly onOpen: (nodeId: string) => void
}

/** The Nodes that no map can show. */
export function Unplaced({ nodes, onOpen }: UnplacedProps) {
  const say = useSay()
  if (nodes.length === 0) return null
  return (
    <section className="map-unplaced" aria-label={say('map.unplaced')}>
      <p>
        <strong>{say('map.unplaced')}</strong> <span className="meta">{say('map.unplacedDetail')}</span>
      </p>
      <ul>
        {nodes.slice(0, LISTED).map((node) => (
          <li key={node.nodeId}>
            <NodeButton node={node} onOpen={onOpen} />
          </li>
        ))}
        {nodes.length > LISTED && (
          <li className="meta">{say('map.unplacedMore', { count: nodes.length - LISTED })}</li>
        )}
      </ul>
    </section>
  )
}
