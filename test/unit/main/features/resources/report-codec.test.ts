import { describe, expect, it } from 'vitest'
import {
  decodeReport,
  encodeReport,
  REPORT_BYTES,
} from '../../../../../src/main/features/resources/report-codec.ts'
import type { ShownReport } from '../../../../../src/main/features/resources/resource-types.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'

const report: ShownReport = {
  resource: 'water',
  state: 'deficit',
  unit: 'L',
  capacity: 1000,
  lowSteps: 0,
  highSteps: 120,
  rangeAgeMinutes: 0,
}

describe('encodeReport', () => {
  it.each(Array.from({ length: 40 }, (_, index) => index + 1))(
    'makes 256 bytes of a name of %d characters',
    (chars) => {
      for (let unitChars = 1; unitChars <= 16; unitChars += 1) {
        const sized = { ...report, resource: 'w'.repeat(chars), unit: 'u'.repeat(unitChars) }
        const payload = encodeReport(sized)
        expect(payload.byteLength).toBe(REPORT_BYTES)
        expect(decodeReport(payload)).toEqual(sized)
      }
    },
  )

  it('makes 256 bytes of the longest report there is', () => {
    const longest = {
      ...report,
      resource: '水'.repeat(21),
      unit: '升'.repeat(16),
      capacity: 1e12,
      lowSteps: 199,
      highSteps: 200,
      rangeAgeMinutes: 1e8,
    }
    expect(encodeReport(longest).byteLength).toBe(REPORT_BYTES)
    expect(decodeReport(encodeReport(longest))).toEqual(longest)
  })

  it('takes a resource back in as many bytes', () => {
    const withdrawn = { resource: 'water', state: 'withdrawn' } as const
    expect(encodeReport(withdrawn).byteLength).toBe(REPORT_BYTES)
    expect(decodeReport(encodeReport(withdrawn))).toEqual(withdrawn)
  })
})

/** A payload of the right size around whatever a hostile Node would say. */
function forged(change: object): Uint8Array {
  const content = wire.ResourceReport.encode({ ...report, state: 3, ...change }).finish()
  const payload = new Uint8Array(REPORT_BYTES)
  const paddingBytes = REPORT_BYTES - content.byteLength - 3
  payload.set(content)
  payload.set([(7 << 3) | 2, (paddingBytes & 0x7f) | 0x80, paddingBytes >> 7], content.byteLength)
  return payload
}

describe('decodeReport', () => {
  it('reads what any other client would write', () => {
    expect(decodeReport(forged({}))).toEqual(report)
  })

  it.each(['エネルギー', '飲み水', 'पानी', 'råg', 'water 2'])('reads a resource named %s', (resource) => {
    expect(decodeReport(encodeReport({ ...report, resource }))).toEqual({ ...report, resource })
  })

  it.each([
    ['no state', { state: 0 }],
    ['an unknown state', { state: 9 }],
    ['no name', { resource: '' }],
    ['a name not in NFC', { resource: 'vata\u030a' }],
    ['a name with hidden characters', { resource: 'wa\u202eter' }],
    ['a name with a line break', { resource: 'wa\nter' }],
    ['a name of 41 characters', { resource: 'w'.repeat(41) }],
    ['a name of 66 bytes', { resource: '水'.repeat(22) }],
    ['a name that starts with a sign', { resource: '-water' }],
    ['no unit', { unit: '' }],
    ['a unit of 17 characters', { unit: 'u'.repeat(17) }],
    ['no capacity', { capacity: 0 }],
    ['a negative capacity', { capacity: -1 }],
    ['an infinite capacity', { capacity: Number.POSITIVE_INFINITY }],
    ['a capacity that is no number', { capacity: Number.NaN }],
    ['a range turned round', { lowSteps: 120, highSteps: 80 }],
    ['a range that is one value', { lowSteps: 77, highSteps: 77 }],
    ['a range above the capacity', { highSteps: 201 }],
    ['a range older than any', { rangeAgeMinutes: 1e8 + 1 }],
  ])('refuses %s', (_what, change) => {
    expect(decodeReport(forged(change))).toBeNull()
  })

  it('refuses any other length, and padding that carries something', () => {
    const payload = encodeReport(report)
    expect(decodeReport(payload.subarray(0, 255))).toBeNull()
    expect(decodeReport(new Uint8Array([...payload, 0]))).toBeNull()
    expect(decodeReport(payload.with(REPORT_BYTES - 1, 1))).toBeNull()
    expect(decodeReport(new Uint8Array(REPORT_BYTES))).toBeNull()
    expect(decodeReport(new Uint8Array())).toBeNull()
  })
})
