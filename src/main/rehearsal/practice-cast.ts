import type { Place } from '../../shared/kernel/place.ts'
import type { Stock } from './practice-series.ts'
import type { Valley } from './practice-valleys.ts'

/** The Nodes of a practice valley beside one's own, in the order in which they arrive. */
export const NEIGHBOURS = ['mill', 'north', 'meadow', 'lake', 'beck', 'shieling'] as const
export type NeighbourKey = (typeof NEIGHBOURS)[number]

/** Kilometres in one degree of latitude. Source: WGS 84, mean. */
const KM_PER_DEGREE = 111.2
/** How coarsely practice Nodes show where they are. Chosen here: as a village would. */
const PLACE_RADIUS_KM = 3

/** One simulated household or hamlet. */
export interface Role {
  /** Where it lies, from the valley's middle. */
  readonly eastKm: number
  readonly northKm: number
  /** What its Mirror answers when asked. Decided beforehand: nothing here weighs anything. */
  readonly consents: boolean
  readonly stocks: readonly Stock[]
}

const energy = (usualRatio: number, capacity = 40): Stock => ({
  ...{ resource: 'energy', unit: 'kWh', capacity, usualRatio },
  ...{ surplusAbove: capacity * 0.7, deficitBelow: capacity * 0.3 },
})
const water = (usualRatio: number, capacity = 5_000): Stock => ({
  ...{ resource: 'water', unit: 'L', capacity, usualRatio },
  ...{ surplusAbove: capacity * 0.7, deficitBelow: capacity * 0.25 },
})
const food = (usualRatio: number, capacity = 400): Stock => ({
  ...{ resource: 'food', unit: 'kg', capacity, usualRatio },
  ...{ surplusAbove: capacity * 0.65, deficitBelow: capacity * 0.3 },
})

/** Who lives in the valley: somebody to give to, somebody to take from, one who says no, one who goes away. */
export const ROLES: Readonly<Record<NeighbourKey, Role>> = {
  mill: { eastKm: 4, northKm: 6, consents: true, stocks: [energy(0.85, 120), water(0.5)] },
  lake: { eastKm: -9, northKm: 2, consents: true, stocks: [water(0.85, 9_000), energy(0.24)] },
  north: { eastKm: 2, northKm: 15, consents: true, stocks: [food(0.75), water(0.18, 3_000)] },
  beck: { eastKm: 12, northKm: -3, consents: false, stocks: [energy(0.72, 60), water(0.8)] },
  shieling: { eastKm: -13, northKm: 12, consents: true, stocks: [energy(0.22, 20), food(0.45, 200)] },
  meadow: { eastKm: 6, northKm: -11, consents: true, stocks: [food(0.82, 800), energy(0.5)] },
}

/** What the Node of whoever practises has: water to spare and too little food. */
export const OWN_STOCKS: readonly Stock[] = [water(0.82, 6_000), energy(0.5), food(0.24, 300)]

/** Where a Node stands in its valley. */
export function placeIn(valley: Valley, { eastKm, northKm }: Pick<Role, 'eastKm' | 'northKm'>): Place {
  const { latitude, longitude } = valley.middle
  const kmPerDegreeEast = KM_PER_DEGREE * Math.cos((latitude * Math.PI) / 180)
  return {
    latitude: latitude + northKm / KM_PER_DEGREE,
    longitude: longitude + eastKm / kmPerDegreeEast,
    radiusKm: PLACE_RADIUS_KM,
  }
}
