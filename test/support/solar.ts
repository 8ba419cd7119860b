import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SeededRandom } from './random.ts'

/** Where the readings of a real year lie, beside the repository; another place by MIRRORWELL_SOLAR_CSV. */
const SOLAR_CSV =
  process.env['MIRRORWELL_SOLAR_CSV'] ??
  join(import.meta.dirname, '../../../shared/data/solar-hourly-200d.csv')

export interface SolarSeries {
  /** In words, for the test's output. */
  readonly source: string
  /** What one square metre gets, hour by hour from midnight; times area and efficiencies it is watt-hours. */
  readonly hourly: readonly number[]
}

/** Hourly solar readings: of a real year where they are at hand, of a made one otherwise. */
export function readSolar(hours: number): SolarSeries {
  const isReal = existsSync(SOLAR_CSV)
  const hourly = isReal ? readReadings(readFileSync(SOLAR_CSV, 'utf8')) : makeReadings(hours)
  if (hourly.length < hours || hourly.some((value) => !(value >= 0))) {
    throw new Error(`${hours} hours of solar readings were asked for, ${hourly.length} are there`)
  }
  return { source: isReal ? `readings of a real year (${SOLAR_CSV})` : 'a made series', hourly }
}

/** A day a line, an hour a column. */
const readReadings = (csv: string): number[] => csv.trim().split('\n').join(',').split(',').map(Number)

/** Clear, broken and overcast days in a seeded order. */
function makeReadings(hours: number): number[] {
  const random = new SeededRandom('made sun')
  const days = Array.from({ length: Math.ceil(hours / 24) }, () => 150 + random.int(2_100))
  return days.flatMap((noon) =>
    Array.from({ length: 24 }, (_, hour) => {
      const height = Math.sin(((hour - 6) / 12) * Math.PI)
      return height <= 0 ? 0 : Math.round(noon * height * (70 + random.int(30)) * 0.1) / 10
    }),
  )
}
