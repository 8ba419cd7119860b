import { createHash } from 'node:crypto'
import type { Item } from '../../src/main/replica/comparison/item.ts'
import { KeyedItems } from '../../src/main/replica/comparison/keyed-items.ts'
import { decodeRanges, encodeRanges, type Range } from '../../src/main/replica/comparison/range-frames.ts'
import {
  newComparison,
  openRanges,
  type RangeState,
  type RangeStep,
  stepRanges,
} from '../../src/main/replica/comparison/range-step.ts'
import { wire } from '../../src/main/wire/messages.ts'
import type { EntryId } from '../../src/shared/kernel/ids.ts'

export const TEST_KEY = new Uint8Array(32).fill(7)

/** Items with ids of their own, several to a millisecond now and then. */
export const testItems = (count: number, start = 0): Item[] =>
  Array.from({ length: count }, (_, n) => ({
    timeMs: 1_780_000_000_000 + Math.floor((start + n) / 3) * 1_000,
    id: createHash('sha256')
      .update(`item ${start + n}`)
      .digest('hex') as EntryId,
  }))

interface Side {
  state: RangeState
  readonly have: Set<string>
  readonly need: Set<string>
}

/** Two honest sides compare to the end, every frame over the wire's own bytes. */
export function compareByRanges(ours: readonly Item[], theirs: readonly Item[]) {
  const sides: readonly [Side, Side] = [side(ours), side(theirs)]
  const count = { frames: 0, bytes: 0, largestFrameBytes: 0, refused: 0 }
  const queue = take(sides[0], openRanges(sides[0].state)).map((frame) => ({ to: 1, frame }))
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const bytes = wire.Ranges.encode(encodeRanges(1, next.frame)).finish()
    count.frames += 1
    count.bytes += bytes.length
    count.largestFrameBytes = Math.max(count.largestFrameBytes, bytes.length)
    const received = decodeRanges(wire.Ranges.decode(bytes))
    const receiver = sides[next.to === 0 ? 0 : 1]
    const step = received === null ? 'rate-exceeded' : stepRanges(receiver.state, received)
    if (step === 'rate-exceeded') {
      count.refused += 1
      continue
    }
    queue.push(...take(receiver, step).map((frame) => ({ to: next.to === 0 ? 1 : 0, frame })))
  }
  return { ...count, ours: sides[0], theirs: sides[1] }
}

const side = (items: readonly Item[]): Side => ({
  state: newComparison(new KeyedItems(TEST_KEY, items)),
  have: new Set(),
  need: new Set(),
})

function take(of: Side, step: RangeStep): readonly (readonly Range[])[] {
  of.state = step.state
  for (const id of step.have) of.have.add(id)
  for (const id of step.need) of.need.add(id)
  return step.frames
}

/** What a full list of both sides would tell. */
export function oracle(ours: readonly Item[], theirs: readonly Item[]) {
  const [a, b] = [ours, theirs].map((items) => new Set<string>(items.map(({ id }) => id)))
  return {
    have: [...(a ?? [])].filter((id) => !b?.has(id)).sort(),
    need: [...(b ?? [])].filter((id) => !a?.has(id)).sort(),
  }
}
