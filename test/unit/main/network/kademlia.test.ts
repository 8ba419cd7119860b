import { type PeerId, start, stop } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import { afterEach, expect, test } from 'vitest'
import { createKademlia, type Kademlia } from '../../../../src/main/network/kademlia.ts'
import { MAX_TRIED_IN_ONE_GROUP } from '../../../../src/main/network/peer-book.ts'
import { TablePlaces } from '../../../../src/main/network/table-places.ts'
import { withOne } from '../../../../src/main/network/with-one.ts'
import { lonelyComponents } from '../../../support/lonely-components.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((end) => end()))
})

/** The library's own table, and places in it for whoever is linked, all from one part of the network. */
async function setup() {
  const linked = new Set<string>()
  const inTable = new Set<string>()
  const places: TablePlaces = new TablePlaces({
    linkedFrom: (peerId) => (linked.has(peerId.toString()) ? '/ip4/203.0.113.7/tcp/1' : undefined),
    drop: (peerId) => void kademlia.routingTable.remove(peerId),
  })
  const components = await lonelyComponents()
  const ping = async (peerId: unknown): Promise<number> => {
    if (!places.take(peerId as PeerId)) throw new Error('no place')
    return 1
  }
  const kademlia: Kademlia = createKademlia(
    withOne(components, 'ping', () => withOne(components.ping, 'ping', () => ping)),
    {
      protocol: '/kad',
      namespace: 'test',
      mode: 'server',
      validate: () => {},
      newest: () => 0,
      mayBeMet: () => true,
      heard: () => {},
      added: (peerId) => {
        inTable.add(peerId.toString())
        places.added(peerId)
      },
      removed: (peerId) => {
        inTable.delete(peerId.toString())
        places.removed(peerId)
      },
    },
  )
  await start(kademlia)
  stops.push(() => stop(kademlia))
  const table = kademlia.routingTable as unknown as { readonly size: number; add(of: PeerId): Promise<void> }
  return { inTable, linked, table }
}

test('Nodes that are gone leave the table of the library to those that come', async () => {
  const { inTable, linked, table } = await setup()
  const peers = Array.from({ length: 5 * MAX_TRIED_IN_ONE_GROUP }, (_, n) =>
    peerIdFromString(testNodeId(n + 1)),
  )
  const [before, since] = [peers.slice(0, MAX_TRIED_IN_ONE_GROUP), peers.slice(MAX_TRIED_IN_ONE_GROUP)]
  for (const peer of before) {
    linked.add(peer.toString())
    await table.add(peer)
  }
  expect(inTable).toEqual(new Set(before.map(String)))
  linked.clear()
  for (const peer of since) {
    linked.add(peer.toString())
    await table.add(peer)
  }
  expect(inTable).toEqual(new Set(since.slice(0, MAX_TRIED_IN_ONE_GROUP).map(String)))
  expect(table.size).toBe(MAX_TRIED_IN_ONE_GROUP)
})
