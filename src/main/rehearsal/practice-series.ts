import { SeededRandom } from './seeded-random.ts'

const HOURS_A_DAY = 24
const HOURS_A_WEEK = 7 * HOURS_A_DAY
/** Noise of one hour, as a share of the capacity either way. Chosen here: a household's, visible and never louder than the day. */
const HOURLY_NOISE_RATIO = 0.015
const NOISE_STEPS = 2_001
/** No store is ever quite empty or quite full: a meter that shows either is broken. */
const LOWEST_RATIO = 0.02
const HIGHEST_RATIO = 0.98

/** What is kept, and the lines its Node has drawn. */
export interface Stock {
  readonly resource: 'energy' | 'water' | 'food'
  readonly unit: string
  readonly capacity: number
  readonly surplusAbove: number
  readonly deficitBelow: number
  /** Share of the capacity around which the level moves. */
  readonly usualRatio: number
}

/**
 * The simulated level of a stock at an hour counted from the epoch. Energy
 * follows the sun and the evening, water the use of the day and the rain of the
 * week, food the week's delivery. The same for the same seed, hour and stock.
 */
export function simulatedLevel(seed: string, stock: Stock, hour: number): number {
  const whole = Math.floor(hour)
  const [here, next] = [levelRatio(seed, stock, whole), levelRatio(seed, stock, whole + 1)]
  const ratio = here + (next - here) * (hour - whole)
  return Math.round(stock.capacity * ratio * 10) / 10
}

function levelRatio(seed: string, { resource, usualRatio }: Stock, hour: number): number {
  const noise = HOURLY_NOISE_RATIO * chance(`${seed}/${resource}/${hour}`)
  const ratio = usualRatio + SHAPES[resource](hour, `${seed}/${resource}`) + noise
  return Math.min(HIGHEST_RATIO, Math.max(LOWEST_RATIO, ratio))
}

/** How each resource moves around its usual level, as a share of the capacity. */
const SHAPES: Readonly<Record<Stock['resource'], (hour: number, seed: string) => number>> = {
  energy(hour, seed) {
    const sun = 1 + 0.5 * chance(`${seed}/sky/${Math.floor(hour / HOURS_A_DAY)}`)
    return 0.12 * sun * Math.sin(((hour - 9) / HOURS_A_DAY) * 2 * Math.PI)
  },
  water(hour) {
    const rain = 0.06 * Math.sin((hour / HOURS_A_WEEK) * 2 * Math.PI)
    return rain - 0.04 * ((hour % HOURS_A_DAY) / HOURS_A_DAY)
  },
  food: (hour) => 0.1 - 0.2 * ((hour % HOURS_A_WEEK) / HOURS_A_WEEK),
}

/** Between -1 and 1. */
const chance = (seed: string): number => (2 * new SeededRandom(seed).int(NOISE_STEPS)) / (NOISE_STEPS - 1) - 1
