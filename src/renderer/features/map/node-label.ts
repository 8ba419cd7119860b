import { useCallback } from 'react'
import { type IntlShape, useIntl } from 'react-intl'
import type { ReportView } from '../../../shared/contract/map.ts'
import { isolate, type Say, useSay } from '../../app/messages/words.tsx'
import { figure } from '../../ui/Quantity.tsx'
import { relative } from '../../ui/Time.tsx'
import type { MapNode } from './map-nodes.ts'
import type { Drawing } from './node-features.ts'
import { OLD_MS } from './seen.ts'

/** A figure dash: after an en dash the map library may end a line, even before a word joiner. */
const UNBROKEN_DASH = '\u2012'

type Told = Pick<Drawing, 'layer' | 'resource' | 'nowMs'>

/** What stands beside a mark on the map. */
export function useNodeLabel({ layer, resource, nowMs }: Told): (node: MapNode) => string {
  const say = useSay()
  const intl = useIntl()
  return useCallback(
    (node) => {
      const words = labelWords(node, { layer, resource, nowMs }, { say, intl })
      return words === null ? isolate(node.name) : `${isolate(node.name)}\n${words}`
    },
    [say, intl, layer, resource, nowMs],
  )
}

interface Tongue {
  readonly say: Say
  readonly intl: IntlShape
}

function labelWords(node: MapNode, { layer, resource, nowMs }: Told, tongue: Tongue): string | null {
  if (node.own) return tongue.say('map.labelHere')
  if (layer === 'ways') return wayWords(node, nowMs, tongue)
  const report = resource === null ? undefined : node.reports.get(resource)
  return report === undefined ? null : levelWords(report, nowMs, tongue)
}

function levelWords(report: ReportView, nowMs: number, { say, intl }: Tongue): string {
  const { state, receivedAtMs, low, high, unit } = report
  if (nowMs - receivedAtMs >= OLD_MS) {
    return `${say(`state.${state}`)} · ${relative(intl, receivedAtMs - nowMs)}`
  }
  const range = `${figure(intl, low)}${UNBROKEN_DASH}${figure(intl, high)}\u00a0${isolate(unit)}`
  return state === 'deficit' ? say('map.labelNeed', { range }) : range
}

function wayWords({ hops, lastHeardMs }: MapNode, nowMs: number, { say, intl }: Tongue): string {
  if (hops === null || lastHeardMs === null) return say('map.labelUnheard')
  return say('map.labelWay', { hops, when: relative(intl, lastHeardMs - nowMs) })
}
