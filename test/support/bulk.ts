import { NodeTables } from './node-tables.ts'
import type { ServedNode } from './served-node.ts'

/** Entries of bulk on each Node. Chosen here: some 3 MB, which keep a line of 8 Mbit/s busy for longer than what is measured beside it. */
const ENTRIES = 260
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
 * Heap up at each Node what the others lack, to be called while they are apart: it
 * goes when they meet, in as many streams as there are pairs of them. Beyond ten a
 * day lessons go only when a neighbour asks what it missed, so that none is passed on
 * as news. The one place that knows what the bulk is.
 */
export async function heapUp(
  nodes: readonly ServedNode[],
  mirror: { readonly name: string; readonly pin: string },
): Promise<Bulk> {
  const tables = nodes.map((node) => new NodeTables(node.databasePath))
  const lessons = (): number[] => tables.map((table) => table.count('seed'))
  await Promise.all(nodes.map((node) => offerAll(node, mirror)))
  const wanted = lessons().reduce((sum, count) => sum + count, 0)
  return {
    isRunning: () => lessons().some((count) => count < wanted),
    close: () => tables.forEach((table) => table.close()),
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
