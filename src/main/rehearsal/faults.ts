import type { WayQuality } from '../network/simulated-way.ts'
import type { VirtualNode } from './virtual-node.ts'
import type { World } from './world.ts'

/** Something that is wrong with a Node until it is told to end. */
export interface Fault {
  readonly name: string
  end(): Promise<void> | void
}

/** Something that can befall a Node of a world: it begins with the call. */
export type Mishap = (world: World, node: VirtualNode) => Fault

/** Cut off from all others, and everybody hears it. */
export const cutOff: Mishap = (world, { nodeId }) => {
  world.cutOff(nodeId)
  return { name: 'cut off', end: () => world.letIn(nodeId) }
}

/** What it says no longer reaches one other, and nobody is told. */
export const unheardBy =
  (other: VirtualNode): Mishap =>
  ({ network }, { nodeId }) => {
    const direction = { from: nodeId, to: other.nodeId }
    network.block(direction)
    return { name: `not heard by ${other.name}:`, end: () => network.unblock(direction) }
  }

/** Its time of day is off. */
export const clockOff =
  (ms: number, name: string): Mishap =>
  (world, node) => {
    const clock = world.clockOf(node)
    clock.step(ms)
    return { name, end: () => clock.step(-ms) }
  }

/** No room is left on its disk. */
export const diskFull: Mishap = (_, node) => {
  node.setDiskFull(true)
  return { name: 'disk full:', end: () => node.setDiskFull(false) }
}

/** What it sends to whomever goes over a line as bad as this. */
export const poorLine =
  (quality: WayQuality): Mishap =>
  ({ links, network, nodes }, node) => {
    const shape = (as: WayQuality): void => {
      for (const { nodeId } of nodes.filter((one) => one !== node))
        network.shape(as, { from: node.nodeId, to: nodeId })
    }
    shape(quality)
    return { name: 'a poor line:', end: () => shape(links) }
  }
