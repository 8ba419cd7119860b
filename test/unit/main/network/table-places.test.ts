import type { PeerId } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import { beforeEach, describe, expect, test } from 'vitest'
import { MAX_TRIED_IN_ONE_GROUP } from '../../../../src/main/network/peer-book.ts'
import { TablePlaces, type TablePlacesOptions } from '../../../../src/main/network/table-places.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const ONE_HAND = '/ip4/203.0.113.7/tcp/4001'
const peers = Array.from({ length: MAX_TRIED_IN_ONE_GROUP + 2 }, (_, n) =>
  peerIdFromString(testNodeId(n + 1)),
)

const linked = new Map<string, string>()
const dropped: PeerId[] = []
const options: TablePlacesOptions = {
  linkedFrom: (peerId) => linked.get(peerId.toString()),
  drop: (peerId) => void dropped.push(peerId),
}
let places = new TablePlaces(options)
beforeEach(() => {
  linked.clear()
  dropped.length = 0
  places = new TablePlaces(options)
})

/** Link all with this Node from one address; how many of them get a place. */
function taken(address: string, among: readonly PeerId[] = peers): number {
  for (const peer of among) linked.set(peer.toString(), address)
  return among.filter((peer) => places.take(peer)).length
}

const [first, last] = [peers[0], peers.at(-1)]
if (first === undefined || last === undefined) throw new Error('there are some')

describe('a place in the table', () => {
  test('is for proven neighbours only', () => {
    expect(places.take(first)).toBe(false)
    expect(taken(ONE_HAND, [first])).toBe(1)
  })

  test.each([
    ['one part of the network', ONE_HAND, MAX_TRIED_IN_ONE_GROUP],
    ['home', '/ip4/192.168.1.9/tcp/1', peers.length],
  ])('goes to few that are linked from %s, unless that is home', (_what, address, count) => {
    expect(taken(address)).toBe(count)
  })

  test('is kept by whoever has it', () => {
    taken(ONE_HAND)
    expect([places.take(first), places.take(last)]).toEqual([true, false])
  })

  test('stays taken by a Node of the table that is gone, until another wants it', () => {
    taken(ONE_HAND)
    for (const peer of peers.slice(0, MAX_TRIED_IN_ONE_GROUP)) places.added(peer)
    linked.delete(first.toString())
    expect([dropped, places.take(first)]).toEqual([[], true])
    expect(places.take(last)).toBe(true)
    expect(dropped).toEqual([first])
    expect(taken(ONE_HAND, [first])).toBe(0)
  })

  test('is held by whoever came into the table and has not left it', () => {
    taken(ONE_HAND, [first])
    expect(places.holds(first)).toBe(false)
    places.added(first)
    expect(places.holds(first)).toBe(true)
    places.removed(first)
    expect(places.holds(first)).toBe(false)
  })

  test('is free again once it was given back, and the table then drops its Node', () => {
    taken(ONE_HAND)
    places.giveBack(first) // it did not come into the table
    expect([dropped, places.take(last)]).toEqual([[], true])
    places.added(last)
    places.giveBack(last)
    expect([dropped, places.take(first)]).toEqual([[last], true])
  })

  test('is needed in the table: a Node that comes into it without one leaves', () => {
    taken(ONE_HAND, [first])
    linked.delete(first.toString())
    taken(ONE_HAND, [last])
    places.added(first)
    expect(dropped).toEqual([first])
  })

  test('is free again once the table dropped its Node', () => {
    taken(ONE_HAND)
    places.added(first)
    places.removed(first)
    expect(places.take(last)).toBe(true)
    expect(places.take(first)).toBe(false)
  })

  test('is free again once a Node that never came into the table is gone', () => {
    taken(ONE_HAND)
    expect(places.take(last)).toBe(false)
    linked.delete(first.toString())
    expect(places.take(last)).toBe(true)
  })
})
