import {
  ALERT_DETAIL_MAX_CHARS,
  ALERT_EVIDENCE_MAX,
  ALERT_NOTE_MAX_CHARS,
  ALERT_SUMMARY_MAX_CHARS,
  ALERT_SYSTEM_MAX_CHARS,
  type AlertKind,
  type AlertSeverity,
  Evidence,
  type ReviewVerdict,
} from '../../../shared/contract/alerts.ts'
import { EntryId } from '../../../shared/kernel/ids.ts'
import { line, optionalProse } from '../../../shared/kernel/text.ts'
import { fromHex, toHex } from '../../platform/bytes.ts'
import { tryDecode } from '../../wire/decode.ts'
import { MAX_PAYLOAD_BYTES } from '../../wire/limits.ts'
import { wire } from '../../wire/messages.ts'
import type { AlertContent, CorrectionContent, EvidenceFile, ReviewContent } from './alert-types.ts'

const KINDS: Readonly<Record<AlertKind, number>> = {
  'systemic-error': wire.AlertKind.ALERT_KIND_SYSTEMIC_ERROR,
  hallucination: wire.AlertKind.ALERT_KIND_HALLUCINATION,
  'bias-drift': wire.AlertKind.ALERT_KIND_BIAS_DRIFT,
}
const SEVERITIES: Readonly<Record<AlertSeverity, number>> = {
  low: wire.AlertSeverity.ALERT_SEVERITY_LOW,
  medium: wire.AlertSeverity.ALERT_SEVERITY_MEDIUM,
  high: wire.AlertSeverity.ALERT_SEVERITY_HIGH,
}
const VERDICTS: Readonly<Record<ReviewVerdict, number>> = {
  concur: wire.ReviewVerdict.REVIEW_VERDICT_CONCUR,
  'not-here': wire.ReviewVerdict.REVIEW_VERDICT_NOT_HERE,
  'context-differs': wire.ReviewVerdict.REVIEW_VERDICT_CONTEXT_DIFFERS,
  'needs-more': wire.ReviewVerdict.REVIEW_VERDICT_NEEDS_MORE,
}
const CORRECTIONS: Readonly<Record<CorrectionContent['kind'], number>> = {
  withdrawn: wire.CorrectionKind.CORRECTION_KIND_WITHDRAWN,
  amended: wire.CorrectionKind.CORRECTION_KIND_AMENDED,
}

const Summary = line(ALERT_SUMMARY_MAX_CHARS)
const System = line(ALERT_SYSTEM_MAX_CHARS)
const Detail = optionalProse(ALERT_DETAIL_MAX_CHARS)
const Note = optionalProse(ALERT_NOTE_MAX_CHARS)

/** The payload of an alert. */
export function encodeAlert(alert: AlertContent): Uint8Array {
  const { summary, detail, system } = alert
  const evidence = alert.evidence.map((file) => ({ ...file, sha256: fromHex(file.sha256) }))
  const kind = KINDS[alert.kind]
  return wire.Alert.encode({
    kind,
    severity: SEVERITIES[alert.severity],
    summary,
    detail,
    system,
    evidence,
  }).finish()
}

/** The alert in a payload, or null where it is none or breaks a limit. */
export function decodeAlert(payload: Uint8Array): AlertContent | null {
  const message = tryDecode(wire.Alert, payload, MAX_PAYLOAD_BYTES)
  if (message === null) return null
  const { summary, detail, system } = message
  const kind = nameIn(KINDS, message.kind)
  const severity = nameIn(SEVERITIES, message.severity)
  const evidence = decodeEvidence(message.evidence)
  const isClean = isOwnForm(Summary, summary) && isOwnForm(System, system) && isOwnForm(Detail, detail)
  if (kind === null || severity === null || evidence === null || !isClean) return null
  return { kind, severity, summary, detail, system, evidence }
}

/** The payload of a review. */
export function encodeReview({ alert, verdict, note }: ReviewContent): Uint8Array {
  return wire.AlertReview.encode({ alert: fromHex(alert), verdict: VERDICTS[verdict], note }).finish()
}

/** The review in a payload, or null where it is none or breaks a limit. */
export function decodeReview(payload: Uint8Array): ReviewContent | null {
  const message = tryDecode(wire.AlertReview, payload, MAX_PAYLOAD_BYTES)
  if (message === null || !isOwnForm(Note, message.note)) return null
  const alert = EntryId.safeParse(toHex(message.alert))
  const verdict = nameIn(VERDICTS, message.verdict)
  return alert.success && verdict !== null ? { alert: alert.data, verdict, note: message.note } : null
}

/** The payload of a correction. */
export function encodeCorrection({ alert, kind, note }: CorrectionContent): Uint8Array {
  return wire.AlertCorrection.encode({ alert: fromHex(alert), kind: CORRECTIONS[kind], note }).finish()
}

/** The correction in a payload, or null where it is none or breaks a limit. */
export function decodeCorrection(payload: Uint8Array): CorrectionContent | null {
  const message = tryDecode(wire.AlertCorrection, payload, MAX_PAYLOAD_BYTES)
  if (message === null || !isOwnForm(Note, message.note)) return null
  const alert = EntryId.safeParse(toHex(message.alert))
  const kind = nameIn(CORRECTIONS, message.kind)
  return alert.success && kind !== null ? { alert: alert.data, kind, note: message.note } : null
}

type WireEvidence = InstanceType<typeof wire.Alert>['evidence']

function decodeEvidence(files: WireEvidence): EvidenceFile[] | null {
  if (files.length > ALERT_EVIDENCE_MAX) return null
  const decoded: EvidenceFile[] = []
  for (const { name, sha256, sizeBytes } of files) {
    const parsed = Evidence.safeParse({ name, sha256: toHex(sha256 ?? new Uint8Array()), sizeBytes })
    if (!parsed.success || parsed.data.name !== name) return null
    decoded.push(parsed.data)
  }
  return decoded
}

function nameIn<Name extends string>(numbers: Readonly<Record<Name, number>>, number: number): Name | null {
  const names = Object.keys(numbers) as Name[]
  return names.find((name) => numbers[name] === number) ?? null
}

/** Whether a text is already in the form it would be cleaned to: one text has one spelling on the wire. */
function isOwnForm(schema: typeof Summary | typeof Detail, text: string): boolean {
  const parsed = schema.safeParse(text)
  return parsed.success && parsed.data === text
}
