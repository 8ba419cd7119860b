import type { EntryId } from '../../../../../shared/kernel/ids.ts'
import type { VerdictReason } from '../../../../../shared/kernel/verdict.ts'
import { sealedSizeBytes } from '../../../../crypto/session/session-messages.ts'
import { frameMessage } from '../../../../network/framing.ts'
import { fromHex } from '../../../../platform/bytes.ts'
import { KeyedItems } from '../../../../replica/comparison/keyed-items.ts'
import { decodeRanges, encodeRanges, type Range } from '../../../../replica/comparison/range-frames.ts'
import { newComparison, openRanges, stepRanges } from '../../../../replica/comparison/range-step.ts'
import { type Found, Repair } from '../../../../replica/comparison/repair.ts'
import { decodeSync, encodeSync, type SyncContent, type SyncFrame } from '../../../../replica/sync-frames.ts'
import type { Apart } from './made-up-items.ts'

/** What a comparison of two sides came to. */
export interface Compared {
  /** Both directions, with seals and lengths, and with the wishes for what is lacking; not the entries themselves. */
  readonly bytes: number
  readonly frames: number
  /** Longest chain of frames of which each answers the one before. */
  readonly depth: number
  readonly largestFrameBytes: number
  readonly refusals: readonly VerdictReason[]
  /** What the first side was found to hold and the second not, and the other way round, whoever found it; sorted. */
  readonly oursOnly: readonly EntryId[]
  readonly theirsOnly: readonly EntryId[]
}

/** One side of a comparison: what it says to begin with, and to a frame. */
interface Side {
  open(): readonly SyncContent[]
  hear(frame: SyncContent):
    | {
        readonly frames: readonly SyncContent[]
        readonly have: readonly EntryId[]
        readonly need: readonly EntryId[]
      }
    | VerdictReason
}

/** One round as two neighbours hold it. */
export function compareByRound({ ours, theirs }: Apart, key: Uint8Array): Compared {
  const sides = [ours, theirs].map((items) => new Repair({ key, items, round: 1 }))
  const [a, b] = sides
  if (a === undefined || b === undefined) throw new RangeError('a comparison has two sides')
  return converse([roundSide(a, b), roundSide(b, a)])
}

/** The same by ranges from the beginning, for a measure. */
export function compareByRanges({ ours, theirs }: Apart, key: Uint8Array): Compared {
  return converse([rangeSide(new KeyedItems(key, ours)), rangeSide(new KeyedItems(key, theirs))])
}

function roundSide(repair: Repair, other: Repair): Side {
  return {
    open: () => repair.open(),
    hear(frame) {
      const heard = frame.sketch ? repair.sketch(frame.sketch) : repair.ranges(frame.ranges ?? {})
      return 'refused' in heard ? heard.refused : withWishes(heard, other)
    },
  }
}

/** What is lacking is wished for by id or mark, as neighbours do. */
function withWishes({ frames, have, need, needMarks }: Found, other: Repair) {
  const named = needMarks.flatMap((mark) => other.idOf(mark) ?? [])
  const wish = { ids: fromHex(need.join('')), marks: fromHex(needMarks.join('')) }
  const wishes = need.length + needMarks.length > 0 ? [{ wanted: wish }] : []
  return { frames: [...frames, ...wishes], have, need: [...need, ...named] }
}

function rangeSide(items: KeyedItems): Side {
  let state = newComparison(items)
  const inFrames = (frames: readonly (readonly Range[])[]): SyncContent[] =>
    frames.map((ranges) => ({ ranges: encodeRanges(1, ranges) }))
  return {
    open() {
      const step = openRanges(state)
      state = step.state
      return inFrames(step.frames)
    },
    hear(frame) {
      const ranges = decodeRanges(frame.ranges ?? {})
      const step = ranges === null ? 'rate-exceeded' : stepRanges(state, ranges)
      if (step === 'rate-exceeded') return step
      state = step.state
      const wishes = step.need.length > 0 ? [{ wanted: { ids: fromHex(step.need.join('')) } }] : []
      return { frames: [...inFrames(step.frames), ...wishes], have: step.have, need: step.need }
    },
  }
}

/** A frame on its way to a side. */
interface Flying {
  readonly to: 0 | 1
  readonly frame: SyncFrame
  readonly depth: number
}

/** A content sealed, behind its length. */
const onStreamBytes = (contentBytes: number): number =>
  frameMessage(new Uint8Array(sealedSizeBytes(contentBytes))).length

/** Let both sides talk to the end, every frame through its own bytes. */
function converse(sides: readonly [Side, Side]): Compared {
  return new Conversation(sides).run()
}

class Conversation {
  readonly #sides: readonly [Side, Side]
  readonly #said: Flying[] = []
  readonly #refusals: VerdictReason[] = []
  readonly #only: readonly [Set<EntryId>, Set<EntryId>] = [new Set(), new Set()]

  constructor(sides: readonly [Side, Side]) {
    this.#sides = sides
  }

  run(): Compared {
    for (const frame of this.#sides[0].open()) this.#say(frame, 1, 1)
    for (const flying of this.#said) this.#deliver(flying)
    const sizes = this.#said.map(({ frame }) => onStreamBytes(frame.bytes.length))
    return {
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      frames: sizes.length,
      depth: Math.max(...this.#said.map(({ depth }) => depth)),
      largestFrameBytes: Math.max(...sizes),
      refusals: this.#refusals,
      oursOnly: [...this.#only[0]].sort(),
      theirsOnly: [...this.#only[1]].sort(),
    }
  }

  /** Wishes end the talk: what they ask for is not part of comparing. */
  #deliver({ to, frame, depth }: Flying): void {
    const content = decodeSync(frame)
    if (content === null || content.wanted) return
    const [heard, other] = [this.#sides[to].hear(content), to === 0 ? 1 : 0] as const
    if (typeof heard === 'string') {
      this.#refusals.push(heard)
      return
    }
    for (const id of heard.have) this.#only[to].add(id)
    for (const id of heard.need) this.#only[other].add(id)
    for (const answer of heard.frames) this.#say(answer, other, depth + 1)
  }

  #say(content: SyncContent, to: 0 | 1, depth: number): void {
    this.#said.push({ to, depth, frame: encodeSync(content) })
  }
}
