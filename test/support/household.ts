import type { ResourceState } from '../../src/shared/contract/resources.ts'
import { SeededRandom } from './random.ts'

/** Where the charge controller stops, as shares of the capacity. */
const EMPTY_RATIO = 0.04
const FULL_RATIO = 0.96
/** What cabling, heat and the inverter leave of what the panels give. */
const PERFORMANCE = 0.75

export interface Household {
  readonly seed: string
  readonly panelM2: number
  readonly efficiency: number
  readonly batteryKwh: number
  /** What is used on a day; most of it in the evening. */
  readonly dailyLoadKwh: number
  readonly startRatio: number
}

export interface Lines {
  readonly capacity: number
  readonly surplusAbove: number
  readonly deficitBelow: number
}

/** The level of a household's battery after each hour of sun and use, in kWh as a meter gives it: six decimals. */
export function batteryLevels(household: Household, sun: readonly number[]): number[] {
  const { seed, panelM2, efficiency, batteryKwh } = household
  const random = new SeededRandom(seed)
  let level = batteryKwh * household.startRatio
  return sun.map((radiation, hour) => {
    const gain = (radiation * panelM2 * efficiency * PERFORMANCE) / 1000
    const bounded = level + gain - loadKwh(household, hour)
    level = Math.min(batteryKwh * FULL_RATIO, Math.max(batteryKwh * EMPTY_RATIO, bounded))
    const meterError = (random.int(2_000_001) / 1_000_000 - 1) * 0.003 * batteryKwh
    return Math.round((level + meterError) * 1_000_000) / 1_000_000
  })
}

/** Shares of a day's use: night, day, evening. */
function loadKwh({ dailyLoadKwh }: Household, hour: number): number {
  const hourOfDay = hour % 24
  if (hourOfDay < 6) return (dailyLoadKwh * 0.12) / 6
  return hourOfDay < 17 ? (dailyLoadKwh * 0.38) / 11 : (dailyLoadKwh * 0.5) / 7
}

/** Share of the capacity by which a level must come back over a line before its class is left. Source: docs/security.md, "The class". */
const BACK_RATIO = 0.05

/** What the class of a resource has to be, worked out beside the Node and not by it. */
export class ClassOracle {
  readonly #lines: Lines
  #state: ResourceState | null = null
  /** Readings whose class is another than the lines alone would give. */
  heldByHysteresis = 0

  constructor(lines: Lines) {
    this.#lines = lines
  }

  next(level: number): ResourceState {
    const { capacity, surplusAbove, deficitBelow } = this.#lines
    const back = capacity * BACK_RATIO
    const stays =
      (this.#state === 'deficit' && level < deficitBelow + back) ||
      (this.#state === 'surplus' && level > surplusAbove - back)
    const byLines = level < deficitBelow ? 'deficit' : level > surplusAbove ? 'surplus' : 'enough'
    const isHeld = byLines === 'enough' && stays
    if (isHeld) this.heldByHysteresis += 1
    this.#state = isHeld ? this.#state : byLines
    return this.#state ?? byLines
  }
}

/** A store of something, read again and again: use takes from it, now and then a delivery comes. Six decimals, so that no two levels are alike. */
export function storeLevels(seed: string, { capacity }: Lines, count: number): number[] {
  const random = new SeededRandom(seed)
  let level = capacity * 0.6
  return Array.from({ length: count }, () => {
    level -= capacity * (0.01 + random.int(40) / 1000)
    if (level < capacity * (random.int(30) / 100)) level += capacity * 0.55
    level = Math.min(capacity * 0.97, Math.max(capacity * 0.02, level))
    return Math.round(level * 1_000_000 + random.int(1_000_000)) / 1_000_000
  })
}
