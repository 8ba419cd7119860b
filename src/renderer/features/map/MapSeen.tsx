import { useIntl } from 'react-intl'
import { useSay } from '../../app/messages/words.tsx'
import { resourceText } from '../../parts/resource-words.tsx'
import { span } from '../../ui/Duration.tsx'
import { useNow } from '../../ui/use-now.ts'
import type { MapNode } from './map-nodes.ts'
import { seenOf } from './seen.ts'

interface MapSeenProps {
  readonly nodes: readonly MapNode[]
  readonly resource: string | null
}

/** "You can see 2 of 5; water figures are 7 hours old": said as soon as the map shows less than there is. */
export function MapSeen({ nodes, resource }: MapSeenProps) {
  const say = useSay()
  const intl = useIntl()
  const { near, known, newestMs, isStale } = seenOf(nodes, { resource, nowMs: useNow() })
  if (!isStale) return null
  const { amount, unit } = span(newestMs ?? 0)
  const age = intl.formatNumber(amount, { style: 'unit', unit, unitDisplay: 'long' })
  const sees = say('map.sees', { near, known })
  return (
    <p className="banner banner-quiet map-seen" role="status">
      {newestMs === null || resource === null
        ? sees
        : say('map.seesAge', { sees, resource: resourceText(say, resource), age })}{' '}
      <a href="#/neighbours">{say('map.toNeighbours')}</a>
    </p>
  )
}
