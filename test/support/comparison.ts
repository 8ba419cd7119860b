import { createHash } from 'node:crypto'
import type { Item } from '../../src/main/replica/comparison/item.ts'
import type { EntryId } from '../../src/shared/kernel/ids.ts'

export const TEST_KEY = new Uint8Array(32).fill(7)

/** Items with ids of their own, several to a moment now and then. */
export const testItems = (count: number): Item[] =>
  Array.from({ length: count }, (_, n) => ({
    timeMs: 1_780_000_000_000 + Math.floor(n / 3) * 1_000,
    id: createHash('sha256').update(`item ${n}`).digest('hex') as EntryId,
  }))

/** What full lists of both sides tell, each sorted. */
export function fullLists(ours: readonly Item[], theirs: readonly Item[]) {
  const [here, there] = [new Set(ours.map(({ id }) => id)), new Set(theirs.map(({ id }) => id))]
  return {
    oursOnly: [...here].filter((id) => !there.has(id)).sort(),
    theirsOnly: [...there].filter((id) => !here.has(id)).sort(),
  }
}
