import { type Connection, type PeerId, UnsupportedProtocolError } from '@libp2p/interface'
import type { KadDHTComponents } from '@libp2p/kad-dht'
import { peerIdFromString } from '@libp2p/peer-id'
import { multiaddr } from '@multiformats/multiaddr'
import { expect, test } from 'vitest'
import { type DirectoryRules, guardedComponents } from '../../../../src/main/network/directory-guard.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const peer = peerIdFromString(testNodeId(1))
const KAD = '/kad'
const address = multiaddr('/ip4/203.0.113.7/tcp/1')

/** A connection with a Node that serves one protocol. */
const serving = (served: string): Connection =>
  ({
    newStream: async (asked: string) => {
      if (asked !== served) throw new UnsupportedProtocolError()
      return { close: async () => {} }
    },
  }) as unknown as Connection

/** What the library would do by itself, written down. */
function watched(rules: Partial<DirectoryRules> = {}) {
  const done: unknown[] = []
  const note =
    (what: string) =>
    async (...of: unknown[]): Promise<void> =>
      void done.push([what, ...of])
  const components = {
    registrar: { handle: note('serve') },
    connectionManager: { openStream: note('dial') },
    peerStore: { merge: note('merge') },
    ping: { ping: note('ping') },
    datastore: { put: note('put') },
  } as unknown as KadDHTComponents
  const guarded = guardedComponents(components, {
    asking: (handler) => handler,
    reach: () => Promise.reject(new Error('no way')),
    protocol: KAD,
    mayPing: () => false,
    absent: () => {},
    mayKeep: () => {},
    ...rules,
  })
  return { done, guarded }
}

test('the library comes to Nodes by our ways only', async () => {
  const { done, guarded } = watched()
  await expect(guarded.connectionManager.openStream(peer, '/kad')).rejects.toThrow('no way')
  await expect(guarded.connectionManager.openStream(address, '/kad')).rejects.toThrow('only Nodes')
  expect(done).toEqual([])
})

test('the library pings, and so takes into its table, nobody without a place', async () => {
  const { done, guarded } = watched({
    mayPing: (peerId) => peerId.equals(peer),
    reach: async () => serving(KAD),
  })
  await guarded.ping.ping(peer)
  await expect(guarded.ping.ping(peerIdFromString(testNodeId(2)))).rejects.toThrow('no place')
  await expect(guarded.ping.ping(address)).rejects.toThrow('no place')
  expect(done).toEqual([['ping', peer, undefined]])
})

test('a Node that does not serve the directory is absent from it, whether it is pinged or asked', async () => {
  const absent: PeerId[] = []
  const { done, guarded } = watched({
    mayPing: () => true,
    reach: async () => serving('/elsewhere'),
    absent: (peerId) => void absent.push(peerId),
  })
  await expect(guarded.connectionManager.openStream(peer, KAD)).rejects.toThrow(UnsupportedProtocolError)
  expect(absent).toEqual([peer])
  await expect(guarded.ping.ping(peer)).rejects.toThrow(UnsupportedProtocolError)
  expect(done).toEqual([])
})

test('a Node that is asked and cannot be reached just then is not absent', async () => {
  const absent: PeerId[] = []
  const { guarded } = watched({ absent: (peerId) => void absent.push(peerId) })
  await expect(guarded.connectionManager.openStream(peer, KAD)).rejects.toThrow('no way')
  expect(absent).toEqual([])
})

test('the library marks nobody as one to be dialled again', async () => {
  const { done, guarded } = watched()
  await guarded.peerStore.merge(peer, { tags: { 'keep-alive-kad-dht': { value: 1 } }, protocols: ['/kad'] })
  expect(done).toEqual([['merge', peer, { protocols: ['/kad'] }, undefined]])
})
