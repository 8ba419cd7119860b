import { expect, test } from 'vitest'
import { CallerSessions, SESSION_LINGER_MS } from '../../../../../src/main/hosts/node/caller-sessions.ts'
import { TestClock } from '../../../../support/clock.ts'
import { SeededRandom } from '../../../../support/random.ts'
import { TestTimers } from '../../../../support/test-timers.ts'

function sessions(): {
  readonly sessions: CallerSessions
  readonly clock: TestClock
  readonly ended: string[]
} {
  const clock = new TestClock()
  const ended: string[] = []
  const timers = new TestTimers(clock)
  const random = new SeededRandom()
  const endCaller = (sessionId: string): void => void ended.push(sessionId)
  return { clock, ended, sessions: new CallerSessions({ timers, random, endCaller }) }
}

test('a session held by two tabs ends after the last of them', () => {
  const { sessions: known, clock, ended } = sessions()
  const { sessionId } = known.hold()
  expect(known.hold(sessionId).sessionId).toBe(sessionId)
  known.release(sessionId)
  clock.advance(SESSION_LINGER_MS * 2)
  expect(ended).toEqual([])
  known.release(sessionId)
  clock.advance(SESSION_LINGER_MS)
  expect(ended).toEqual([sessionId])
})

test('coming back starts the wait anew', () => {
  const { sessions: known, clock, ended } = sessions()
  const { sessionId } = known.hold()
  known.release(sessionId)
  clock.advance(SESSION_LINGER_MS - 1)
  known.hold(sessionId)
  clock.advance(SESSION_LINGER_MS)
  known.release(sessionId)
  clock.advance(SESSION_LINGER_MS - 1)
  expect(ended).toEqual([])
})

test('a session nobody knows is not brought to life by asking for it', () => {
  const { sessions: known } = sessions()
  expect(known.hold('chosen by a stranger').sessionId).not.toBe('chosen by a stranger')
  expect(known.has('chosen by a stranger')).toBe(false)
})

test('ends once, whatever is asked twice', () => {
  const { sessions: known, clock, ended } = sessions()
  const { sessionId } = known.hold()
  known.end(sessionId)
  known.end(sessionId)
  known.release(sessionId)
  clock.advance(SESSION_LINGER_MS)
  expect(ended).toEqual([sessionId])
})

test('too many idle sessions end from the idlest, and never one in use', () => {
  const { sessions: known, ended } = sessions()
  const inUse = known.hold().sessionId
  const idle = Array.from({ length: 256 }, () => {
    const { sessionId } = known.hold()
    known.release(sessionId)
    return sessionId
  })
  expect(ended).toEqual([idle[0]])
  expect(known.has(inUse)).toBe(true)
})
