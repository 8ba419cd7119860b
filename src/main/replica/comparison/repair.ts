import type { EntryId } from '../../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../../shared/kernel/verdict.ts'
import { isCount } from '../../wire/decode.ts'
import type { SyncContent } from '../sync-frames.ts'
import type { Item } from './item.ts'
import { KeyedItems } from './keyed-items.ts'
import { decodeRanges, encodeRanges, LIST_BELOW } from './range-frames.ts'
import {
  MAX_FRAMES,
  newComparison,
  openRanges,
  type RangeState,
  type RangeStep,
  stepRanges,
} from './range-step.ts'
import { Sketch, SketchReader, SUM_BYTES, Sums } from './sketch.ts'

/** Sums sent unasked, and asked for at least. Chosen here: enough for ten differences. */
const FIRST_SUMS = 16
/** Sums that so many differences take. Source: Yang et al. 2024, "Practical Rateless Set Reconciliation", section 5. */
const SUMS_PER_DIFFERENCE = 1.36
/** The part of what an estimate comes to that is asked for at once. Chosen here: it may be a quarter too high. */
const SURE_SHARE = 0.85
/** What is asked for at least where the estimate has been reached, as a share of what was read. Chosen here: little is sent in vain. */
const MORE_SHARE = 1 / 10
/** How much is asked for in all at most, against what was read: all of it while there is no telling how much it takes. Chosen here: few questions. */
const GROWTH = 2
/** Fewest sums asked for. Chosen here: a frame's own head is worth one. */
const MIN_MORE = 12
/** Sums of one frame. Source: docs/protocol.md, "Comparing". */
const MAX_SUMS_AT_ONCE = 640
/** Sums of one comparison; where they do not do, ranges follow. Source: docs/protocol.md, "Comparing". */
const MAX_SUMS = 2_800

export interface RepairInput {
  readonly key: Uint8Array
  readonly items: Iterable<Item>
  readonly round: number
}

/** What a frame led to. */
export interface Found {
  readonly frames: readonly SyncContent[]
  readonly have: readonly EntryId[]
  readonly need: readonly EntryId[]
  /** What the other side holds and we do not, by its marks. */
  readonly needMarks: readonly string[]
}
export type RepairOutcome = Found | { readonly refused: VerdictReason }
type SketchFields = NonNullable<SyncContent['sketch']>
type RangesFields = NonNullable<SyncContent['ranges']>

const found = (part: Partial<Found>): Found => ({ frames: [], have: [], need: [], needMarks: [], ...part })

/**
 * One round in which two Nodes find what they hold differently, as one side sees it, over what it
 * held when the round began. Sums first: few differences cost little beside the
 * differences themselves, however they are scattered. Where they are too many for
 * sums, ranges. Pure: what to send and what was found are returned.
 */
export class Repair {
  readonly round: number
  readonly #input: RepairInput
  readonly #items: readonly Item[]
  #sketch: Sketch | null = null
  #reader: SketchReader | null = null
  #ranges: RangeState | null = null
  #sketchFrames = 0

  constructor(input: RepairInput) {
    this.#input = input
    this.#items = [...input.items]
    this.round = input.round
  }

  /** What is held here that was not when the round began. */
  cameSince(items: Iterable<Item>): readonly EntryId[] {
    const before = new Set(this.#items.map(({ id }) => id))
    return [...items].flatMap(({ id }) => (before.has(id) ? [] : id))
  }

  /** The first frames, by the side that begins. */
  open(): readonly SyncContent[] {
    return this.#items.length < LIST_BELOW ? this.#openRanges().frames : [this.#nextSums(FIRST_SUMS)]
  }

  /** The id behind a mark that the other side was told of in sums. */
  idOf(mark: string): EntryId | undefined {
    return this.#ownSketch().idOf(mark)
  }

  /** The begun side's sums, or the other's wish for more. */
  sketch(frame: SketchFields): RepairOutcome {
    const { first = 0, more = 0, sums } = frame
    if (!isCount(first) || !isCount(more)) return { refused: 'malformed' }
    this.#sketchFrames += 1
    if (this.#sketchFrames > MAX_FRAMES) return { refused: 'rate-exceeded' }
    if (sums && sums.length > 0) return this.#readSums(first, sums)
    if (this.#sketch === null || first !== this.#sketch.made) return { refused: 'malformed' }
    if (more > 0) return this.#moreSums(first, more)
    return this.#ranges === null ? this.#openRanges() : { refused: 'malformed' }
  }

  ranges(frame: RangesFields): RepairOutcome {
    const received = decodeRanges(frame)
    if (received === null) return { refused: 'malformed' }
    const step = stepRanges(this.#rangeState(), received)
    return step === 'rate-exceeded' ? { refused: step } : this.#take(step)
  }

  #moreSums(first: number, more: number): RepairOutcome {
    const isTooMuch = more > MAX_SUMS_AT_ONCE || first + more > MAX_SUMS
    return isTooMuch ? { refused: 'rate-exceeded' } : found({ frames: [this.#nextSums(more)] })
  }

  #nextSums(count: number): SyncContent {
    const { first, bytes } = this.#ownSketch().next(count)
    return { sketch: { round: this.round, first, sums: bytes } }
  }

  #readSums(first: number, sums: Uint8Array): RepairOutcome {
    this.#reader ??= new SketchReader(this.#ownSketch())
    const isNext = first === this.#reader.count && first + sums.length / SUM_BYTES <= MAX_SUMS
    const isWhole = sums.length % SUM_BYTES === 0 && sums.length <= MAX_SUMS_AT_ONCE * SUM_BYTES
    if (!isNext || !isWhole) return { refused: 'malformed' }
    const difference = this.#reader.read(Sums.read(first, sums))
    if (difference !== null) return found({ have: difference.have, needMarks: difference.need })
    return found({ frames: [{ sketch: { round: this.round, ...wishAfter(this.#reader) } }] })
  }

  #openRanges(): Found {
    return this.#take(openRanges(this.#rangeState()))
  }

  #take({ state, frames, have, need }: RangeStep): Found {
    this.#ranges = state
    return found({
      frames: frames.map((ranges) => ({ ranges: encodeRanges(this.round, ranges) })),
      have,
      need,
    })
  }

  #rangeState(): RangeState {
    this.#ranges ??= newComparison(new KeyedItems(this.#input.key, this.#items))
    return this.#ranges
  }

  #ownSketch(): Sketch {
    this.#sketch ??= new Sketch(this.#input.key, this.#items)
    return this.#sketch
  }
}

/** How many more sums to ask for; none where there are more differences than sums are for. */
function wishAfter(reader: SketchReader): { readonly first: number; readonly more: number } {
  const { count } = reader
  const { differences, isSure } = reader.estimate()
  const needed = differences * SUMS_PER_DIFFERENCE
  const least = count + Math.max(MIN_MORE, Math.ceil(count * MORE_SHARE))
  const likely = isSure ? needed * SURE_SHARE : GROWTH * count
  const goal = Math.max(least, Math.ceil(Math.min(likely, GROWTH * count)))
  const isBeyond = needed > MAX_SUMS || count >= MAX_SUMS
  return { first: count, more: isBeyond ? 0 : Math.min(goal - count, MAX_SUMS_AT_ONCE, MAX_SUMS - count) }
}
