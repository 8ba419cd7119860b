import type { ResourceState } from '../../../shared/contract/resources.ts'
import type { Earmark } from '../../../shared/contract/transfers.ts'
import { isEarmarked } from './transfer-rules.ts'
import type { Transfer } from './transfer-types.ts'

/** What this Node has of a resource, exactly. */
export interface OwnFigures {
  readonly resource: string
  readonly unit: string
  readonly level: number
  readonly capacity: number
  readonly deficitBelow: number
  readonly state: ResourceState
}

/** What is promised of each resource that is measured here, in its unit, and what is left above the line of need. */
export function earmarksOf(figures: readonly OwnFigures[], open: readonly Transfer[]): Earmark[] {
  return figures.map(({ resource, unit, level, deficitBelow }) => {
    const earmarked = open
      .filter(isEarmarked)
      .map(({ proposed }) => proposed.terms)
      .filter((terms) => terms.resource === resource && terms.unit === unit)
      .reduce((sum, { quantity }) => sum + quantity, 0)
    return { resource, unit, level, earmarked, free: Math.max(0, level - deficitBelow - earmarked) }
  })
}

/** The earmark of a resource where more of it is promised than there is above the line of need; null where all is well. */
export function earmarkWarning(
  figures: readonly OwnFigures[],
  open: readonly Transfer[],
  resource: string,
): Earmark | null {
  const own = figures.find((one) => one.resource === resource)
  const [earmark] = own === undefined ? [] : earmarksOf([own], open)
  if (own === undefined || earmark === undefined) return null
  return earmark.earmarked > own.level - own.deficitBelow ? earmark : null
}
