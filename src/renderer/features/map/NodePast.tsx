import { type ComponentType, lazy, Suspense, useMemo, useState } from 'react'
import type { ShownPoint } from '../../../shared/contract/map.ts'
import type { OwnResource } from '../../../shared/contract/resources.ts'
import { useSay } from '../../app/messages/words.tsx'
import { resourceText } from '../../parts/resource-words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useNow } from '../../ui/use-now.ts'
import { FallWords } from './FallWords.tsx'
import type { PlotSources } from './level-plot.ts'
import type { MapNode } from './map-nodes.ts'
import type { PastPlotProps } from './PastPlot.tsx'
import { PastTable } from './PastTable.tsx'
import { bandOf, comparable } from './shown-band.ts'

/** The library that plots comes with the first plot; a machine that cannot draw has the table. */
const PastPlot = lazy(async (): Promise<{ default: ComponentType<PastPlotProps> }> => {
  if (typeof OffscreenCanvas === 'undefined') return { default: () => null }
  return { default: (await import('./PastPlot.tsx')).PastPlot }
})

/** How often a plot is brought up to the present. Chosen here: on a scale of days nobody sees less. */
const RENEW_MS = 600_000

interface NodePastProps {
  readonly node: MapNode
  /** What the map shows just now: the past begins with it. */
  readonly resource: string | null
}

/** How what a Node shows has moved, one resource at a time; of this Node its exact level too. */
export function NodePast({ node, resource }: NodePastProps) {
  const say = useSay()
  const resources = [...node.reports.keys()]
  const [asked, setAsked] = useState<string | null>(null)
  const shown = [asked, resource].find((one) => one !== null && resources.includes(one)) ?? resources[0]
  if (shown === undefined) return null
  return (
    <section className="node-past">
      <h3>{say('map.history')}</h3>
      {resources.length > 1 && (
        <Choice
          label={say('map.resource')}
          labelHidden
          options={resources.map((value) => ({ value, label: resourceText(say, value) }))}
          value={shown}
          onChange={setAsked}
        />
      )}
      <Asked key={`${node.nodeId} ${shown}`} node={node} resource={shown} />
    </section>
  )
}

interface AskedProps {
  readonly node: MapNode
  readonly resource: string
}

function Asked({ node, resource }: AskedProps) {
  const say = useSay()
  const { reports, resources } = useStores()
  const history = useMemo(() => reports.history(node.nodeId, resource), [reports, node.nodeId, resource])
  const own = useData(resources)?.find((one) => one.resource === resource)
  return (
    <Answered of={history} step={say('map.historyLoading')}>
      {(points) =>
        node.own && own !== undefined ? (
          <OwnPast own={own} points={points} />
        ) : (
          <Past resource={resource} points={points} />
        )
      }
    </Answered>
  )
}

interface PastProps {
  readonly resource: string
  readonly points: readonly ShownPoint[]
}

/** Of others there are ranges, and what they may mean for the days to come. */
function Past({ resource, points }: PastProps) {
  const sources = useSources(points)
  if (points.length === 0) return <NoPast />
  return (
    <>
      <Plot resource={resource} sources={sources} ranges={points.length} />
      <FallWords points={points} />
      <Table points={points} />
    </>
  )
}

interface OwnPastProps {
  readonly own: OwnResource
  readonly points: readonly ShownPoint[]
}

/** This Node's own level is known here exactly, so it has a line and a pace. */
function OwnPast({ own, points }: OwnPastProps) {
  const say = useSay()
  const { resources } = useStores()
  const history = useMemo(() => resources.history(own.resource), [resources, own.resource])
  const readings = useData(history)
  const sources = useSources(points, { own, readings: readings ?? [] })
  if (points.length === 0 && (readings ?? []).length < 2) return <NoPast />
  return (
    <>
      <Plot resource={own.resource} sources={sources} ranges={points.length} />
      <p className="meta">
        {own.daysLeft === null
          ? say('map.daysSteady')
          : say('map.daysLeft', { days: Math.floor(Math.max(0, own.daysLeft)) })}
      </p>
      <Table points={points} />
    </>
  )
}

interface Exact {
  readonly own: OwnResource
  readonly readings: PlotSources['readings']
}

/** What a plot is made of, made anew only where something came. */
function useSources(points: readonly ShownPoint[], exact?: Exact): PlotSources {
  const nowMs = useNow(RENEW_MS)
  const { own, readings } = exact ?? {}
  return useMemo(() => {
    const capacities = comparable(points).map(({ capacity }) => capacity)
    return {
      band: bandOf(points, nowMs),
      readings: readings ?? [],
      lines: own ?? null,
      capacity: Math.max(own?.capacity ?? 0, ...capacities),
    }
  }, [points, own, readings, nowMs])
}

interface PlotProps {
  readonly resource: string
  readonly sources: PlotSources
  readonly ranges: number
}

function Plot({ resource, sources, ranges }: PlotProps) {
  const say = useSay()
  const readings = sources.readings.length
  const values = { resource: resourceText(say, resource), ranges }
  const label =
    readings === 0 ? say('map.pastLabel', values) : say('map.pastLabelOwn', { ...values, readings })
  return (
    <Suspense fallback={<Loading step={say('map.historyLoading')} />}>
      <PastPlot sources={sources} label={label} />
    </Suspense>
  )
}

function Table({ points }: Pick<PastProps, 'points'>) {
  const say = useSay()
  if (points.length === 0) return null
  return (
    <Fold title={say('map.pastTable')} level={4}>
      <PastTable points={points} />
    </Fold>
  )
}

function NoPast() {
  const say = useSay()
  return <p className="meta">{say('map.pastNone')}</p>
}
