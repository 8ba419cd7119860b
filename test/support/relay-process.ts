/** A Node in a process of its own, for tests that put each into a network of its own. Tells how it stands; links when told where to. */
import { createInterface } from 'node:readline'
import { startNetworkNode } from './network-node.ts'

const TELL_EVERY_MS = 100

const node = await startNetworkNode({
  helper: process.argv[2] === 'helper',
  listen: ['/ip4/0.0.0.0/tcp/0'],
})

const print = (): void => {
  const links = node.neighbourhood.neighbours().map(({ nodeId, address }) => ({ nodeId, address }))
  const frames = node.frames.length
  process.stdout.write(
    `${JSON.stringify({ id: node.id, addresses: node.neighbourhood.addresses(), links, frames })}\n`,
  )
}

const telling = setInterval(print, TELL_EVERY_MS)
for await (const line of createInterface({ input: process.stdin })) {
  const nodeId = await node.neighbourhood.dialNow(JSON.parse(line) as string[])
  node.neighbourhood.send(nodeId, 'alert', { receipts: { ids: [new Uint8Array(32)] } })
}
clearInterval(telling)
await node.stop()
process.exit(0)
