import { useIntl } from 'react-intl'

const MINUTE_S = 60
const HOUR_S = 3_600
const DAY_S = 86_400

/** A span of time in its largest fitting unit. */
export function Duration({ ms }: { readonly ms: number }) {
  const intl = useIntl()
  const { amount, unit } = span(ms)
  return (
    <span className="duration">
      {intl.formatNumber(amount, { style: 'unit', unit, unitDisplay: 'long' })}
    </span>
  )
}

/** The largest unit of which the span holds at least one. */
export function span(ms: number): { amount: number; unit: 'second' | 'minute' | 'hour' | 'day' } {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  if (seconds < MINUTE_S) return { amount: seconds, unit: 'second' }
  if (seconds < HOUR_S) return { amount: Math.floor(seconds / MINUTE_S), unit: 'minute' }
  if (seconds < 2 * DAY_S) return { amount: Math.floor(seconds / HOUR_S), unit: 'hour' }
  return { amount: Math.floor(seconds / DAY_S), unit: 'day' }
}
