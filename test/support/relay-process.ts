/** A Node in a process of its own, for tests that put each into a network of its own. Tells how it stands; does what it is told, line by line. */
import { createInterface } from 'node:readline'
import { NodeId } from '../../src/shared/kernel/ids.ts'
import { startNetworkNode } from './network-node.ts'

const TELL_EVERY_MS = 100
const TALK_EVERY_MS = 10

/** What it may be told: to link somewhere, that a Node is worth a link, to talk to one until told otherwise. */
type Order =
  | { readonly link: readonly string[] }
  | { readonly know: { readonly nodeId: string; readonly addresses: readonly string[] } }
  | { readonly talk: string | null }

const node = await startNetworkNode({
  helper: process.argv[2] === 'helper',
  listen: ['/ip4/0.0.0.0/tcp/0'],
})

let talkingTo: NodeId | null = null
let sent = 0
const frame = { receipts: { ids: [new Uint8Array(32)] } }

const print = (): void => {
  const links = node.neighbourhood.neighbours().map(({ nodeId, address }) => ({ nodeId, address }))
  const { length: frames } = node.frames
  const addresses = node.neighbourhood.addresses()
  const { downs } = node
  const outside = node.transport.outside?.now
  process.stdout.write(`${JSON.stringify({ id: node.id, addresses, links, frames, sent, downs, outside })}\n`)
}

async function obey(order: Order): Promise<void> {
  if ('link' in order) {
    const nodeId = await node.neighbourhood.dialNow(order.link)
    node.neighbourhood.send(nodeId, 'alert', frame)
  } else if ('know' in order) {
    const { nodeId, addresses } = order.know
    node.neighbourhood.setTargets([{ nodeId: NodeId.parse(nodeId), addresses, keep: true }])
  } else {
    talkingTo = order.talk === null ? null : NodeId.parse(order.talk)
  }
}

const telling = setInterval(print, TELL_EVERY_MS)
const talking = setInterval(() => {
  if (talkingTo !== null && node.neighbourhood.send(talkingTo, 'resource', frame)) sent++
}, TALK_EVERY_MS)
for await (const line of createInterface({ input: process.stdin })) {
  await obey(JSON.parse(line) as Order)
}
clearInterval(telling)
clearInterval(talking)
await node.stop()
process.exit(0)
