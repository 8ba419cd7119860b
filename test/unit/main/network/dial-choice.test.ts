import { describe, expect, test } from 'vitest'
import {
  type Candidate,
  CHOSEN_ABOVE_MESH,
  chooseTargets,
  FULL_MESH_NODES,
} from '../../../../src/main/network/dial-choice.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { SeededRandom } from '../../../support/random.ts'

const candidates = (count: number, change: (n: number) => Partial<Candidate> = () => ({})): Candidate[] =>
  Array.from({ length: count }, (_, n) => ({
    nodeId: testNodeId(n),
    keep: false,
    unreachable: false,
    ...change(n),
  }))
const choose = (list: Candidate[], before = new Set<Candidate['nodeId']>(), seed = 1) =>
  chooseTargets(list, before, new SeededRandom(seed))

describe('whom to link with', () => {
  test('is everyone in a federation of up to eight', () => {
    expect(choose(candidates(FULL_MESH_NODES - 1)).size).toBe(FULL_MESH_NODES - 1)
    expect(choose(candidates(0)).size).toBe(0)
  })

  test('is a few by chance in a larger one, not the same for everyone', () => {
    const list = candidates(30)
    expect(choose(list).size).toBe(CHOSEN_ABOVE_MESH)
    const seen = new Set(Array.from({ length: 20 }, (_, seed) => [...choose(list, new Set(), seed)]).flat())
    expect(seen.size).toBeGreaterThan(20)
  })

  test('always holds those to keep, even when they are many', () => {
    const few = choose(candidates(30, (n) => ({ keep: n < 2 })))
    expect([few.has(testNodeId(0)), few.has(testNodeId(1)), few.size]).toEqual([
      true,
      true,
      CHOSEN_ABOVE_MESH,
    ])
    expect(choose(candidates(30, (n) => ({ keep: n < 10 }))).size).toBe(10)
  })

  test('stays as it was while it can', () => {
    const before = choose(candidates(30))
    expect(choose(candidates(40), new Set(before), 99)).toEqual(before)
  })

  test('takes another for one that does not answer, and those last of all', () => {
    const list = candidates(30)
    const before = choose(list)
    const [lost] = before
    const after = choose(
      list.map((one) => ({ ...one, unreachable: one.nodeId === lost })),
      new Set(before),
    )
    expect(after.size).toBe(CHOSEN_ABOVE_MESH)
    expect([...before].filter((nodeId) => !after.has(nodeId))).toEqual([lost])
    expect(choose(candidates(9, (n) => ({ unreachable: n < 8 }))).has(testNodeId(8))).toBe(true)
  })
})
