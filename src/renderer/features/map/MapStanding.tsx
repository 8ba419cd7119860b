import { useIntl } from 'react-intl'
import { useSay } from '../../app/messages/words.tsx'
import { relative } from '../../ui/Time.tsx'
import { useNow } from '../../ui/use-now.ts'
import type { MapNode } from './map-nodes.ts'

interface MapStandingProps {
  readonly nodes: readonly MapNode[]
  readonly resource: string | null
}

/** How much of the federation can be seen, and how old what is seen is. */
export function MapStanding({ nodes, resource }: MapStandingProps) {
  const say = useSay()
  const intl = useIntl()
  const nowMs = useNow()
  const others = nodes.filter(({ own }) => !own)
  const heardMs = others.flatMap(({ reports }) => {
    const report = resource === null ? undefined : reports.get(resource)
    return report === undefined ? [] : [report.receivedAtMs]
  })
  const oldestMs = heardMs.reduce((one, other) => Math.min(one, other), nowMs)
  const newestMs = heardMs.reduce((one, other) => Math.max(one, other), 0)
  const standing = say('map.onMap', {
    placed: others.filter(({ place }) => place !== null).length,
    known: others.length,
    shown: heardMs.length,
    newest: relative(intl, newestMs - nowMs),
    oldest: relative(intl, oldestMs - nowMs),
  })
  return (
    <p className="meta map-standing">
      {others.length > 0 && standing} {say('map.outlines')}
    </p>
  )
}
