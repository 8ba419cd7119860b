import { type IntlShape, useIntl } from 'react-intl'
import { useNow } from './use-now.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Below this the seconds are told. */
const CLOSE_MS = 2 * MINUTE_MS
const SECOND_TICK_MS = 1_000

type SpanUnit = 'second' | 'minute' | 'hour' | 'day'

/** The time until a moment, in its two largest units. */
export function Remaining({ untilMs }: { readonly untilMs: number }) {
  const intl = useIntl()
  const nowMs = useNow()
  if (untilMs - nowMs < CLOSE_MS) return <LastSeconds untilMs={untilMs} />
  return <time dateTime={new Date(untilMs).toISOString()}>{spanText(intl, untilMs - nowMs)}</time>
}

function LastSeconds({ untilMs }: { readonly untilMs: number }) {
  const intl = useIntl()
  const nowMs = useNow(SECOND_TICK_MS)
  return <time dateTime={new Date(untilMs).toISOString()}>{spanText(intl, untilMs - nowMs)}</time>
}

/** A span of time in words: "3 hours 40 minutes", "2 days", "8 seconds". */
export function spanText(intl: IntlShape, ms: number): string {
  const whole = Math.max(0, ms)
  const parts: readonly (readonly [number, SpanUnit])[] =
    whole < CLOSE_MS
      ? [[Math.ceil(whole / 1_000), 'second']]
      : [
          [Math.floor(whole / DAY_MS), 'day'],
          [Math.floor((whole % DAY_MS) / HOUR_MS), 'hour'],
          [Math.floor((whole % HOUR_MS) / MINUTE_MS), 'minute'],
        ]
  const told = parts.filter(([amount]) => amount > 0).slice(0, 2)
  return (told.length === 0 ? [[0, 'second'] as const] : told)
    .map(([amount, unit]) => intl.formatNumber(amount, { style: 'unit', unit, unitDisplay: 'long' }))
    .join(' ')
}
