import type { AlertKind, AlertSeverity, AlertState, AlertView } from '../../../shared/contract/alerts.ts'
import { foldText, newestFirst } from '../../parts/alert-groups.ts'

export interface AlertFilter {
  readonly state: AlertState | 'any'
  readonly kind: AlertKind | 'any'
  readonly severity: AlertSeverity | 'any'
  readonly search: string
}
export const NO_FILTER: AlertFilter = { state: 'any', kind: 'any', severity: 'any', search: '' }

/** The alerts of one author that are kept back, newest first. */
export interface HeldBack {
  readonly author: string
  readonly alerts: readonly AlertView[]
}

/** What an alert is searched in, made once for each: every letter typed asks thousands of them. */
const haystacks = new WeakMap<AlertView, string>()

function haystackOf(alert: AlertView): string {
  const known = haystacks.get(alert)
  if (known !== undefined) return known
  const { summary, detail, system, originName, mirrorName } = alert
  const made = foldText([summary, detail, system, originName, mirrorName].join('\n'))
  haystacks.set(alert, made)
  return made
}

/** Whether an alert passes the filter; every word searched for must be somewhere in it. */
export function passes(alert: AlertView, filter: AlertFilter): boolean {
  const words = foldText(filter.search).split(/\s+/u).filter(Boolean)
  return (
    (filter.state === 'any' || alert.state === filter.state) &&
    (filter.kind === 'any' || alert.kind === filter.kind) &&
    (filter.severity === 'any' || alert.severity === filter.severity) &&
    words.every((word) => haystackOf(alert).includes(word))
  )
}

/** What is kept back, by author. */
export function heldBackByAuthor(alerts: readonly AlertView[]): readonly HeldBack[] {
  const held = alerts.filter((alert) => alert.heldBack).toSorted(newestFirst)
  return [...Map.groupBy(held, (alert) => alert.origin).values()].map((list) => ({
    author: list[0]?.originName ?? '',
    alerts: list,
  }))
}
