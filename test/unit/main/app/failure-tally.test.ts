import { expect, test } from 'vitest'
import { FailureTally } from '../../../../src/main/app/failure-tally.ts'

test('tells the latest failure first, by code, how often and how long ago', () => {
  let nowMs = 1_000
  const tally = new FailureTally({ clock: { nowMs: () => nowMs } })
  tally.note('pin-wrong')
  nowMs += 2_000
  tally.note('disk-full')
  nowMs += 3_000
  tally.note('disk-full')
  expect(tally.facts()).toEqual([
    ['failure', 'disk-full 2, 0 s ago'],
    ['failure', 'pin-wrong 1, 5 s ago'],
  ])
})
