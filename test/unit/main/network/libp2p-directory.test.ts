import type { KadDHTComponents } from '@libp2p/kad-dht'
import { ping } from '@libp2p/ping'
import { createLibp2p } from 'libp2p'
import { expect, test } from 'vitest'
import { Libp2pDirectory } from '../../../../src/main/network/libp2p-directory.ts'
import { withOne } from '../../../../src/main/network/with-one.ts'

/** What a Node that is linked with nobody hands its services. */
async function componentsOfNode(): Promise<KadDHTComponents> {
  const node = await createLibp2p({
    start: false,
    services: { ping: ping(), parts: (components: KadDHTComponents) => ({ components }) },
  })
  return node.services.parts.components
}

test('a directory that cannot begin is off, and may begin later', async () => {
  const components = await componentsOfNode()
  let failure: Error | null = new Error('taken')
  const { registrar } = components
  const handle: typeof registrar.handle = async (...of) => {
    if (failure !== null) throw failure
    await registrar.handle(...of)
  }
  const directory = new Libp2pDirectory(
    withOne(components, 'registrar', () => withOne(registrar, 'handle', () => handle)),
    {
      protocol: '/kad',
      judge: () => ({ refused: 'stale' }),
      isMember: () => true,
      provenWith: () => undefined,
      visit: () => Promise.reject(new Error('no way')),
    },
  )
  await expect(directory.switch(true)).rejects.toThrow('taken')
  expect(directory.isOn).toBe(false)
  failure = null
  await directory.switch(true)
  expect(directory.isOn).toBe(true)
  await directory.switch(false)
})
