import { describe, expect, it } from 'vitest'
import {
  decodeAlert,
  decodeCorrection,
  decodeReview,
  encodeAlert,
  encodeCorrection,
  encodeReview,
} from '../../../../../src/main/features/alerts/alert-codec.ts'
import { MAX_PAYLOAD_BYTES } from '../../../../../src/main/wire/limits.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import { content, STRANGE_ID } from './alert-fixture.ts'

const file = content.evidence[0] ?? { name: '', sha256: '', sizeBytes: 0 }
const idBytes = new Uint8Array(32).fill(0xab)

describe('alerts on the wire', () => {
  it('come back as they were', () => {
    expect(decodeAlert(encodeAlert(content))).toEqual(content)
    const bare = { ...content, detail: '', evidence: [] }
    expect(decodeAlert(encodeAlert(bare))).toEqual(bare)
    const empty = { ...content, evidence: [{ ...file, sizeBytes: 0 }] }
    expect(decodeAlert(encodeAlert(empty))).toEqual(empty)
  })

  it('fit a payload at their longest, in any script', () => {
    const longest = {
      ...content,
      summary: '警'.repeat(280),
      detail: '報'.repeat(3_000),
      system: '系'.repeat(120),
      evidence: Array.from({ length: 8 }, () => ({ ...file, name: '証'.repeat(120), sizeBytes: 2 ** 50 })),
    }
    const payload = encodeAlert(longest)
    expect(payload.byteLength).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES)
    expect(decodeAlert(payload)).toEqual(longest)
  })

  it.each([
    ['no kind', { kind: 0 }],
    ['an unknown kind', { kind: 4 }],
    ['no severity', { severity: 0 }],
    ['an unknown severity', { severity: -1 }],
    ['no summary', { summary: '' }],
    ['a summary too long', { summary: 'x'.repeat(281) }],
    ['a summary of two lines', { summary: 'a\nb' }],
    ['a summary with spaces round it', { summary: ' a' }],
    ['a summary not in NFC', { summary: 'a\u030a' }],
    ['a summary that turns its direction', { summary: 'a\u202eb' }],
    ['a detail too long', { detail: 'x'.repeat(3_001) }],
    ['a detail with a carriage return', { detail: 'a\r\nb' }],
    ['no system', { system: '' }],
    ['too much evidence', { evidence: Array.from({ length: 9 }, () => ({ name: 'a', sha256: idBytes })) }],
    ['evidence without a hash', { evidence: [{ name: 'a' }] }],
    ['evidence with half a hash', { evidence: [{ name: 'a', sha256: idBytes.subarray(16) }] }],
    ['evidence without a name', { evidence: [{ sha256: idBytes }] }],
    ['evidence beyond any disk', { evidence: [{ name: 'a', sha256: idBytes, sizeBytes: 2 ** 51 }] }],
  ])('are refused with %s', (_what, change) => {
    const sound = { kind: 1, severity: 1, summary: 'a', system: 'b' }
    expect(decodeAlert(wire.Alert.encode(sound).finish())).not.toBeNull()
    expect(decodeAlert(wire.Alert.encode({ ...sound, ...change }).finish())).toBeNull()
  })
})

describe('reviews and corrections on the wire', () => {
  it('come back as they were', () => {
    const review = { alert: STRANGE_ID, verdict: 'context-differs', note: 'Here it\nrains.' } as const
    expect(decodeReview(encodeReview(review))).toEqual(review)
    const correction = { alert: STRANGE_ID, kind: 'withdrawn', note: '' } as const
    expect(decodeCorrection(encodeCorrection(correction))).toEqual(correction)
  })

  it.each([
    ['no alert', { alert: new Uint8Array() }],
    ['half an id', { alert: idBytes.subarray(1) }],
    ['no verdict', { verdict: 0, kind: 0 }],
    ['an unknown verdict', { verdict: 5, kind: 3 }],
    ['a note too long', { note: 'x'.repeat(1_001) }],
    ['a note with hidden characters', { note: 'a\u0000b' }],
  ])('are refused with %s', (_what, change) => {
    const sound = { alert: idBytes, verdict: 1, kind: 1, note: '' }
    expect(decodeReview(wire.AlertReview.encode(sound).finish())).not.toBeNull()
    expect(decodeReview(wire.AlertReview.encode({ ...sound, ...change }).finish())).toBeNull()
    expect(decodeCorrection(wire.AlertCorrection.encode({ ...sound, ...change }).finish())).toBeNull()
  })

  it('are refused when cut short', () => {
    const payload = encodeReview({ alert: STRANGE_ID, verdict: 'concur', note: 'note' })
    for (let bytes = 0; bytes < payload.byteLength; bytes += 1) {
      const short = decodeReview(payload.subarray(0, bytes))
      expect(short === null || short.note === '').toBe(true)
    }
  })
})
