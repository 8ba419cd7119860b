import { expect, test } from 'vitest'
import { Libp2pDirectory } from '../../../../src/main/network/libp2p-directory.ts'
import { withOne } from '../../../../src/main/network/with-one.ts'
import { lonelyComponents } from '../../../support/lonely-components.ts'

test('a directory that cannot begin is off, and may begin later', async () => {
  const components = await lonelyComponents()
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
