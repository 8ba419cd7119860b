import { afterEach, expect, test } from 'vitest'
import { SimulatedNetwork } from '../../src/main/network/simulated-network.ts'
import { SimulatedTransport } from '../../src/main/network/simulated-transport.ts'
import { systemClock } from '../../src/main/platform/clock.ts'
import { ClockTimers } from '../../src/main/platform/timers.ts'
import { type NetworkNode, startOverTransport } from '../support/network-node.ts'
import { testNodeId } from '../support/node-ids.ts'
import { SeededRandom } from '../support/random.ts'
import { until } from '../support/until.ts'

const running: NetworkNode[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((node) => node.stop()))
})

/** So many Nodes on one simulated network, each told of all. */
async function world(count: number) {
  const network = new SimulatedNetwork(
    { clock: systemClock, timers: new ClockTimers(systemClock), random: new SeededRandom() },
    { delayMs: { min: 1, max: 5 } },
  )
  const nodes: NetworkNode[] = []
  for (let n = 0; n < count; n++) {
    nodes.push(await startOverTransport(new SimulatedTransport(network, testNodeId(n))))
  }
  running.push(...nodes)
  const targets = nodes.map((node) => ({
    nodeId: node.id,
    addresses: node.neighbourhood.addresses(),
    keep: false,
  }))
  for (const node of nodes) node.neighbourhood.setTargets(targets)
  return { network, nodes }
}

const linkCount = (node: NetworkNode) => node.neighbourhood.neighbours().length

test('eight Nodes link in full, and every link says that it is simulated', async () => {
  const { nodes } = await world(8)
  await until(() => nodes.every((node) => linkCount(node) === 7))
  for (const node of nodes) {
    expect(node.neighbourhood.neighbours().every(({ security }) => security === 'simulated')).toBe(true)
  }
})

test('of many Nodes each seeks six, and all are connected', async () => {
  const { nodes } = await world(20)
  await until(() => nodes.every((node) => linkCount(node) >= 6))
  const reached = new Set([nodes[0]?.id])
  for (const nodeId of reached) {
    const node = nodes.find(({ id }) => id === nodeId)
    for (const neighbour of node?.neighbourhood.neighbours() ?? []) reached.add(neighbour.nodeId)
  }
  expect(reached.size).toBe(20)
  const links = nodes.reduce((sum, node) => sum + linkCount(node), 0) / 2
  expect(links).toBeLessThanOrEqual(20 * 6)
})

test('a partition parts the groups, and its healing joins them again', async () => {
  const { network, nodes } = await world(4)
  await until(() => nodes.every((node) => linkCount(node) === 3))
  const ids = nodes.map(({ id }) => id)
  network.partition([ids.slice(0, 2), ids.slice(2)])
  await until(() => nodes.every((node) => linkCount(node) === 1))
  await expect(nodes[0]?.neighbourhood.dialNow(nodes[3]?.neighbourhood.addresses() ?? [])).rejects.toThrow()
  network.heal()
  for (const node of nodes) node.neighbourhood.wake()
  await until(() => nodes.every((node) => linkCount(node) === 3))
})
