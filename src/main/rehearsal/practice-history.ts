import { type Stock, simulatedLevel } from './practice-series.ts'

const HOUR_MS = 3_600_000
const HISTORY_HOURS = 7 * 24

/** The simulated readings of the last seven days, hour by hour, as a file that a person could have imported. */
export function historyCsv(
  stocks: readonly Stock[],
  how: { readonly seed: string; readonly nowMs: number },
): string {
  const lastHour = Math.floor(how.nowMs / HOUR_MS)
  const lines = stocks.flatMap((stock) =>
    Array.from({ length: HISTORY_HOURS }, (_, index) => {
      const hour = lastHour - HISTORY_HOURS + 1 + index
      const { resource, unit, capacity, surplusAbove, deficitBelow } = stock
      const level = simulatedLevel(how.seed, stock, hour)
      return [hour * HOUR_MS, resource, level, unit, capacity, surplusAbove, deficitBelow].join(',')
    }),
  )
  return ['at,resource,level,unit,capacity,surplusAbove,deficitBelow', ...lines].join('\n')
}
