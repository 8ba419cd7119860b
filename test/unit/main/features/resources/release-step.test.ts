import { describe, expect, test } from 'vitest'
import {
  RELEASES_PER_DAY,
  type Standing,
  stepRelease,
  wantedFor,
} from '../../../../../src/main/features/resources/release-step.ts'
import { NOISE_KEY } from './resource-fixture.ts'

const DAY_MS = 86_400_000
const how = { noiseKey: NOISE_KEY, nowMs: 20_000 * DAY_MS, within: 0.2 } as const
const wanted = (level: number, change: Partial<typeof how> = {}): Standing =>
  wantedFor({ resource: 'water', unit: 'L', capacity: 1_000, level }, { ...how, ...change })

describe('a step of what is shown of a level', () => {
  test('is a release where nothing stands', () => {
    expect(stepRelease({ standing: null, releasesToday: 0 }, wanted(500))).toEqual({
      standing: wanted(500),
      isRelease: true,
    })
  })

  test('costs nothing while the level asks for what stands, whatever has been released', () => {
    const standing = wanted(500)
    for (const releasesToday of [0, RELEASES_PER_DAY]) {
      const later = wanted(501, { nowMs: how.nowMs + 60_000 } as object)
      expect(stepRelease({ standing, releasesToday }, later)).toEqual({ standing, isRelease: false })
    }
  })

  test('keeps what stands when the releases are used up, and since when', () => {
    const standing = wanted(500)
    const held = stepRelease({ standing, releasesToday: RELEASES_PER_DAY }, wanted(900))
    expect(held).toEqual({ standing: { ...standing, heldSinceMs: how.nowMs }, isRelease: false })
    const still = wanted(100, { nowMs: how.nowMs + 60_000 } as object)
    expect(stepRelease({ standing: held.standing, releasesToday: RELEASES_PER_DAY }, still)).toEqual(held)
  })

  test('holds nothing back any more when the level is back at what stands', () => {
    const standing = { ...wanted(500), heldSinceMs: how.nowMs }
    const { standing: kept } = stepRelease({ standing, releasesToday: RELEASES_PER_DAY }, wanted(500))
    expect(kept.heldSinceMs).toBeNull()
  })

  test('tells by no age that a range was drawn anew where it came out as before', () => {
    const standing = { ...wanted(500), bucket: 3, releasedAtMs: 1 }
    const step = stepRelease({ standing, releasesToday: 0 }, wanted(500))
    expect(step).toEqual({ standing: { ...wanted(500), releasedAtMs: 1 }, isRelease: true })
  })
})
