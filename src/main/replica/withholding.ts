import type { NodeId } from '../../shared/kernel/ids.ts'

/** Looks outside in a row by which an author was heard there first, before people are told. Source: docs/security.md, "Eclipse". */
export const LOOKS_TO_TELL = 5

/** For each author whose newest entries came from outside the neighbourhood: in which looks, the latest last. */
export type Withholding = ReadonlyMap<NodeId, readonly number[]>

/** An entry of somebody else's log that was new here. */
export interface NewEntry {
  readonly author: NodeId
  /** The look outside that brought it; null where a neighbour did. */
  readonly look: number | null
}

export const NOTHING_WITHHELD: Withholding = new Map()

/**
 * What neighbours seem to keep back, after one more new entry. Once in a while
 * somebody outside is simply quicker, so one look says nothing, and an author
 * whom any neighbour passes on again is forgotten here.
 */
export function noteNewEntry(before: Withholding, { author, look }: NewEntry): Withholding {
  const looks = before.get(author) ?? []
  if (look === null ? looks.length === 0 : looks.at(-1) === look) return before
  const after = new Map(before)
  if (look === null) after.delete(author)
  else after.set(author, [...looks, look].slice(-LOOKS_TO_TELL))
  return after
}

/** Whether people should know: of some author nothing came by neighbours for several looks. */
export const seemsWithheld = (state: Withholding): boolean =>
  [...state.values()].some((looks) => looks.length >= LOOKS_TO_TELL)
