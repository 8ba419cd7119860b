import { afterEach, expect, test } from 'vitest'
import { type NetworkNode, startNetworkNode } from '../support/network-node.ts'
import { until } from '../support/until.ts'

/** A frame of half a window. */
const FRAME = { entries: { entries: [{ envelope: { payload: new Uint8Array(32 * 1024) } }] } }

const nodes: NetworkNode[] = []
afterEach(async () => {
  await Promise.all(nodes.splice(0).map((node) => node.stop()))
})

test('bulk waits behind whatever waits on the main lane, and for nothing else', async () => {
  const a = await startNetworkNode()
  const b = await startNetworkNode()
  nodes.push(a, b)
  await Promise.all(nodes.map(({ neighbourhood }) => neighbourhood.start()))
  const held = Promise.withResolvers<void>()
  b.neighbourhood.onFrame(() => held.promise)
  await a.neighbourhood.dialNow(b.neighbourhood.addresses())
  expect(a.neighbourhood.isOpenToBulk(b.id)).toBe(true)
  for (let n = 0; n < 6; n += 1) a.neighbourhood.send(b.id, 'sync', FRAME)
  await until(() => a.neighbourhood.queuedBytes(b.id) > 0)
  expect(a.neighbourhood.isOpenToBulk(b.id)).toBe(false)
  expect(b.neighbourhood.isOpenToBulk(a.id)).toBe(true)
  held.resolve()
  await until(() => a.neighbourhood.isOpenToBulk(b.id))
})
