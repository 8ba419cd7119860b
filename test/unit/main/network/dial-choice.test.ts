import { describe, expect, test } from 'vitest'
import { NEAR } from '../../../../src/main/network/address-group.ts'
import {
  type Candidate,
  CHOSEN_ABOVE_MESH,
  chooseTargets,
  FULL_MESH_NODES,
  MAX_CHOSEN_IN_ONE_GROUP,
  MAX_CHOSEN_UNTRIED,
  MIN_CHOSEN,
} from '../../../../src/main/network/dial-choice.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { SeededRandom } from '../../../support/random.ts'

const candidates = (count: number, change: (n: number) => Partial<Candidate> = () => ({})): Candidate[] =>
  Array.from({ length: count }, (_, n) => ({
    nodeId: testNodeId(n),
    keep: false,
    anchor: false,
    tried: true,
    groups: [`ip4:203.${n}`],
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

  test('begins with the anchors and holds to them', () => {
    const list = candidates(30, (n) => ({ anchor: n > 27 }))
    expect([...choose(list)].slice(0, 2).toSorted()).toEqual([testNodeId(28), testNodeId(29)].toSorted())
    expect(choose(list, new Set(list.slice(0, 6).map(({ nodeId }) => nodeId))).has(testNodeId(28))).toBe(true)
    expect([...choose(candidates(3, (n) => ({ anchor: n === 2 })))][0]).toBe(testNodeId(2))
  })

  test('takes at most two of one part of the network, and two that were never reached', () => {
    const crowd = candidates(100, (n) => (n < 90 ? { groups: ['ip4:198.51'] } : {}))
    for (let seed = 0; seed < 20; seed++) {
      const chosen = [...choose(crowd, new Set(), seed)]
      const ofCrowd = chosen.filter((nodeId) => crowd.slice(0, 90).some((one) => one.nodeId === nodeId))
      expect(ofCrowd.length).toBeLessThanOrEqual(MAX_CHOSEN_IN_ONE_GROUP)
      expect(chosen.length).toBe(CHOSEN_ABOVE_MESH)
    }
    const strangers = candidates(100, (n) => ({ tried: n >= 90 }))
    const chosen = choose(strangers)
    const untried = strangers.filter(({ nodeId, tried }) => !tried && chosen.has(nodeId))
    expect(untried.length).toBeLessThanOrEqual(MAX_CHOSEN_UNTRIED)
  })

  test('does not count neighbours on one local network as a crowd, and never goes below four links', () => {
    expect(choose(candidates(30, () => ({ groups: [NEAR] }))).size).toBe(CHOSEN_ABOVE_MESH)
    expect(choose(candidates(30, () => ({ groups: ['ip4:203.0'] }))).size).toBe(MIN_CHOSEN)
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
