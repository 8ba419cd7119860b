import { describe, expect, test } from 'vitest'
import { FilePace, STILL } from '../../../../../src/main/features/files/file-pace.ts'

/** So many bytes every quarter of a second, for so long. @returns when it was */
function go(pace: FilePace, fromMs: number, { forMs, bytes }: { forMs: number; bytes: number }): number {
  let nowMs = fromMs
  while (nowMs < fromMs + forMs) {
    nowMs += 250
    pace.note(bytes, nowMs)
  }
  return nowMs
}

describe('the pace of a file', () => {
  test('is not told before anything moved', () => {
    expect(new FilePace(0).view(1_000, 100)).toEqual(STILL)
  })

  test('is the rate and the time that is left at that rate', () => {
    const pace = new FilePace(0)
    const nowMs = go(pace, 0, { forMs: 10_000, bytes: 25_000 })
    const { bytesPerSecond, leftMs, stalledForMs } = pace.view(500_000, nowMs)
    expect(bytesPerSecond).toBeCloseTo(100_000)
    expect(leftMs).toBe(5_000)
    expect(stalledForMs).toBeNull()
  })

  test('follows the line within seconds, and does not jump', () => {
    const pace = new FilePace(0)
    const fastMs = go(pace, 0, { forMs: 10_000, bytes: 25_000 })
    const soonMs = go(pace, fastMs, { forMs: 250, bytes: 2_500 })
    expect(pace.view(1, soonMs).bytesPerSecond).toBeGreaterThan(80_000)
    const laterMs = go(pace, soonMs, { forMs: 20_000, bytes: 2_500 })
    expect(pace.view(1, laterMs).bytesPerSecond).toBeLessThan(13_000)
  })

  test('of many pieces at once is that of their time, however they come', () => {
    const pace = new FilePace(0)
    for (let n = 1; n <= 100; n += 1) pace.note(1_000, n * 10)
    expect(pace.view(1, 1_000).bytesPerSecond).toBeCloseTo(100_000, -4)
  })

  test('says that it stalls, and for how long, and gives no time left', () => {
    const pace = new FilePace(0)
    const nowMs = go(pace, 0, { forMs: 5_000, bytes: 25_000 })
    expect(pace.view(1, nowMs + 4_999).stalledForMs).toBeNull()
    expect(pace.view(1, nowMs + 12_000)).toEqual({ bytesPerSecond: null, leftMs: null, stalledForMs: 12_000 })
  })

  test('begins anew after a stall, and after a clock that was set back', () => {
    const pace = new FilePace(0)
    const nowMs = go(pace, 0, { forMs: 5_000, bytes: 25_000 })
    const againMs = go(pace, nowMs + 60_000, { forMs: 2_000, bytes: 2_500 })
    expect(pace.view(1, againMs).bytesPerSecond).toBeLessThan(12_000)
    const backMs = go(pace, 500, { forMs: 2_000, bytes: 25_000 })
    expect(pace.view(1, backMs).bytesPerSecond).toBeGreaterThan(80_000)
  })
})
