import type { ResourceState } from '../../../shared/contract/resources.ts'

export interface HistoryPoint {
  readonly atMs: number
  readonly level: number
  readonly state: ResourceState
}

interface LineScale {
  readonly width: number
  y(level: number): number
}

/** The path of a line through points in any order, oldest at the left. */
export function linePath(points: readonly HistoryPoint[], { width, y }: LineScale): string {
  const ordered = points.toSorted((one, other) => one.atMs - other.atMs)
  const fromMs = ordered[0]?.atMs ?? 0
  const spanMs = Math.max(1, (ordered.at(-1)?.atMs ?? 0) - fromMs)
  const spots = ordered.map(
    ({ atMs, level }) => `${round(((atMs - fromMs) / spanMs) * width)} ${round(y(level))}`,
  )
  return spots.length === 0 ? '' : `M${spots.join('L')}`
}

const round = (value: number): number => Math.round(value * 10) / 10
