import { beforeEach, describe, expect, it } from 'vitest'
import { UnlockedMirrors } from '../../../../../src/main/features/identity/unlocked-mirrors.ts'
import type { MirrorId } from '../../../../../src/shared/kernel/ids.ts'
import { TestClock } from '../../../../support/clock.ts'

const ANNA = 'a'.repeat(32) as MirrorId
const KENJI = 'b'.repeat(32) as MirrorId
const IDLE_MS = 900_000
const ZEROS = new Uint8Array(32)

let clock: TestClock
let unlocked: UnlockedMirrors
let idled: MirrorId[]
beforeEach(() => {
  clock = new TestClock()
  idled = []
  unlocked = new UnlockedMirrors(
    { clock, idled: (mirrorId) => idled.push(mirrorId) },
    { idleMs: () => IDLE_MS },
  )
})

const seed = (byte: number) => new Uint8Array(32).fill(byte)

describe('unlocked Mirrors', () => {
  it('are unlocked for one caller only', () => {
    unlocked.add('page', ANNA, seed(1))
    expect(unlocked.has('page', ANNA)).toBe(true)
    expect(unlocked.has('script', ANNA)).toBe(false)
    expect(unlocked.use('script', ANNA)).toBeNull()
    expect(unlocked.newest('script')).toBeNull()
  })

  it('act in the name of the one unlocked last', () => {
    unlocked.add('page', ANNA, seed(1))
    unlocked.add('page', KENJI, seed(2))
    expect(unlocked.newest('page')).toBe(KENJI)
    unlocked.add('page', ANNA, seed(1))
    expect(unlocked.newest('page')).toBe(ANNA)
    unlocked.lock('page', ANNA)
    expect(unlocked.newest('page')).toBe(KENJI)
  })

  it('have their keys overwritten when locked, when their caller goes and when all are locked', () => {
    const keys = [seed(1), seed(2), seed(3), seed(4)] as const
    unlocked.add('page', ANNA, keys[0])
    unlocked.add('page', KENJI, keys[1])
    unlocked.add('script', ANNA, keys[2])
    unlocked.lock('page', ANNA)
    expect(keys[0]).toEqual(ZEROS)
    expect(keys[1]).toEqual(seed(2))
    unlocked.endSession('page')
    expect(keys[1]).toEqual(ZEROS)
    expect(keys[2]).toEqual(seed(3))
    unlocked.add('other', KENJI, keys[3])
    unlocked.lockAll()
    expect([keys[2], keys[3]]).toEqual([ZEROS, ZEROS])
  })

  it('have an earlier copy of their key overwritten when unlocked again', () => {
    const first = seed(1)
    unlocked.add('page', ANNA, first)
    unlocked.add('page', ANNA, seed(1))
    expect(first).toEqual(ZEROS)
    expect(unlocked.use('page', ANNA)).toEqual(seed(1))
  })

  it('lose a revoked Mirror wherever it was unlocked', () => {
    unlocked.add('page', ANNA, seed(1))
    unlocked.add('script', ANNA, seed(1))
    unlocked.add('script', KENJI, seed(2))
    unlocked.lockEverywhere(ANNA)
    expect(['page', 'script'].map((session) => unlocked.has(session, ANNA))).toEqual([false, false])
    expect(unlocked.has('script', KENJI)).toBe(true)
  })

  it('are locked and overwritten after their idle time, which use starts anew and looking does not', () => {
    const key = seed(1)
    unlocked.add('page', ANNA, key)
    clock.advance(IDLE_MS - 1)
    expect(unlocked.use('page', ANNA)).toEqual(seed(1))
    clock.advance(IDLE_MS - 1)
    expect(unlocked.has('page', ANNA)).toBe(true)
    expect(unlocked.newest('page')).toBe(ANNA)
    clock.advance(1)
    expect(unlocked.use('page', ANNA)).toBeNull()
    expect(key).toEqual(ZEROS)
  })

  it('tell who was idle, once', () => {
    unlocked.add('page', ANNA, seed(1))
    clock.advance(IDLE_MS)
    unlocked.add('page', KENJI, seed(2))
    unlocked.lockIdle()
    expect(idled).toEqual([ANNA])
    clock.advance(IDLE_MS)
    unlocked.lockIdle()
    unlocked.lockIdle()
    expect(idled).toEqual([ANNA, KENJI])
  })
})
