import { type IntlShape, useIntl } from 'react-intl'
import { span } from './Duration.tsx'
import { useNow } from './use-now.ts'

/** Below this an age is not worth a figure. */
const JUST_NOW_MS = 45_000

/** A moment as its age, exact on asking. */
export function Time({ atMs }: { readonly atMs: number }) {
  const intl = useIntl()
  const nowMs = useNow()
  return (
    <time dateTime={new Date(atMs).toISOString()} title={exact(intl, atMs)}>
      {relative(intl, atMs - nowMs)}
    </time>
  )
}

/** A moment as date and time. */
export function ExactTime({ atMs }: { readonly atMs: number }) {
  const intl = useIntl()
  return <time dateTime={new Date(atMs).toISOString()}>{exact(intl, atMs)}</time>
}

/** A moment as its time of day, for where the day is known. */
export function TimeOfDay({ atMs }: { readonly atMs: number }) {
  const intl = useIntl()
  return (
    <time dateTime={new Date(atMs).toISOString()} title={exact(intl, atMs)}>
      {intl.formatDate(atMs, { timeStyle: 'short' })}
    </time>
  )
}

/** A moment as its day. */
export function Day({ atMs }: { readonly atMs: number }) {
  const intl = useIntl()
  return (
    <time dateTime={new Date(atMs).toISOString()} title={exact(intl, atMs)}>
      {intl.formatDate(atMs, { dateStyle: 'long' })}
    </time>
  )
}

const exact = (intl: IntlShape, atMs: number): string =>
  intl.formatDate(atMs, { dateStyle: 'medium', timeStyle: 'short' })

/** "12 min ago", "in 3 days"; a sign the clocks disagree by is not shown as the future. */
export function relative(intl: IntlShape, offsetMs: number): string {
  if (Math.abs(offsetMs) < JUST_NOW_MS) return intl.formatRelativeTime(0, 'second', { numeric: 'auto' })
  const { amount, unit } = span(Math.abs(offsetMs))
  return intl.formatRelativeTime(Math.sign(offsetMs) * amount, unit)
}
