import { describe, expect, it } from 'vitest'
import {
  countTry,
  FIRST_BLOCK_MS,
  LONGEST_BLOCK_MS,
  NO_TRIES,
  type PinTries,
  triesLeft,
} from '../../../../../src/main/features/identity/pin-tries.ts'
import { PIN_TRIES } from '../../../../../src/shared/contract/mirrors.ts'
import { failureOf } from '../../../../support/failure.ts'

const NOW = 1_000_000

/** The count after `times` tries at one moment. */
function tried(times: number, from: PinTries, atMs: number): PinTries {
  return Array.from({ length: times }).reduce<PinTries>((state) => countTry(state, atMs), from)
}

describe('tries of a PIN', () => {
  it('count down to none', () => {
    const left = [0, 1, 2, 3, 4, 5].map((times) => triesLeft(tried(times, NO_TRIES, NOW), NOW))
    expect(left).toEqual([5, 4, 3, 2, 1, 0])
  })

  it('block for fifteen minutes after the fifth, and refuse the sixth without counting it', async () => {
    const blocked = tried(PIN_TRIES, NO_TRIES, NOW)
    expect(blocked).toEqual({ tries: 5, blocks: 1, blockedUntilMs: NOW + FIRST_BLOCK_MS })
    expect(await failureOf(() => countTry(blocked, NOW + FIRST_BLOCK_MS - 1))).toEqual({
      code: 'pin-blocked',
      retryAtMs: NOW + FIRST_BLOCK_MS,
      triesLeft: 0,
    })
  })

  it('come back, all of them, when the block has passed', () => {
    const blocked = tried(PIN_TRIES, NO_TRIES, NOW)
    const laterMs = NOW + FIRST_BLOCK_MS
    expect(triesLeft(blocked, laterMs)).toBe(PIN_TRIES)
    expect(countTry(blocked, laterMs)).toEqual({ tries: 1, blocks: 1, blockedUntilMs: null })
  })

  it('block twice as long each time, up to a day', () => {
    let state = NO_TRIES
    let nowMs = NOW
    const lengths = Array.from({ length: 9 }, () => {
      state = tried(PIN_TRIES, state, nowMs)
      const length = (state.blockedUntilMs ?? 0) - nowMs
      nowMs = state.blockedUntilMs ?? 0
      return length / FIRST_BLOCK_MS
    })
    expect(lengths).toEqual([1, 2, 4, 8, 16, 32, 64, 96, 96])
    expect(LONGEST_BLOCK_MS).toBe(96 * FIRST_BLOCK_MS)
  })
})
