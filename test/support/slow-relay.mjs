// Carries TCP between network namespaces, later than it came: what a long line does that this kernel cannot make.
// Argument: { nodes: [{ name, shown, real, from }], delaysMs: { "a b": ms }, port }. Where a Node is shown to the others, this
// listens; what comes from another Node's network goes on to where it really listens. Lines on standard input:
// "cut a b", "heal a b", "bytes". Each is answered by one line of JSON.
import { connect, createServer } from 'node:net'
import { createInterface } from 'node:readline'

/** Bytes under way in one direction of one connection before no more is read: a line's own buffers. */
const UNDER_WAY_MAX_BYTES = 256 * 1024

const { nodes, delaysMs, port } = JSON.parse(process.argv[2])
const pairOf = (a, b) => [a, b].toSorted().join(' ')
const cut = new Set()
const sockets = new Map()
const carried = new Map()

const nameAt = (address = '') =>
  nodes.find(({ from }) => address.replace('::ffff:', '').startsWith(from))?.name

function carry(source, target, pair) {
  let underWay = 0
  const later = (what) => setTimeout(what, delaysMs[pair])
  source.on('data', (bytes) => {
    carried.set(pair, (carried.get(pair) ?? 0) + bytes.length)
    underWay += bytes.length
    if (underWay > UNDER_WAY_MAX_BYTES) source.pause()
    later(() => {
      if (!target.destroyed) target.write(bytes)
      underWay -= bytes.length
      if (underWay <= UNDER_WAY_MAX_BYTES) source.resume()
    })
  })
  source.on('end', () => later(() => target.end()))
  source.on('error', () => later(() => target.destroy()))
  source.on('close', () => later(() => target.destroy()))
}

function link(from, node, incoming) {
  const pair = pairOf(from, node.name)
  if (cut.has(pair)) return incoming.destroy()
  const outgoing = connect({ host: node.real, port, allowHalfOpen: true })
  const both = sockets.get(pair) ?? new Set()
  sockets.set(pair, both)
  for (const socket of [incoming, outgoing]) {
    socket.setNoDelay(true)
    both.add(socket)
    socket.on('close', () => both.delete(socket))
  }
  carry(incoming, outgoing, pair)
  carry(outgoing, incoming, pair)
}

for (const node of nodes) {
  const server = createServer({ allowHalfOpen: true }, (incoming) => {
    const from = nameAt(incoming.remoteAddress)
    if (from === undefined) incoming.destroy()
    else link(from, node, incoming)
  })
  await new Promise((resolve) => server.listen(port, node.shown, resolve))
}

const orders = {
  cut(a, b) {
    cut.add(pairOf(a, b))
    for (const socket of sockets.get(pairOf(a, b)) ?? []) socket.destroy()
  },
  heal: (a, b) => cut.delete(pairOf(a, b)),
  bytes() {},
}
console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const [order, ...names] = line.split(' ')
  orders[order]?.(...names)
  console.log(JSON.stringify(Object.fromEntries(carried)))
}
process.exit(0)
