import type { EntryId } from '../../../shared/kernel/ids.ts'
import { IdMarks } from '../../crypto/id-marks.ts'
import { fingerprintOf, wrapSum } from './fingerprint.ts'
import { compareEdges, type Edge, type Item } from './item.ts'

/** What two Nodes compare under one key, as it stood at one moment: in order, with a sum up to each place. */
export class KeyedItems {
  readonly key: Uint8Array
  readonly #items: readonly Item[]
  readonly #sums: readonly bigint[]

  constructor(key: Uint8Array, items: Iterable<Item>) {
    this.key = key
    this.#items = [...items].sort((a, b) => compareEdges(a, b))
    const marks = new IdMarks(key)
    const sums = [0n]
    let sum = 0n
    for (const { id } of this.#items) {
      sum = wrapSum(sum + BigInt(`0x${marks.of(id)}`))
      sums.push(sum)
    }
    this.#sums = sums
  }

  get size(): number {
    return this.#items.length
  }

  /** How many items stand before an edge. */
  countBefore(edge: Edge): number {
    let [low, high] = [0, this.#items.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const item = this.#items[middle]
      if (item !== undefined && compareEdges(item, edge) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  slice(from: number, to: number): readonly Item[] {
    return this.#items.slice(from, to)
  }

  ids(from: number, to: number): EntryId[] {
    return this.slice(from, to).map(({ id }) => id)
  }

  fingerprint(from: number, to: number): string {
    const sum = (this.#sums[to] ?? 0n) - (this.#sums[from] ?? 0n)
    return fingerprintOf(this.key, wrapSum(sum), to - from)
  }
}

/** The fingerprint of everything under one link's key, kept up item by item. */
export class KeyedTotal {
  readonly #key: Uint8Array
  readonly #marks: IdMarks
  #sum = 0n
  #count = 0

  constructor(key: Uint8Array) {
    this.#key = key
    this.#marks = new IdMarks(key)
  }

  add(id: EntryId): void {
    this.#sum = wrapSum(this.#sum + this.#markOf(id))
    this.#count += 1
  }

  remove(id: EntryId): void {
    this.#sum = wrapSum(this.#sum - this.#markOf(id))
    this.#count -= 1
  }

  fingerprint(): string {
    return fingerprintOf(this.#key, this.#sum, this.#count)
  }

  #markOf(id: EntryId): bigint {
    return BigInt(`0x${this.#marks.of(id)}`)
  }
}
