import { describe, expect, test } from 'vitest'
import { AdjustableClock } from '../../../../src/main/platform/clock.ts'
import type { EntryKind } from '../../../../src/main/replica/entry.ts'
import { FirstWord, firstStep } from '../../../../src/main/replica/first-word.ts'
import { TEST_START_MS } from '../../../support/clock.ts'
import { failureOf } from '../../../support/failure.ts'
import { TestTimers } from '../../../support/test-timers.ts'

/** A Node that has just started, and what became of what it wants to say. */
function started({ mayHaveLost = true } = {}) {
  const clock = new AdjustableClock({ nowMs: () => TEST_START_MS })
  const happened: string[] = []
  const firstWord = new FirstWord({
    realTimers: new TestTimers(clock),
    mayHaveLost: () => mayHaveLost,
    beginAnew: async () => void happened.push('new epoch'),
    becameSure: () => void happened.push('sure'),
  })
  firstWord.start()
  /** Say something; noted when it may be written. */
  const say = (kind: EntryKind): Promise<void> =>
    firstWord.mayWrite(kind).then(() => void happened.push(kind))
  /** Let time pass, and all that follows from it. */
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    await settled()
  }
  return { firstWord, happened, pass, say }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test.each([
  ['sure', 'speak'],
  ['in-doubt', 'wait'],
  ['unanswered', 'begin-anew'],
] as const)('who is %s does this: %s', (knowledge, step) => {
  expect(firstStep(knowledge)).toBe(step)
})

describe('a Node that ended in order', () => {
  test('speaks at once, under the epoch it has', async () => {
    const { happened, say } = started({ mayHaveLost: false })
    await say('seed')
    expect(happened).toEqual(['sure', 'seed'])
  })
})

describe('a Node that did not end in order', () => {
  test('speaks when a neighbour has answered, under the epoch it has', async () => {
    const { firstWord, happened, pass, say } = started()
    void say('seed')
    firstWord.linked()
    await pass(4_999)
    expect(happened).toEqual([])
    firstWord.answered()
    await settled()
    expect(happened).toEqual(['sure', 'seed'])
  })

  test('begins a new epoch where nobody is in reach for ten seconds', async () => {
    const { happened, pass, say } = started()
    void say('seed')
    await pass(9_999)
    expect(happened).toEqual([])
    await pass(1)
    expect(happened).toEqual(['new epoch', 'sure', 'seed'])
  })

  test('begins a new epoch where nobody answers for five seconds after the first link', async () => {
    const { firstWord, happened, pass, say } = started()
    void say('seed')
    await pass(8_000)
    firstWord.linked()
    await pass(4_000)
    firstWord.linked()
    expect(happened).toEqual([])
    await pass(1_000)
    expect(happened).toEqual(['new epoch', 'sure', 'seed'])
  })

  test.each(['alert', 'alert-correction', 'alert-review'] as const)(
    'keeps nobody waiting longer than a second: %s',
    async (kind) => {
      const { happened, pass, say } = started()
      void say('seed')
      void say(kind)
      await pass(999)
      expect(happened).toEqual([])
      await pass(1)
      expect(happened).toEqual(['new epoch', 'sure', 'seed', kind])
    },
  )

  test('writes no epoch while it has nothing to say, and none once somebody has answered after all', async () => {
    const { firstWord, happened, pass, say } = started()
    await pass(60_000)
    expect(happened).toEqual([])
    firstWord.linked()
    firstWord.answered()
    await say('seed')
    expect(happened).toEqual(['sure', 'seed'])
  })

  test('speaks at once after the first time, whoever comes and goes', async () => {
    const { firstWord, happened, pass, say } = started()
    await pass(10_000)
    await say('seed')
    firstWord.linked()
    await pass(60_000)
    await say('alert')
    expect(happened).toEqual(['new epoch', 'sure', 'seed', 'alert'])
  })

  test('says nothing in a life that ends meanwhile', async () => {
    const { firstWord, happened, pass, say } = started()
    const failure = failureOf(say('seed'))
    firstWord.stop()
    expect(await failure).toMatchObject({ code: 'too-many-calls' })
    await pass(60_000)
    expect(happened).toEqual([])
  })
})
