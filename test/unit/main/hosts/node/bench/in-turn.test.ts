import { describe, expect, test } from 'vitest'
import { inTurn } from '../../../../../../src/main/hosts/node/bench/in-turn.ts'
import { Tally } from '../../../../../../src/main/hosts/node/bench/links/tally.ts'

describe('sides that are measured in turn', () => {
  test('all come once in each round, and each comes first in some', async () => {
    const order: string[] = []
    const samples = await inTurn(['a', 'b', 'c'], 3, (side, round) => {
      order.push(side)
      return round
    })
    expect(order.join('')).toBe('abcbcacab')
    expect(samples).toEqual([0, 1, 2].map((round) => ({ a: round, b: round, c: round })))
  })
})

describe('a tally', () => {
  test('tells copies from what is fresh, and begins anew', async () => {
    const tally = new Tally()
    expect(['x', 'x', 'y'].map((id) => tally.came(id))).toEqual([true, false, true])
    const counted = tally.expect(2)
    tally.done()
    tally.done()
    expect(await counted).toMatchObject({ fresh: 2, copies: 3 })
    tally.came('z')
    tally.done()
    expect(await tally.expect(1)).toMatchObject({ fresh: 1, copies: 1 })
  })

  test('waits until what is asked for is there', async () => {
    const tally = new Tally()
    let isThere = false
    const counted = tally.expect(1).then(() => {
      isThere = true
    })
    await Promise.resolve()
    expect(isThere).toBe(false)
    tally.done()
    await counted
    expect(isThere).toBe(true)
  })
})
