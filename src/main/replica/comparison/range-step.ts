import type { EntryId } from '../../../shared/kernel/ids.ts'
import { BEGINNING, compareEdges, type Edge, END, edgeBetween } from './item.ts'
import type { KeyedItems } from './keyed-items.ts'
import { LIST_BELOW, MAX_RANGES, MAX_RANGES_BYTES, type Range, sizeOfRange } from './range-frames.ts'

/** Parts into which a range that differs is split. Source: docs/protocol.md, "Comparing". */
const PARTS = 16
/** Frames of each side in one comparison. Source: docs/protocol.md, "Comparing". */
export const MAX_FRAMES = 40
/** Items looked at beyond what an honest comparison needs. Chosen here: frames that come twice are no fault. */
const SPARE_ITEMS = 1_000

/** One comparison, as one side stands in it. */
export interface RangeState {
  readonly items: KeyedItems
  readonly framesIn: number
  readonly framesOut: number
  /** Items of ours in the ranges that the other side asked about so far, each counted as often as it was. */
  readonly itemsAsked: number
}

export interface RangeStep {
  readonly state: RangeState
  /** What to send, each a frame of ranges. */
  readonly frames: readonly (readonly Range[])[]
  /** What we hold and the other side does not. */
  readonly have: readonly EntryId[]
  /** What the other side says it holds and we do not. */
  readonly need: readonly EntryId[]
}

export const newComparison = (items: KeyedItems): RangeState => ({
  items,
  framesIn: 0,
  framesOut: 0,
  itemsAsked: 0,
})

/** Begin: everything in parts, each with its fingerprint. */
export function openRanges(state: RangeState): RangeStep {
  const parts = told(state.items, BEGINNING, END)
  return withFrames({ state, ranges: parts, have: [], need: [] })
}

/**
 * Go on with what the other side sent. Ranges that agree fall away; one that
 * differs is split, or told by its ids; one that came by its ids is settled here.
 * Every answer is about fewer of our items than the question, so it comes to an end whatever
 * the other side says.
 *
 * @returns 'rate-exceeded' where the other side asks for more than a comparison takes
 */
export function stepRanges(before: RangeState, received: readonly Range[]): RangeStep | 'rate-exceeded' {
  const found: { ranges: Range[]; have: EntryId[]; need: EntryId[] } = { ranges: [], have: [], need: [] }
  let { itemsAsked } = before
  for (const { from, to, content } of received) {
    const { items } = before
    const [low, high] = [items.countBefore(from), items.countBefore(to)]
    if (content.says === 'ids') {
      const theirs = new Set(content.ids)
      const ours = items.ids(low, high)
      const known = new Set(ours)
      found.have.push(...ours.filter((id) => !theirs.has(id)))
      found.need.push(...[...theirs].filter((id) => !known.has(id)))
    } else if (content.says === 'fingerprint' && items.fingerprint(low, high) !== content.fingerprint) {
      found.ranges.push(...told(items, from, to))
    }
    if (content.says !== 'nothing') itemsAsked += high - low
  }
  const framesIn = before.framesIn + 1
  if (framesIn > MAX_FRAMES || itemsAsked > mostAsked(before.items)) return 'rate-exceeded'
  return withFrames({ state: { ...before, framesIn, itemsAsked }, ...found })
}

/** Each level of parts asks about every item once at most. */
function mostAsked({ size }: KeyedItems): number {
  const levels = Math.ceil(Math.log(Math.max(size, PARTS)) / Math.log(PARTS)) + 2
  return size * levels + SPARE_ITEMS
}

/** What is said of a range that differs: all ids where they are few, otherwise its parts. */
function told(items: KeyedItems, from: Edge, to: Edge): Range[] {
  const [low, high] = [items.countBefore(from), items.countBefore(to)]
  const count = high - low
  if (count < LIST_BELOW) return [{ from, to, content: { says: 'ids', ids: items.ids(low, high) } }]
  const cuts = Array.from({ length: PARTS + 1 }, (_, n) => low + Math.floor((n * count) / PARTS))
  const edges = cuts.map((cut, n) => (n === 0 ? from : n === PARTS ? to : edgeAt(items, cut)))
  return edges.slice(1).map((edge, n) => {
    const fingerprint = items.fingerprint(cuts[n] ?? low, cuts[n + 1] ?? high)
    return { from: edges[n] ?? from, to: edge, content: { says: 'fingerprint', fingerprint } }
  })
}

function edgeAt(items: KeyedItems, place: number): Edge {
  const [before, after] = items.slice(place - 1, place + 1)
  return before === undefined || after === undefined ? END : edgeBetween(before, after)
}

/** As many frames as this comparison still may send; what is left over is found by the next. */
function withFrames(step: Omit<RangeStep, 'frames'> & { readonly ranges: readonly Range[] }): RangeStep {
  const { state, have, need } = step
  const frames = inFrames(step.ranges).slice(0, MAX_FRAMES - state.framesOut)
  return { state: { ...state, framesOut: state.framesOut + frames.length }, frames, have, need }
}

function inFrames(ranges: readonly Range[]): Range[][] {
  const frames: Range[][] = []
  let [frame, sizeBytes]: [Range[], number] = [[], 0]
  for (const range of ranges) {
    const pieces = gapBefore(frame.at(-1), range)
    const pieceBytes = pieces.reduce((sum, piece) => sum + sizeOfRange(piece), 0)
    const isFull = frame.length + pieces.length > MAX_RANGES || sizeBytes + pieceBytes > MAX_RANGES_BYTES
    if (frame.length === 0 || isFull) {
      frame = [range]
      frames.push(frame)
      sizeBytes = sizeOfRange(range)
    } else {
      frame.push(...pieces)
      sizeBytes += pieceBytes
    }
  }
  return frames
}

function gapBefore(last: Range | undefined, range: Range): Range[] {
  if (last === undefined || compareEdges(last.to, range.from) === 0) return [range]
  return [{ from: last.to, to: range.from, content: { says: 'nothing' } }, range]
}
