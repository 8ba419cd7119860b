import { QUANTITY_MAX, ResourceName, type ResourceState, Unit } from '../../../shared/contract/resources.ts'
import { isCount, tryDecode } from '../../wire/decode.ts'
import { wire } from '../../wire/messages.ts'
import { CAPACITY_STEPS } from './resource-rules.ts'
import type { Report } from './resource-types.ts'

/** Size of every report, so that its length tells nothing. Source: docs/security.md, "When a report leaves". */
export const REPORT_BYTES = 256

/** Greatest age of a range. Source: proto/mirrorwell/v1/resources.proto. */
export const RANGE_AGE_MAX_MINUTES = 1e8

/** Tag of `padding` (field 7, length-delimited). Source: proto/mirrorwell/v1/resources.proto. */
const PADDING_TAG = (7 << 3) | 2
/** Tag and length. The length is always written in two bytes: with the shortest form, one total could not be reached. */
const PADDING_HEAD_BYTES = 3

const { ResourceState: WireState } = wire
const STATES: readonly (readonly [Report['state'], number])[] = [
  ['surplus', WireState.RESOURCE_STATE_SURPLUS],
  ['enough', WireState.RESOURCE_STATE_ENOUGH],
  ['deficit', WireState.RESOURCE_STATE_DEFICIT],
  ['withdrawn', WireState.RESOURCE_STATE_WITHDRAWN],
]

/** The payload of a report: always 256 bytes. */
export function encodeReport(report: Report): Uint8Array {
  const { resource } = report
  const state = STATES.find(([name]) => name === report.state)?.[1] ?? WireState.RESOURCE_STATE_UNSPECIFIED
  const figures =
    report.state === 'withdrawn'
      ? {}
      : {
          unit: report.unit,
          capacity: report.capacity,
          lowSteps: report.lowSteps,
          highSteps: report.highSteps,
          rangeAgeMinutes: report.rangeAgeMinutes,
        }
  return padded(wire.ResourceReport.encode({ resource, state, ...figures }).finish())
}

function padded(content: Uint8Array): Uint8Array {
  const payload = new Uint8Array(REPORT_BYTES)
  const paddingBytes = REPORT_BYTES - content.byteLength - PADDING_HEAD_BYTES
  if (paddingBytes < 0) throw new RangeError('a report is longer than its frame')
  payload.set(content)
  payload.set([PADDING_TAG, (paddingBytes & 0x7f) | 0x80, paddingBytes >> 7], content.byteLength)
  return payload
}

/** The report in a payload, or null where it is none or says what no Node may say. */
export function decodeReport(payload: Uint8Array): Report | null {
  if (payload.byteLength !== REPORT_BYTES) return null
  const message = tryDecode(wire.ResourceReport, payload, REPORT_BYTES)
  if (message === null || message.padding.some((byte) => byte !== 0)) return null
  const { resource, unit, capacity, lowSteps, highSteps, rangeAgeMinutes } = message
  const state = STATES.find(([, number]) => number === message.state)?.[0]
  if (state === undefined || !isOwnForm(ResourceName, resource)) return null
  if (state === 'withdrawn') return { resource, state }
  const range = { lowSteps, highSteps, rangeAgeMinutes }
  const report = { resource, state: state satisfies ResourceState, unit, capacity, ...range }
  return isSound(report) ? report : null
}

function isSound(report: Exclude<Report, { state: 'withdrawn' }>): boolean {
  const { unit, capacity, lowSteps, highSteps, rangeAgeMinutes } = report
  const isRange =
    isCount(lowSteps) && isCount(highSteps) && lowSteps < highSteps && highSteps <= CAPACITY_STEPS
  const isAge = isCount(rangeAgeMinutes) && rangeAgeMinutes <= RANGE_AGE_MAX_MINUTES
  return isOwnForm(Unit, unit) && capacity > 0 && capacity <= QUANTITY_MAX && isRange && isAge
}

/** Whether a text is already in the form it would be cleaned to: one text has one spelling on the wire. */
function isOwnForm(schema: typeof ResourceName | typeof Unit, text: string): boolean {
  const parsed = schema.safeParse(text)
  return parsed.success && parsed.data === text
}
