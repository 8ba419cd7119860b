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

/** Whether an alert passes the filter; every word searched for must be somewhere in it. */
export function passes(alert: AlertView, filter: AlertFilter): boolean {
  const haystack = foldText(
    [alert.summary, alert.detail, alert.system, alert.originName, alert.mirrorName].join('\n'),
  )
  const words = foldText(filter.search).split(/\s+/u).filter(Boolean)
  return (
    (filter.state === 'any' || alert.state === filter.state) &&
    (filter.kind === 'any' || alert.kind === filter.kind) &&
    (filter.severity === 'any' || alert.severity === filter.severity) &&
    words.every((word) => haystack.includes(word))
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
