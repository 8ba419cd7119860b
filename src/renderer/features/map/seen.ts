import type { MapNode } from './map-nodes.ts'

/** From this age on a figure is told as old. Chosen here: three hourly reports were missed. */
export const OLD_MS = 3 * 3_600_000

export interface Seen {
  /** Nodes connected, or heard from so lately that they count as in view. */
  readonly near: number
  readonly known: number
  /** Age of the newest figure of the resource that others show; null where none do. */
  readonly newestMs: number | null
  /** Some Nodes have long been silent, or even the newest figure is old: what the map shows may have passed. */
  readonly isStale: boolean
}

/** How much of the federation can be seen just now, and how old what is seen is. */
export function seenOf(
  nodes: readonly MapNode[],
  { resource, nowMs }: { readonly resource: string | null; readonly nowMs: number },
): Seen {
  const others = nodes.filter(({ own }) => !own)
  const near = others.filter(
    ({ connected, lastHeardMs }) => connected || (lastHeardMs !== null && nowMs - lastHeardMs < OLD_MS),
  ).length
  const agesMs = others.flatMap(({ reports }) => {
    const report = resource === null ? undefined : reports.get(resource)
    return report === undefined ? [] : [Math.max(0, nowMs - report.receivedAtMs)]
  })
  const newestMs = agesMs.length === 0 ? null : agesMs.reduce((one, other) => Math.min(one, other))
  const isStale = (newestMs !== null && newestMs >= OLD_MS) || near < others.length
  return { near, known: others.length, newestMs, isStale }
}
