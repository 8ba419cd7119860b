import {
  ALERT_DETAIL_MAX_CHARS,
  ALERT_SUMMARY_MAX_CHARS,
  ALERT_SYSTEM_MAX_CHARS,
  type AlertKind,
  type AlertSeverity,
} from '../../../shared/contract/alerts.ts'
import type { Bridge } from '../../../shared/contract/index.ts'
import { line, optionalProse } from '../../../shared/kernel/text.ts'
import type { MessageKey } from '../../app/messages/words.tsx'
import type { EvidenceItem } from './evidence.ts'

type RaiseInput = Parameters<Bridge['alerts']['raise']>[0]

/** An alert as it is being written. */
export interface RaiseDraft {
  readonly kind: AlertKind | null
  readonly severity: AlertSeverity
  readonly summary: string
  readonly detail: string
  readonly system: string
  readonly evidence: readonly EvidenceItem[]
}
export const emptyRaise: RaiseDraft = {
  kind: null,
  severity: 'medium',
  summary: '',
  detail: '',
  system: '',
  evidence: [],
}
export type RaiseProblems = Partial<Record<'kind' | 'summary' | 'detail' | 'system', MessageKey>>

/** The alert that was written, or what is missing. */
export function readRaise(draft: RaiseDraft): {
  readonly input: RaiseInput | null
  readonly problems: RaiseProblems
} {
  const { kind, severity, summary, detail, system, evidence } = draft
  const problems: RaiseProblems = {
    ...(kind === null && { kind: 'raise.kindMissing' }),
    ...(!line(ALERT_SUMMARY_MAX_CHARS).safeParse(summary).success && { summary: 'raise.summaryWrong' }),
    ...(!line(ALERT_SYSTEM_MAX_CHARS).safeParse(system).success && { system: 'raise.systemWrong' }),
    ...(!optionalProse(ALERT_DETAIL_MAX_CHARS).safeParse(detail).success && { detail: 'raise.detailWrong' }),
  }
  if (kind === null || Object.keys(problems).length > 0) return { input: null, problems }
  return { input: { kind, severity, summary, detail, system, evidence: [...evidence] }, problems }
}
