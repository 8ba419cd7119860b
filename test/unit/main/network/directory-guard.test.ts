import type { KadDHTComponents } from '@libp2p/kad-dht'
import { peerIdFromString } from '@libp2p/peer-id'
import { multiaddr } from '@multiformats/multiaddr'
import { expect, test } from 'vitest'
import { type DirectoryRules, guardedComponents } from '../../../../src/main/network/directory-guard.ts'
import { testNodeId } from '../../../support/node-ids.ts'

const peer = peerIdFromString(testNodeId(1))
const address = multiaddr('/ip4/203.0.113.7/tcp/1')

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
    mayPing: () => false,
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
  const { done, guarded } = watched({ mayPing: (peerId) => peerId.equals(peer) })
  await guarded.ping.ping(peer)
  await expect(guarded.ping.ping(peerIdFromString(testNodeId(2)))).rejects.toThrow('no place')
  await expect(guarded.ping.ping(address)).rejects.toThrow('no place')
  expect(done).toEqual([['ping', peer, undefined]])
})

test('the library marks nobody as one to be dialled again', async () => {
  const { done, guarded } = watched()
  await guarded.peerStore.merge(peer, { tags: { 'keep-alive-kad-dht': { value: 1 } }, protocols: ['/kad'] })
  expect(done).toEqual([['merge', peer, { protocols: ['/kad'] }, undefined]])
})
