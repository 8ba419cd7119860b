import { ReportText } from '../../../shared/contract/neighbour-calls.ts'
import { EpochMs, MessageId } from '../../../shared/kernel/ids.ts'
import { line } from '../../../shared/kernel/text.ts'
import { fromHex, plainBytes, toHex } from '../../platform/bytes.ts'
import { tryDecode } from '../../wire/decode.ts'
import { wire } from '../../wire/messages.ts'
import type { Reported, WakeAnswer } from './call-types.ts'

/** Largest encoded messages: their longest fields and their tags. Source: docs/protocol.md, "Calls". */
const MAX_WAKE_UP_BYTES = 64
const MAX_REPORT_BYTES = 1_200

const Version = line(40)

interface Asked {
  readonly id: MessageId
  readonly askedAtMs: number
}

const ANSWER_NUMBERS: Readonly<Record<WakeAnswer, number>> = {
  awake: wire.WakeUpAnswer.WAKE_UP_ANSWER_AWAKE,
  'not-pinned': wire.WakeUpAnswer.WAKE_UP_ANSWER_NOT_PINNED,
  'nobody-may': wire.WakeUpAnswer.WAKE_UP_ANSWER_NOBODY_MAY,
  'too-often': wire.WakeUpAnswer.WAKE_UP_ANSWER_TOO_OFTEN,
}
const ANSWERS = new Map(Object.entries(ANSWER_NUMBERS).map(([name, number]) => [number, name as WakeAnswer]))

export const encodeWakeUp = ({ askedAtMs, id }: Asked): Uint8Array =>
  plainBytes(wire.WakeUp.encode({ id: fromHex(id), askedAtMs }).finish())

export function decodeWakeUp(payload: Uint8Array): Asked | null {
  const message = tryDecode(wire.WakeUp, payload, MAX_WAKE_UP_BYTES)
  const id = message && readId(message.id)
  const isTimed = EpochMs.safeParse(message?.askedAtMs).success
  return message && id && isTimed ? { id, askedAtMs: message.askedAtMs } : null
}

export const encodeAck = (id: MessageId, answer: WakeAnswer): Uint8Array =>
  plainBytes(wire.WakeUpAck.encode({ id: fromHex(id), answer: ANSWER_NUMBERS[answer] }).finish())

export function decodeAck(
  payload: Uint8Array,
): { readonly id: MessageId; readonly answer: WakeAnswer } | null {
  const message = tryDecode(wire.WakeUpAck, payload, MAX_WAKE_UP_BYTES)
  const id = message && readId(message.id)
  const answer = ANSWERS.get(message?.answer ?? 0)
  return id && answer ? { id, answer } : null
}

export function encodeReport(report: Reported): Uint8Array {
  const head = { id: fromHex(report.id), writtenAtMs: report.writtenAtMs }
  if ('text' in report) return plainBytes(wire.StatusReport.encode({ ...head, text: report.text }).finish())
  const { caughtUp: hasCaughtUp, upSinceMs, version } = report.status
  const woken = { wakeUp: fromHex(report.wakeUp), version, upSinceMs, hasCaughtUp }
  return plainBytes(wire.StatusReport.encode({ ...head, woken }).finish())
}

/** What a report says, or null where it is none, or says both or neither. A text has one spelling on the wire: the cleaned one. */
export function decodeReport(payload: Uint8Array): Reported | null {
  const message = tryDecode(wire.StatusReport, payload, MAX_REPORT_BYTES)
  const id = message && readId(message.id)
  if (!message || !id || !EpochMs.safeParse(message.writtenAtMs).success) return null
  const head = { id, writtenAtMs: message.writtenAtMs }
  if (message.woken) return message.text === '' ? readWoken(head, message.woken) : null
  const text = ReportText.safeParse(message.text)
  return text.success && text.data === message.text ? { ...head, text: text.data } : null
}

function readWoken(
  head: { readonly id: MessageId; readonly writtenAtMs: number },
  woken: NonNullable<InstanceType<typeof wire.StatusReport>['woken']>,
): Reported | null {
  const wakeUp = readId(woken.wakeUp ?? new Uint8Array())
  const version = Version.safeParse(woken.version)
  const upSince = EpochMs.safeParse(woken.upSinceMs)
  if (!wakeUp || !version.success || version.data !== woken.version || !upSince.success) return null
  const status = { version: version.data, upSinceMs: upSince.data, caughtUp: woken.hasCaughtUp === true }
  return { ...head, wakeUp, status }
}

export const encodeAlive = (id: MessageId): Uint8Array =>
  plainBytes(wire.Alive.encode({ id: fromHex(id) }).finish())

export function decodeAlive(bytes: Uint8Array): MessageId | null {
  const message = tryDecode(wire.Alive, bytes, MAX_WAKE_UP_BYTES)
  return message && readId(message.id)
}

const readId = (bytes: Uint8Array): MessageId | null => MessageId.safeParse(toHex(bytes)).data ?? null
