import type { EntryId } from '../../../../../shared/kernel/ids.ts'
import { toHex } from '../../../../platform/bytes.ts'
import type { Random } from '../../../../platform/random.ts'
import type { Item } from '../../../../replica/comparison/item.ts'

const ID_BYTES = 32
/** First of January 2026, UTC. */
const START_MS = 1_767_225_600_000
/** Between two entries. Chosen here: ten thousand take half a year. */
const STEP_MS = 26 * 60_000

/** What two Nodes hold, apart in so many items that each is held by one of them only. */
export interface Apart {
  readonly ours: readonly Item[]
  readonly theirs: readonly Item[]
}

/** Items with ids by chance, at even times. */
export const madeUpItems = (count: number, random: Random): Item[] =>
  Array.from({ length: count }, (_, n) => ({
    timeMs: START_MS + n * STEP_MS,
    id: toHex(random.bytes(ID_BYTES)) as EntryId,
  }))

/** Take differences out of all items, scattered by chance, in turn from the one and from the other. */
export function apart(all: readonly Item[], differences: number, random: Random): Apart {
  const places = new Set<number>()
  while (places.size < differences) places.add(random.int(all.length))
  const inTurn = new Map([...places].map((place, n) => [place, n % 2] as const))
  return {
    ours: all.filter((_, place) => inTurn.get(place) !== 0),
    theirs: all.filter((_, place) => inTurn.get(place) !== 1),
  }
}
