import type { EntryId } from '../../../shared/kernel/ids.ts'
import { fromHex, toHex } from '../../platform/bytes.ts'
import { isCount } from '../../wire/decode.ts'
import type { wire } from '../../wire/messages.ts'
import { FINGERPRINT_BYTES } from './fingerprint.ts'
import { BEGINNING, compareEdges, type Edge, END } from './item.ts'

/** Ranges of one frame. Source: docs/protocol.md, "Comparing". */
export const MAX_RANGES = 64
/** Below this many items a range is told by their ids. Source: docs/protocol.md, "Comparing". */
export const LIST_BELOW = 32
/** Longest frame of ranges. Source: docs/protocol.md, "Comparing". */
export const MAX_RANGES_BYTES = 16 * 1024
const ID_BYTES = 32

/** What a side says of its items in one range. */
export type RangeContent =
  | { readonly says: 'nothing' }
  | { readonly says: 'fingerprint'; readonly fingerprint: string }
  | { readonly says: 'ids'; readonly ids: readonly EntryId[] }
export interface Range {
  readonly from: Edge
  readonly to: Edge
  readonly content: RangeContent
}

type WireRanges = NonNullable<ConstructorParameters<typeof wire.Ranges>[0]>
type WireRange = NonNullable<WireRanges['ranges']>[number]
type WireEdge = WireRange['to']

/** Ranges in order as one frame; between two that do not touch stands one of which nothing is said. */
export function encodeRanges(round: number, ranges: readonly Range[]): WireRanges {
  const from = ranges[0]?.from ?? BEGINNING
  return {
    round,
    ...(compareEdges(from, BEGINNING) > 0 && { from: encodeEdge(from) }),
    ranges: ranges.map(encodeRange),
  }
}

function encodeRange({ to, content }: Range): WireRange {
  const end = to.timeMs === END.timeMs ? {} : { to: encodeEdge(to) }
  if (content.says === 'fingerprint') return { ...end, fingerprint: fromHex(content.fingerprint) }
  return content.says === 'ids' ? { ...end, ids: fromHex(content.ids.join('')) } : end
}

const encodeEdge = ({ timeMs, id }: Edge) => ({ timeMs, ...(id !== '' && { id: fromHex(id) }) })

/** A neighbour's ranges, or null where they are none: out of order, too many, or of wrong lengths. */
export function decodeRanges(frame: WireRanges): Range[] | null {
  const sent = frame.ranges ?? []
  if (sent.length === 0 || sent.length > MAX_RANGES) return null
  let from = frame.from ? decodeEdge(frame.from) : BEGINNING
  const ranges: Range[] = []
  for (const range of sent) {
    const to = range.to ? decodeEdge(range.to) : END
    const content = decodeContent(range)
    if (from === null || to === null || content === null || compareEdges(from, to) >= 0) return null
    ranges.push({ from, to, content })
    from = to
  }
  return ranges
}

function decodeEdge(edge: NonNullable<WireEdge>): Edge | null {
  const id = edge.id ?? new Uint8Array(0)
  if (!isCount(edge.timeMs) || id.length > ID_BYTES) return null
  return { timeMs: edge.timeMs, id: toHex(id) }
}

function decodeContent({ fingerprint, ids }: WireRange): RangeContent | null {
  if (fingerprint) {
    return fingerprint.length === FINGERPRINT_BYTES
      ? { says: 'fingerprint', fingerprint: toHex(fingerprint) }
      : null
  }
  if (!ids) return { says: 'nothing' }
  const isList = ids.length % ID_BYTES === 0 && ids.length < LIST_BELOW * ID_BYTES
  return isList ? { says: 'ids', ids: splitIds(ids) } : null
}

/** Ids that stand one behind the other; a rest that is none is left out. */
export function splitIds(bytes: Uint8Array): EntryId[] {
  const all = toHex(bytes)
  const count = Math.floor(bytes.length / ID_BYTES)
  const digits = ID_BYTES * 2
  return Array.from({ length: count }, (_, n) => all.slice(n * digits, (n + 1) * digits) as EntryId)
}

/** About how many bytes a range takes in its frame, never less than it does. */
export function sizeOfRange({ to, content }: Range): number {
  const edgeBytes = 16 + to.id.length / 2
  const contentBytes = content.says === 'ids' ? content.ids.length * ID_BYTES : FINGERPRINT_BYTES
  return edgeBytes + contentBytes + 8
}
