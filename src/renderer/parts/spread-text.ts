import type { IntlShape } from 'react-intl'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const UNITS = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
] as const

const ROUNDED = { within: Math.ceil, about: Math.round } as const

/** A span of time in the largest unit of which it holds two, and at least one second: never less than it was, or the nearest. */
export function spreadText(intl: IntlShape, ms: number, told: keyof typeof ROUNDED): string {
  const [unit, unitMs] = UNITS.find(([, sizeMs]) => ms >= 2 * sizeMs) ?? (['second', SECOND_MS] as const)
  const amount = Math.max(1, ROUNDED[told](ms / unitMs))
  return intl.formatNumber(amount, { style: 'unit', unit, unitDisplay: 'long' })
}
