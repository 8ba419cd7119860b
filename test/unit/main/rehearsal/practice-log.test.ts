import { describe, expect, test } from 'vitest'
import { PracticeLog } from '../../../../src/main/rehearsal/practice-log.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const MILL = testNodeId(1)
const LAKE = testNodeId(2)
const MEADOW = testNodeId(3)

const heard = (atMs: number, title = `alert ${atMs}`) =>
  ({ atMs, fact: { what: 'alert-raised', title } }) as const

const timesOf = (lines: readonly { readonly atMs: number }[]): readonly number[] =>
  lines.map(({ atMs }) => atMs)

describe('the log of a practice', () => {
  test('is empty before anybody has told anything', () => {
    expect(new PracticeLog().read({ limit: 10 })).toEqual([])
    expect(new PracticeLog().read({ limit: 10, nodeId: MILL })).toEqual([])
  })

  test('gives what all have told by its time, the newest first', () => {
    const log = new PracticeLog()
    log.write(MILL, [heard(10), heard(30)])
    log.write(LAKE, [heard(20), heard(40)])
    expect(timesOf(log.read({ limit: 10 }))).toEqual([40, 30, 20, 10])
  })

  test('gives of one moment what was written last first, and numbers every line once', () => {
    const log = new PracticeLog()
    log.write(MILL, [heard(10, 'a'), heard(10, 'b')])
    log.write(LAKE, [heard(10, 'c')])
    expect(log.read({ limit: 10 }).map(({ number }) => number)).toEqual([3, 2, 1])
  })

  test('gives one Node’s own, and no more than asked for', () => {
    const log = new PracticeLog()
    log.write(MILL, [heard(1), heard(2), heard(3)])
    log.write(LAKE, [heard(4)])
    expect(timesOf(log.read({ limit: 2, nodeId: MILL }))).toEqual([3, 2])
    expect(log.read({ limit: 10, nodeId: MEADOW })).toEqual([])
    expect(timesOf(log.read({ limit: 2 }))).toEqual([4, 3])
  })

  test('keeps the newest of each Node, and lets none push another out', () => {
    const log = new PracticeLog(3)
    log.write(LAKE, [heard(1)])
    for (let atMs = 2; atMs < 100; atMs += 1) log.write(MILL, [heard(atMs)])
    expect(timesOf(log.read({ limit: 10 }))).toEqual([99, 98, 97, 1])
  })

  test('keeps the newest also of what is written at once', () => {
    const log = new PracticeLog(2)
    log.write(MILL, [heard(1), heard(2), heard(3)])
    expect(timesOf(log.read({ limit: 10 }))).toEqual([3, 2])
  })
})
