import { NodeTables } from './node-tables.ts'
import type { ServedNode } from './served-node.ts'

/** Entries of bulk on each Node. Chosen here: 1.4 MB for each of two others, which keep a line of 8 Mbit/s busy while alerts are measured beside it. */
const ENTRIES = 120
/** Text of one lesson: nearly as long as one may be. Source: `SEED_BODY_MAX_BYTES` of the contract. */
const BODY = 'bulk '.repeat(2_390)
/** Calls at once. Chosen here: enough to share one sync of the disk, and below the limit of calls a second. */
const AT_ONCE = 8

/** Bulk that runs between all of some Nodes at once. */
export interface Bulk {
  /** Whether anything of it is still under way. */
  isRunning(): boolean
  close(): void
}

/**
 * Heap up at each Node what the others lack. Beyond ten a day lessons are not passed
 * on as news: they go when a neighbour asks what it missed, which each does as soon as
 * something else of the same author comes. Then each Node sends all it has to every
 * other, at once. The one place that knows what the bulk is.
 */
export async function heapUp(
  nodes: readonly ServedNode[],
  mirror: { readonly name: string; readonly pin: string },
): Promise<Bulk> {
  const tables = nodes.map((node) => new NodeTables(node.databasePath))
  const lessons = (): number[] => tables.map((table) => table.count('seed'))
  const wanted = Math.max(...lessons()) + nodes.length * ENTRIES
  await Promise.all(nodes.map((node) => offerAll(node, mirror)))
  return {
    isRunning: () => lessons().some((count) => count < wanted),
    close() {
      for (const table of tables) table.close()
    },
  }
}

async function offerAll(node: ServedNode, { name, pin }: { name: string; pin: string }): Promise<void> {
  const bridge = await node.as(name, pin)
  const workers = Array.from({ length: AT_ONCE }, async (_, worker) => {
    for (let index = worker; index < ENTRIES; index += AT_ONCE) {
      await bridge.seeds.offer({ title: `Bulk ${index} of ${node.id}`, body: BODY })
    }
  })
  await Promise.all(workers)
}
